/** The key of what is left of people who were erased: beside the store and not in it, so that a copy of the store tells nothing. */
import { createHmac } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { UserError } from '../../core/user-error.ts';

export class SuppressionKey {
  /** `null`: of a store in memory, whose key is there as long as it. */
  readonly #path: string | null;
  readonly #randomHex: () => string;
  #key: string | null = null;

  /** @param storePath  The store's file, or `:memory:`; the key is `<store>.key`. */
  constructor(storePath: string, randomHex: () => string) {
    this.#path = storePath === ':memory:' ? null : `${storePath}.key`;
    this.#randomHex = randomHex;
  }

  /** Made when there is none: before the first thing that is hashed with it. */
  make(): void {
    if (this.#read() !== null) return;
    const key = `${this.#randomHex()}${this.#randomHex()}`;
    if (this.#path !== null) {
      const file = openSync(this.#path, 'wx', 0o600);
      try {
        writeSync(file, `${key}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    }
    this.#key = key;
  }

  /** HMAC-SHA256 in hex. @throws {UserError} `suppression_key_missing` (exit 1). */
  hash(text: string): string {
    const key = this.#key ?? this.#read();
    if (key === null) {
      throw new UserError(
        'suppression_key_missing',
        `the key of the suppression list is missing${this.#path === null ? '' : `: ${this.#path}`}; without it nobody can tell who was erased`,
        'nothing is sent and nobody is added until it is back: restore the file from a backup',
      );
    }
    this.#key = key;
    return createHmac('sha256', key).update(text).digest('hex');
  }

  /** What was read is forgotten: the file may have gone. */
  readAgain(): void {
    if (this.#path !== null) this.#key = null;
  }

  #read(): string | null {
    if (this.#path === null) return this.#key;
    try {
      const text = readFileSync(this.#path, 'utf8').trim();
      return text === '' ? null : text;
    } catch {
      return null;
    }
  }
}
