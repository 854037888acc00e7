/** Was this hash among those seen? No is certain; yes is likely: what was never seen need not be looked up. */
const WORDS = 2 ** 21;

export class SeenHashes {
  /** Eight megabytes: of three million hashes one in a hundred passes for seen that was not. One place for each: memory is slower than sums. */
  readonly #words = new Uint32Array(WORDS);

  add(hash: number): void {
    this.#words[hash % WORDS]! |= bitsOf(hash);
  }

  has(hash: number): boolean {
    const bits = bitsOf(hash);
    return (this.#words[hash % WORDS]! & bits) === bits;
  }
}

/** Three of a word's bits. @param hash  53 bits. */
function bitsOf(hash: number): number {
  const upper = Math.floor(hash / WORDS);
  return (1 << (upper & 31)) | (1 << ((upper >>> 5) & 31)) | (1 << ((upper >>> 10) & 31));
}
