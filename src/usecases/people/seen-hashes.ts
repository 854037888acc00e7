/** Was this hash among those seen? No is certain; yes is likely: what was never seen need not be looked up. */
const BITS = 2 ** 26;

export class SeenHashes {
  /** Eight megabytes: of three million hashes one in a hundred and fifty passes for seen that was not. */
  readonly #bits = new Uint32Array(BITS / 32);

  add(hash: number): void {
    for (const bit of bitsOf(hash)) this.#bits[bit >>> 5]! |= 1 << (bit & 31);
  }

  has(hash: number): boolean {
    const [first, second] = bitsOf(hash);
    return this.#isSet(first) && this.#isSet(second);
  }

  #isSet(bit: number): boolean {
    return (this.#bits[bit >>> 5]! & (1 << (bit & 31))) !== 0;
  }
}

/** @param hash  53 bits. */
function bitsOf(hash: number): readonly [number, number] {
  return [hash % BITS, Math.floor(hash / 2 ** 27) % BITS];
}
