/** What is said of a slip helps to mend it: where it is, the line with a caret, a stable code, and what was expected or the way out. */
import { expect, test } from 'vitest';
import { PROBLEM_CODES } from '../../src/definition/reading/problem.ts';
import { renderDiagnostic } from '../../src/definition/reading/render-diagnostic.ts';
import { compiled, SURROUNDINGS, withSteps } from './samples.ts';

const HEAD = 'sequence: classic\ngoals: [reply]\nmailboxes: [anna]\n';

const SLIPS = [
  'sequence: other\ngoals: []\nmailbox: [anna]\nsteps: []\n',
  `${HEAD}steps: nope\n`,
  `${HEAD}steps: [1, {}]\n`,
  `${HEAD}steps:\n`,
  'goals: [fame]\n',
  withSteps(
    '{ id: A b, email: intro }',
    '{ id: a, email: intro, wait: 3 dayz }',
    '{ id: a, emial: intro }',
    '{ id: b, email: intro, call: discovery }',
  ),
  withSteps(
    '{ id: new, task: x }',
    '{ id: a, email: bump }',
    '{ id: a, email: intro, thread: nope }',
  ),
  withSteps(
    '{ id: a, call: discovry, outcomes: { no_answr: { retry: 2 }, voicemail: {}, connected: { then: [{ id: z, task: x }] } } }',
  ),
  withSteps('{ id: a, await: reply, within: 3 days }', '{ id: b, await: bounce, within: 3 days }'),
  withSteps('{ id: i, email: intro }', '{ id: c, await: bounce, of: x, within: 3 days }'),
  withSteps('{ id: s, split: { a: 1 } }', '{ id: u, set: {} }'),
  withSteps('{ id: e, end: x }', '{ id: f, task: y }'),
  withSteps(
    '{ id: i, email: intro, at: "25:00", priority: 5000, enabled: 1, missing: ignore, variants: {} }',
    '{ id: j, linkedin: conect }',
    '{ id: k, task: "" }',
  ),
  withSteps('{ id: m, message: bump, via: "L ine" }', '{ id: o, if: true, then: [] }'),
  withSteps(
    '{ id: q, email: intro, at: "03:00" }',
    '{ id: h, handover: nowhere }',
    '{ id: i, handover: classic }',
  ),
  `${HEAD}window: { days: [mo], hours: ["17:00-09:00"], zone: Mars, holidays: fr, blackout: ["2026-02-30"] }\nenroll: { duplicates: no, per_day: 0 }\nexits: { reply: stop, bounce: pause 3 }\nstart: 3 hours after prospect.x\nsteps: [{ id: a, task: x }]\n`,
  `${HEAD}window: { hours: ["09:00-12:00", "11:00-13:00"] }\nrep: nobody\nsteps: [{ id: a, email: intro }]\n`,
  'sequence: classic\ngoals: [reply]\nsteps: [{ id: a, email: intro }]\n',
  `${HEAD}exits: { reply: continue }\nsteps: [{ id: a, task: x, task: y }]\n`,
  `${HEAD}exits: { reply: continue }\nsteps: [{ id: a, if: "touches.b.status == 1 and prospct.x", task: x }]\n`,
  `${HEAD}steps: [{ id: a, if: "prospect.x = 1", task: !t x }]\n`,
  `${HEAD}steps: [{ id: *x }]\n`,
  withSteps('{ id: i, email: intro }', '{ id: a, if: touches.i.opened, task: x }'),
  withSteps('{ id: a, if: "prospect.x == true", task: x }'),
];

test.each(SLIPS.map((text) => [text.replaceAll(/\s+/g, ' '), text]))('%s', (_, text) => {
  const surroundings = { sequences: ['classic'] };
  const { diagnostics } = compiled(text, { ...SURROUNDINGS, ...surroundings });
  expect(diagnostics).not.toEqual([]);
  for (const diagnostic of diagnostics) {
    const [first, line, caret, ...ways] = renderDiagnostic(diagnostic, text).split('\n');
    expect(first).toMatch(/^sequences\/classic\.yaml:\d+:\d+: .+ \[[a-z_]+\]$/);
    expect(PROBLEM_CODES).toContain(diagnostic.code);
    const { line: number, column, length } = diagnostic;
    const meant = text.split('\n')[number - 1]!.slice(column - 1, column - 1 + length);
    expect(line).toContain(meant.slice(0, 20));
    expect(caret).toMatch(/^ +\| *\^+$/);
    expect(/expected|write/.test(first!) || ways.length > 0, first).toBe(true);
  }
});

test('steps of a path that the split does not know are no second error', () => {
  const text = withSteps('{ id: s, split: { a: 1, b: 1 }, paths: { c: [{ id: z, task: x }] } }');
  expect(compiled(text).diagnostics.map(({ code }) => code)).toEqual(['unknown_name']);
});

test.each([
  ['{ id: a, email: intro.md }', 'without folder and ending: intro'],
  ['{ id: a, email: templates/into.md }', 'did you mean "intro"?'],
  ['{id:a, email: intro}', 'a space stands behind a colon: id: a'],
  ['{ id: a, task: {{ prospect.name }} }', 'needs quotes around it'],
  ['{ id: a, task: Ask: who decides }', 'a colon and a space'],
  ['{ id: a, task: @ada }', 'needs quotes around it'],
  ['{ id: a, email: intro, variants: [intro] }', '{ intro: 50, intro-question: 50 }'],
  ['{ id: a, split: [x, y] }', '{ a: 50, b: 50 }'],
  ['{ id: a, task: x }\n---\n', 'make a file of its own of it'],
])('%s: "%s"', (step, help) => {
  const { diagnostics } = compiled(withSteps(step));
  expect(diagnostics.map(({ message, hint }) => `${message} ${hint}`).join('\n')).toContain(help);
});

test.each([
  ['Berlin', 'Europe/Berlin'],
  ['america/new york', 'America/New_York'],
  ['PST', 'write an IANA name'],
])('the zone "%s" is told to be %s', (zone, hint) => {
  const { diagnostics } = compiled(`${withSteps('{ id: a, task: x }')}window: { zone: ${zone} }\n`);
  expect(diagnostics).toMatchObject([
    { code: 'unknown_zone', hint: expect.stringContaining(hint) },
  ]);
});

test('every name of a condition that does not exist is told, and a sign without meaning', () => {
  const condition = 'touches.b.status and signals.replied and enrollmnt.stage & prospect';
  const { diagnostics } = compiled(withSteps(`{ id: a, if: "${condition}", task: x }`));
  expect(diagnostics.map(({ code, column }) => [code, column - 21])).toEqual([
    ['unknown_step', 6],
    ['unknown_name', 27],
    ['unknown_name', 39],
    ['bad_condition', 55],
  ]);
});
