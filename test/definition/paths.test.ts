import { describe, expect, test } from 'vitest';
import { waysOf } from '../../src/core/flow.ts';
import { compileSequence } from '../../src/definition/sequence/sequence-file.ts';
import { compiled, compiledOk, SURROUNDINGS, withSteps } from './samples.ts';

function codes(text: string): readonly string[] {
  return compiled(text).diagnostics.map((diagnostic) => diagnostic.code);
}

/** Steps in YAML's flow style, separated by commas. */
function listed(steps: string): string {
  return `sequence: classic\ngoals: [reply]\nmailboxes: [anna]\nsteps: [${steps}]\n`;
}

describe('paths become steps behind their step, and jumps', () => {
  const PATHS = `
    { id: a, email: intro },
    { id: ask, if: "prospect.country == 'FR'", then: [{ id: b, task: x }, { id: c, task: y }], else: [{ id: d, email: bump }] },
    { id: e, email: bump },
  `;
  const of = (steps: string) => {
    const value = compiledOk(listed(steps));
    return Object.fromEntries(value.steps.map((step) => [step.id, waysOf(step)] as const));
  };

  test('in the order of the file; both paths join behind it', () => {
    expect(of(PATHS)).toEqual({
      a: [{ label: null, to: 'ask' }],
      ask: [
        { label: 'then', to: 'b' },
        { label: 'else', to: 'd' },
      ],
      b: [{ label: null, to: 'c' }],
      c: [{ label: null, to: 'e' }],
      d: [{ label: null, to: 'e' }],
      e: [{ label: null, to: null }],
    });
  });

  test('a path that nothing is written for goes on', () => {
    const ways = of(
      '{ id: s, split: { a: 1, b: 3 }, paths: { b: [{ id: x, task: x }] } }, { id: y, task: y }',
    );
    expect(ways['s']).toEqual([
      { label: 'a', to: 'y' },
      { label: 'b', to: 'x' },
    ]);
  });

  test('an email continues the nearest email that a person may have had', () => {
    const value = compiledOk(listed(PATHS));
    const threads = value.steps.flatMap((step) =>
      step.kind === 'email' ? [[step.id, step.thread]] : [],
    );
    expect(threads).toEqual([
      ['a', 'new'],
      ['d', 'a'],
      ['e', 'd'],
    ]);
  });

  test('an await answers the nearest step that can bring it about', () => {
    const value = compiledOk(
      listed(
        '{ id: hi, linkedin: connect }, { id: see, linkedin: view }, { id: ok, await: connection_accepted, within: 5 days }',
      ),
    );
    expect(value.steps.at(-1)).toMatchObject({
      kind: 'await',
      of: 'hi',
      thenTo: null,
      elseTo: null,
    });
  });

  test.each([
    ['behind an end', '{ id: a, end: enough }, { id: b, task: x }', 'unreachable_step'],
    [
      'behind paths that all end',
      '{ id: a, if: prospect.title, then: [{ id: b, end: x }], else: [{ id: c, end: y }] }, { id: d, task: x }',
      'unreachable_step',
    ],
    [
      'one id on two paths',
      '{ id: a, if: prospect.title, then: [{ id: b, task: x }], else: [{ id: b, task: x }] }',
      'duplicate_id',
    ],
    [
      'nothing to answer',
      '{ id: a, await: connection_accepted, within: 1 day }',
      'await_without_cause',
    ],
    [
      'what another step answers',
      '{ id: a, email: intro }, { id: b, await: connection_accepted, of: a, within: 1 day }',
      'await_without_cause',
    ],
    [
      'what the exits finish on',
      '{ id: a, linkedin: connect }, { id: b, await: meeting_booked, within: 1 day }',
      'await_after_exit',
    ],
    ['a branch without a question', '{ id: a, then: [{ id: b, task: x }] }', 'missing_key'],
    [
      'a split of one',
      '{ id: a, split: { a: 1 }, paths: { a: [{ id: b, task: x }] } }',
      'out_of_range',
    ],
    [
      'a path that is not split',
      '{ id: a, split: { a: 1, b: 1 }, paths: { c: [{ id: b, task: x }] } }',
      'unknown_name',
    ],
    [
      'a step of the other path',
      '{ id: a, if: prospect.title, then: [{ id: b, email: intro }], else: [{ id: c, if: touches.b, task: x }] }',
      'unknown_step',
    ],
    [
      'half a retry',
      '{ id: a, call: discovery, outcomes: { no_answer: { retry: 2 } } }',
      'missing_key',
    ],
    [
      'a rule that says nothing',
      '{ id: a, call: discovery, outcomes: { no_answer: {} } }',
      'missing_key',
    ],
    ['a set of nothing', '{ id: a, set: {} }', 'missing_key'],
    ['an empty path', '{ id: a, if: prospect.title, then: [] }', 'out_of_range'],
  ])('%s: %s', (_, steps, code) => {
    expect(codes(listed(steps))).toContain(code);
  });

  test('a sequence that has no file cannot take people over', () => {
    const text = listed('{ id: a, handover: clasic }');
    const lint = (sequences: readonly string[]) =>
      compileSequence(text, 'classic.yaml', { ...SURROUNDINGS, sequences }).diagnostics;
    expect(lint(['classic', 'classics'])).toMatchObject([
      { code: 'unknown_sequence', hint: expect.stringContaining('did you mean "classics"?') },
    ]);
    // Nobody is handed over to where they are.
    expect(lint(['classic'])).toMatchObject([
      { code: 'unknown_sequence', hint: 'write one: sequences/clasic.yaml' },
    ]);
  });

  test('nobody is handed over to the sequence that they are in', () => {
    expect(codes(listed('{ id: a, handover: classic }'))).toEqual(['handover_to_itself']);
    expect(codes(listed('{ id: a, handover: other }'))).toEqual([]);
  });

  test('an attachment that is no file', () => {
    expect(codes(listed('{ id: a, email: intro, attachments: [x.pdf] }'))).toEqual([
      'unknown_attachment',
    ]);
  });
});

