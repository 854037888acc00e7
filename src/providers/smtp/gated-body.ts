import { Readable } from 'node:stream';

/** Small enough for back-pressure to say how much of a large body left, large enough for most messages to be one write. */
const SLICE_BYTES = 64 * 1024;

/**
 * A message body that asks before its first byte and knows what it gave away.
 *
 * nodemailer reads it only after the server's 354. A body of at most 64 KiB goes out in one piece; of a longer one the next slice follows
 * when the one before was taken by the connection, so that `ended` stays false until the tail is near the wire.
 */
export class GatedBody extends Readable {
  /** A byte may have left. */
  started = false;
  /** Everything, and so the terminating dot, may have left. */
  ended = false;
  readonly #bytes: Uint8Array;
  readonly #open: () => Promise<void>;
  readonly #onGiving: (last: boolean) => void;
  #asked = false;
  #offset = 0;

  /**
   * @param open      Awaited before the first byte; when it rejects, the stream is destroyed with nothing given.
   * @param onGiving  Called before each slice is given away.
   */
  constructor(bytes: Uint8Array, open: () => Promise<void>, onGiving: (last: boolean) => void) {
    super();
    this.#bytes = bytes;
    this.#open = open;
    this.#onGiving = onGiving;
  }

  override _read(): void {
    if (this.started) {
      this.#give();
      return;
    }
    if (this.#asked) return;
    this.#asked = true;
    this.#open().then(
      () => this.#give(),
      () => this.destroy(new Error('the body was not begun')),
    );
  }

  #give(): void {
    if (this.ended) return;
    const end = this.#offset + SLICE_BYTES;
    const slice = this.#bytes.subarray(this.#offset, end);
    const last = end >= this.#bytes.length;
    this.started = true;
    this.ended = last;
    this.#offset = end;
    this.#onGiving(last);
    this.push(slice);
    if (last) this.push(null);
  }
}
