import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FINISH_REASONS } from '../../src/core/enrollment.ts';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const page = read('docs/state-machine.md');

/** The words of a union, as its file writes them. */
function unionOf(path: string, name: string): readonly string[] {
  const text = new RegExp(`export type ${name} =([^]*?);\\n`).exec(read(path))?.[1] ?? '';
  return [...text.matchAll(/'([a-z_]+)'/g)].map((match) => match[1]!);
}

/** First cells of the table under a heading. */
function rowsUnder(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `([a-z_]+)` +\|/gm)].map((match) => match[1]!);
}

test('statuses and reasons are those of the code', () => {
  expect(rowsUnder('Status')).toEqual(unionOf('src/core/enrollment.ts', 'EnrollmentStatus'));
  expect(rowsUnder('Why it is finished').toSorted()).toEqual([...FINISH_REASONS].toSorted());
  expect(rowsUnder('Why it is paused').toSorted()).toEqual(
    unionOf('src/core/enrollment.ts', 'HoldReason').toSorted(),
  );
});

test('what an enrollment waits for is what the code knows', () => {
  const kinds = [...read('src/core/enrollment.ts').matchAll(/readonly for: '(\w+)'/g)];
  expect(new Set(rowsUnder('What it waits for'))).toEqual(new Set(kinds.map(([, kind]) => kind)));
});

test('the picture of a touch has each of its statuses and no other', () => {
  const picture = page.slice(page.indexOf('## A touch'));
  const drawn = new Set(
    [...picture.matchAll(/^ {2}(\w+) -->|--> (\w+)/gm)].flatMap(([, a, b]) => a ?? b ?? []),
  );
  expect([...drawn].toSorted()).toEqual(unionOf('src/core/touch.ts', 'TouchStatus').toSorted());
});
