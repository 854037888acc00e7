/** A gateway that the workspace describes itself: any API that takes a message in one POST. LINE is the one that ships as an example. */
import { validateHeaderName, validateHeaderValue } from 'node:http';

import type { EventPaths } from '../../core/gateway-event.ts';
import { textAt } from '../../core/json-path.ts';
import type { Gateway } from '../../ports/gateway.ts';
import type { MessageSource } from '../../ports/message-source.ts';
import type { SendProof } from '../../ports/send-proof.ts';
import { AGAIN_AFTER_MS, GatewayChannel, idempotencyKeyOf } from '../gateway/gateway-channel.ts';
import { gatewayUrl, type GatewayReach } from '../gateway/gateway-call.ts';
import { GatewayClient } from '../gateway/gateway-client.ts';
import type { AnswerReading } from '../gateway/gateway-outcome.ts';
import { GatewaySource } from '../gateway/gateway-source.ts';
import { httpList } from './http-list.ts';
import { HttpProof } from './http-proof.ts';
import { HttpSeal, type HttpSealOptions } from './http-seal.ts';

export interface HttpGatewayOptions extends GatewayReach {
  readonly url: string;
  /** Of every request, secrets included. */
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  /**
   * Takes a UUID that is the same for every attempt. Name it only where the gateway promises to accept one key once: a request that nobody
   * answered is then made again. 409 to it means that it was accepted before. `null`: nothing is asked twice.
   */
  readonly idempotencyHeader: string | null;
  /** Where in its answer the gateway's id of an accepted message lies; `null`: it gives none. */
  readonly acceptedId: string | null;
  readonly replies: EventPaths | null;
  readonly seal: HttpSealOptions | null;
  /** Asked for what came in; `{since}` stands for an instant, ISO 8601 in UTC. `null`: it can only call us. */
  readonly poll: string | null;
  /**
   * Asked whether a message lies there: 200 where it does, 404 where it does not. `{id}` stands for the touch's name, `{key}` for the
   * idempotency key.
   */
  readonly lookUp: string | null;
  /** Waits before each repetition. */
  readonly againAfterMs?: readonly number[];
  /** Most requests at a time. 4 when absent. */
  readonly connections?: number;
}

export class HttpGateway implements Gateway {
  readonly channel: GatewayChannel;
  readonly source: MessageSource | null;
  readonly proof: SendProof | null;
  readonly seal: HttpSeal;

  constructor(options: HttpGatewayOptions) {
    const { idempotencyHeader, acceptedId, replies, poll, lookUp } = options;
    const headers = { ...options.headers, 'content-type': options.contentType };
    validateHeaderValue('content-type', options.contentType);
    if (idempotencyHeader !== null) validateHeaderName(idempotencyHeader);
    const url = gatewayUrl(options.url);
    const client = new GatewayClient(options.headers, options);
    this.channel = new GatewayChannel({
      reach: options,
      connections: options.connections ?? 4,
      requestFor: ({ touchlineId, bytes }) => ({
        method: 'POST',
        url,
        headers:
          idempotencyHeader === null
            ? headers
            : { ...headers, [idempotencyHeader]: idempotencyKeyOf(touchlineId) },
        body: bytes,
      }),
      reading: readingOf(acceptedId, idempotencyHeader !== null),
      againAfterMs: idempotencyHeader === null ? [] : (options.againAfterMs ?? AGAIN_AFTER_MS),
    });
    this.source =
      poll === null || replies === null
        ? null
        : new GatewaySource([httpList(client, poll, replies)]);
    this.proof = lookUp === null ? null : new HttpProof(client, lookUp);
    this.seal = new HttpSeal(options.seal);
  }
}

/** Nothing is known of its error codes: the status has to say who is to blame. */
function readingOf(acceptedId: string | null, takesKey: boolean): AnswerReading {
  const idIn = (json: unknown): string | null =>
    acceptedId === null ? null : textAt(json, acceptedId);
  return {
    needsId: false,
    conflictIsAcceptance: takesKey,
    acceptedId: idIn,
    refusal: (json) => ({ code: null, words: textAt(json, 'message'), fault: null }),
  };
}
