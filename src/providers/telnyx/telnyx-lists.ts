/** What Telnyx lists: its detail records name messages without their words, so each new one is asked for by its id. */
import { textAt } from '../../core/json-path.ts';
import { entriesAt, type GatewayClient } from '../gateway/gateway-client.ts';
import type { GatewayList } from '../gateway/gateway-source.ts';

const PAGE_SIZE = 50;

export function telnyxLists(client: GatewayClient, api: URL, from: string): readonly GatewayList[] {
  const messageOf = (id: string) => async (signal: AbortSignal) =>
    JSON.stringify(await client.json(new URL(`messages/${encodeURIComponent(id)}`, api), signal));
  return [
    {
      folder: 'texts',
      async *pages({ sinceMs }, signal) {
        const filter = { direction: 'inbound', cld: from };
        for await (const records of telnyxRecords(client, api, filter, sinceMs, signal))
          yield records.flatMap(({ id }) =>
            id === null ? [] : [{ key: id, body: messageOf(id) }],
          );
      },
    },
    {
      folder: 'reports',
      async *pages({ sinceMs }, signal) {
        const filter = { direction: 'outbound', cli: from };
        for await (const records of telnyxRecords(client, api, filter, sinceMs, signal))
          yield records.flatMap(({ id, status }) =>
            // Of our own texts only failures are news.
            id !== null && (status === 'sending_failed' || status === 'delivery_failed')
              ? [{ key: `${id} ${status}`, body: messageOf(id) }]
              : [],
          );
      },
    },
  ];
}

export interface DetailRecord {
  readonly id: string | null;
  readonly status: string | null;
  readonly tags: readonly string[];
}

export async function* telnyxRecords(
  client: GatewayClient,
  api: URL,
  filter: Readonly<Record<string, string>>,
  sinceMs: number,
  signal: AbortSignal,
): AsyncGenerator<readonly DetailRecord[]> {
  for (let page = 1; ; page += 1) {
    const url = new URL('detail_records', api);
    url.searchParams.set('filter[record_type]', 'messaging');
    url.searchParams.set('filter[created_at][gte]', new Date(sinceMs).toISOString().slice(0, 10));
    for (const [name, value] of Object.entries(filter))
      url.searchParams.set(`filter[${name}]`, value);
    url.searchParams.set('sort', '-created_at');
    url.searchParams.set('page[number]', String(page));
    url.searchParams.set('page[size]', String(PAGE_SIZE));
    const answer = await client.json(url, signal);
    const records = entriesAt(answer, 'data', url);
    yield records.map((record) => ({
      id: textAt(record, 'uuid') ?? textAt(record, 'id'),
      status: textAt(record, 'status'),
      tags: (textAt(record, 'tags') ?? '').split(',').map((tag) => tag.trim()),
    }));
    const pageCount = textAt(answer, 'meta.total_pages');
    const isLast = pageCount === null ? records.length < PAGE_SIZE : page >= Number(pageCount);
    if (isLast) return;
  }
}
