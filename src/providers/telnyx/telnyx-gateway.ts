/** A number at Telnyx. Sources: Telnyx, "Send a message", "Idempotency-Key", "Search detail records", "Receiving webhooks". */
import type { Gateway } from '../../ports/gateway.ts';
import { AGAIN_AFTER_MS, GatewayChannel } from '../gateway/gateway-channel.ts';
import { GatewayClient } from '../gateway/gateway-client.ts';
import { gatewayUrl, type GatewayReach } from '../gateway/gateway-call.ts';
import { GatewaySource } from '../gateway/gateway-source.ts';
import { telnyxLists } from './telnyx-lists.ts';
import { telnyxReading, telnyxRequest } from './telnyx-message.ts';
import { TelnyxProof } from './telnyx-proof.ts';
import { TelnyxSeal } from './telnyx-seal.ts';

export interface TelnyxOptions extends GatewayReach {
  /** `https://api.telnyx.com` */
  readonly apiUrl: string;
  readonly apiKey: string;
  /** Of the account, base64: webhooks are checked by it. `null`: none is genuine. */
  readonly publicKey: string | null;
  /** Our number, E.164. */
  readonly from: string;
  /** Where reports of what became of a message go. `null`: where the messaging profile says. */
  readonly statusUrl: string | null;
  /**
   * Whether a request that nobody answered is made again with its `Idempotency-Key`. Telnyx keeps to the key only on endpoints whose
   * reference declares it; where that is not sure, a second request may be a second text. No when absent; the key is sent anyway.
   */
  readonly repeatsByKey?: boolean;
  /** Waits before each repetition. */
  readonly againAfterMs?: readonly number[];
  /** Most requests at a time. 4 when absent. */
  readonly connections?: number;
}

export class TelnyxGateway implements Gateway {
  readonly channel: GatewayChannel;
  readonly source: GatewaySource;
  readonly proof: TelnyxProof;
  readonly seal: TelnyxSeal;

  constructor(options: TelnyxOptions) {
    const { apiKey, from, statusUrl, connections = 4, againAfterMs = AGAIN_AFTER_MS } = options;
    const login = { authorization: `Bearer ${apiKey}` };
    const api = new URL('/v2/', gatewayUrl(options.apiUrl));
    const client = new GatewayClient(login, options);
    this.channel = new GatewayChannel({
      reach: options,
      connections,
      requestFor: (message) => telnyxRequest(api, login, from, statusUrl, message),
      reading: telnyxReading,
      againAfterMs: options.repeatsByKey === true ? againAfterMs : [],
    });
    this.source = new GatewaySource(telnyxLists(client, api, from));
    this.proof = new TelnyxProof(client, api, from);
    this.seal = new TelnyxSeal(options.publicKey);
  }
}
