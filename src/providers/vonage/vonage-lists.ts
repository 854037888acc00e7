/** What Vonage lists: records of messages, with their words, a day at a time. */
import { DAY_MS } from '../../core/time/duration.ts';
import { textAt } from '../../core/json-path.ts';
import { entriesAt, nextPage, type GatewayClient } from '../gateway/gateway-client.ts';
import type { GatewayList, ListedEntry } from '../gateway/gateway-source.ts';
import { vonageNumber } from './vonage-message.ts';

export function vonageLists(
  client: GatewayClient,
  api: URL,
  apiKey: string,
  from: string,
): readonly GatewayList[] {
  const number = vonageNumber(from);
  const list = (folder: string, filter: Readonly<Record<string, string>>): GatewayList => ({
    folder,
    async *pages({ sinceMs, untilMs }, signal) {
      // A question may span 24 hours.
      for (let startMs = sinceMs; startMs < untilMs; startMs += DAY_MS) {
        const endMs = Math.min(startMs + DAY_MS, untilMs);
        const query = { ...filter, include_message: 'true' };
        const first = recordsUrl(api, apiKey, query, startMs, endMs);
        for await (const records of vonageRecords(client, first, signal))
          yield records.flatMap(newsIn);
      }
    },
  });
  return [
    list('texts', { direction: 'inbound', to: number }),
    list('reports', { direction: 'outbound', from: number }),
  ];
}

/** @param filter  Beside product and account. */
export function recordsUrl(
  api: URL,
  apiKey: string,
  filter: Readonly<Record<string, string>>,
  startMs: number,
  endMs: number,
): URL {
  const url = new URL('/v2/reports/records', api);
  url.search = new URLSearchParams({
    account_id: apiKey,
    product: 'MESSAGES',
    ...filter,
    date_start: new Date(startMs).toISOString(),
    date_end: new Date(endMs).toISOString(),
  }).toString();
  return url;
}

export async function* vonageRecords(
  client: GatewayClient,
  first: URL,
  signal: AbortSignal,
): AsyncGenerator<readonly unknown[]> {
  for (let url: URL | null = first; url !== null;) {
    const page = await client.json(url, signal);
    yield entriesAt(page, 'records', url);
    url = nextPage(url, textAt(page, '_links.next.href'));
  }
}

/** Of our own texts only failures are news. */
function newsIn(record: unknown): readonly ListedEntry[] {
  const id = textAt(record, 'message_id') ?? textAt(record, 'id');
  const status = textAt(record, 'status') ?? '';
  const isInbound = textAt(record, 'direction') === 'inbound';
  const isFailure = ['rejected', 'undeliverable', 'failed', 'expired'].includes(status);
  if (id === null || !(isInbound || isFailure)) return [];
  const key = isInbound ? id : `${id} ${status}`;
  return [{ key, body: async () => JSON.stringify(record) }];
}
