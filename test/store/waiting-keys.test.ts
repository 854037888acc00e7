/** Keys that wait are known as if they were written. */
import { expect, test } from 'vitest';
import type { KeyOwner } from '../../src/ports/import-store.ts';
import type { Command, SqlValue } from '../../src/store/sql/statement.ts';
import { WaitingKeys } from '../../src/store/sql/imports/waiting-keys.ts';

const MOST = 2 ** 14;
/** Of one number, under different names: they differ in the lower bits alone. */
const SHARED = 2 ** 21 * 77;

const key = (hash: number, row: number, name = ''): KeyOwner => ({
  hash,
  name,
  prospectId: `p${row}`,
});

/** What a command writes: values of all statements, in their order. */
function written(command: Command<void>): readonly SqlValue[] {
  const values: SqlValue[] = [];
  for (let step = command.next(); step.done !== true; step = command.next(1))
    values.push(...step.value.params);
  return values;
}

test('a key that waits leads to its person; another of the same bucket does not', () => {
  const waiting = new WaitingKeys();
  // The second differs in bits that the bucket is told by, such that it is the same bucket.
  const keys = [key(5, 1), key(5 ^ 3, 9), key(2 ** 16 + 4, 2), key(5, 3, 'ada kern')];
  expect(written(waiting.add(keys))).toEqual([]);
  expect(waiting.of([5])).toEqual([key(5, 3, 'ada kern'), key(5, 1)]);
  expect(waiting.of([2 ** 16 + 4, 99])).toEqual([key(2 ** 16 + 4, 2)]);
});

test('they are written in the order of the tree, each once, and wait no more', () => {
  const waiting = new WaitingKeys();
  const rows = [7, 3, 5, 1].map((row) => key(row * 2 ** 30 + row, row, `n${row}`));
  written(waiting.add(rows));
  expect(written(waiting.write())).toEqual(
    [1, 3, 5, 7].flatMap((row) => [row * 2 ** 30 + row, row, `n${row}`]),
  );
  expect(waiting.of(rows.map(({ hash }) => hash))).toEqual([]);
  expect(written(waiting.write())).toEqual([]);
});

test('more than may wait are written, also where many share a number', () => {
  const waiting = new WaitingKeys(MOST);
  const many = Array.from({ length: MOST }, (_, row) => key(SHARED + row, row + 1, `n${row}`));
  expect(written(waiting.add(many))).toEqual([]);
  expect(waiting.of([SHARED + 9_000])).toEqual([key(SHARED + 9_000, 9_001, 'n9000')]);
  const values = written(waiting.add([key(1, 1)]));
  expect(values).toHaveLength(3 * MOST);
  expect(new Set(values.filter((_, at) => at % 3 === 0)).size).toBe(MOST);
  expect(new Set(values.filter((_, at) => at % 3 === 2)).size).toBe(MOST);
  expect(waiting.of([SHARED + 1_000, 1])).toEqual([key(1, 1)]);
});
