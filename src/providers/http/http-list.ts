/** What a gateway of the workspace's own lists: one answer, with the entries where its webhooks have their events. */
import type { EventPaths } from '../../core/gateway-event.ts';
import { textAt } from '../../core/json-path.ts';
import { gatewayUrl } from '../gateway/gateway-call.ts';
import { entriesAt, type GatewayClient } from '../gateway/gateway-client.ts';
import type { GatewayList } from '../gateway/gateway-source.ts';

/** @throws  When the URL is none that may be asked. */
export function httpList(client: GatewayClient, poll: string, replies: EventPaths): GatewayList {
  const urlSince = (sinceMs: number): URL =>
    gatewayUrl(poll.replaceAll('{since}', encodeURIComponent(new Date(sinceMs).toISOString())));
  urlSince(0);
  return {
    folder: 'messages',
    async *pages({ sinceMs }, signal) {
      const url = urlSince(sinceMs);
      const page = await client.json(url, signal);
      yield entriesAt(page, replies.each ?? '', url).flatMap((entry) => {
        const key = textAt(entry, replies.id);
        return key === null ? [] : [{ key, body: async () => JSON.stringify(entry) }];
      });
    },
  };
}
