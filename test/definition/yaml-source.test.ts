import { describe, expect, test } from 'vitest';
import { readYaml, YAML_LENGTH_MAX } from '../../src/definition/reading/yaml-source.ts';

const SAMPLE = `# a comment
title: Hello
steps:
  - id: intro
    wait: 3 days
  - { id: bump, email: "a b" }
copy: &c { x: 1 }
same: *c
`;

function located(path: readonly (string | number)[], part: 'key' | 'value' = 'value') {
  const source = readYaml(SAMPLE, 'a.yaml');
  if (!source.ok) throw new Error('the sample is valid');
  const { line, column, length } = source.value.locate(path, part);
  return `${line}:${column}+${length}`;
}

describe('places', () => {
  test.each([
    ['a value', ['title'], 'value', '2:8+5'],
    ['a key', ['title'], 'key', '2:1+5'],
    ['a value in a list', ['steps', 0, 'wait'], 'value', '5:11+6'],
    ['a key in a flow mapping', ['steps', 1, 'email'], 'key', '6:17+5'],
    ['a quoted value with its quotes', ['steps', 1, 'email'], 'value', '6:24+5'],
    ['a missing key: its parent', ['steps', 0, 'nothing'], 'value', '4:5+9'],
    ['a missing branch: the nearest parent', ['steps', 7, 'a', 'b'], 'key', '4:3+11'],
    ['behind an alias: the anchored value', ['same', 'x'], 'value', '7:15+1'],
    ['the whole file', [], 'value', '2:1+12'],
  ] as const)('%s', (_, path, part, place) => expect(located(path, part)).toBe(place));

  test('a stretch of a text is found inside its quotes', () => {
    const source = readYaml('if: "abc def"', 'a.yaml');
    if (!source.ok) throw new Error('valid');
    const place = source.value.locate(['if'], 'value', { start: 4, length: 3 });
    expect(place).toEqual({ line: 1, column: 10, length: 3 });
  });
});

test.each([
  ['an unclosed bracket', 'a: [1, 2\nb: 3\n', 'yaml_syntax', 2],
  ['a key written twice', 'a: 1\nb: 2\na: 3\n', 'duplicate_key', 3],
  ['a mapping on the line of a key', 'a: b: c\n', 'yaml_syntax', 1],
  ['a tab as indentation', 'a:\n\tb: 1\n', 'yaml_syntax', 2],
  ['a list as a key', 'a: 1\n[b, c]: 2\n', 'yaml_syntax', 2],
  ['two documents', 'a: 1\n---\nb: 2\n', 'yaml_syntax', 2],
  ['an alias without an anchor', 'a: 1\nb: *nobody\n', 'yaml_syntax', 2],
  ['the rules of YAML 1.1', '%YAML 1.1\n---\na: no\n', 'yaml_syntax', 1],
])('%s is an error with a place', (_, text, code, line) => {
  const source = readYaml(text, 'a.yaml');
  expect(source.ok).toBe(false);
  expect(source.diagnostics[0]).toMatchObject({ file: 'a.yaml', code, line, severity: 'error' });
});

test('an unknown tag is a warning, and the text is read all the same', () => {
  const source = readYaml('a: !secret x', 'a.yaml');
  expect(source).toMatchObject({ ok: true, value: { value: { a: 'x' } } });
  expect(source.diagnostics).toMatchObject([
    { code: 'yaml_warning', severity: 'warning', column: 4 },
  ]);
});

test('words and times that other YAML versions convert stay text', () => {
  const source = readYaml('a: no\nb: 12:30\nc: 2026-01-02\nd: on', 'a.yaml');
  expect(source).toMatchObject({
    value: { value: { a: 'no', b: '12:30', c: '2026-01-02', d: 'on' } },
  });
});

describe('texts made to hurt', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x]\n${'bcdefgh'
    .split('')
    .map((name, at) => {
      const before = 'abcdefg'[at]!;
      return `${name}: &${name} [${`*${before}, `.repeat(8)}]\n`;
    })
    .join('')}`;
  test.each([
    ['20,000 brackets', '['.repeat(20_000), 'nested_too_deeply'],
    ['20,000 braces, each with a bracket in quotes', '{"]": '.repeat(20_000), 'nested_too_deeply'],
    ['20,000 list dashes on one line', '- '.repeat(20_000), 'nested_too_deeply'],
    ['20,000 question marks', '? '.repeat(20_000), 'yaml_syntax'],
    [
      'ever deeper indentation',
      Array.from({ length: 500 }, (_, at) => `${' '.repeat(at)}a:\n`).join(''),
      'nested_too_deeply',
    ],
    ['30,000 list entries', '- a\n'.repeat(30_000), 'file_too_large'],
    ['10,000 aliases', `- &a x\n${'- *a\n'.repeat(10_000)}`, 'too_many_aliases'],
    ['an alias bomb', bomb, 'too_many_aliases'],
    ['more than fits', 'a'.repeat(YAML_LENGTH_MAX + 1), 'file_too_large'],
  ])('%s', (_, text, code) => {
    expect(readYaml(text, 'a.yaml').diagnostics).toMatchObject([{ code }]);
  });

  test('a list that contains itself can be read', () => {
    expect(readYaml('&a [*a]', 'a.yaml').ok).toBe(true);
  });
});

test('64 levels are read, 65 are not', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  const blocks = (depth: number) =>
    Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}a:\n`).join('');
  expect(readYaml(nested(64), 'a.yaml').ok).toBe(true);
  expect(readYaml(nested(65), 'a.yaml').ok).toBe(false);
  expect(readYaml(blocks(64), 'a.yaml').ok).toBe(true);
  expect(readYaml(blocks(65), 'a.yaml').ok).toBe(false);
});

test('a long file that is not deep is read', () => {
  const text = Array.from(
    { length: 300 },
    (_, at) => `k${at}:\n  - a: [1, { b: c }]\n    d: e\n`,
  ).join('');
  expect(readYaml(text, 'a.yaml').ok).toBe(true);
});
