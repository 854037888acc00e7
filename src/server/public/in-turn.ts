/** Does a piece of work soon after it is asked for, never twice at the same time; asked for while it goes on, it is done once more. */
import { setImmediate } from 'node:timers/promises';

export class InTurn {
  readonly #work: () => Promise<unknown>;
  readonly #failed: (cause: unknown) => void;
  #isAsked = false;
  #going: Promise<void> | null = null;

  constructor(work: () => Promise<unknown>, failed: (cause: unknown) => void) {
    this.#work = work;
    this.#failed = failed;
  }

  ask(): void {
    this.#isAsked = true;
    this.#going ??= this.#go();
  }

  /** Resolves when nothing goes on. */
  async idle(): Promise<void> {
    while (this.#going !== null) await this.#going;
  }

  async #go(): Promise<void> {
    while (this.#isAsked) {
      this.#isAsked = false;
      // Whoever asked is answered first.
      await setImmediate();
      await this.#work().catch(this.#failed);
    }
    this.#going = null;
  }
}
