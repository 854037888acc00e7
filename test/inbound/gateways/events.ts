/** Raw events as gateways send them, from their public descriptions. */
import type { EventPaths, GatewayProvider, RawEvent } from '../../../src/core/gateway-event.ts';
import { LINE_REPLIES } from '../../support/gateways/fake-line.ts';

export function form(params: Readonly<Record<string, string>>, query = ''): RawEvent {
  const body = new URLSearchParams(params).toString();
  return { form: 'webhook', contentType: 'application/x-www-form-urlencoded', body, query };
}

export function json(value: unknown): RawEvent {
  const body = JSON.stringify(value);
  return { form: 'webhook', contentType: 'application/json', body, query: '' };
}

export function listed(value: unknown): RawEvent {
  return { ...json(value), form: 'listed' };
}

export const TWILIO_TEXT = {
  ToCountry: 'FR',
  SmsMessageSid: 'SM2003cbb5e4a3c5f1a9c4b2f9a4d1e001',
  NumMedia: '0',
  SmsSid: 'SM2003cbb5e4a3c5f1a9c4b2f9a4d1e001',
  SmsStatus: 'received',
  Body: 'Oui, jeudi à 10 h',
  To: '+33612345678',
  NumSegments: '1',
  MessageSid: 'SM2003cbb5e4a3c5f1a9c4b2f9a4d1e001',
  AccountSid: 'AC00000000000000000000000000000001',
  From: '+33698765432',
  ApiVersion: '2010-04-01',
} as const;

export const TWILIO_LISTED = {
  sid: TWILIO_TEXT.MessageSid,
  from: '+33698765432',
  to: '+33612345678',
  body: 'Oui, jeudi à 10 h',
  direction: 'inbound',
  status: 'received',
  date_created: 'Mon, 02 Mar 2026 09:00:01 +0000',
  date_sent: 'Mon, 02 Mar 2026 09:00:02 +0000',
  error_code: null,
} as const;

export const TELNYX_MESSAGE = {
  record_type: 'message',
  direction: 'inbound',
  id: '7ee4241c-f127-47e5-9c34-3aac291f8058',
  type: 'SMS',
  from: { phone_number: '+18665550001', carrier: 'T-MOBILE USA, INC.', line_type: 'Wireless' },
  to: [{ phone_number: '+18445550001', status: 'webhook_delivered', carrier: 'TELNYX LLC' }],
  text: 'Hello, World!',
  media: [],
  tags: [],
  received_at: '2019-01-23T18:10:02.574Z',
  autoresponse_type: null,
  errors: [],
} as const;

export function telnyxEvent(type: string, payload: unknown): RawEvent {
  return json({
    data: {
      record_type: 'event',
      id: 'bf6307bd-884d-4c1f-b6ea-c62b8c495d3c',
      event_type: type,
      occurred_at: '2019-12-09T21:32:14.148+00:00',
      payload,
    },
    meta: { attempt: 1, delivered_to: 'https://example.com/webhooks' },
  });
}

export const VONAGE_TEXT = {
  to: '447700900000',
  from: '447700900001',
  channel: 'sms',
  message_uuid: 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab',
  timestamp: '2025-02-03T12:14:25Z',
  usage: { price: '0.0333', currency: 'EUR' },
  message_type: 'text',
  text: 'Hello from Vonage!',
  sms: { num_messages: '1', keyword: 'HELLO' },
} as const;

export function lineText(id: string, text: string | null): Record<string, unknown> {
  return {
    type: 'message',
    message: text === null ? { type: 'sticker', id, packageId: '446' } : { type: 'text', id, text },
    webhookEventId: `01FZ${id}`,
    deliveryContext: { isRedelivery: false },
    timestamp: 1_772_442_000_000,
    source: { type: 'user', userId: 'U4af4980629' },
  };
}

export function pathsOf(provider: GatewayProvider): EventPaths | null {
  return provider === 'http' ? LINE_REPLIES : null;
}
