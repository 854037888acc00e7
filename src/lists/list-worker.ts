/** The thread that reads a long list: bytes to verdicts, so that the thread it serves has only to write them. */
import { parentPort, workerData } from 'node:worker_threads';
import { packVerdicts } from './packed-verdicts.ts';
import { readList, type ListOrder } from './read-list.ts';
import type { ListMessage } from './lead-lists.ts';

/** Batches on their way: enough that neither thread waits for the other, few enough to be nothing in memory. */
const BATCHES_AHEAD = 4;

export interface ListWork {
  readonly path: string;
  readonly order: ListOrder;
}

async function work({ path, order }: ListWork): Promise<void> {
  const port = parentPort!;
  let ahead = 0;
  let wake: (() => void) | null = null;
  port.on('message', () => {
    ahead--;
    wake?.();
  });
  const post = (message: ListMessage): void => port.postMessage(message);
  for await (const part of readList(path, order)) {
    while (ahead >= BATCHES_AHEAD)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    ahead++;
    if (part.kind === 'batch')
      post({ kind: 'packed', text: packVerdicts(part.verdicts), bytes: part.bytes });
    else post(part);
  }
  post({ kind: 'end' });
  port.close();
}

await work(workerData);
