/**
 * What Amazon SES tells by mail through its notification service: a JSON document for a body.
 *
 * Sources: Amazon SES, "Amazon SNS notification contents for Amazon SES", "Examples of event data that Amazon SES publishes to Amazon SNS".
 */
import { sesMessageId } from '../../core/ses-message-id.ts';
import type { RecipientStatus } from '../mail/report-parts.ts';

export interface SesNotice {
  readonly kind: 'bounce' | 'complaint';
  readonly recipient: RecipientStatus;
  /** Of the message that it is about, without brackets: as SES calls it. Empty: it names none. */
  readonly messageIds: readonly string[];
}

/** `null`: it is none of them. The service wraps long lines, so the fields are read one by one. */
export function readSesNotice(text: string): SesNotice | null {
  const json = text.slice(0, NOTICE_MAX).replace(/\n ?/g, '');
  const type = /^\s{0,4}\{"(?:notification|event)Type":"(Bounce|Complaint)"/.exec(json)?.[1];
  if (type === undefined) return null;
  const address = field(json, 'emailAddress')?.toLowerCase() ?? null;
  const recipient = {
    finalRecipient: address,
    originalRecipient: address,
    action: 'failed',
    status: /^[245]\.\d{1,3}\.\d{1,3}$/.exec(field(json, 'status') ?? '')?.[0] ?? null,
    diagnostic: field(json, 'diagnosticCode') ?? '',
  };
  return {
    kind: type === 'Bounce' ? 'bounce' : 'complaint',
    recipient,
    messageIds: messageIdsIn(json),
  };
}

function messageIdsIn(json: string): readonly string[] {
  const id = field(json, 'messageId');
  if (id === null) return [];
  const arn = field(json, 'sourceArn') ?? '';
  const region = /^arn:aws[a-z-]{0,20}:ses:([a-z0-9-]{1,40}):/.exec(arn)?.[1] ?? null;
  return [sesMessageId(id, region)];
}

const NOTICE_MAX = 16_000;

function field(json: string, name: string): string | null {
  return new RegExp(`"${name}":"((?:[^"\\\\]|\\\\.){0,1000})"`).exec(json)?.[1] ?? null;
}
