/** The thread that reads a long list: bytes to people who are ready to be written down, so that the thread it serves has only to do so. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { ListMessage, ListWork } from './list-message.ts';
import { packed } from './packed-leads.ts';
import { readReadyList } from './read-list.ts';

/**
 * Batches on their way, some 40 MB of them: as many rows as are read while the other thread writes the keys that waited. With fewer both
 * threads waited for each other in turn, a fifth of the time.
 */
const BATCHES_AHEAD = 128;

const port = parentPort!;
const taken = { count: 0 };
port.on('message', () => {
  taken.count++;
});

const { path, order, terms }: ListWork = workerData;
let posted = 0;
for await (const part of readReadyList(path, order, terms)) {
  while (posted - taken.count >= BATCHES_AHEAD) await once(port, 'message');
  posted++;
  post(part.kind === 'batch' ? { ...part, kind: 'packed', leads: packed(part.leads) } : part);
}
post({ kind: 'end' });
port.close();

function post(message: ListMessage): void {
  port.postMessage(message);
}
