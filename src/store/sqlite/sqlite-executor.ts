/**
 * One SQLite file. Writes that are asked for in the same turn share one durable commit: that is what makes `synchronous=FULL` affordable.
 * A command that throws takes only itself down: its group is rolled back and each of its neighbours run again alone.
 */
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Check } from '../../ports/verify-store.ts';
import type { Ask, Executor } from '../sql/executor.ts';
import type { Command, SqlRow, SqlValue, Statement } from '../sql/statement.ts';
import { inWords, isBusy } from './failures.ts';
import type { SuppressionKey } from './suppression-key.ts';

/** A group is committed at the latest when it holds this many commands, so that one commit stays short. */
const GROUP_MOST = 1_000;
/**
 * An import of a long list may hold the file for many seconds. SQLite waits inside the event loop, so each wait is short (see `open.ts`)
 * and asked for again: about a minute in all.
 */
const BUSY_TRIES_MOST = 120;
/** So many faults of the file are named. */
const NAMED_MOST = 20;
/** A group that nothing joined for so many turns of the event loop is committed: a turn takes microseconds, a sync hundreds of them. */
const QUIET_TURNS = 30;
/**
 * While a list comes in. What it writes is spread over indexes of every person: with the usual cache each page went to the log and came back
 * several times.
 */
const HELD_CACHE_KIB = 49_152;
/** While something needs the memory more: to make an index, no page is needed twice. */
const LITTLE_CACHE_KIB = 2_048;
/** So many turns a group may grow, however many join it. */
const TURNS_MOST = 200;

interface Queued {
  readonly make: () => Command<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (cause: unknown) => void;
}

/** Rows come as arrays and are named here: the driver makes each name anew for each row, which costs more than the row's values. */
interface Prepared {
  readonly statement: Database.Statement;
  readonly named: (values: readonly SqlValue[]) => SqlRow;
}

type Ran = { readonly queued: Queued; readonly result: unknown };

export class SqliteExecutor implements Executor {
  readonly #db: Database.Database;
  readonly #key: SuppressionKey;
  readonly #statements = new Map<string, Prepared>();
  readonly #begin: Database.Statement;
  readonly #beginToWrite: Database.Statement;
  readonly #end: Database.Statement;
  #queue: Queued[] = [];
  #isScheduled = false;
  #busyTries = 0;
  /** A transaction is open across turns of the event loop. */
  #isHeld = false;

  readonly #quietTurns: number;

  constructor(db: Database.Database, key: SuppressionKey) {
    this.#db = db;
    this.#key = key;
    // What is asked for in one turn shares a commit in memory as well; to wait for more saves a sync, and there is none.
    this.#quietTurns = db.memory ? 1 : QUIET_TURNS;
    this.#begin = db.prepare('BEGIN');
    this.#beginToWrite = db.prepare('BEGIN IMMEDIATE');
    this.#end = db.prepare('COMMIT');
  }

