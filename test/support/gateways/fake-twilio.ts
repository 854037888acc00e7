/** Twilio's Messages and Calls resources and its webhooks, as its public API description has them. */
import { createHmac } from 'node:crypto';

import {
  FakeGateway,
  pageOf,
  type Accepted,
  type FakeAnswer,
  type FakeDialect,
  type FakeGatewayOptions,
} from './fake-gateway.ts';
import type { WebhookFields } from './webhook.ts';

export const TWILIO = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: 'token of the tests',
  from: '+33612345678',
} as const;

const BASE = `/2010-04-01/Accounts/${TWILIO.accountSid}`;

export interface FakeTwilio {
  readonly server: FakeGateway;
  /** Entries of its lists, beside what it accepted. */
  readonly listed: Record<string, unknown>[];
}

export async function startFakeTwilio(options: FakeGatewayOptions = {}): Promise<FakeTwilio> {
  const listed: Record<string, unknown>[] = [];
  return { server: await FakeGateway.start(dialect(listed), options), listed };
}

function dialect(listed: readonly Record<string, unknown>[]): FakeDialect {
  return {
    id: (count) => `SM${String(count).padStart(32, '0')}`,
    isAllowed: ({ headers }) =>
      headers.authorization ===
      `Basic ${Buffer.from(`${TWILIO.accountSid}:${TWILIO.authToken}`).toString('base64')}`,
    asked: ({ method, url, body }) => {
      if (method !== 'POST' || url.pathname !== `${BASE}/Messages.json`) return null;
      const form = new URLSearchParams(body);
      const [to, from, text] = [
        form.get('To') ?? '',
        form.get('From') ?? '',
        form.get('Body') ?? '',
      ];
      return { to, from, text, name: form.get('StatusCallback'), key: null };
    },
    accepted: (entry) => ({ status: 201, json: { ...message(entry), status: 'queued' } }),
    refused: (refusal) => {
      switch (refusal) {
        case 'busy':
          return error(429, 20429, 'Too Many Requests');
        case 'refuse_address':
          return error(400, 21211, "Invalid 'To' Phone Number: +1555");
        case 'refuse_opted_out':
          return error(400, 21610, 'Attempt to send to unsubscribed recipient');
        case 'refuse_message':
          return error(
            400,
            21617,
            'The concatenated message body exceeds the 1600 character limit',
          );
        case 'refuse_login':
          return error(401, 20003, 'Authenticate');
        case 'error':
          return error(500, 20500, 'Internal Server Error');
      }
    },
    answer: ({ url }, ledger) => {
      const asked = ledger.filter(({ to }) => [null, to].includes(url.searchParams.get('To')));
      return list(url, [...asked.map(message), ...listed]);
    },
  };
}

function error(status: number, code: number, message_: string): FakeAnswer {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return { status, json: { code, message: message_, more_info, status } };
}

function message(entry: Accepted): Record<string, unknown> {
  const at = mailDate(entry.at);
  return {
    sid: entry.id,
    account_sid: TWILIO.accountSid,
    to: entry.to,
    from: entry.from,
    body: entry.text,
    direction: 'outbound-api',
    status: 'sent',
    error_code: null,
    error_message: null,
    date_created: at,
    date_sent: at,
    date_updated: at,
    num_segments: '1',
  };
}

/** Newest first, by the day, in pages. */
function list(url: URL, entries: readonly Record<string, unknown>[]): FakeAnswer {
  const resource = url.pathname === `${BASE}/Calls.json` ? 'calls' : 'messages';
  const { searchParams: query } = url;
  const since = query.get('DateSent>') ?? query.get('StartTime>') ?? '';
  const fits = entries.filter(
    (entry) =>
      String(entry['sid']).startsWith('CA') === (resource === 'calls') &&
      ['To', 'From'].every((side) => [null, entry[side.toLowerCase()]].includes(query.get(side))) &&
      isoDate(String(entry['date_sent'] ?? entry['start_time'])) >= since,
  );
  const size = Number(query.get('PageSize') ?? 50);
  const page = Number(query.get('Page') ?? 0);
  const next = new URL(url);
  next.searchParams.set('Page', String(page + 1));
  const isLast = (page + 1) * size >= fits.length;
  return {
    status: 200,
    json: {
      [resource]: pageOf(fits.toReversed(), page, size),
      page,
      page_size: size,
      next_page_uri: isLast ? null : `${next.pathname}${next.search}`,
    },
  };
}

/** RFC 2822, in UTC. */
export function mailDate(iso: string): string {
  return new Date(iso).toUTCString().replace('GMT', '+0000');
}

function isoDate(mail: string): string {
  return new Date(mail).toISOString().slice(0, 10);
}

/** A webhook as Twilio signs it: by the address that it was given, and its parameters by name. */
export function twilioWebhook(
  url: string,
  params: Readonly<Record<string, string>>,
  authToken: string = TWILIO.authToken,
): WebhookFields {
  const names = Object.keys(params).toSorted();
  const sealed = names.reduce((text, name) => `${text}${name}${params[name]}`, url);
  return {
    method: 'POST',
    url,
    headers: new Map([
      ['content-type', 'application/x-www-form-urlencoded; charset=UTF-8'],
      ['x-twilio-signature', createHmac('sha1', authToken).update(sealed).digest('base64')],
    ]),
    body: new URLSearchParams(params).toString(),
  };
}
