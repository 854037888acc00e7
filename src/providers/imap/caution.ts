/**
 * Which messages broke the connection when they were fetched? Some servers drop it, or fall silent, over one message that they can't
 * render, and with it everything behind that message would go unheard. So what broke it in a batch is asked for alone, then for its
 * header alone, and then left out for a while.
 */
import { MINUTE_MS } from '../../core/time/duration.ts';
import { ServerRefusal } from './connection.ts';

/** The connection was lost while messages were fetched: another one may get further. */
export class BrokenFetch extends Error {
  override readonly name = 'BrokenFetch';
}

export interface Batch {
  /** Ascending. */
  readonly uids: readonly number[];
  readonly ask: 'whole' | 'header' | 'nothing';
}

const MESSAGES_PER_BATCH = 50;
/** It may have been the network, and not the message. */
const LEFT_OUT_MS = 10 * MINUTE_MS;

interface Suspicion {
  readonly ask: Batch['ask'];
  readonly untilMs: number;
}

export class Caution {
  readonly #suspicions = new Map<string, Suspicion>();

  /** Cuts UIDs into batches, those under suspicion alone. */
  batchesOf(folder: string, uids: readonly number[], nowMs: number): Batch[] {
    const batches: { uids: number[]; ask: Batch['ask'] }[] = [];
    let isOpen = false;
    for (const uid of uids) {
      const ask = this.#suspicionOf(folder, uid, nowMs);
      const last = batches.at(-1);
      if (ask === null && isOpen && last !== undefined && last.uids.length < MESSAGES_PER_BATCH)
        last.uids.push(uid);
      else batches.push({ uids: [uid], ask: ask ?? 'whole' });
      isOpen = ask === null;
    }
    return batches;
  }

  /** @throws `BrokenFetch` when the connection was lost meanwhile; the batch is then asked for more carefully. */
  async fetching<T>(
    folder: string,
    batch: Batch,
    nowMs: number,
    fetch: () => Promise<T>,
  ): Promise<T> {
    try {
      const fetched = await fetch();
      // Of what was not asked for nothing was learnt.
      if (batch.ask !== 'nothing')
        for (const uid of batch.uids) this.#suspicions.delete(nameOf(folder, uid));
      return fetched;
    } catch (cause) {
      if (cause instanceof ServerRefusal || !(cause instanceof Error)) throw cause;
      const ask = carefully(batch);
      const untilMs = nowMs + LEFT_OUT_MS;
      for (const uid of batch.uids) this.#suspicions.set(nameOf(folder, uid), { ask, untilMs });
      throw new BrokenFetch(cause.message, { cause });
    }
  }

  #suspicionOf(folder: string, uid: number, nowMs: number): Batch['ask'] | null {
    const name = nameOf(folder, uid);
    const suspicion = this.#suspicions.get(name);
    if (suspicion === undefined || suspicion.untilMs > nowMs) return suspicion?.ask ?? null;
    this.#suspicions.delete(name);
    return null;
  }
}

function carefully({ uids, ask }: Batch): Batch['ask'] {
  if (uids.length > 1) return 'whole';
  return ask === 'whole' ? 'header' : 'nothing';
}

function nameOf(folder: string, uid: number): string {
  return `${uid} ${folder}`;
}
