/** A number at Vonage. Sources: Vonage, "Messages API" (v1), "Reports API", "Decoding signed webhooks". */
import type { Gateway } from '../../ports/gateway.ts';
import { GatewayChannel } from '../gateway/gateway-channel.ts';
import { basicLogin, GatewayClient } from '../gateway/gateway-client.ts';
import { gatewayUrl, type GatewayReach } from '../gateway/gateway-call.ts';
import { GatewaySource } from '../gateway/gateway-source.ts';
import { vonageLists } from './vonage-lists.ts';
import { vonageReading, vonageRequest } from './vonage-message.ts';
import { VonageProof } from './vonage-proof.ts';
import { VonageSeal } from './vonage-seal.ts';

export interface VonageOptions extends GatewayReach {
  /** `https://api.nexmo.com` */
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Of the account's settings: webhooks are checked by it. `null`: none is genuine. */
  readonly signatureSecret: string | null;
  /** Our number, E.164. */
  readonly from: string;
  /** Where reports of what became of a message go. `null`: where the account says. */
  readonly statusUrl: string | null;
  /** Most requests at a time. 4 when absent. */
  readonly connections?: number;
}

/** Carries our name of a message back (`client_ref`) but does not tell a second request by it, so nothing is asked twice. */
export class VonageGateway implements Gateway {
  readonly channel: GatewayChannel;
  readonly source: GatewaySource;
  readonly proof: VonageProof;
  readonly seal: VonageSeal;

  constructor(options: VonageOptions) {
    const { apiKey, from, statusUrl, connections = 4 } = options;
    const login = { authorization: basicLogin(apiKey, options.apiSecret) };
    const api = gatewayUrl(options.apiUrl);
    const client = new GatewayClient(login, options);
    this.channel = new GatewayChannel({
      reach: options,
      connections,
      requestFor: (message) => vonageRequest(api, login, from, statusUrl, message),
      reading: vonageReading,
      againAfterMs: [],
    });
    this.source = new GatewaySource(vonageLists(client, api, apiKey, from));
    this.proof = new VonageProof(client, api, apiKey);
    this.seal = new VonageSeal(options.signatureSecret);
  }
}
