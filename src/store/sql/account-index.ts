/**
 * The index of accounts, while a long list comes into an empty store. People come in any order of their accounts: an index that is made at the
 * end, of all of them in its own order, takes half as long.
 */
import { run, sql, type Command } from './statement.ts';

/** So many people come in before it is left out: a short list does without the change of the schema. */
const LEFT_OUT_FROM = 10_000;

const DROP = sql(`DROP INDEX IF EXISTS prospect_account`);
const MAKE = sql(
  `CREATE INDEX IF NOT EXISTS prospect_account ON prospect (account) WHERE account IS NOT NULL`,
);

export class AccountIndex {
  readonly #isOfFirst: boolean;
  #people = 0;
  #isLeftOut = false;

  /** @param firstNewNumber  1: nobody is known yet. */
  constructor(firstNewNumber: number) {
    this.#isOfFirst = firstNewNumber === 1;
  }

  /** Before so many people more are written. */
  *leave(people: number): Command<void> {
    this.#people += people;
    if (!this.#isOfFirst || this.#isLeftOut || this.#people < LEFT_OUT_FROM) return;
    yield* run(DROP);
    this.#isLeftOut = true;
  }

  /** All who were written are in it. */
  *index(): Command<void> {
    if (this.#isLeftOut) yield* run(MAKE);
  }
}
