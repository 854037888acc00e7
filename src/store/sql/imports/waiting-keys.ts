/**
 * Keys that a list gives, kept until they are many. Written in the order of the tree, those that lie on one page of it go there together: a
 * page is found, and written to the log, once for a dozen of them.
 */
import type { KeyOwner } from '../../../ports/import-store.ts';
import { addSortedKeys } from '../people/link-keys.ts';
import { prospectId, rowId } from '../rows.ts';
import type { Command } from '../statement.ts';

/** Of some 90,000 people, in 10 MB. */
const KEYS_MOST = 2 ** 18;
const BUCKETS = 2 ** 16;
const NAMES_IN_CHUNK = 2 ** 12;
/** So many are handed over at once. */
const PORTION = 1_000;

export class WaitingKeys {
  /** Of each key. In lists of their own, made once: objects that live this long would be copied again and again. */
  readonly #hashes: Float64Array;
  readonly #rows: Float64Array;
  /** In chunks: a list that grows leaves copies of itself behind, and one for the most that can wait costs each short import a millisecond. */
  readonly #names: string[][] = [];
  /** The place behind the one before it in its bucket; 0: there is none. */
  readonly #before: Int32Array;
  /** The place behind the last one of each bucket; 0: it is empty. */
  readonly #last = new Int32Array(BUCKETS);
  #count = 0;

  /** @param most  Keys that wait; more are never added at once. */
  constructor(most = KEYS_MOST) {
    this.#hashes = new Float64Array(most);
    this.#rows = new Float64Array(most);
    this.#before = new Int32Array(most);
  }

  *add(keys: readonly KeyOwner[]): Command<void> {
    if (this.#count + keys.length > this.#hashes.length) yield* this.write();
    for (const { hash, name, prospectId: id } of keys) {
      const bucket = bucketOf(hash);
      const at = this.#count++;
      this.#chunkOf(at)[at % NAMES_IN_CHUNK] = name;
      this.#hashes[at] = hash;
      this.#rows[at] = rowId(id);
      this.#before[at] = this.#last[bucket]!;
      this.#last[bucket] = at + 1;
    }
  }

  /** Who has one of these, by a key that waits. */
  of(hashes: readonly number[]): readonly KeyOwner[] {
    const found: KeyOwner[] = [];
    for (const hash of hashes) {
      let at = this.#last[bucketOf(hash)]! - 1;
      for (; at >= 0; at = this.#before[at]! - 1) {
        const [name, row] = [this.#nameAt(at), this.#rows[at]!];
        if (this.#hashes[at] === hash) found.push({ hash, name, prospectId: prospectId(row) });
      }
    }
    return found;
  }

  /** None waits any more. */
  *write(): Command<void> {
    const [hashes, rows] = [this.#hashes, this.#rows];
    const order = orderOf(hashes.subarray(0, this.#count), hashes.length);
    for (let from = 0; from < order.length; from += PORTION) {
      const portion = order.subarray(from, from + PORTION);
      yield* addSortedKeys(Array.from(portion, (at) => [hashes[at]!, rows[at]!, this.#nameAt(at)]));
    }
    this.#count = 0;
    this.#last.fill(0);
  }

  #chunkOf(at: number): string[] {
    const chunk = Math.floor(at / NAMES_IN_CHUNK);
    return (this.#names[chunk] ??= Array<string>(NAMES_IN_CHUNK).fill(''));
  }

  #nameAt(at: number): string {
    return this.#names[Math.floor(at / NAMES_IN_CHUNK)]![at % NAMES_IN_CHUNK]!;
  }
}

/** Where the keys stand, in the order of the tree, or so nearly that it is the same page: by the upper 35 bits of their hashes. */
function orderOf(hashes: Float64Array, most: number): Float64Array {
  // The place in the lower bits: numbers are sorted several times as fast as by a function.
  const placed = hashes.map((hash, at) => hash - (hash % most) + at);
  return placed.toSorted().map((each) => each % most);
}

/** By all bits: keys of one name, or of one number, share some. */
function bucketOf(hash: number): number {
  return (Math.floor(hash / BUCKETS) ^ (hash % BUCKETS)) & (BUCKETS - 1);
}
