/**
 * The index of accounts, while a long list comes into an empty store. People come in any order of their accounts: an index that is made at the
 * end, of all of them in its own order, takes half as long.
 */
import { run, sql, type Command } from './statement.ts';

/** So many people come in before it is left out: a short list does without the change of the schema. */
const LEFT_OUT_FROM = 10_000;
/** They are sorted in memory, so many in 40 MB: those who come after are entered one by one. */
const LEFT_OUT_TO = 1_000_000;

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

  /** Asked before so many people more are written. */
  *before(people: number): Command<void> {
    const known = this.#people;
    this.#people += people;
    if (this.#isLeftOut && this.#people > LEFT_OUT_TO) yield* this.make();
    const isDue = known < LEFT_OUT_FROM && this.#people >= LEFT_OUT_FROM;
    if (!this.#isOfFirst || !isDue) return;
    yield* run(DROP);
    this.#isLeftOut = true;
  }

  /** All who were written are in it. */
  *make(): Command<void> {
    if (this.#isLeftOut) yield* run(MAKE);
    this.#isLeftOut = false;
  }
}
