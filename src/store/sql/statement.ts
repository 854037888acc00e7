/**
 * A store command is a generator of statements: written once, run to its end inside one transaction by whichever database is below.
 * SQLite drives it synchronously, a network database awaits each step; the command can't tell.
 *
 * SQL keeps to the subset that SQLite (>= 3.35) and PostgreSQL (>= 13) share: `?` placeholders, RETURNING, ON CONFLICT, times as
 * integer epoch milliseconds, booleans as 0/1, JSON as text. See docs/decisions/0005.
 */
export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** Whether rows are wanted; otherwise the number of changed rows. */
  readonly rows: boolean;
  /** Texts whose keyed hashes follow the other values: only what is below knows the key. */
  readonly secrets?: readonly string[];
  /** What is kept in memory of the database makes way while it runs. */
  readonly needsMemory?: true;
}

/** Yields statements, is resumed with what each gave, returns the command's result. */
export type Command<Result> = Generator<Statement, Result, readonly SqlRow[] | number>;

/** Every statement of the program, so that a test can prepare each on every database. */
export const STATEMENTS: string[] = [];

/** Declares a constant statement. Called at module load only: no statement is ever put together from values. */
export function sql(text: string): string {
  STATEMENTS.push(text);
  return text;
}

export function* all<Row = SqlRow>(text: string, ...params: SqlValue[]): Command<readonly Row[]> {
  return (yield { sql: text, params, rows: true }) as unknown as readonly Row[];
}

/** The first row, or `null`. */
export function* one<Row = SqlRow>(text: string, ...params: SqlValue[]): Command<Row | null> {
  const rows = (yield { sql: text, params, rows: true }) as unknown as readonly Row[];
  return rows[0] ?? null;
}

/** As `one`, where the last values are the keyed hashes of these texts. @throws {UserError} `suppression_key_missing`. */
export function* oneBySecret<Row = SqlRow>(
  text: string,
  secrets: readonly string[],
  ...params: SqlValue[]
): Command<Row | null> {
  const rows = (yield { sql: text, params, rows: true, secrets }) as unknown as readonly Row[];
  return rows[0] ?? null;
}

/** As `run`, with keyed hashes as the last values. */
export function* runBySecret(
  text: string,
  secrets: readonly string[],
  ...params: SqlValue[]
): Command<number> {
  return (yield { sql: text, params, rows: false, secrets }) as number;
}

/** The number of rows that changed. */
export function* run(text: string, ...params: SqlValue[]): Command<number> {
  return (yield { sql: text, params, rows: false }) as number;
}

/** So many rows go in at once: opening a table and its indexes costs as much as a row or two. */
const ROWS_AT_ONCE = 20;

export interface Insert {
  readonly one: string;
  readonly many: string;
}

/**
 * Declares an INSERT for one row and for many.
 *
 * @param row  What follows VALUES, for one of them.
 */
export function insertion(into: string, row: string, onConflict = ''): Insert {
  const values = (rows: number): string =>
    `${into} VALUES ${Array<string>(rows).fill(row).join(', ')} ${onConflict}`;
  return { one: sql(values(1)), many: sql(values(ROWS_AT_ONCE)) };
}

export function* insert(statement: Insert, rows: readonly (readonly SqlValue[])[]): Command<void> {
  let next = 0;
  while (rows.length - next >= ROWS_AT_ONCE) {
    const params: SqlValue[] = [];
    for (const end = next + ROWS_AT_ONCE; next < end; next++) params.push(...rows[next]!);
    yield { sql: statement.many, params, rows: false };
  }
  for (; next < rows.length; next++) {
    yield { sql: statement.one, params: rows[next]!, rows: false };
  }
}
