/** Was this hash among those seen? No is certain; yes is likely: what was never seen need not be looked up. */
const WORDS = 2 ** 21;

export class SeenHashes {
  /** Eight megabytes: of three million hashes one in a hundred passes for seen that was not. One place for each: memory is slower than sums. */
  readonly #words = new Uint32Array(WORDS);

  add(hash: number): void {
    this.#words[wordOf(hash)]! |= bitsOf(hash);
  }

  has(hash: number): boolean {
    const bits = bitsOf(hash);
    return (this.#words[wordOf(hash)]! & bits) === bits;
  }
}

/** Of all 53 bits: the lower ones alone are those of a name, which many people share. */
function wordOf(hash: number): number {
  return (Math.floor(hash / WORDS) ^ (hash % WORDS)) & (WORDS - 1);
}

/** Three of a word's bits, by those of the hash that say nothing of the word. */
function bitsOf(hash: number): number {
  const upper = Math.floor(hash / WORDS);
  return (1 << (upper >>> 27)) | (1 << ((upper >>> 22) & 31)) | (1 << ((upper >>> 17) & 31));
}