  write<Result>(make: () => Command<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#queue.push({ make, resolve: resolve as (result: unknown) => void, reject });
      if (this.#isScheduled) return;
      this.#isScheduled = true;
      this.#gather(TURNS_MOST, this.#quietTurns);
    });
  }

  // The signature promises what a network database needs; here the answer is there at once.
  async read<Result>(make: () => Command<Result>): Promise<Result> {
    const isInside = this.#db.inTransaction;
    try {
      if (isInside) return this.#drive(make());
      this.#begin.run();
      const result = this.#drive(make());
      this.#end.run();
      return result;
    } catch (cause) {
      throw inWords(cause);
    } finally {
      // A file that is damaged refuses the end of what failed in it.
      if (!isInside && this.#db.inTransaction) this.#db.exec('ROLLBACK');
    }
  }

  async hold<Result>(
    work: (ask: Ask) => Promise<{ readonly keep: boolean; readonly result: Result }>,
  ): Promise<Result> {
    await this.#beginToHold();
    const usual = this.#cacheSize();
    this.#db.pragma(`cache_size = -${HELD_CACHE_KIB}`);
    // Without `async`: a portion of a list is thousands of statements, and each answer is there at once.
    const ask: Ask = (command) => {
      try {
        return Promise.resolve(this.#drive(command));
      } catch (cause) {
        return Promise.reject(inWords(cause));
      }
    };
    try {
      const { keep, result } = await work(ask);
      if (keep) this.#end.run();
      return result;
    } catch (cause) {
      throw inWords(cause);
    } finally {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      this.#db.pragma(`cache_size = ${usual}`);
      this.#isHeld = false;
      if (this.#queue.length > 0) this.#later([]);
    }
  }

  /** As SQLite writes it: pages, or, below zero, KiB. */
  #cacheSize(): string {
    return String(this.#db.pragma('cache_size', { simple: true }));
  }

  async #beginToHold(): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        while (this.#isHeld || this.#db.inTransaction) await nextTurn();
        this.#beginToWrite.run();
        this.#isHeld = true;
        return;
      } catch (cause) {
        if (!isBusy(cause) || tries >= BUSY_TRIES_MOST) throw inWords(cause);
        await nextTurn();
      }
    }
  }

  async inspect(): Promise<readonly Check[]> {
    const told = this.#tell(`integrity_check(${NAMED_MOST})`);
    const loose = this.#tell('foreign_key_check').slice(0, NAMED_MOST);
    return [
      {
        check: 'file_is_whole',
        promise: 'the file is as SQLite wrote it',
        broken: told[0] === 'ok' ? [] : told,
      },
      {
        check: 'references_hold',
        promise: 'every row that refers to another finds it',
        broken: loose,
      },
    ];
  }

  makeKey(): void {
    this.#key.make();
  }

  readKeyAgain(): void {
    this.#key.readAgain();
  }

  /** Rewrites the file without what was deleted, in it and in its log. */
  async clean(): Promise<boolean> {
    try {
      while (this.#isHeld || this.#db.inTransaction) await nextTurn();
      if (!this.#db.memory) dropBackups(this.#db.name);
      // Until its segments are merged, the index holds the trigrams of who is gone.
      this.#db.exec(`INSERT INTO person_text (person_text) VALUES ('optimize')`);
      this.#db.exec('VACUUM');
      const [told] = this.#db.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
      return told?.busy !== 1;
    } catch (cause) {
      if (isBusy(cause)) return false;
      throw inWords(cause);
    }
  }

  /** A file that is damaged badly enough does not even let SQLite count what is wrong. */
  #tell(pragma: string): string[] {
    try {
      const rows = this.#db.pragma(pragma) as Readonly<Record<string, unknown>>[];
      return rows.map((row) =>
        'integrity_check' in row
          ? String(row['integrity_check'])
          : `${String(row['table'])} ${String(row['rowid'])}`,
      );
    } catch (cause) {
      return [cause instanceof Error ? cause.message : String(cause)];
    }
  }

  /** Commits what is queued. */
  close(): void {
    if (this.#isHeld) this.#db.exec('ROLLBACK');
    this.#isHeld = false;
    while (this.#queue.length > 0) this.#flush();
    this.#db.close();
  }

  /** A sync costs as much for twenty commands as for one: while the turns of the event loop bring more, the group waits. */
  #gather(turnsLeft: number, quietLeft: number): void {
    const before = this.#queue.length;
    setImmediate(() => {
      const quiet = this.#queue.length > before ? this.#quietTurns : quietLeft - 1;
      if (quiet > 0 && turnsLeft > 0) this.#gather(turnsLeft - 1, quiet);
      else this.#flush();
    });
  }

  #flush(): void {
    this.#isScheduled = false;
    if (this.#isHeld) return;
    const group = this.#queue.splice(0, GROUP_MOST);
    if (this.#queue.length > 0) {
      this.#isScheduled = true;
      setImmediate(() => this.#flush());
    }
    if (group.length > 0) this.#settle(group);
  }

  #settle(group: readonly Queued[]): void {
    try {
      const ran = this.#commit(group);
      this.#busyTries = 0;
      for (const { queued, result } of ran) queued.resolve(result);
    } catch (cause) {
      if (isBusy(cause)) this.#whenBusy(group, cause);
      else if (group.length === 1) group[0]!.reject(inWords(cause));
      else for (const queued of group) this.#settle([queued]);
    }
  }

  /** Tried one by one, each of a large group would wait in vain and stop the event loop for minutes: all are refused at once. */
  #whenBusy(group: readonly Queued[], cause: unknown): void {
    this.#busyTries += 1;
    if (this.#busyTries < BUSY_TRIES_MOST) {
      this.#later(group);
      return;
    }
    this.#busyTries = 0;
    for (const queued of group) queued.reject(inWords(cause));
  }

  /** Somebody else is writing: in front of the queue again, after the event loop has had its turn. */
  #later(group: readonly Queued[]): void {
    this.#queue.unshift(...group);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#flush());
  }

  #commit(group: readonly Queued[]): Ran[] {
    this.#beginToWrite.run();
    try {
      const ran = group.map((queued) => ({ queued, result: this.#drive(queued.make()) }));
      this.#end.run();
      return ran;
    } catch (cause) {
      // SQLite has rolled back by itself after some failures (disk full, I/O).
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw cause;
    }
  }

  #drive<Result>(command: Command<Result>): Result {
    let step = command.next();
    while (step.done !== true) step = command.next(this.#execute(step.value));
    return step.value;
  }

  #execute(asked: Statement): readonly SqlRow[] | number {
    if (asked.needsMemory !== true) return this.#ask(asked);
    const usual = this.#cacheSize();
    this.#db.pragma(`cache_size = -${LITTLE_CACHE_KIB}`);
    try {
      return this.#ask(asked);
    } finally {
      this.#db.pragma(`cache_size = ${usual}`);
    }
  }

  #ask({ sql, params, rows, secrets }: Statement): readonly SqlRow[] | number {
    const { statement, named } = this.#prepared(sql);
    const values =
      secrets === undefined ? params : [...params, ...secrets.map((each) => this.#key.hash(each))];
    if (!rows) return statement.run(values).changes;
    return (statement.all(values) as SqlValue[][]).map(named);
  }

  #prepared(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(plannedOnce(sql));
    const columns = statement.reader ? statement.raw().columns() : [];
    const prepared = { statement, named: namer(columns.map(({ name }) => name)) };
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

/**
 * SQLite looks at the value of a bare `LIMIT ?` when it plans, and plans anew for each value that is bound: that costs up to fifty times
 * what the look-up does. A sum it leaves alone.
 */
function plannedOnce(sql: string): string {
  return sql.replaceAll(/\bLIMIT \?/g, 'LIMIT ? + 0');
}

/** Copies of the store that a migration left have everybody in them. */
function dropBackups(path: string): void {
  const backup = `${basename(path)}.backup-v`;
  for (const name of readdirSync(dirname(path)))
    if (name.startsWith(backup)) rmSync(join(dirname(path), name), { force: true });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const namers = new Map<string, Prepared['named']>();

/**
 * Compiled, as one literal: a loop over the names costs as much as reading the row; once in a process, for that takes as long as to prepare the
 * statement. The names are our own SQL's.
 */
function namer(names: readonly string[]): Prepared['named'] {
  const of = names.join();
  const named = namers.get(of) ?? madeNamer(names);
  namers.set(of, named);
  return named;
}

function madeNamer(names: readonly string[]): Prepared['named'] {
  const fields = names.map((name, index) => `${JSON.stringify(name)}: values[${index}]`);
  // oxlint-disable-next-line typescript/no-implied-eval -- made of column names, each quoted
  return new Function('values', `return { ${fields.join(', ')} };`) as Prepared['named'];
}
