/** The page is read where it is rendered: a row without a table above it is a line of bars there. */
import { readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const tokens = new MarkdownIt().parse(page, {});
const HEADER = ['code', 'what is wrong', 'cure'];

/** The cells of each rendered row, as they are written, by the heading above. */
const sections = new Map<string, string[][]>();
let heading = '';
for (const [index, { type }] of tokens.entries()) {
  const words = tokens[index + 1]?.content ?? '';
  if (type === 'heading_open') heading = words;
  if (type === 'tr_open') sections.set(heading, [...(sections.get(heading) ?? []), []]);
  if (type === 'th_open' || type === 'td_open') sections.get(heading)!.at(-1)!.push(words);
}
const codesOf = (rows: readonly string[][]): readonly string[] =>
  rows.slice(1).map(([code = '']) => code.replaceAll('`', ''));

test('every row that is written is rendered as a row of a table', () => {
  const written = page
    .split('\n')
    .filter((line) => /^\s*\|/.test(line) && !/^[|\s:-]+$/.test(line));
  expect([...sections.values()].flat()).toHaveLength(written.length);
});

test.each([...sections])('%s: one code a row, in order, each with its cure', (_, rows) => {
  expect(rows[0]).toEqual(HEADER);
  for (const row of rows.slice(1)) {
    expect(row).toEqual([
      expect.stringMatching(/^`[a-z_]+`$/),
      expect.stringMatching(/\S/),
      expect.stringMatching(/\S/),
    ]);
  }
  expect(codesOf(rows)).toEqual(codesOf(rows).toSorted());
});

test('no code stands on the page twice', () => {
  const codes = [...sections.values()].flatMap(codesOf);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});