test('a start on a date of the person', () => {
  const of = (start: string) => compiled(`${withSteps('{ id: a, task: x }')}start: ${start}\n`);
  const text = `${withSteps('{ id: a, task: x }')}start: 30 days before prospect.renewal_date\n`;
  expect(compiledOk(text).start).toEqual({
    distance: { amount: 30, unit: 'day' },
    side: 'before',
    field: 'renewal_date',
  });
  expect(of('2 business days after prospect.trial_ends').ok).toBe(true);
  expect(of('4 hours before prospect.renewal_date').ok).toBe(false);
  expect(of('before prospect.renewal_date').ok).toBe(false);
});

describe('a channel step', () => {
  const step = (fallback: string, paths: string) =>
    listed(
      `{ id: reach, channel: preferred, fallback: [${fallback}], paths: { ${paths} } }, { id: bye, task: x }`,
    );
  const BOTH =
    'call: [{ id: ring, call: discovery }], email: [{ id: mail, email: intro }, { id: gift, task: x }]';

  test('leads to each of its channels, in the order of the fallback, and on where none reaches them', () => {
    const { steps } = compiledOk(step('email, call', BOTH));
    expect(waysOf(steps[0]!)).toEqual([
      { label: 'email', to: 'mail' },
      { label: 'call', to: 'ring' },
      { label: null, to: 'bye' },
    ]);
    expect(steps.map(({ id, next }) => `${id}>${next}`)).toEqual([
      'reach>bye',
      'ring>bye',
      'mail>gift',
      'gift>bye',
      'bye>null',
    ]);
  });

  test.each([
    ['a channel without a path', 'email, call, linkedin', BOTH, 'missing_key'],
    [
      'a path that nobody takes',
      'email, sms',
      `sms: [{ id: s, sms: missed-you }], ${BOTH}`,
      'unknown_name',
    ],
    ['a channel twice', 'email, call, email', BOTH, 'out_of_range'],
    ['one alone', 'email', 'email: [{ id: mail, email: intro }]', 'out_of_range'],
    [
      'a path of another channel',
      'email, call',
      'call: [{ id: r, task: x }], email: [{ id: m, email: intro }]',
      'path_off_channel',
    ],
    ['a channel that reaches nobody', 'email, task', BOTH, 'unknown_value'],
  ])('%s is an error', (_, fallback, paths, code) => {
    expect(codes(step(fallback, paths))).toEqual([code]);
  });
});
