/** Slips do not hide one another: a file with two of them tells what each alone tells, no more and no less. */
import { describe, expect, test } from 'vitest';
import { compiled, SURROUNDINGS, withSteps } from './samples.ts';

const FILE = `sequence: classic
goals: [meeting_booked]
mailboxes: [anna]
window:
  hours: ["09:00-17:00"]
exits:
  colleague_reply: pause 5 days
steps:
  - id: intro
    email: intro
  - id: connect
    linkedin: connect
  - id: accepted
    await: connection_accepted
    of: connect
    within: 5 days
    then:
      - { id: hello, linkedin: message, template: connect-note }
    else:
      - { id: bump, email: bump, thread: intro, at: "10:30" }
  - id: heard
    await: colleague_reply
    within: 3 days
  - id: ring
    call: discovery
    if: touches.bump.status == 'sent'
    outcomes:
      voicemail:
        then: [{ id: missed, sms: missed-you }]
  - id: vip
    if: "prospect.level == 'hot'"
    then: [{ id: gift, task: Send the book }]
    else:
      - { id: no, end: nobody }
  - id: half
    split: { a: 50, b: 50 }
    paths:
      a: [{ id: fresh, email: goodbye, thread: new }]
  - { id: mark, set: { tags: [done] } }
  - { id: bye, wait: 4 days, email: goodbye, thread: intro }
  - { id: on, handover: reactivation }
`;

/** What is written, the slip in its place, and what nobody can tell of others because of it. */
type Slip = readonly [was: string, slip: string, hides?: RegExp];

const NAMES = /unknown_step:|duplicate_id/;

const SLIPS: readonly Slip[] = [
  ['sequence: classic', 'sequence: other'],
  ['[meeting_booked]', '[meeting_booked, world_peace]'],
  ['mailboxes: [anna]', 'mailboxes: [nobody]'],
  ['["09:00-17:00"]', '["09:00-17"]', /at_outside_window/],
  ['["09:00-17:00"]', '["12:00-17:00"]'],
  ['colleague_reply: pause 5 days', 'colleague_reply: pauze 5 days'],
  ['colleague_reply: pause 5 days', 'colleague_reply: finish'],
  ['id: intro\n', 'id: Intro Mail\n', NAMES],
  ['id: intro\n', 'id: 5\n', NAMES],
  ['    email: intro\n', '    emial: intro\n'],
  ['    email: intro\n', '    email: {}\n'],
  ['    email: intro\n', '    email: intor\n'],
  ['linkedin: connect', 'linkdin: connect'],
  ['linkedin: connect', 'linkedin: conect'],
  ['linkedin: connect', 'linkedin: view'],
  ['await: connection_accepted', 'await: connection_acepted', /await_without_cause/],
  ['await: connection_accepted', 'awiat: connection_accepted'],
  ['of: connect', 'of: conect'],
  ['of: connect', 'of: [connect]'],
  ['within: 5 days', 'within: 5 dayz'],
  ['{ id: hello, linkedin', '{ id: hello, linkdin'],
  ['thread: intro, at: "10:30"', 'thread: intor, at: "10:30"'],
  ['thread: intro, at: "10:30"', 'thread: connect, at: "10:30"'],
  ['thread: intro, at: "10:30"', 'thread: 5, at: "10:30"'],
  ['thread: intro, at: "10:30"', 'thread: new, at: "10:30"'],
  ['thread: intro, at: "10:30"', 'thread: intro, at: "10:3"'],
  ['thread: intro, at: "10:30"', 'thread: intro, at: "20:30"'],
  ['await: colleague_reply', 'await: colleague_replyy'],
  ['await: colleague_reply', 'await: meeting_booked'],
  ['call: discovery', 'cal: discovery'],
  ['call: discovery', 'call: discovry'],
  ['touches.bump.status', 'touches.bmup.status'],
  ['touches.bump.status', 'touches.accepted.status'],
  ['touches.bump.status', 'touches.bump.sttus'],
  ["'sent'", "'delivered'"],
  ['voicemail:', 'voicemial:'],
  ['sms: missed-you', 'smss: missed-you'],
  ['id: missed,', 'id: intro,'],
  [`"prospect.level == 'hot'"`, `"prospect.level = 'hot'"`],
  [`"prospect.level == 'hot'"`, `"prospect.country == 'fr'"`],
  [`"prospect.level == 'hot'"`, '1'],
  ['then: [{ id: gift, task: Send the book }]', 'then: [{ id: gift, end: enough }]'],
  ['then: [{ id: gift, task: Send the book }]', 'then: { id: gift, task: Send the book }'],
  ['end: nobody', 'end: ""'],
  ['end: nobody', 'ende: nobody'],
  ['split: { a: 50, b: 50 }', 'split: { c: 50, b: 50 }'],
  ['split: { a: 50, b: 50 }', 'split: 50'],
  ['email: goodbye, thread: new', 'email: bump, thread: new'],
  ['tags: [done]', 'tag: [done]'],
  ['wait: 4 days, email: goodbye, thread: intro', 'wait: 4 days, email: goodbye, thread: fersh'],
  ['wait: 4 days, email: goodbye, thread: intro', 'wait: 4 days, email: goodbye, thread: hello'],
  ['wait: 4 days, email: goodbye, thread: intro', 'wait: 4 d, email: goodbye, thread: intro'],
  ['id: bye, wait', 'id: gift, wait'],
  ['handover: reactivation', 'handover: reactivaton'],
  ['handover: reactivation', 'handover: [reactivation]'],
];

