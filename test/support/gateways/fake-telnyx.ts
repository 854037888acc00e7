/** Telnyx's messages, detail records and webhooks, as its public API description has them. */
import { generateKeyPairSync, sign } from 'node:crypto';

import {
  FakeGateway,
  pageOf,
  type Accepted,
  type FakeAnswer,
  type FakeDialect,
  type FakeGatewayOptions,
} from './fake-gateway.ts';
import type { WebhookFields } from './webhook.ts';

export const TELNYX = { apiKey: 'KEY0123', from: '+18445550001' } as const;

const KEYS = generateKeyPairSync('ed25519');

/** The last 32 bytes of the SPKI form. */
export const TELNYX_PUBLIC_KEY = KEYS.publicKey
  .export({ type: 'spki', format: 'der' })
  .subarray(-32)
  .toString('base64');

export interface FakeTelnyx {
  readonly server: FakeGateway;
  /** Messages beside those that it accepted. */
  readonly listed: Record<string, unknown>[];
}

/** @param keepsKeys  Whether a key that was accepted is replayed, as on endpoints that declare `Idempotency-Key`. */
export async function startFakeTelnyx(
  options: FakeGatewayOptions = {},
  keepsKeys = true,
): Promise<FakeTelnyx> {
  const listed: Record<string, unknown>[] = [];
  return { server: await FakeGateway.start(dialect(listed, keepsKeys), options), listed };
}

function dialect(listed: readonly Record<string, unknown>[], keepsKeys: boolean): FakeDialect {
  return {
    id: (count) => `40385f64-5717-4562-b3fc-${String(count).padStart(12, '0')}`,
    isAllowed: ({ headers }) => headers.authorization === `Bearer ${TELNYX.apiKey}`,
    asked: ({ method, url, body, headers }) => {
      if (method !== 'POST' || url.pathname !== '/v2/messages') return null;
      const { to, from, text, tags } = JSON.parse(body) as Record<string, string>;
      const key = headers['idempotency-key'];
      return { to: to!, from: from!, text: text!, name: tags![0]!, key: String(key) };
    },
    accepted: (entry) => ({ status: 200, json: { data: message(entry, 'queued') } }),
    ...(keepsKeys
      ? {
          repeated: (entry: Accepted, { body }: { body: string }) =>
            body === entry.body
              ? { status: 200, json: { data: message(entry, 'queued') } }
              : error(422, '10027', 'Unprocessable entity', 'the key was used for another request'),
        }
      : {}),
    refused: (refusal) => {
      switch (refusal) {
        case 'busy':
          return error(429, '10011', 'Too many requests', 'You have exceeded the rate limit.');
        case 'refuse_address':
          return error(400, '40310', "Invalid 'to' address", "The 'to' address is invalid.");
        case 'refuse_opted_out':
          return error(400, '40300', 'Blocked due to STOP message', 'Blocked due to STOP message');
        case 'refuse_message':
          return error(400, '40302', 'Message too large', 'The message is too large to send.');
        case 'refuse_login':
          return error(401, '10009', 'Authentication failed', 'Could not understand the key.');
        case 'error':
          return error(500, '10007', 'Unexpected error', 'An unexpected error occured.');
      }
    },
    answer: ({ url }, ledger) => {
      const to = url.searchParams.get('filter[cld]');
      const asked = ledger.filter((entry) => to === null || to === entry.to);
      const messages = [...asked.map((entry) => message(entry, 'sent')), ...listed];
      if (url.pathname === '/v2/detail_records') return records(url, messages);
      const found = messages.find(({ id }) => url.pathname === `/v2/messages/${String(id)}`);
      return found === undefined
        ? error(404, '10005', 'Resource not found', '')
        : { status: 200, json: { data: found } };
    },
  };
}

function error(status: number, code: string, title: string, detail: string): FakeAnswer {
  return { status, json: { errors: [{ code, title, detail }] } };
}

function message(entry: Accepted, status: string): Record<string, unknown> {
  return telnyxMessage({
    id: entry.id,
    direction: 'outbound',
    from: { phone_number: entry.from, carrier: 'TELNYX LLC', line_type: 'VoIP' },
    to: [{ phone_number: entry.to, status, carrier: '', line_type: '' }],
    text: entry.text,
    tags: [entry.name],
    sent_at: entry.at,
  });
}

export function telnyxMessage(fields: Record<string, unknown>): Record<string, unknown> {
  return {
    record_type: 'message',
    type: 'SMS',
    errors: [],
    tags: [],
    completed_at: null,
    ...fields,
  };
}

/** Without words; newest first. */
function records(url: URL, messages: readonly Record<string, unknown>[]): FakeAnswer {
  const { searchParams: query } = url;
  const all = messages.toReversed().map((each) => {
    const from = (each['from'] as { phone_number: string }).phone_number;
    const [to] = each['to'] as { phone_number: string; status: string }[];
    return {
      record_type: 'message_detail_record',
      uuid: each['id'],
      direction: each['direction'],
      cli: from,
      cld: to!.phone_number,
      status: to!.status,
      tags: (each['tags'] as string[]).join(','),
      created_at: each['sent_at'] ?? each['received_at'],
    };
  });
  const fits = all.filter(
    (record) =>
      query.get('filter[record_type]') === 'messaging' &&
      (['direction', 'cli', 'cld'] as const).every((name) =>
        [null, record[name]].includes(query.get(`filter[${name}]`)),
      ) &&
      String(record.created_at) >= (query.get('filter[created_at][gte]') ?? ''),
  );
  const size = Number(query.get('page[size]') ?? 20);
  const page = Number(query.get('page[number]') ?? 1);
  const total_pages = Math.ceil(fits.length / size);
  const meta = { total_pages, total_results: fits.length, page_number: page, page_size: size };
  return { status: 200, json: { data: pageOf(fits, page - 1, size), meta } };
}

/** A webhook as Telnyx signs it. */
export function telnyxWebhook(event: unknown, atMs: number): WebhookFields {
  const body = JSON.stringify(event);
  const stamp = String(Math.floor(atMs / 1_000));
  const signature = sign(null, Buffer.from(`${stamp}|${body}`), KEYS.privateKey);
  return {
    method: 'POST',
    headers: new Map([
      ['content-type', 'application/json'],
      ['telnyx-timestamp', stamp],
      ['telnyx-signature-ed25519', signature.toString('base64')],
    ]),
    body,
  };
}
