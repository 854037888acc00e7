import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { TelnyxSeal } from '../../../src/providers/telnyx/telnyx-seal.ts';
import { TELNYX_PUBLIC_KEY, telnyxWebhook } from '../../support/gateways/fake-telnyx.ts';
import { webhook, withHeaders, type WebhookFields } from '../../support/gateways/webhook.ts';
import { anyText } from '../../support/any-text.ts';

const NOW_MS = Date.parse('2026-03-02T09:00:00Z');
const seal = new TelnyxSeal(TELNYX_PUBLIC_KEY);
const sent = telnyxWebhook({ data: { event_type: 'message.received' } }, NOW_MS);
const MINUTES = 60_000;

describe("Telnyx's seal", () => {
  test.each([-4, 0, 4])('is genuine %i minutes from its own time', (minutes) => {
    expect(seal.isGenuine(webhook(sent, NOW_MS + minutes * MINUTES))).toBe(true);
  });

  test.each([-6, 6, 60])('is stale %i minutes from it', (minutes) => {
    expect(seal.isGenuine(webhook(sent, NOW_MS + minutes * MINUTES))).toBe(false);
  });

  const later = String(Math.floor(NOW_MS / 1_000) + 60);
  test.each<[string, WebhookFields]>([
    ['with another body', { ...sent, body: sent.body.replace('received', 'finalized') }],
    ['with a newer time', withHeaders(sent, { 'telnyx-timestamp': later })],
    ['without a time', withHeaders(sent, { 'telnyx-timestamp': null })],
    ['with words for a time', withHeaders(sent, { 'telnyx-timestamp': 'now' })],
    ['without a signature', withHeaders(sent, { 'telnyx-signature-ed25519': null })],
    ['with a short one', withHeaders(sent, { 'telnyx-signature-ed25519': 'AAAA' })],
  ])('is not genuine %s', (_, fields) => {
    expect(seal.isGenuine(webhook(fields, NOW_MS))).toBe(false);
  });

  test('is never genuine without a key of the account', () => {
    expect(new TelnyxSeal(null).isGenuine(webhook(sent, NOW_MS))).toBe(false);
  });

  test('is not guessed, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText(), fc.base64String({ minLength: 88, maxLength: 88 })),
        (signature) => {
          const forged = withHeaders(sent, { 'telnyx-signature-ed25519': signature });
          expect(seal.isGenuine(webhook(forged, NOW_MS))).toBe(false);
        },
      ),
    );
  });
});
