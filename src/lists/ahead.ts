/** How much of a list is on its way from the thread that reads it to the one that writes it down. */
import type { ListMessage } from './list-message.ts';

/**
 * Batches on their way: as many rows as are read while the other thread writes the keys that waited. With fewer both threads waited for each
 * other in turn, a fifth of the time.
 */
const BATCHES_MOST = 128;
/** Rows of a megabyte each are legal. So many batches of usual rows have some 20 million. */
const CHARACTERS_MOST = 24_000_000;

export class Ahead {
  /** The characters of each message that was not taken yet. */
  readonly #weights: number[] = [];
  #characters = 0;

  post(message: ListMessage): void {
    const weight = charactersOf(message);
    this.#weights.push(weight);
    this.#characters += weight;
  }

  /** The first of those that are on their way has arrived. */
  take(): void {
    this.#characters -= this.#weights.shift() ?? 0;
  }

  get isFull(): boolean {
    return this.#weights.length >= BATCHES_MOST || this.#characters >= CHARACTERS_MOST;
  }
}

function charactersOf(message: ListMessage): number {
  if (message.kind !== 'packed') return 0;
  let characters = 0;
  for (const profile of message.leads.profiles) characters += profile.length;
  for (const { row } of message.rejected) for (const cell of row.cells) characters += cell.length;
  return characters;
}