function told(text: string): readonly string[] {
  const { diagnostics } = compiled(text, {
    ...SURROUNDINGS,
    sequences: ['classic', 'reactivation'],
  });
  return diagnostics.map(({ line, code, message }) => `${line} ${code}: ${message}`);
}

function withSlip(text: string, [was, slip]: Slip): string {
  expect(text).toContain(was);
  return text.replace(was, slip);
}

const known = new Map<Slip, readonly string[]>();

/** Asked of each beside every other: told once. */
function toldAlone(slip: Slip): readonly string[] {
  const before = known.get(slip) ?? told(withSlip(FILE, slip));
  known.set(slip, before);
  return before;
}

test('the file itself has none', () => expect(told(FILE)).toEqual([]));

describe.each(SLIPS.map((slip) => [`${slip[0]} -> ${slip[1]}`, slip] as const))(
  '%s',
  (_, first) => {
    const alone = toldAlone(first);
    test('is told, and nothing follows from it', () => expect(alone).toHaveLength(1));
    test('and so is every other beside it', () => {
      const later = SLIPS.filter((second) => lineOf(second) > lineOf(first));
      const wrong = later.flatMap((second) => {
        const other = toldAlone(second);
        const both = told(withSlip(withSlip(FILE, first), second));
        const each = [...alone.filter(isSeenBeside(second)), ...other.filter(isSeenBeside(first))];
        const late = each.filter((one) => !both.includes(one)).map((one) => `late: ${one}`);
        const untrue = both
          .filter((one) => !alone.includes(one) && !other.includes(one))
          .filter(isSeenBeside(first))
          .map((one) => `untrue: ${one}`);
        return [...late, ...untrue].map((one) => `${second[1]}: ${one}`);
      });
      expect(wrong).toEqual([]);
    });
  },
);

/** What is told at the line that the slip changes may be said otherwise then. */
function isSeenBeside(slip: Slip): (one: string) => boolean {
  return (one) => !one.startsWith(`${lineOf(slip)} `) && slip[2]?.test(one) !== true;
}

function lineOf([was]: Slip): number {
  return FILE.slice(0, FILE.indexOf(was)).split('\n').length;
}

test.each([
  [
    'what follows the slip in the kind of a step',
    '{ id: a, cal: discovry, wait: 3 dayz, outcomes: { no_answer: { retry: 2 } } }',
    ['unknown_step_kind', 'unknown_template', 'unknown_value', 'missing_key'],
  ],
  [
    'what is wrong in a step that says nothing we know',
    '{ id: A b, letter: x, wait: 3 dayz }',
    ['bad_name', 'unknown_step_kind', 'unknown_value'],
  ],
  [
    'what is wrong in a step that stands where a list should',
    '{ id: a, if: prospect.title, then: { id: b, cal: discovry } }',
    ['wrong_type', 'unknown_step_kind', 'unknown_template'],
  ],
  [
    'what is wrong on a path that has another name in the split',
    '{ id: a, split: { x: 1, y: 1 }, paths: { z: [{ id: b, email: nope }] } }',
    ['unknown_name', 'unknown_template'],
  ],
  [
    'an answer to no step, beside the answer that nobody knows',
    '{ id: a, await: answer, of: nobody, within: 1 day }',
    ['unknown_value', 'unknown_step'],
  ],
])('%s is told at once', (_, step, codes) => {
  const { diagnostics } = compiled(withSteps(step));
  expect(diagnostics.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
});

test('what is told in a step whose kind has a slip stands at the key as it is written', () => {
  const { diagnostics } = compiled(withSteps('{ id: a, cal: discovry }'));
  expect(diagnostics.map(({ code, column }) => [code, column])).toEqual([
    ['unknown_step_kind', 14],
    ['unknown_template', 19],
  ]);
});

test.each([
  [
    '{ id: a, if: prospect.title, then: { id: b, email: intro } }',
    '{ id: c, email: bump, thread: b }',
  ],
  ['{ id: a, if: prospect.titel ==, end: x }', '{ id: b, task: x }'],
  ['{ id: a, end: x, enabled: flase }', '{ id: b, task: x }'],
  ['{ id: a, set: { tag: [x] } }', '{ id: b, task: x }'],
  ['{ id: a, email: nope, variants: intro }', '{ id: b, task: x }'],
  ['{ id: a, task: x, stage: "" }', "{ id: b, if: enrollment.stage == 'won', task: x }"],
  ['{ id: a, message: x y, email: intro }', '{ id: b, email: bump, thread: a }'],
  ['- intro', '{ id: b, email: bump, thread: intro, if: touches.intro }'],
])('one slip in %s is one error', (...steps) => {
  expect(compiled(withSteps(...steps)).diagnostics).toHaveLength(1);
});

test('mailboxes that cannot be read are not said to be missing, and those of an email on a path are', () => {
  const text = withSteps('{ id: a, if: prospect.title, then: [{ id: b, email: intro }] }');
  const codes = (mailboxes: string): readonly string[] =>
    compiled(text.replace('mailboxes: [anna]\n', mailboxes)).diagnostics.map(({ code }) => code);
  expect(codes('mailboxes: anna\n')).toEqual(['unknown_value']);
  expect(codes('')).toEqual(['missing_mailboxes']);
});

test('of a goal that is only recorded nothing follows', () => {
  const text = withSteps(
    '{ id: a, linkedin: connect }',
    '{ id: b, await: connection_accepted, within: 1 day }',
  ).replace('[reply]', '[connection_accepted]');
  expect(compiled(text).diagnostics.map(({ code }) => code)).toEqual(['unknown_goal']);
});
