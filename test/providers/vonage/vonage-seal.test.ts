import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { VonageSeal } from '../../../src/providers/vonage/vonage-seal.ts';
import { VONAGE, vonageWebhook } from '../../support/gateways/fake-vonage.ts';
import { webhook, withHeaders, type WebhookFields } from '../../support/gateways/webhook.ts';

const NOW_MS = Date.parse('2026-03-02T09:00:00Z');
const MINUTES = 60_000;
const seal = new VonageSeal(VONAGE.signatureSecret);
const event = { message_uuid: 'u1', status: 'delivered' };
/** SHA-256 of no bytes. */
const NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const sent = vonageWebhook(event, NOW_MS);

function isGenuine(fields: WebhookFields, nowMs = NOW_MS): boolean {
  return seal.isGenuine(webhook(fields, nowMs));
}

describe("Vonage's seal", () => {
  test('is genuine over the hash of the body', () => {
    expect(isGenuine(sent)).toBe(true);
  });

  test.each([-6, 6])('is stale %i minutes from its own time', (minutes) => {
    expect(isGenuine(sent, NOW_MS + minutes * MINUTES)).toBe(false);
  });

  test.each<[string, WebhookFields]>([
    ['with another body', { ...sent, body: sent.body.replace('delivered', 'rejected') }],
    ['without a body', { ...sent, body: '' }],
    [
      'without a body, though that is sealed: the query is not',
      { ...vonageWebhook(event, NOW_MS, { payload_hash: NOTHING }), method: 'GET', body: '' },
    ],
    ['without the hash of its body', vonageWebhook(event, NOW_MS, { payload_hash: undefined })],
    ['without a time', vonageWebhook(event, NOW_MS, { iat: undefined })],
    ['after its end', vonageWebhook(event, NOW_MS, { exp: NOW_MS / 1_000 - 1 })],
    ['without a token', withHeaders(sent, { authorization: null })],
    ['with a login instead', withHeaders(sent, { authorization: 'Basic YTpi' })],
    ['by an algorithm of its own choice', vonageWebhook(event, NOW_MS, {}, { alg: 'none' })],
    ['by a stronger one', vonageWebhook(event, NOW_MS, {}, { alg: 'HS512' })],
  ])('is not genuine %s', (_, fields) => {
    expect(isGenuine(fields)).toBe(false);
  });

  test('is not genuine under another secret', () => {
    const [head, claims] = sent.headers.get('authorization')!.replace('Bearer ', '').split('.');
    const forged = createHmac('sha256', 'another').update(`${head}.${claims}`).digest('base64url');
    const authorization = `Bearer ${head}.${claims}.${forged}`;
    expect(isGenuine(withHeaders(sent, { authorization }))).toBe(false);
  });

  test('is never genuine without a secret of the account', () => {
    expect(new VonageSeal(null).isGenuine(webhook(sent, NOW_MS))).toBe(false);
  });

  test('is not guessed, and never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[\w-]{0,40}$/), { maxLength: 4 }), (parts) => {
        const authorization = `Bearer ${parts.join('.')}`;
        expect(isGenuine(withHeaders(sent, { authorization }))).toBe(false);
      }),
    );
  });
});
