import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GOALS } from '../accuracy/goals.ts';
import { SETS } from '../accuracy/sets.ts';
import { END, START } from '../accuracy/table.ts';

const page = readFileSync(new URL('../../docs/accuracy.md', import.meta.url), 'utf8');
const generated = page.slice(page.indexOf(START), page.indexOf(END));
const rows = generated
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('docs/accuracy.md', () => {
  test('has its generated part between the markers', () => {
    expect(page.indexOf(START)).toBeGreaterThan(0);
    expect(page.indexOf(END)).toBeGreaterThan(page.indexOf(START));
  });

  test.each(GOALS)('shows the goal "$name" with its bound', (goal) => {
    const row = rows.find((cells) => cells[1] === goal.name);
    expect(row?.[3]).toBe(`${goal.relation} ${goal.shown(goal.bound)}`);
    expect(row?.[7]).toBe('met');
  });

  test.each(SETS)('says what the labels of $set mean', ({ set, meaning }) =>
    expect(rows).toContainEqual(['', set, meaning, '']),
  );

  test('holds figures, nothing of what the mails say', () =>
    expect(generated.match(/@|https?:|<[a-z]/g)).toBeNull());
});
