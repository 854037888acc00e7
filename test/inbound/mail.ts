/** Builders of messages: only what matters is named. */
import { classify } from '../../src/inbound/classify.ts';
import { parseMessage, type ParsedMessage } from '../../src/inbound/mail/parse.ts';
import type { Classification } from '../../src/core/inbound-message.ts';

export const NOW_MS = Date.parse('2027-03-03T10:00:00Z');

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text.replace(/\r?\n/g, '\r\n'));
}

/** A plain letter; headers replace the usual ones, `null` leaves one out. */
export function letter(
  body: string,
  headers: Readonly<Record<string, string | null>> = {},
): Uint8Array {
  const all: Record<string, string | null> = {
    From: 'Ada Kern <ada@kern.example>',
    To: 'max@ours.example',
    Subject: 'Re: A question about your spring plans',
    'Message-ID': '<answer-1@kern.example>',
    'In-Reply-To': '<e12.intro.1@ours.example>',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  );
  return bytesOf(`${lines.join('\n')}\n\n${body}`);
}

/** A header value of any script (RFC 2047). */
export function encodedWord(value: string): string {
  return `=?utf-8?B?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}

/** A delivery report with its three parts (RFC 6522). */
export function report(fields: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const body = [
    '--cut',
    '',
    'Your letter could not be handed over.',
    '--cut',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.kern.example',
    'Original-Envelope-Id: e12.intro.1',
    '',
    fields,
    '',
    '--cut',
    'Content-Type: text/rfc822-headers',
    '',
    'From: Max <max@ours.example>',
    'To: ada@kern.example',
    'Message-ID: <e12.intro.1@ours.example>',
    'X-Touchline-Id: e12.intro.1',
    '',
    '--cut--',
  ].join('\n');
  return letter(body, {
    From: 'Mail Delivery System <mailer-daemon@mx.kern.example>',
    Subject: 'Undelivered mail',
    'In-Reply-To': null,
    'Content-Type': 'multipart/report; report-type=delivery-status; boundary=cut',
    ...more,
  });
}

export async function classified(
  bytes: Uint8Array,
  zone: string | null = null,
): Promise<Classification> {
  return classify(await parseMessage(bytes), { nowMs: NOW_MS, zone });
}

export async function classifiedWithMessage(
  bytes: Uint8Array,
): Promise<[ParsedMessage, Classification]> {
  const message = await parseMessage(bytes);
  return [message, classify(message, { nowMs: NOW_MS, zone: null })];
}
