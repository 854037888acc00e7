/** Vonage's Messages API (v1), Reports API and webhooks, as its public API descriptions have them. */
import { createHash, createHmac } from 'node:crypto';

import {
  FakeGateway,
  pageOf,
  type Accepted,
  type FakeAnswer,
  type FakeDialect,
  type FakeGatewayOptions,
} from './fake-gateway.ts';
import type { WebhookFields } from './webhook.ts';

export const VONAGE = {
  apiKey: 'abcd1234',
  apiSecret: 'secret of the tests',
  signatureSecret: 'signature secret of the tests',
  from: '+447700900000',
} as const;

const RECORDS_PER_PAGE = 100;

export interface FakeVonage {
  readonly server: FakeGateway;
  /** Records beside those of what it accepted. */
  readonly listed: Record<string, unknown>[];
}

export async function startFakeVonage(options: FakeGatewayOptions = {}): Promise<FakeVonage> {
  const listed: Record<string, unknown>[] = [];
  return { server: await FakeGateway.start(dialect(listed), options), listed };
}

function dialect(listed: readonly Record<string, unknown>[]): FakeDialect {
  return {
    id: (count) => `aaaaaaaa-bbbb-4ccc-8ddd-${String(count).padStart(12, '0')}`,
    isAllowed: ({ headers }) =>
      headers.authorization ===
      `Basic ${Buffer.from(`${VONAGE.apiKey}:${VONAGE.apiSecret}`).toString('base64')}`,
    asked: ({ method, url, body }) => {
      if (method !== 'POST' || url.pathname !== '/v1/messages') return null;
      const { to, from, text, client_ref } = JSON.parse(body) as Record<string, string>;
      return { to: to!, from: from!, text: text!, name: client_ref!, key: null };
    },
    accepted: (entry) => ({ status: 202, json: { message_uuid: entry.id } }),
    refused: (refusal) => {
      switch (refusal) {
        case 'busy':
          return error(429, 1000, 'Throttled');
        case 'refuse_address':
          return {
            status: 422,
            json: {
              type: 'https://developer.vonage.com/api-errors#invalid-params',
              title: 'Your request parameters didn’t validate.',
              invalid_parameters: [{ name: 'to', reason: 'is not a number' }],
            },
          };
        case 'refuse_opted_out':
          return error(403, 1240, 'Illegal Number');
        case 'refuse_message':
          return error(422, 1090, 'Message Too Long');
        case 'refuse_login':
          return { status: 401, json: { title: 'Unauthorized', detail: 'Invalid credentials' } };
        case 'error':
          return { status: 500, json: { title: 'Internal error' } };
      }
    },
    answer: ({ url }, ledger) => {
      const ref = url.searchParams.get('client_ref');
      const asked = ledger.filter(({ name }) => ref === null || ref === name);
      return records(url, [...asked.map(record), ...listed]);
    },
  };
}

function error(status: number, code: number, title: string): FakeAnswer {
  const type = `https://developer.vonage.com/api-errors/messages#${code}`;
  return { status, json: { type, title: String(code), detail: title, instance: 'bf0ca0bf' } };
}

function record(entry: Accepted): Record<string, unknown> {
  return {
    account_id: VONAGE.apiKey,
    message_id: entry.id,
    client_ref: entry.name,
    direction: 'outbound',
    from: entry.from,
    to: entry.to,
    message_body: entry.text,
    date_received: entry.at,
    status: 'submitted',
    error_code: '0',
  };
}

/** At most 24 hours at a time. */
function records(url: URL, all: readonly Record<string, unknown>[]): FakeAnswer {
  const { searchParams: query } = url;
  const [start, end] = ['date_start', 'date_end'].map((name) => Date.parse(query.get(name) ?? ''));
  if (!(end! - start! >= 0 && end! - start! <= 86_400_000))
    return { status: 422, json: { title: 'the date range is longer than 24 hours' } };
  const fits = all.filter((each) => {
    const atMs = Date.parse(String(each['date_received']));
    return (
      atMs >= start! &&
      atMs <= end! &&
      ['direction', 'from', 'to', 'client_ref'].every((name) =>
        [null, each[name]].includes(query.get(name)),
      )
    );
  });
  const page = Number(query.get('cursor') ?? 0);
  const next = new URL(url);
  next.searchParams.set('cursor', String(page + 1));
  const isLast = (page + 1) * RECORDS_PER_PAGE >= fits.length;
  return {
    status: 200,
    json: {
      _links: { self: { href: url.href }, ...(isLast ? {} : { next: { href: next.href } }) },
      request_status: isLast ? 'SUCCESS' : 'TRUNCATED',
      items_count: fits.length,
      records: pageOf(fits, page, RECORDS_PER_PAGE),
    },
  };
}

/** A webhook as Vonage signs it. */
export function vonageWebhook(
  event: unknown,
  atMs: number,
  claims: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = { alg: 'HS256', typ: 'JWT' },
): WebhookFields {
  const body = JSON.stringify(event);
  const parts = [
    header,
    {
      iat: Math.floor(atMs / 1_000),
      jti: '6b1a3f1e',
      iss: 'Vonage',
      payload_hash: createHash('sha256').update(body).digest('hex'),
      api_key: VONAGE.apiKey,
      ...claims,
    },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const sealed = parts.join('.');
  const seal = createHmac('sha256', VONAGE.signatureSecret).update(sealed).digest('base64url');
  return {
    method: 'POST',
    headers: new Map([
      ['content-type', 'application/json'],
      ['authorization', `Bearer ${sealed}.${seal}`],
    ]),
    body,
  };
}
