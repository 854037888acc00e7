/**
 * What Amazon SES tells by mail through its notification service: a JSON document for a body.
 *
 * Source: Amazon SES, "Amazon SNS notification contents for Amazon SES".
 */
import type { RecipientStatus } from '../mail/report-parts.ts';

export interface SesNotice {
  readonly kind: 'bounce' | 'complaint';
  readonly recipient: RecipientStatus;
}

/** `null`: it is none of them. The service wraps long lines, so the fields are read one by one. */
export function readSesNotice(text: string): SesNotice | null {
  const json = text.slice(0, NOTICE_MAX).replace(/\n ?/g, '');
  const type = /^\s{0,4}\{"notificationType":"(Bounce|Complaint)"/.exec(json)?.[1];
  if (type === undefined) return null;
  const address = field(json, 'emailAddress')?.toLowerCase() ?? null;
  const recipient = {
    finalRecipient: address,
    originalRecipient: address,
    action: 'failed',
    status: /^[245]\.\d{1,3}\.\d{1,3}$/.exec(field(json, 'status') ?? '')?.[0] ?? null,
    diagnostic: field(json, 'diagnosticCode') ?? '',
  };
  return { kind: type === 'Bounce' ? 'bounce' : 'complaint', recipient };
}

const NOTICE_MAX = 16_000;

function field(json: string, name: string): string | null {
  return new RegExp(`"${name}":"((?:[^"\\\\]|\\\\.){0,1000})"`).exec(json)?.[1] ?? null;
}
