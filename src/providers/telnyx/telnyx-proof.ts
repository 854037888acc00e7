/** Was a text accepted? By the tag that it carries. */
import { HOUR_MS } from '../../core/time/duration.ts';
import type { SendProof, SoughtMessage } from '../../ports/send-proof.ts';
import { LOOK_UP_MS, type GatewayClient } from '../gateway/gateway-client.ts';
import { telnyxRecords } from './telnyx-lists.ts';
import { tagOf } from './telnyx-message.ts';

export class TelnyxProof implements SendProof {
  readonly #client: GatewayClient;
  readonly #api: URL;
  readonly #from: string;

  constructor(client: GatewayClient, api: URL, from: string) {
    this.#client = client;
    this.#api = api;
    this.#from = from;
  }

  async wasSent({ touchlineId, to, atMs }: SoughtMessage): Promise<boolean> {
    const filter = { direction: 'outbound', cli: this.#from, cld: to };
    const signal = AbortSignal.timeout(LOOK_UP_MS);
    const pages = telnyxRecords(this.#client, this.#api, filter, atMs - HOUR_MS, signal);
    for await (const records of pages)
      if (records.some(({ tags }) => tags.includes(tagOf(touchlineId)))) return true;
    return false;
  }
}
