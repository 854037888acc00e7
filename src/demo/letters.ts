/** What the demo's prospects and their servers write back: whole messages, as they would lie in a mailbox. */
import { domainOf } from '../core/person/prospect.ts';
import type { LedgerEntry } from './smtp-sink.ts';

/** A message of ours that somebody answers, and who they are. */
export interface Occasion {
  readonly sent: LedgerEntry;
  readonly from: { readonly name: string; readonly address: string };
  /** Our mailbox. */
  readonly to: string;
  readonly atMs: number;
}

export type Letter =
  /** A person answers in the thread, with what we wrote quoted below. */
  | { readonly kind: 'reply'; readonly text: string }
  /** RFC 3834: a machine answers for a person who is away. */
  | { readonly kind: 'away'; readonly text: string }
  /** RFC 3834: a machine says that something arrived. */
  | { readonly kind: 'received'; readonly text: string }
  /** RFC 3464: their server took the message and could not deliver it. */
  | { readonly kind: 'bounce'; readonly reason: string };

export function writeLetter(letter: Letter, occasion: Occasion): string {
  switch (letter.kind) {
    case 'reply':
      return answer(occasion, 'Re', [], quoted(letter.text, occasion));
    case 'away':
      return answer(occasion, 'Automatic reply', AUTOMATIC, letter.text);
    case 'received':
      return answer(occasion, 'Re', [...AUTOMATIC, 'X-Auto-Response-Suppress: All'], letter.text);
    case 'bounce':
      return deliveryReport(occasion, letter.reason);
  }
}

const AUTOMATIC = ['Auto-Submitted: auto-replied'];

function answer(
  { sent, from, to, atMs }: Occasion,
  prefix: string,
  fields: readonly string[],
  text: string,
): string {
  return lines(
    `From: ${encodedWord(from.name)} <${from.address}>`,
    `To: <${to}>`,
    `Subject: ${encodedWord(`${prefix}: ${sent.subject.replace(/^Re: /, '')}`)}`,
    `Date: ${mailDate(atMs)}`,
    `Message-ID: <${atMs}.${from.address}>`,
    `In-Reply-To: ${sent.messageId}`,
    `References: ${sent.messageId}`,
    ...fields,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
  );
}

function quoted(text: string, { sent, to }: Occasion): string {
  return lines(text, '', `On ${mailDate(sent.atMs)}, <${to}> wrote:`, `> ${sent.subject}`);
}

function deliveryReport({ sent, from, to, atMs }: Occasion, reason: string): string {
  const domain = domainOf(from.address);
  const boundary = `report-${atMs}`;
  return lines(
    `From: Mail Delivery System <mailer-daemon@${domain}>`,
    `To: <${to}>`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${mailDate(atMs)}`,
    `Message-ID: <report.${atMs}@${domain}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `Your message to <${from.address}> could not be delivered: ${reason}`,
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; mx.${domain}`,
    '',
    `Final-Recipient: rfc822; ${from.address}`,
    'Action: failed',
    'Status: 5.1.1',
    `Diagnostic-Code: smtp; 550 5.1.1 ${reason}`,
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${sent.messageId}`,
    `To: <${from.address}>`,
    `Subject: ${encodedWord(sent.subject)}`,
    `--${boundary}--`,
  );
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

/** RFC 5322, 3.3; in UTC. */
function mailDate(atMs: number): string {
  return new Date(atMs).toUTCString().replace('GMT', '+0000');
}

/** RFC 2047. The demo's names and subjects fit one word. */
function encodedWord(text: string): string {
  return /^[\x20-\x7e]*$/.test(text)
    ? text
    : `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}
