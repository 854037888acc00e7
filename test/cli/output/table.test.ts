import { describe, expect, test } from 'vitest';
import { renderTable } from '../../../src/cli/output/table.ts';
import { fitWidth, textWidth } from '../../../src/cli/output/width.ts';

describe('the width of a text', () => {
  test.each([
    ['Ada', 3],
    ['', 0],
    ['Zoë', 3],
    ['Zoe\u0308', 3],
    ['山田太郎', 8],
    ['김민수', 6],
    ['ｱﾀﾞ', 3],
    ['Ａ', 2],
    ['👍', 2],
    ['👩🏽‍💻', 2],
    ['🇫🇷', 2],
    ['❤️', 2],
    ['❤', 1],
    ['1️⃣', 2],
    ['a\u200bb', 2],
    ['½ €', 3],
  ])('%s takes %i columns', (text, columns) => expect(textWidth(text)).toBe(columns));
});

test.each([
  ['Ada Kern', 8, 'Ada Kern'],
  ['Ada Kern', 5, 'Ada …'],
  ['山田太郎', 6, '山田…'],
  ['山田太郎', 5, '山田…'],
  ['👩🏽‍💻👩🏽‍💻', 3, '👩🏽‍💻…'],
])('%s in %i columns is %s', (text, columns, fitted) => {
  expect(fitWidth(text, columns)).toBe(fitted);
  expect(textWidth(fitted)).toBeLessThanOrEqual(columns);
});

describe('a table', () => {
  const columns = [{ title: 'NAME' }, { title: 'SENT' }, { title: 'NOTE' }];

  test('aligns wide characters and puts numbers at the right', () => {
    const rows = [
      ['山田 太郎', 5, 'ok'],
      ['Ada', 12_000, 'late'],
      ['Bob', null, null],
    ];
    expect(renderTable(columns, rows)).toBe(
      ['NAME        SENT  NOTE', '山田 太郎      5  ok', 'Ada        12000  late', 'Bob'].join(
        '\n',
      ),
    );
  });

  test('cleans its cells, so that a name cannot break a line', () => {
    const [, row] = renderTable(columns, [['A\nda\u001b[2J', 1, 'x']]).split('\n');
    expect(row).toBe('A da     1  x');
  });

  test('colours a cell without disturbing the columns', () => {
    const green = (text: string) => `<${text}>`;
    const table = renderTable(
      [{ title: 'A', style: green }, { title: 'B' }],
      [
        ['x', 'y'],
        ['xxx', 'y'],
      ],
    );
    expect(table).toBe(['A    B', '<x  >  y', '<xxx>  y'].join('\n'));
  });

  test('cuts long cells where a column is limited', () => {
    expect(renderTable([{ title: 'TEXT', maxWidth: 6 }], [['a long story']])).toBe('TEXT\na lon…');
  });

  test('is its titles when there are no rows', () => {
    expect(renderTable(columns, [])).toBe('NAME  SENT  NOTE');
  });
});
