/** The way out through any gateway: one request a message, and the same request again only where the gateway takes a key for it. */
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import PQueue from 'p-queue';

import type { Outcome } from '../../core/touch.ts';
import type { MessageChannel, OutboundMessage } from '../../ports/message-channel.ts';
import { callGateway, type GatewayReach, type GatewayRequest } from './gateway-call.ts';
import { outcomeOfCall, type AnswerReading } from './gateway-outcome.ts';

export interface GatewayChannelOptions {
  readonly reach: GatewayReach;
  /** Most requests at a time, 1 or more. */
  readonly connections: number;
  /** Always the same for the same message, to the byte. */
  readonly requestFor: (message: OutboundMessage) => GatewayRequest;
  readonly reading: AnswerReading;
  /** Waits before the same request is made again when nobody knows what became of it; empty: it is never made again. */
  readonly againAfterMs: readonly number[];
}

/** For gateways that take an idempotency key. */
export const AGAIN_AFTER_MS: readonly number[] = [1_000, 4_000];

export class GatewayChannel implements MessageChannel {
  readonly #options: GatewayChannelOptions;
  readonly #queue: PQueue;
  #isClosed = false;

  constructor(options: GatewayChannelOptions) {
    this.#options = options;
    this.#queue = new PQueue({ concurrency: options.connections });
  }

  async send(
    message: OutboundMessage,
    dataStarted: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<Outcome> {
    if (this.#isClosed) return { kind: 'not_sent', detail: 'the channel is closed' };
    return this.#queue.add(() => this.#attempt(message, dataStarted, signal));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#queue.onIdle();
  }

  async #attempt(
    message: OutboundMessage,
    dataStarted: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { requestFor, againAfterMs } = this.#options;
    const request = requestFor(message);
    const first = await this.#ask(request, dataStarted, signal);
    if (first.kind !== 'uncertain') return first;
    for (const waitMs of againAfterMs) {
      if (!(await waited(waitMs, signal))) break;
      const again = await this.#ask(request, async () => {}, signal);
      // Only a yes tells what became of the first: a refusal may come before the key is looked at.
      if (again.kind === 'sent') return again;
    }
    return first;
  }

  async #ask(
    request: GatewayRequest,
    beforeFirstByte: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { reach, reading } = this.#options;
    const end = await callGateway(request, reach, beforeFirstByte, signal);
    return outcomeOfCall(end, reading, Date.now());
  }
}

/** A UUID of the touch's name: the same on every attempt, in every process. Gateways that take a key take this form. */
export function idempotencyKeyOf(touchlineId: string): string {
  const hex = createHash('sha256').update(`idempotency key ${touchlineId}`).digest('hex');
  // Shaped as version 5 (RFC 9562): made from a name; what checks UUIDs knows it.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** `false`: the signal came first. */
function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  return setTimeout(ms, true, { signal }).catch(() => false);
}
