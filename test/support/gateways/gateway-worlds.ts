/** Each gateway with its adapter, ready for what all of them have to keep. */
import type { Gateway } from '../../../src/ports/gateway.ts';
import { HttpGateway } from '../../../src/providers/http/http-gateway.ts';
import { TelnyxGateway } from '../../../src/providers/telnyx/telnyx-gateway.ts';
import { TwilioGateway } from '../../../src/providers/twilio/twilio-gateway.ts';
import { VonageGateway } from '../../../src/providers/vonage/vonage-gateway.ts';
import type { FakeGateway, FakeGatewayOptions } from './fake-gateway.ts';
import { LINE, LINE_REPLIES, linePush, startFakeLine } from './fake-line.ts';
import { startFakeTelnyx, TELNYX, TELNYX_PUBLIC_KEY } from './fake-telnyx.ts';
import { startFakeTwilio, TWILIO } from './fake-twilio.ts';
import { startFakeVonage, VONAGE } from './fake-vonage.ts';

export interface GatewayWorld {
  readonly gateway: Gateway;
  readonly server: FakeGateway;
  /** What is handed over for a text. */
  readonly bytesOf: (to: string, text: string) => Uint8Array;
}

export type OpenGatewayWorld = (
  options?: FakeGatewayOptions,
  adapter?: AdapterOptions,
) => Promise<GatewayWorld>;

export interface AdapterOptions {
  readonly timeoutMs?: number;
  readonly connections?: number;
  readonly ca?: string;
}

const PATIENT = { timeoutMs: 5_000 } as const;

export const openTwilio: OpenGatewayWorld = async (options = {}, adapter = {}) => {
  const { server } = await startFakeTwilio(options);
  const gateway = new TwilioGateway({
    ...PATIENT,
    ...adapter,
    ...TWILIO,
    apiUrl: server.url,
    statusUrl: 'https://go.acme.test/hooks/paris?v=1',
  });
  return { gateway, server, bytesOf: utf8 };
};

/** @param keepsKeys  Both at the gateway and in what we believe of it. */
const openTelnyxWith =
  (keepsKeys: boolean): OpenGatewayWorld =>
  async (options = {}, adapter = {}) => {
    const { server } = await startFakeTelnyx(options, keepsKeys);
    const gateway = new TelnyxGateway({
      ...PATIENT,
      ...adapter,
      ...TELNYX,
      apiUrl: server.url,
      publicKey: TELNYX_PUBLIC_KEY,
      statusUrl: 'https://go.acme.test/hooks/lyon',
      repeatsByKey: keepsKeys,
      againAfterMs: [0, 0],
    });
    return { gateway, server, bytesOf: utf8 };
  };

export const openTelnyx = openTelnyxWith(true);
export const openTelnyxWithoutKeys = openTelnyxWith(false);

export const openVonage: OpenGatewayWorld = async (options = {}, adapter = {}) => {
  const { server } = await startFakeVonage(options);
  const gateway = new VonageGateway({
    ...PATIENT,
    ...adapter,
    ...VONAGE,
    apiUrl: server.url,
    statusUrl: null,
  });
  return { gateway, server, bytesOf: utf8 };
};

export const openLine: OpenGatewayWorld = async (options = {}, adapter = {}) => {
  const server = await startFakeLine(options);
  const gateway = new HttpGateway({
    ...PATIENT,
    ...adapter,
    url: `${server.url}/v2/bot/message/push`,
    headers: { authorization: `Bearer ${LINE.token}` },
    contentType: 'application/json',
    idempotencyHeader: 'X-Line-Retry-Key',
    acceptedId: 'sentMessages.0.id',
    replies: LINE_REPLIES,
    seal: { header: 'X-Line-Signature', secret: LINE.secret, kind: 'hmac-sha256-base64' },
    poll: null,
    lookUp: null,
    againAfterMs: [0, 0],
  });
  return { gateway, server, bytesOf: linePush };
};

export const GATEWAY_WORLDS: readonly (readonly [name: string, open: OpenGatewayWorld])[] = [
  ['Twilio', openTwilio],
  ['Telnyx', openTelnyx],
  ['Telnyx without keys', openTelnyxWithoutKeys],
  ['Vonage', openVonage],
  ['LINE by HTTP', openLine],
];

function utf8(_to: string, text: string): Uint8Array {
  return Buffer.from(text);
}
