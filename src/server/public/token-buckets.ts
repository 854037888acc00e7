/** May this address ask now? So many at once, and so many a second; in memory, for so many addresses. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

interface Bucket {
  left: number;
  atMs: number;
}

/** Beyond it the address that was quiet for longest is forgotten, which is as if its bucket were full again. */
const ADDRESSES_MOST = 10_000;

export class TokenBuckets {
  readonly #rate: Rate;
  /** The one that asked last is the last. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  take(address: string, nowMs: number): boolean {
    const bucket = this.#filled(address, nowMs);
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }

  /** The same, and nothing is taken. */
  mayTake(address: string, nowMs: number): boolean {
    return this.#filled(address, nowMs).left >= 1;
  }

  #filled(address: string, nowMs: number): Bucket {
    const { burst, perSecond } = this.#rate;
    const bucket = this.#buckets.get(address) ?? { left: burst, atMs: nowMs };
    // A clock that is set back gives nothing and takes nothing.
    const passedMs = Math.max(0, nowMs - bucket.atMs);
    bucket.left = Math.min(burst, bucket.left + (passedMs / 1_000) * perSecond);
    bucket.atMs = nowMs;
    this.#buckets.delete(address);
    this.#buckets.set(address, bucket);
    if (this.#buckets.size > ADDRESSES_MOST) this.#forgetOne();
    return bucket;
  }

  #forgetOne(): void {
    const [quietest] = this.#buckets.keys();
    if (quietest !== undefined) this.#buckets.delete(quietest);
  }
}
