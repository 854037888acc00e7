import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { TwilioSeal } from '../../../src/providers/twilio/twilio-seal.ts';
import { TWILIO, twilioWebhook } from '../../support/gateways/fake-twilio.ts';
import { webhook, withHeaders, type WebhookFields } from '../../support/gateways/webhook.ts';
import { anyText } from '../../support/any-text.ts';

/** Of Twilio's "Webhooks security". */
const DOCUMENTED: WebhookFields = {
  url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
  headers: new Map([
    ['content-type', 'application/x-www-form-urlencoded'],
    ['x-twilio-signature', 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
  ]),
  body: new URLSearchParams({
    To: '+18005551212',
    Digits: '1234',
    CallSid: 'CA1234567890ABCDE',
    From: '+14158675309',
    Caller: '+14158675309',
  }).toString(),
};
const NOW_MS = Date.parse('2026-03-02T09:00:00Z');
const HOOK = 'https://go.acme.test/hooks/paris?v=1&touch=abc';

function isGenuine(fields: WebhookFields, authToken: string = TWILIO.authToken): boolean {
  return new TwilioSeal(authToken).isGenuine(webhook(fields, NOW_MS));
}

describe("Twilio's seal is genuine", () => {
  test('on the documented example', () => {
    expect(isGenuine(DOCUMENTED, '12345')).toBe(true);
  });

  test('over the public address and the parameters by name, in whatever order they came', () => {
    const sent = twilioWebhook(HOOK, { To: '+1', Body: 'Ça va ? 😀 a+b&c=d', From: '+2', '': '' });
    expect(isGenuine(sent)).toBe(true);
  });

  test('when Twilio adds the default port, or leaves a port out', () => {
    const params = { MessageSid: 'SM1' };
    const withPort = 'https://go.acme.test:443/hooks/paris?v=1';
    const without = 'https://go.acme.test/hooks/paris?v=1';
    expect(isGenuine({ ...twilioWebhook(withPort, params), url: without })).toBe(true);
    expect(isGenuine({ ...twilioWebhook(without, params), url: withPort })).toBe(true);
    const ofOurOwn = 'https://go.acme.test:8443/hooks/paris?v=1';
    expect(isGenuine({ ...twilioWebhook(without, params), url: ofOurOwn })).toBe(true);
  });

  test('on a GET, whose parameters are in the address', () => {
    const sent = { ...twilioWebhook(`${HOOK}&MessageSid=SM1`, {}), method: 'GET', body: '' };
    expect(isGenuine(sent)).toBe(true);
  });

  test('on JSON whose hash is in the address', () => {
    const body = '{"a":1}';
    const url = `${HOOK}&bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const sent = withHeaders(
      { ...twilioWebhook(url, {}), body },
      { 'content-type': 'application/json' },
    );
    expect(isGenuine(sent)).toBe(true);
    expect(isGenuine({ ...sent, body: '{"a":2}' })).toBe(false);
  });

  test('when it is played again: it has no time, and one identity', () => {
    const sent = twilioWebhook(HOOK, { MessageSid: 'SM1' });
    const seal = new TwilioSeal(TWILIO.authToken);
    expect(seal.isGenuine(webhook(sent, NOW_MS + 86_400_000))).toBe(true);
  });
});

describe("Twilio's seal is not genuine", () => {
  const sent = twilioWebhook(HOOK, { MessageSid: 'SM1', Body: 'Hello', From: '+1' });

  test.each<[string, WebhookFields]>([
    ['with another token', twilioWebhook(HOOK, { MessageSid: 'SM1' }, 'another token')],
    ['for another address', { ...sent, url: 'https://go.acme.test/hooks/lyon' }],
    ['for another touch', { ...sent, url: HOOK.replace('abc', 'abd') }],
    ['at another host', { ...sent, url: HOOK.replace('go.', 'no.') }],
    ['with another text', { ...sent, body: sent.body.replace('Hello', 'STOP') }],
    ['with one parameter more', { ...sent, body: `${sent.body}&OptOutType=STOP` }],
    ['with a parameter twice', { ...sent, body: `${sent.body}&Body=STOP` }],
    ['without a body', { ...sent, body: '' }],
    ['without a signature', withHeaders(sent, { 'x-twilio-signature': null })],
    ['with an empty one', withHeaders(sent, { 'x-twilio-signature': '' })],
    ['by an address that is none', { ...sent, url: 'go.acme.test' }],
    ['as another kind of body', withHeaders(sent, { 'content-type': 'text/plain' })],
  ])('%s', (_, fields) => {
    expect(isGenuine(fields)).toBe(false);
  });

  test('when a form is put under the seal of a GET', () => {
    const seen = twilioWebhook(HOOK, {});
    const body = 'MessageSid=SM1&SmsStatus=received&Body=STOP&From=%2B1&To=%2B2';
    expect(isGenuine({ ...seen, method: 'GET', body })).toBe(false);
    expect(isGenuine(withHeaders({ ...seen, body }, { 'content-type': 'text/plain' }))).toBe(false);
  });

  test('by any guess, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText({ maxLength: 40 }),
          fc
            .uint8Array({ minLength: 20, maxLength: 20 })
            .map((bytes) => Buffer.from(bytes).toString('base64')),
        ),
        fc.oneof(fc.constant(HOOK), fc.webUrl(), anyText({ maxLength: 40 })),
        (signature, url) => {
          const forged = withHeaders({ ...sent, url }, { 'x-twilio-signature': signature });
          expect(isGenuine(forged)).toBe(false);
        },
      ),
    );
  });

  test('in the signature of SHA-256', () => {
    const signature = createHmac('sha256', TWILIO.authToken).update(HOOK).digest('base64');
    expect(isGenuine(withHeaders(sent, { 'x-twilio-signature': signature }))).toBe(false);
  });
});
