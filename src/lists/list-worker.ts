/** The thread that reads a long list: bytes to people who are ready to be written down, so that the thread it serves has only to do so. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { Ahead } from './ahead.ts';
import type { ListMessage, ListWork } from './list-message.ts';
import { packed } from './packed-leads.ts';
import { readReadyList } from './read-list.ts';

const port = parentPort!;
const ahead = new Ahead();
port.on('message', () => ahead.take());

const { path, order, terms }: ListWork = workerData;
for await (const part of readReadyList(path, order, terms)) {
  while (ahead.isFull) await once(port, 'message');
  post(part.kind === 'batch' ? { ...part, kind: 'packed', leads: packed(part.leads) } : part);
}
post({ kind: 'end' });
port.close();

function post(message: ListMessage): void {
  ahead.post(message);
  port.postMessage(message);
}
