/** Only what surely lies at the gateway is proven. */
import { describe, expect, onTestFinished, test } from 'vitest';

import type { SendProof } from '../../../src/ports/send-proof.ts';
import { HttpGateway } from '../../../src/providers/http/http-gateway.ts';
import { FakeGateway, type FakeAnswer } from '../../support/gateways/fake-gateway.ts';
import {
  openTelnyx,
  openTwilio,
  openVonage,
  type GatewayWorld,
  type OpenGatewayWorld,
} from '../../support/gateways/gateway-worlds.ts';

const ADA = '+33698765432';
const HOUR = 3_600_000;

const worlds: readonly (readonly [string, OpenGatewayWorld])[] = [
  ['Twilio', openTwilio],
  ['Telnyx', openTelnyx],
  ['Vonage', openVonage],
];

describe.each(worlds)('%s', (name, open) => {
  /** The text of the touch `abc` lies there. */
  const opened = async (): Promise<GatewayWorld> => {
    const world = await open();
    onTestFinished(() => world.server.close());
    const bytes = world.bytesOf(ADA, 'Bonjour Ada,\nça va ? ');
    const message = { touchId: 't', touchlineId: 'abc', to: ADA, from: '', bytes };
    const none = new AbortController().signal;
    await world.gateway.channel.send(message, async () => {}, none);
    return world;
  };
  const seek = (
    { gateway, bytesOf }: GatewayWorld,
    { touchlineId = 'abc', to = ADA, atMs = Date.now(), text = 'Bonjour Ada, ça va ?' } = {},
  ): Promise<boolean> => {
    const bytes = bytesOf(to, text);
    return gateway.proof!.wasSent({ messageId: '<x@y>', touchlineId, to, atMs, bytes });
  };

  test('has the text that it accepted', async () => {
    expect(await seek(await opened())).toBe(true);
  });

  test('has no text for another person', async () => {
    expect(await seek(await opened(), { to: '+33600000000', touchlineId: 'abd' })).toBe(false);
  });

  test('has no text of a later touch in the same words', async () => {
    const touchlineId = name === 'Twilio' ? 'abc' : 'abd';
    const atMs = Date.now() + 2 * HOUR;
    expect(await seek(await opened(), { touchlineId, atMs })).toBe(false);
  });

  test('can’t say when it is gone', async () => {
    const world = await opened();
    await world.server.hangUp();
    await expect(seek(world)).rejects.toThrow(/ECONNREFUSED/);
  });
});

test('Twilio has nothing of a touch in other words', async () => {
  const world = await openTwilio();
  onTestFinished(() => world.server.close());
  const message = { touchId: 't', touchlineId: 'abc', to: ADA, from: '', bytes: Buffer.from('Hi') };
  await world.gateway.channel.send(message, async () => {}, new AbortController().signal);
  const sought = { messageId: '<x@y>', touchlineId: 'abc', to: ADA, atMs: Date.now() };
  const wasSent = (text: string): Promise<boolean> | undefined =>
    world.gateway.proof?.wasSent({ ...sought, bytes: Buffer.from(text) });
  expect(await wasSent('Hi there')).toBe(false);
  expect(await wasSent('Hi')).toBe(true);
});

describe('a gateway of one’s own', () => {
  const opened = async (answer: (path: string) => FakeAnswer): Promise<SendProof> => {
    const server = await FakeGateway.start({
      id: String,
      isAllowed: () => true,
      asked: () => null,
      accepted: () => answer(''),
      refused: () => answer(''),
      answer: ({ url }) => answer(url.pathname),
    });
    onTestFinished(() => server.close());
    return gatewayAt(`${server.url}/sent/{id}`);
  };
  const gatewayAt = (lookUp: string): SendProof =>
    new HttpGateway({
      url: 'https://chat.acme.test/send',
      headers: {},
      contentType: 'application/json',
      idempotencyHeader: null,
      acceptedId: 'sent.0.id',
      replies: null,
      seal: null,
      poll: null,
      lookUp,
      timeoutMs: 5_000,
    }).proof!;
  const sought = { messageId: '<x@y>', touchlineId: 'abc', to: 'U1', atMs: 0, bytes: Buffer.of() };

  test('has a message at the address that names it', async () => {
    const proof = await opened((path) => ({
      status: path === '/sent/abc' ? 200 : 404,
      json: {},
    }));
    expect(await proof.wasSent(sought)).toBe(true);
    expect(await proof.wasSent({ ...sought, touchlineId: 'a/b' })).toBe(false);
  });

  test.each<[string, unknown]>([
    ['an empty list', []],
    ['an empty list in an object', { messages: [], total: 0 }],
  ])('has none where a search finds %s', async (_, json) => {
    const proof = await opened(() => ({ status: 200, json }));
    expect(await proof.wasSent(sought)).toBe(false);
  });

  test('has it where a search finds it, whatever the form', async () => {
    for (const json of [[{ id: 1 }], { messages: [{ id: 1 }] }, { id: 1, state: 'sent' }]) {
      const proof = await opened(() => ({ status: 200, json }));
      expect(await proof.wasSent(sought)).toBe(true);
    }
  });

  test('can’t say when it answers with an error', async () => {
    const proof = await opened(() => ({ status: 500, json: {} }));
    await expect(proof.wasSent(sought)).rejects.toThrow(/answered 500/);
  });

  test('is not asked at an address that names no message', () => {
    expect(() => gatewayAt('https://chat.acme.test/last')).toThrow(/names the message/);
  });
});
