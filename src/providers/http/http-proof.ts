/** Was a message accepted? The gateway is asked at an address that names it. */
import { invariant } from '../../core/invariant.ts';
import { jsonIn, textAt } from '../../core/json-path.ts';
import type { SendProof, SoughtMessage } from '../../ports/send-proof.ts';
import { gatewayUrl } from '../gateway-call.ts';
import { idempotencyKeyOf } from '../gateway-channel.ts';
import { LOOK_UP_MS, type GatewayClient } from '../gateway-client.ts';

export class HttpProof implements SendProof {
  readonly #client: GatewayClient;
  readonly #lookUp: string;
  readonly #acceptedId: string | null;

  /**
   * @param lookUp      Names the message by `{id}` or `{key}`: an address without either would prove every message.
   * @param acceptedId  Where the message's id lies in the answer; `null`: 200 alone is the proof.
   */
  constructor(client: GatewayClient, lookUp: string, acceptedId: string | null) {
    invariant(/\{(?:id|key)\}/.test(lookUp), 'a look-up names the message by {id} or {key}');
    this.#client = client;
    this.#lookUp = lookUp;
    this.#acceptedId = acceptedId;
    this.#urlFor('x');
  }

  async wasSent({ touchlineId }: SoughtMessage): Promise<boolean> {
    const answer = await this.#client.found(
      this.#urlFor(touchlineId),
      AbortSignal.timeout(LOOK_UP_MS),
    );
    if (answer === null) return false;
    // A search answers 200 and an empty list, too.
    return (
      this.#acceptedId === null || textAt(jsonIn(answer.body ?? ''), this.#acceptedId) !== null
    );
  }

  #urlFor(touchlineId: string): URL {
    return gatewayUrl(
      this.#lookUp
        .replaceAll('{id}', encodeURIComponent(touchlineId))
        .replaceAll('{key}', idempotencyKeyOf(touchlineId)),
    );
  }
}
