/** Was a text accepted? By the name of ours that it carries. */
import { DAY_MS, HOUR_MS } from '../../core/time/duration.ts';
import { textAt } from '../../core/json-path.ts';
import type { SendProof, SoughtMessage } from '../../ports/send-proof.ts';
import { LOOK_UP_MS, type GatewayClient } from '../gateway/gateway-client.ts';
import { recordsUrl, vonageRecords } from './vonage-lists.ts';

export class VonageProof implements SendProof {
  readonly #client: GatewayClient;
  readonly #api: URL;
  readonly #apiKey: string;

  constructor(client: GatewayClient, api: URL, apiKey: string) {
    this.#client = client;
    this.#api = api;
    this.#apiKey = apiKey;
  }

  async wasSent({ touchlineId, atMs }: SoughtMessage): Promise<boolean> {
    const filter = { direction: 'outbound', client_ref: touchlineId };
    const startMs = atMs - HOUR_MS;
    // A question may span 24 hours, and none that are to come.
    const endMs = Math.min(startMs + DAY_MS, Math.max(atMs, Date.now()));
    const first = recordsUrl(this.#api, this.#apiKey, filter, startMs, endMs);
    const signal = AbortSignal.timeout(LOOK_UP_MS);
    for await (const records of vonageRecords(this.#client, first, signal))
      if (records.some((record) => textAt(record, 'client_ref') === touchlineId)) return true;
    return false;
  }
}
