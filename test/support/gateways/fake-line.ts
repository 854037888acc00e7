/** LINE's Messaging API (push messages, retry keys, webhooks), as its public description has it. */
import { createHmac } from 'node:crypto';

import type { EventPaths } from '../../../src/core/gateway-event.ts';
import {
  FakeGateway,
  type Accepted,
  type FakeAnswer,
  type FakeDialect,
  type FakeGatewayOptions,
} from './fake-gateway.ts';
import type { WebhookFields } from './webhook.ts';

export const LINE = { token: 'channel access token', secret: 'channel secret' } as const;

/** As a workspace describes LINE. */
export const LINE_REPLIES: EventPaths = {
  each: 'events',
  id: 'message.id',
  from: 'source.userId',
  text: 'message.text',
  to: null,
  at: 'timestamp',
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function startFakeLine(options: FakeGatewayOptions = {}): Promise<FakeGateway> {
  return FakeGateway.start(dialect, options);
}

/** The body of a request to push a text, as a template of the workspace would write it. */
export function linePush(to: string, text: string): Uint8Array {
  return Buffer.from(JSON.stringify({ to, messages: [{ type: 'text', text }] }));
}

const dialect: FakeDialect = {
  id: (count) => String(461_230_966_842_064_897n + BigInt(count)),
  isAllowed: ({ headers }) => headers.authorization === `Bearer ${LINE.token}`,
  asked: ({ method, url, body, headers }) => {
    const key = String(headers['x-line-retry-key']);
    if (method !== 'POST' || url.pathname !== '/v2/bot/message/push' || !UUID.test(key))
      return null;
    const { to, messages } = JSON.parse(body) as { to: string; messages: { text: string }[] };
    return { to, from: 'our account', text: messages[0]!.text, name: null, key };
  },
  accepted: (entry) => ({ status: 200, json: sentMessages(entry) }),
  repeated: (entry) => ({
    status: 409,
    json: { message: 'The retry key is already accepted', ...sentMessages(entry) },
    headers: { 'x-line-accepted-request-id': '123e4567-e89b-12d3-a456-426655440002' },
  }),
  refused: (refusal) => {
    switch (refusal) {
      case 'busy':
        return said(429, 'The API rate limit has been exceeded. Try again later.');
      case 'refuse_address':
      case 'refuse_opted_out':
      case 'refuse_message':
        return said(400, "The property, 'to', in the request body is invalid (line: -, column: -)");
      case 'refuse_login':
        return said(401, 'Authentication failed. Confirm that the access token is valid.');
      case 'error':
        return said(500, 'Internal Server Error');
    }
  },
  answer: () => said(404, 'Not found'),
};

function sentMessages(entry: Accepted): { sentMessages: unknown[] } {
  return { sentMessages: [{ id: entry.id, quoteToken: 'q3Plxr4AgKd' }] };
}

function said(status: number, message: string): FakeAnswer {
  return { status, json: { message } };
}

/** A webhook as LINE signs it. */
export function lineWebhook(events: readonly unknown[]): WebhookFields {
  const body = JSON.stringify({ destination: 'Uour', events });
  const signature = createHmac('sha256', LINE.secret).update(body).digest('base64');
  return {
    method: 'POST',
    headers: new Map([
      ['content-type', 'application/json'],
      ['x-line-signature', signature],
    ]),
    body,
  };
}

export function lineEvent(id: string, text: string): Record<string, unknown> {
  return {
    type: 'message',
    message: { type: 'text', id, quoteToken: 'q', text },
    webhookEventId: `01H${id}`,
    deliveryContext: { isRedelivery: false },
    timestamp: 1_772_442_000_000,
    source: { type: 'user', userId: 'U4af4980629' },
    replyToken: '38ef843bde154d9b91c21320ffd17a0f',
    mode: 'active',
  };
}
