/** Lists of leads, long ones read in a thread of their own. */
import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { ReadyPart, RowTerms } from '../people/identity/ready-leads.ts';
import type { LeadOrder } from '../people/lists/lead-stream.ts';
import type { ListMessage, ListWork } from './list-message.ts';
import { unpacked } from './packed-leads.ts';
import { readReadyList } from './read-list.ts';

/** About 2,000 rows: a thread takes as long to start as it takes to read them. */
const WORKER_BYTES_MIN = 400_000;

/**
 * As `readReadyList`.
 *
 * @param workerUrl  Where the code of the thread is. @throws The system's error where the file can't be read.
 */
export async function* leadList(
  path: string,
  order: LeadOrder,
  terms: RowTerms,
  workerUrl: URL,
): AsyncGenerator<ReadyPart, void> {
  const { size } = await stat(path);
  if (size < WORKER_BYTES_MIN) yield* readReadyList(path, order, terms);
  else yield* fromWorker({ path, order, terms }, workerUrl);
}

async function* fromWorker(work: ListWork, url: URL): AsyncGenerator<ReadyPart, void> {
  const worker = url.pathname.endsWith('.ts')
    ? new Worker(fromSource(url), { eval: true, workerData: work })
    : new Worker(url, { workerData: work });
  const arrived: ListMessage[] = [];
  let failure: unknown = null;
  let wake: (() => void) | null = null;
  worker.on('message', (message: ListMessage) => {
    arrived.push(message);
    wake?.();
  });
  worker.on('error', (cause) => {
    failure = cause;
    wake?.();
  });
  try {
    for (;;) {
      const message = arrived.shift();
      if (message === undefined) {
        if (failure !== null) throw failure;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      if (message.kind === 'end') return;
      // Before the batch is written, so that the next ones are read meanwhile.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage('taken');
      yield message.kind === 'packed'
        ? { ...message, kind: 'batch', leads: unpacked(message.leads) }
        : message;
    }
  } finally {
    await worker.terminate();
  }
}

/** In development the thread reads TypeScript as the process does. */
function fromSource(url: URL): string {
  // Not from where the command was called: there may be no tsx.
  const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return `import(${tsx}).then(({ register }) => { register(); return import(${JSON.stringify(url.href)}); })`;
}
