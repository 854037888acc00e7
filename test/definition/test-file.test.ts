import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readTests, testedBy } from '../../src/definition/cases/test-file.ts';

const STEPS = [
  { id: 'intro', kind: 'email' },
  { id: 'ring', kind: 'call' },
] as never;
const found = (text: string): string[] => {
  const { diagnostics } = readTests(text, 'sequences/a.test.yaml', { steps: STEPS });
  return diagnostics.map(({ line, column, code }) => `${line}:${column} ${code}`);
};
const HEAD = '- case: x\n  prospect: { email: a@b.test }\n  start: 2026-03-02T09:00\n';

test.each([
  ['sequences/classic.test.yaml', 'classic'],
  ['classic.test.yml', 'classic'],
  ['sequences/classic.yaml', null],
  ['sequences/test.yaml', null],
])('%s tests %s', (file, sequence) => expect(testedBy(file)).toBe(sequence));

describe('a file of tests', () => {
  test.each([
    ['is a list', 'case: x', ['1:1 wrong_type']],
    ['has at least one case', '[]', ['1:1 out_of_range']],
    [
      'names what must be there',
      '- case: x\n',
      ['1:3 missing_key', '1:3 missing_key', '1:3 missing_key'],
    ],
    ['knows its steps', `${HEAD}  expect: { steps: [intro, rign] }`, ['4:28 unknown_step']],
    [
      'knows the steps of acts',
      `${HEAD}  does: [{ task: rign, at: 1 day after intor }]\n  expect: {}`,
      ['4:18 unknown_step', '4:28 unknown_step'],
    ],
    ['takes a step of another sequence', `${HEAD}  expect: { steps: [other/hello] }`, []],
    [
      'wants one verdict a line',
      `${HEAD}  expect: { steps: [{ step: intro, open: ring }] }`,
      ['4:21 missing_key'],
    ],
    [
      'knows dispositions',
      `${HEAD}  outcomes: { ring: [answered] }\n  expect: {}`,
      ['4:22 unknown_value'],
    ],
    [
      'knows that only calls have outcomes',
      `${HEAD}  outcomes: { intro: [connected] }\n  expect: {}`,
      ['4:15 unknown_step'],
    ],
    [
      'takes a date alone for a return',
      `${HEAD}  does: [{ signal: out_of_office, at: 1 day after intro, returns: 2026-03-12 }]\n  expect: {}`,
      [],
    ],
    [
      'knows dates',
      `${HEAD}  does: [{ signal: reply, at: 2026-02-30T09:00 }]\n  expect: {}`,
      ['4:31 unknown_value'],
    ],
    // No message has a date before 1970; a case that nothing happens in would pass for any sequence.
    ...['0000-01-03', '1969-12-31', '9997-01-01'].map((day): [string, string, string[]] => [
      `starts on no ${day}`,
      `${HEAD.replace('2026-03-02', day)}  expect: {}`,
      ['3:10 unknown_value'],
    ]),
    [
      'knows what a clock can show',
      `${HEAD}  does: [{ signal: reply, at: "2026-03-03T09:00+99:99" }]\n  expect: {}`,
      ['4:31 unknown_value'],
    ],
  ])('%s', (_, text, expected) => expect(found(text)).toEqual(expected));

  test('does not say of a phone number without quotes how to write it wrong', () => {
    const text = `${HEAD.replace('email: a@b.test', 'phone: +4930901820')}  expect: {}`;
    const { diagnostics } = readTests(text, 'sequences/a.test.yaml', { steps: STEPS });
    expect(diagnostics).toMatchObject([
      { hint: 'a text that looks like a number needs quotes around it' },
    ]);
  });

  test.each([['start'], ['at']])('says which weekday the date of %s is', (key) => {
    const wrong = 'tuesday 2026-03-02T09:00';
    const text =
      key === 'start'
        ? `${HEAD.replace('2026', 'tuesday 2026')}  expect: {}`
        : `${HEAD}  does: [{ signal: reply, at: ${wrong} }]\n  expect: {}`;
    const { diagnostics } = readTests(text, 'sequences/a.test.yaml', { steps: STEPS });
    expect(diagnostics).toMatchObject([{ hint: '2026-03-02 is a monday' }]);
  });
});

test('no text makes it throw', () => {
  for (const text of [
    '',
    '-',
    '- 1',
    '- []',
    '- { does: 1, expect: [] }',
    '- expect: { steps: {} }',
  ])
    expect(readTests(text, 'a.test.yaml', null).ok).toBe(false);
});

test('the example of docs/sequence-format.md is read', () => {
  const page = readFileSync(new URL('../../docs/sequence-format.md', import.meta.url), 'utf8');
  const [, example = ''] = /^```yml\n([^]*?)^```$/m.exec(page) ?? [];
  const read = readTests(example, 'sequences/classic.test.yaml', null);
  expect(read.diagnostics).toEqual([]);
  expect(read.ok && read.value[0]!.lines).toHaveLength(5);
});
