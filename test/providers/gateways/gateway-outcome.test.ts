/** What each gateway's answers, and their absence, make of an attempt. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';

import type { Outcome } from '../../../src/core/touch.ts';
import { HttpGateway } from '../../../src/providers/http/http-gateway.ts';
import { TelnyxGateway } from '../../../src/providers/telnyx/telnyx-gateway.ts';
import { TwilioGateway } from '../../../src/providers/twilio/twilio-gateway.ts';
import type { FakeGatewayOptions, Misbehaviour } from '../../support/gateways/fake-gateway.ts';
import { TELNYX } from '../../support/gateways/fake-telnyx.ts';
import { TWILIO } from '../../support/gateways/fake-twilio.ts';
import {
  GATEWAY_WORLDS,
  openLine,
  openTelnyx,
  openTelnyxWithoutKeys,
  openTwilio,
  openVonage,
  type AdapterOptions,
  type GatewayWorld,
  type OpenGatewayWorld,
} from '../../support/gateways/gateway-worlds.ts';
import { LOCALHOST } from '../../support/mail/certificates.ts';

const ADA = '+33698765432';

async function world(
  open: OpenGatewayWorld,
  options: FakeGatewayOptions = {},
  adapter: AdapterOptions = {},
): Promise<GatewayWorld> {
  const opened = await open(options, adapter);
  onTestFinished(() => opened.server.close());
  return opened;
}

function send(
  { gateway, bytesOf }: GatewayWorld,
  text = 'Bonjour 👋',
  touchlineId = 'abc234',
): Promise<Outcome> {
  const bytes = bytesOf(ADA, text);
  const message = { touchId: 'e1.intro.1', touchlineId, to: ADA, from: TWILIO.from, bytes };
  return gateway.channel.send(message, async () => {}, new AbortController().signal);
}

async function outcomeAfter(open: OpenGatewayWorld, fault: Misbehaviour): Promise<Outcome> {
  return send(await world(open, { plan: () => fault }, { timeoutMs: 300 }));
}

describe.each(GATEWAY_WORLDS)('%s', (name, open) => {
  test('says its id of a message that it accepted', async () => {
    const opened = await world(open);
    const outcome = await send(opened);
    const [entry] = opened.server.ledger();
    expect(outcome).toMatchObject({ kind: 'sent', serverMessageId: entry!.id });
    expect(entry).toMatchObject({ text: 'Bonjour 👋' });
  });

  test('puts off what comes too fast, for as long as it says', async () => {
    expect(await outcomeAfter(open, 'busy')).toMatchObject({
      kind: 'deferred',
      code: 429,
      retryAfterMs: 7_000,
      blame: 'mailbox',
    });
  });

  test('rests when the login is wrong', async () => {
    expect(await outcomeAfter(open, 'refuse_login')).toMatchObject({
      kind: 'refused',
      blame: 'mailbox',
      code: 401,
    });
  });

  test('does not follow a redirect, and rests', async () => {
    const opened = await world(open, { plan: () => 'redirect' });
    expect(await send(opened)).toMatchObject({ kind: 'refused', blame: 'mailbox', code: 307 });
    expect(opened.server.requests).toHaveLength(1);
  });

  test('was told nothing when the connection is refused', async () => {
    const opened = await world(open);
    await opened.server.hangUp();
    expect(await send(opened)).toMatchObject({
      kind: 'not_sent',
      detail: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  test('is asked over TLS, and told nothing when its certificate is not to be trusted', async () => {
    const tls = { key: LOCALHOST.key, cert: LOCALHOST.cert };
    expect(await send(await world(open, { tls }, { ca: LOCALHOST.cert }))).toMatchObject({
      kind: 'sent',
    });
    const stranger = await world(open, { tls });
    expect(await send(stranger)).toMatchObject({ kind: 'not_sent' });
    expect(stranger.server.requests).toEqual([]);
  });

  test('is uncertain when it never answers, and when it answers 500 ever again', async () => {
    for (const fault of ['silent_lost', 'error_lost'] as const)
      expect(await outcomeAfter(open, fault)).toMatchObject({ kind: 'uncertain' });
  });

  test('gets a text without a byte changed', async () => {
    const text = 'Zeile 1\nZeile 2: 100 % & "Zitat" + €uro = ✓ {{x}} \\n';
    const opened = await world(open);
    await send(opened, text);
    expect(opened.server.ledger().map((entry) => entry.text)).toEqual([text]);
  });
});

describe('who is to blame', () => {
  test.each<[string, OpenGatewayWorld]>([
    ['Twilio', openTwilio],
    ['Telnyx', openTelnyx],
    ['Vonage', openVonage],
  ])('%s says it by its codes', async (_, open) => {
    expect(await outcomeAfter(open, 'refuse_address')).toMatchObject({ blame: 'address' });
    expect(await outcomeAfter(open, 'refuse_message')).toMatchObject({ blame: 'message' });
    expect(await outcomeAfter(open, 'refuse_opted_out')).toMatchObject({
      kind: 'refused',
      blame: 'person',
      detail: expect.stringMatching(/^opted out: /) as string,
    });
  });

  test('a gateway of one’s own says it by its status alone', async () => {
    expect(await outcomeAfter(openLine, 'refuse_address')).toMatchObject({
      kind: 'refused',
      blame: 'message',
      detail: expect.stringContaining('invalid') as string,
    });
  });
});

describe('an answer that says nothing', () => {
  test.each(['garbage', 'half', 'huge', 'see_other'] as const)(
    'of a gateway without keys (%s) makes it uncertain: nobody said an id',
    async (fault) => {
      for (const open of [openTwilio, openTelnyxWithoutKeys, openVonage])
        expect(await outcomeAfter(open, fault)).toMatchObject({ kind: 'uncertain' });
    },
  );

  test('of a gateway of one’s own is a yes by its status', async () => {
    expect(await outcomeAfter(openLine, 'garbage')).toMatchObject({
      kind: 'sent',
      serverMessageId: null,
    });
  });
});

describe('a gateway that takes a key', () => {
  const first =
    (fault: Misbehaviour, then: Misbehaviour | null = null) =>
    (count: number): Misbehaviour | null =>
      count === 0 ? fault : then;

  test.each([
    ['Telnyx', openTelnyx],
    ['LINE', openLine],
  ] as const)('%s is asked again with it, to the byte, and accepts once', async (_, open) => {
    for (const fault of ['silent', 'error', 'reset', 'reset_lost', 'error_lost'] as const) {
      const opened = await world(open, { plan: first(fault) }, { timeoutMs: 300 });
      const outcome = await send(opened);
      const ledger = opened.server.ledger();
      expect(outcome, fault).toMatchObject({ kind: 'sent', serverMessageId: ledger[0]!.id });
      expect(ledger).toHaveLength(1);
      const bodies = opened.server.requests.map(({ body }) => body);
      expect(new Set(bodies).size).toBe(1);
      expect(bodies).toHaveLength(2);
    }
  });

  test('is asked three times at most', async () => {
    const lost = await world(openLine, { plan: () => 'reset_lost' });
    expect(await send(lost)).toMatchObject({ kind: 'uncertain' });
    expect(lost.server.requests).toHaveLength(3);
  });

  test.each(['busy', 'refuse_address', 'refuse_login'] as const)(
    'stays uncertain when it says %s to the second request: that tells nothing of the first',
    async (then) => {
      for (const open of [openTelnyx, openLine]) {
        const opened = await world(open, { plan: first('error', then) });
        expect(await send(opened)).toMatchObject({ kind: 'uncertain' });
        expect(opened.server.ledger()).toHaveLength(1);
      }
    },
  );

  test('has the same key for the same touch, and another for another', async () => {
    const opened = await world(openLine);
    await send(opened, 'Hello', 'abc');
    await send(opened, 'Hello', 'abc');
    await send(opened, 'Hello', 'abd');
    const keys = opened.server.requests.map(({ headers }) => headers['x-line-retry-key']);
    expect(new Set(keys).size).toBe(2);
    expect(opened.server.ledger()).toHaveLength(2);
  });

  test('is not asked again when the sending is given up', async () => {
    const opened = await world(openLine, { plan: () => 'silent_lost' }, { timeoutMs: 60_000 });
    const abort = new AbortController();
    const bytes = opened.bytesOf(ADA, 'Hello');
    const message = { touchId: 't', touchlineId: 'abc', to: ADA, from: '', bytes };
    const attempt = opened.gateway.channel.send(message, async () => {}, abort.signal);
    await opened.server.silentOne;
    abort.abort();
    expect(await attempt).toMatchObject({ kind: 'uncertain' });
    expect(opened.server.requests).toHaveLength(1);
  });
});

test('Telnyx is not asked again unless its reference of the endpoint declares the key', async () => {
  const opened = await world(openTelnyxWithoutKeys, { plan: () => 'error' });
  expect(await send(opened)).toMatchObject({ kind: 'uncertain' });
  expect(opened.server.requests).toHaveLength(1);
  expect(opened.server.requests[0]!.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
});

test('Twilio is given the address for its reports with the name of the touch', async () => {
  const opened = await world(openTwilio);
  await send(opened);
  const form = new URLSearchParams(opened.server.requests[0]!.body);
  expect(form.get('StatusCallback')).toBe('https://go.acme.test/hooks/paris?v=1&touch=abc234');
});

test('a connection that is cut before it was answered at all is never called sent or lost', async () => {
  const server = createServer((socket) => socket.resetAndDestroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = new TwilioGateway({ ...TWILIO, apiUrl, statusUrl: null, timeoutMs: 2_000 });
  const bytes = Buffer.from('Hello');
  const message = { touchId: 't', touchlineId: 'abc', to: ADA, from: TWILIO.from, bytes };
  const outcome = await gateway.channel.send(message, async () => {}, new AbortController().signal);
  expect(['not_sent', 'uncertain']).toContain(outcome.kind);
});

test('an address off loopback without TLS is no gateway', () => {
  const options = { ...TWILIO, statusUrl: null, timeoutMs: 1_000 };
  expect(() => new TwilioGateway({ ...options, apiUrl: 'http://api.twilio.com' })).toThrow(/https/);
});

test('headers that would begin another request are refused at the start', () => {
  const options = {
    url: 'https://api.line.me/v2/bot/message/push',
    contentType: 'application/json',
    idempotencyHeader: null,
    acceptedId: null,
    replies: null,
    seal: null,
    poll: null,
    lookUp: null,
    timeoutMs: 1_000,
  };
  const open = (headers: Record<string, string>): HttpGateway =>
    new HttpGateway({ ...options, headers });
  expect(() => open({ authorization: 'Bearer x\r\nx-evil: 1' })).toThrow(/Invalid character/);
  expect(() => open({ 'bad name': '1' })).toThrow(/valid HTTP token/);
  expect(open({ authorization: 'Bearer x' }).source).toBeNull();
  const telnyx = { ...TELNYX, apiUrl: 'https://api.telnyx.com', publicKey: null, statusUrl: null };
  const apiKey = 'a key from a file\n';
  expect(() => new TelnyxGateway({ ...telnyx, apiKey, timeoutMs: 1_000 })).toThrow(
    /Invalid character/,
  );
});
