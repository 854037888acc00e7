/** What Twilio lists: texts to our number, reports of texts from it that failed, calls either way. */
import { textAt } from '../../core/json-path.ts';
import { entriesAt, nextPage, type GatewayClient } from '../gateway/gateway-client.ts';
import type { GatewayList, ListedEntry } from '../gateway/gateway-source.ts';

const PAGE_SIZE = 200;

export function twilioLists(
  client: GatewayClient,
  account: URL,
  from: string,
): readonly GatewayList[] {
  const list = (folder: string, resource: Resource, side: 'To' | 'From'): GatewayList => ({
    folder,
    async *pages({ sinceMs }, signal) {
      const first = listUrl(account, resource, { [side]: from }, sinceMs);
      for await (const entries of twilioPages(client, first, resource, signal))
        yield entries.flatMap((entry) => newsIn(entry, resource, side));
    },
  });
  return [
    list('texts', 'Messages', 'To'),
    list('reports', 'Messages', 'From'),
    list('calls in', 'Calls', 'To'),
    list('calls out', 'Calls', 'From'),
  ];
}

export type Resource = 'Messages' | 'Calls';

export function listUrl(
  account: URL,
  resource: Resource,
  filter: Readonly<Record<string, string>>,
  sinceMs: number,
): URL {
  const url = new URL(`${resource}.json`, account);
  const since = new Date(sinceMs).toISOString().slice(0, 10);
  // The sign belongs to the name: `DateSent>=2026-03-02`.
  const sinceName = resource === 'Messages' ? 'DateSent>' : 'StartTime>';
  const query = { ...filter, [sinceName]: since, PageSize: String(PAGE_SIZE) };
  url.search = new URLSearchParams(query).toString();
  return url;
}

export async function* twilioPages(
  client: GatewayClient,
  first: URL,
  resource: Resource,
  signal: AbortSignal,
): AsyncGenerator<readonly unknown[]> {
  for (let url: URL | null = first; url !== null;) {
    const page = await client.json(url, signal);
    yield entriesAt(page, resource.toLowerCase(), url);
    url = nextPage(url, textAt(page, 'next_page_uri'));
  }
}

/** Of our own texts only failures are news; a call that goes on is none yet. */
function newsIn(entry: unknown, resource: Resource, side: 'To' | 'From'): readonly ListedEntry[] {
  const sid = textAt(entry, 'sid');
  const status = textAt(entry, 'status');
  const isInbound = textAt(entry, 'direction') === 'inbound';
  const isReport = resource === 'Messages' && side === 'From';
  const isNews =
    resource === 'Calls'
      ? !['queued', 'initiated', 'ringing', 'in-progress'].includes(status ?? '')
      : isReport
        ? ['failed', 'undelivered'].includes(status ?? '')
        : isInbound;
  if (sid === null || !isNews) return [];
  const key = isReport ? `${sid} ${status}` : sid;
  return [{ key, body: async () => JSON.stringify(entry) }];
}
