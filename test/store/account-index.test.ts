import { expect, test } from 'vitest';
import { AccountIndex } from '../../src/store/sql/imports/account-index.ts';
import type { Command } from '../../src/store/sql/statement.ts';

/** The first words of what portions of so many people, and the end, ask of the schema. */
function asked(index: AccountIndex, ...portions: readonly number[]): readonly string[] {
  const words: string[] = [];
  const drive = (command: Command<void>): void => {
    for (let step = command.next(); step.done !== true; step = command.next(0))
      words.push(
        `${step.value.sql.split(' ', 1)[0]!}${step.value.needsMemory === true ? ', large' : ''}`,
      );
  };
  for (const people of portions) drive(index.before(people));
  words.push('end');
  drive(index.make());
  return words;
}

test('only a long list into an empty store does without the index, and only as long as it can be sorted in memory', () => {
  expect(asked(new AccountIndex(1), 500, 9_499)).toEqual(['end']);
  expect(asked(new AccountIndex(2), 500, 1_000_000)).toEqual(['end']);
  expect(asked(new AccountIndex(1), 500, 9_500, 500)).toEqual([
    'DROP',
    'end',
    'SELECT, large',
    'CREATE, large',
  ]);
  const endless = asked(new AccountIndex(1), 10_000, 990_000, 500, 500);
  expect(endless).toEqual(['DROP', 'SELECT, large', 'CREATE, large', 'end']);
});
