/**
 * The indexes of accounts and of countries, while a long list comes into an empty store. People come in any order of them: an index that is
 * made at the end, of all of them in its own order, takes half as long.
 */
import { run, sql, type Command } from './statement.ts';

/** So many people come in before it is left out: a short list does without the change of the schema. */
const LEFT_OUT_FROM = 10_000;
/** They are sorted in memory, so many in 40 MB: those who come after are entered one by one. */
const LEFT_OUT_TO = 1_000_000;

const DROP = ['prospect_account', 'prospect_country'].map((name) =>
  sql(`DROP INDEX IF EXISTS ${name}`),
);
const MAKE = [
  sql(
    `CREATE INDEX IF NOT EXISTS prospect_account ON prospect (account) WHERE account IS NOT NULL`,
  ),
  sql(`CREATE INDEX IF NOT EXISTS prospect_country ON prospect (country)`),
];

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
    for (const drop of DROP) yield* run(drop);
    this.#isLeftOut = true;
  }

  /** All who were written are in it. */
  *make(): Command<void> {
    if (this.#isLeftOut) for (const make of MAKE) yield* run(make);
    this.#isLeftOut = false;
  }
}
