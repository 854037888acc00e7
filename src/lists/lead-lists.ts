/** Lists of leads, long ones read in a thread of their own. */
import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { LeadOrder, LeadPart } from '../people/lists/lead-stream.ts';
import type { ListMessage, ListWork } from './list-message.ts';
import { unpackVerdicts } from './packed-verdicts.ts';
import { readList } from './read-list.ts';

/** About 2,000 rows: a thread takes as long to start as it takes to read them. */
const WORKER_BYTES_MIN = 400_000;

/** Twice Node's own: leads live as long as their batch, and clearing them away took a quarter of the time. */
const resourceLimits = { maxYoungGenerationSizeMb: 96 };

/**
 * As `readList`.
 *
 * @param workerUrl  Where the code of the thread is. @throws The system's error where the file can't be read.
 */
export async function* leadList(
  path: string,
  order: LeadOrder,
  workerUrl: URL,
): AsyncGenerator<LeadPart, void> {
  const { size } = await stat(path);
  if (size < WORKER_BYTES_MIN) yield* readList(path, order);
  else yield* fromWorker({ path, order }, workerUrl);
}

async function* fromWorker(work: ListWork, url: URL): AsyncGenerator<LeadPart, void> {
  const worker = url.pathname.endsWith('.ts')
    ? new Worker(fromSource(url), { eval: true, workerData: work, resourceLimits })
    : new Worker(url, { workerData: work, resourceLimits });
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
        ? { kind: 'batch', verdicts: unpackVerdicts(message.text), bytes: message.bytes }
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
