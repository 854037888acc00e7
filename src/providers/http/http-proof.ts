/** Was a message accepted? The gateway is asked at an address that names it. */
import { invariant } from '../../core/invariant.ts';
import { jsonIn } from '../../core/json-path.ts';
import type { SendProof, SoughtMessage } from '../../ports/send-proof.ts';
import { gatewayUrl } from '../gateway/gateway-call.ts';
import { idempotencyKeyOf } from '../gateway/gateway-channel.ts';
import { LOOK_UP_MS, type GatewayClient } from '../gateway/gateway-client.ts';

export class HttpProof implements SendProof {
  readonly #client: GatewayClient;
  readonly #lookUp: string;

  /** @param lookUp  Names the message by `{id}` or `{key}`: an address without either would prove every message. */
  constructor(client: GatewayClient, lookUp: string) {
    invariant(/\{(?:id|key)\}/.test(lookUp), 'a look-up names the message by {id} or {key}');
    this.#client = client;
    this.#lookUp = lookUp;
    this.#urlFor('x');
  }

  async wasSent({ touchlineId }: SoughtMessage): Promise<boolean> {
    const answer = await this.#client.found(
      this.#urlFor(touchlineId),
      AbortSignal.timeout(LOOK_UP_MS),
    );
    return answer !== null && !isEmptyList(jsonIn(answer.body ?? ''));
  }

  #urlFor(touchlineId: string): URL {
    return gatewayUrl(
      this.#lookUp
        .replaceAll('{id}', encodeURIComponent(touchlineId))
        .replaceAll('{key}', idempotencyKeyOf(touchlineId)),
    );
  }
}

/** A search answers 200, too, when it finds nothing: with an empty list, or with one in an object. */
function isEmptyList(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  const lists = (Array.isArray(json) ? [json] : Object.values(json)).filter(Array.isArray);
  return lists.length > 0 && lists.every((list) => list.length === 0);
}
