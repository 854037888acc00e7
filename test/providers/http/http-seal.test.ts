import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';

import { HttpSeal } from '../../../src/providers/http/http-seal.ts';
import { LINE, lineEvent, lineWebhook } from '../../support/gateways/fake-line.ts';
import { webhook, withHeaders, type WebhookFields } from '../../support/gateways/webhook.ts';

const NOW_MS = Date.parse('2026-03-02T09:00:00Z');
const line = new HttpSeal({
  header: 'X-Line-Signature',
  secret: LINE.secret,
  kind: 'hmac-sha256-base64',
});
const sent = lineWebhook([lineEvent('1', 'はい')]);

function isGenuine(seal: HttpSeal, fields: WebhookFields): boolean {
  return seal.isGenuine(webhook(fields, NOW_MS));
}

describe('the seal of a gateway of one’s own', () => {
  test("is LINE's: HMAC-SHA256 of the body in base64", () => {
    expect(isGenuine(line, sent)).toBe(true);
    expect(isGenuine(line, { ...sent, body: `${sent.body} ` })).toBe(false);
    expect(isGenuine(line, withHeaders(sent, { 'x-line-signature': null }))).toBe(false);
    expect(isGenuine(line, withHeaders(sent, { 'x-line-signature': '' }))).toBe(false);
  });

  test('is hexadecimal in any case, with the name of the hash before it or without', () => {
    const seal = new HttpSeal({
      header: 'x-hub-signature-256',
      secret: 's',
      kind: 'hmac-sha256-hex',
    });
    const hex = createHmac('sha256', 's').update(sent.body).digest('hex');
    for (const value of [hex, hex.toUpperCase(), `sha256=${hex}`])
      expect(isGenuine(seal, withHeaders(sent, { 'x-hub-signature-256': value }))).toBe(true);
    const other = withHeaders(sent, { 'x-hub-signature-256': `sha256=${hex.replace(/^./, 'x')}` });
    expect(isGenuine(seal, other)).toBe(false);
  });

  test('is a token, whole', () => {
    const seal = new HttpSeal({ header: 'X-Token', secret: 'long secret', kind: 'token' });
    expect(isGenuine(seal, withHeaders(sent, { 'x-token': 'long secret' }))).toBe(true);
    for (const guess of ['long', 'long secret ', 'Long secret', ''])
      expect(isGenuine(seal, withHeaders(sent, { 'x-token': guess }))).toBe(false);
  });

  test('is never genuine where the workspace names none, or an empty secret', () => {
    expect(isGenuine(new HttpSeal(null), sent)).toBe(false);
    const empty = new HttpSeal({ header: 'X-Token', secret: '', kind: 'token' });
    expect(isGenuine(empty, withHeaders(sent, { 'x-token': '' }))).toBe(false);
  });
});
