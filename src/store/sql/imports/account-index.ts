/**
 * The index of accounts, while a long list comes into an empty store. People come in any order of their accounts: an index that is made at the
 * end, of all of them in its own order, takes half as long.
 */
import { run, sql, type Command } from '../statement.ts';

/** So many people come in before it is left out: a short list does without the change of the schema. */
const LEFT_OUT_FROM = 10_000;
/** They are sorted in memory, so many in 60 MB, most of which was the cache's: those who come after are entered one by one. */
const LEFT_OUT_TO = 1_000_000;

const DROP = sql(`DROP INDEX IF EXISTS prospect_account`);
const MAKE = sql(
  `CREATE INDEX IF NOT EXISTS prospect_account ON prospect (account) WHERE account IS NOT NULL`,
);
/**
 * SQLite keeps a copy of what was changed before a statement and goes to the log while it runs: of all that waited in the cache. To read that
 * many pages brings it there.
 */
const CLEAR_CACHE = sql(
  `SELECT sum(length(account)) AS read FROM prospect WHERE id > (SELECT max(id) FROM prospect) - 100000`,
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
    if (!this.#isLeftOut) return;
    yield { sql: CLEAR_CACHE, params: [], rows: true, needsMemory: true };
    yield { sql: MAKE, params: [], rows: false, needsMemory: true };
    this.#isLeftOut = false;
  }
}
