/** The thread that reads a long list: bytes to verdicts, so that the thread it serves has only to write them. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { ListMessage, ListWork } from './list-message.ts';
import { packVerdicts } from './packed-verdicts.ts';
import { readList } from './read-list.ts';

/** Batches on their way: enough that neither thread waits for the other, few enough to be nothing in memory. */
const BATCHES_AHEAD = 4;

const port = parentPort!;
const taken = { count: 0 };
port.on('message', () => {
  taken.count++;
});

const { path, order }: ListWork = workerData;
let posted = 0;
for await (const part of readList(path, order)) {
  while (posted - taken.count >= BATCHES_AHEAD) await once(port, 'message');
  posted++;
  post(
    part.kind === 'batch'
      ? { kind: 'packed', text: packVerdicts(part.verdicts), bytes: part.bytes }
      : part,
  );
}
post({ kind: 'end' });
port.close();

function post(message: ListMessage): void {
  // A port between threads has no origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  port.postMessage(message);
}
