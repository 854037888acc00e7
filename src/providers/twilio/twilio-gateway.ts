/** A number at Twilio. Sources: Twilio, "Messages resource", "Calls resource", "Webhooks security". */
import type { Gateway } from '../../ports/gateway.ts';
import { GatewayChannel } from '../gateway/gateway-channel.ts';
import { basicLogin, GatewayClient } from '../gateway/gateway-client.ts';
import { gatewayUrl, type GatewayReach } from '../gateway/gateway-call.ts';
import { GatewaySource } from '../gateway/gateway-source.ts';
import { twilioLists } from './twilio-lists.ts';
import { TwilioProof } from './twilio-proof.ts';
import { TwilioSeal } from './twilio-seal.ts';
import { twilioReading, twilioRequest } from './twilio-message.ts';

export interface TwilioOptions extends GatewayReach {
  /** `https://api.twilio.com` */
  readonly apiUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** Our number, E.164. */
  readonly from: string;
  /** Where reports of what became of a message go; the touch's name is added to its query. `null`: nowhere. */
  readonly statusUrl: string | null;
  /** Most requests at a time. 4 when absent. */
  readonly connections?: number;
}

/** Takes no idempotency key for messages (its error 20500), so nothing is asked twice. */
export class TwilioGateway implements Gateway {
  readonly channel: GatewayChannel;
  readonly source: GatewaySource;
  readonly proof: TwilioProof;
  readonly seal: TwilioSeal;

  constructor(options: TwilioOptions) {
    const { accountSid, authToken, from, connections = 4 } = options;
    const login = { authorization: basicLogin(accountSid, authToken) };
    const account = new URL(
      `/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/`,
      gatewayUrl(options.apiUrl),
    );
    const client = new GatewayClient(login, options);
    this.channel = new GatewayChannel({
      reach: options,
      connections,
      requestFor: (message) => twilioRequest(account, login, from, options.statusUrl, message),
      reading: twilioReading,
      againAfterMs: [],
    });
    this.source = new GatewaySource(twilioLists(client, account, from));
    this.proof = new TwilioProof(client, account, from);
    this.seal = new TwilioSeal(authToken);
  }
}
