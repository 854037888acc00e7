import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../src/definition/templates/template-file.ts';
import {
  compiled,
  compiledOk,
  SURROUNDINGS,
  TEMPLATES,
  VALID_SEQUENCE,
  withSteps,
} from './samples.ts';

/** `code@line:column` of every diagnostic. */
function found(text: string): readonly string[] {
  return compiled(text).diagnostics.map(({ code, line, column }) => `${code}@${line}:${column}`);
}

function codes(text: string): readonly string[] {
  return compiled(text).diagnostics.map((diagnostic) => diagnostic.code);
}

function ringing(outcomes: string): string {
  return withSteps(`{ id: a, call: discovery, outcomes: ${outcomes} }`);
}

const overdue = (deadline: string): string => `{ id: a, task: x, ${deadline}on_overdue: skip }`;
const connecting = (id: string): string => `{ id: ${id}, linkedin: connect }`;

test('a whole file compiles to the program', () => {
  expect(compiled(VALID_SEQUENCE).diagnostics).toMatchObject([{ code: 'stop_softened' }]);
  const sequence = compiledOk(VALID_SEQUENCE);
  expect(sequence).toMatchObject({
    name: 'classic',
    goals: ['meeting_booked', 'positive_reply'],
    mailboxes: ['anna', 'ben'],
    rep: 'carla',
    window: {
      days: [1, 5],
      hours: [
        [540, 720],
        [810, 1020],
      ],
      zone: 'Europe/Paris',
      holidays: 'FR',
      blackout: [[20_811, 20_820]],
    },
    enroll: {
      duplicates: 'only_if_inactive',
      exclusive: false,
      untouchedFor: { amount: 14, unit: 'day' },
      perDay: 40,
    },
    exits: {
      reply: { do: 'pause', for: { amount: 5, unit: 'day' } },
      outOfOffice: { do: 'pause_until_return', plus: null, otherwise: { amount: 3, unit: 'day' } },
      bounce: { do: 'finish' },
      meetingBooked: { do: 'finish' },
    },
  });
  expect(sequence.steps.map(({ id, kind, next }) => [id, kind, next])).toEqual([
    ['intro', 'email', 'connect'],
    ['connect', 'linkedin', 'bump'],
    ['bump', 'email', 'ring'],
    ['ring', 'call', 'missed'],
    ['missed', 'sms', 'gift'],
    ['gift', 'task', 'bye'],
    ['bye', 'email', null],
  ]);
  const [intro, connect, bump, ring, missed, gift, bye] = sequence.steps;
  expect(intro).toMatchObject({
    thread: 'new',
    review: false,
    variants: [
      { template: 'intro', weight: 50 },
      { template: 'intro-question', weight: 25 },
    ],
  });
  expect(connect).toMatchObject({
    action: 'connect',
    template: 'connect-note',
    onOverdue: 'skip',
    dueWithin: { amount: 2, unit: 'day' },
  });
  expect(bump).toMatchObject({ thread: 'intro', variants: [{ template: 'bump', weight: 1 }] });
  expect(ring).toMatchObject({
    atMinute: 630,
    template: 'discovery',
    outcomes: { no_answer: { retry: { times: 2, every: { amount: 1, unit: 'business_day' } } } },
  });
  expect(ring!.condition).toMatchObject({ kind: 'and' });
  expect(missed).toMatchObject({ template: 'missed-you', missing: 'ask', enabled: false });
  expect(gift).toMatchObject({
    text: 'Send the book',
    template: null,
    priority: 5,
    note: 'Signed',
    stage: 'gifted',
  });
  expect(bye).toMatchObject({ thread: 'new' });
});

test('what is not written has the defaults of the design', () => {
  const sequence = compiledOk(withSteps('{ id: a, email: intro }', '{ id: b, task: Call them }'));
  expect(sequence).toMatchObject({
    title: 'classic',
    rep: 'owner',
    window: {
      days: [1, 2, 3, 4, 5],
      hours: [[540, 1020]],
      zone: 'prospect',
      holidays: 'prospect',
      blackout: [],
    },
    enroll: { duplicates: 'disallow', exclusive: true, untouchedFor: null, perDay: null },
    exits: {
      reply: { do: 'finish' },
      colleagueReply: { do: 'pause', for: { amount: 7, unit: 'day' } },
      outOfOffice: {
        do: 'pause_until_return',
        plus: { amount: 2, unit: 'business_day' },
        otherwise: { amount: 7, unit: 'day' },
      },
      bounce: { do: 'address_is_bad' },
      meetingBooked: { do: 'finish' },
    },
  });
  expect(sequence.steps[0]).toMatchObject({
    wait: null,
    atMinute: null,
    condition: null,
    enabled: true,
    priority: 0,
    missing: 'skip',
    thread: 'new',
    review: false,
  });
  expect(sequence.steps[1]).toMatchObject({
    dueWithin: null,
    onOverdue: 'wait',
    outcomes: {},
    action: null,
  });
});

test('the window of the workspace fills what the sequence leaves out', () => {
  const defaultWindow = {
    days: [6 as const],
    hours: [[0, 60] as const],
    zone: 'Asia/Tokyo',
    holidays: 'JP',
    blackout: [],
  };
  const text = `${withSteps('{ id: a, task: x }')}window: { hours: ["20:00-24:00"] }\n`;
  expect(compiledOk(text, { ...SURROUNDINGS, defaultWindow }).window).toEqual({
    ...defaultWindow,
    hours: [[1200, 1440]],
  });
});

test('all errors of a file come at once, in the order of the file', () => {
  const text = `sequence: other
goals: [reply]
mailboxes: [ana]
stpes: 1
window: { days: [mon, tus], hours: ["17:00-09:00"] }
steps:
  - { id: a, email: intro, wait: 3 dayz }
  - { id: a, emial: bump }
  - { id: c, email: nope }
`;
  expect(found(text)).toEqual([
    'name_differs_from_file@1:11',
    'unknown_mailbox@3:13',
    'unknown_key@4:1',
    'unknown_value@5:23',
    'impossible_window@5:37',
    'unknown_value@7:34',
    'duplicate_id@8:11',
    'unknown_step_kind@8:14',
    'unknown_template@9:21',
  ]);
});

describe('one slip, one error', () => {
  const base = withSteps('{ id: a, task: x }');
  test.each([
    ['no goals', base.replace('goals: [reply]\n', ''), 'missing_key'],
    ['an empty list of goals', base.replace('[reply]', '[]'), 'out_of_range'],
    ['no steps', 'sequence: classic\ngoals: [reply]\nsteps: []\n', 'out_of_range'],
    ['no step list', 'sequence: classic\ngoals: [reply]\n', 'missing_key'],
    [
      'email without mailboxes',
      'sequence: classic\ngoals: [reply]\nsteps: [{ id: a, email: intro }]\n',
      'missing_mailboxes',
    ],
    ['a step without an id', withSteps('{ task: x }'), 'missing_key'],
    ['a step that does nothing', withSteps('{ id: a, wait: 1 day }'), 'unknown_step_kind'],
    [
      'a step that does two things',
      withSteps('{ id: a, task: x, email: intro }'),
      'several_step_kinds',
    ],
    [
      'two steps of one name',
      withSteps('{ id: a, task: x }', '{ id: a, task: y }'),
      'duplicate_id',
    ],
    ['an id that "thread" uses', withSteps('{ id: new, task: x }'), 'bad_name'],
    [
      'a thread that comes later',
      withSteps('{ id: a, email: intro, thread: b }', '{ id: b, email: intro }'),
      'unknown_step',
    ],
    [
      'a thread of a call',
      withSteps('{ id: a, call: discovery }', '{ id: b, email: intro, thread: a }'),
      'unknown_step',
    ],
    ['a new thread without a subject', withSteps('{ id: a, email: bump }'), 'missing_subject'],
    [
      'a weight of nothing',
      withSteps('{ id: a, email: intro, variants: { intro: 0 } }'),
      'out_of_range',
    ],
    ['no variants', withSteps('{ id: a, email: intro, variants: {} }'), 'out_of_range'],
    ['a wait without a unit', withSteps('{ id: a, task: x, wait: 3 }'), 'wrong_type'],
    ['a wait of a fraction', withSteps('{ id: a, task: x, wait: 1.5 days }'), 'unknown_value'],
    ['a time with one digit', withSteps('{ id: a, task: x, at: 9:30 }'), 'unknown_value'],
    ['a time that is only an end', withSteps('{ id: a, task: x, at: "24:00" }'), 'unknown_value'],
    ['an open text', withSteps('{ id: a, task: }'), 'wrong_type'],
    [
      'a deadline on an email',
      withSteps('{ id: a, email: intro, due_within: 1 day }'),
      'unknown_key',
    ],
    [
      'hours that overlap',
      `${base}window: { hours: ["09:00-12:00", "11:00-13:00"] }\n`,
      'impossible_window',
    ],
    ['hours that are empty', `${base}window: { hours: ["09:00-09:00"] }\n`, 'impossible_window'],
    ['no hours', `${base}window: { hours: [] }\n`, 'out_of_range'],
    ['an offset as zone', `${base}window: { zone: "+02:00" }\n`, 'unknown_zone'],
    // ICU takes it for Dhaka.
    ['an abbreviation as zone', `${base}window: { zone: BST }\n`, 'unknown_zone'],
    ['a day that does not exist', `${base}window: { blackout: ["2026-02-29"] }\n`, 'unknown_value'],
    [
      'dates in the wrong order',
      `${base}window: { blackout: ["2026-03-02/2026-03-01"] }\n`,
      'unknown_value',
    ],
    [
      'a condition on a later step',
      withSteps('{ id: a, task: x, if: touches.b.status }', '{ id: b, task: x }'),
      'unknown_step',
    ],
    ...['email', 'first_name', 'owner', 'zone', 'mobile', 'tags'].map(
      (name): [string, string, string] => [
        `a field called "${name}", which is ours`,
        withSteps(`{ id: a, set: { fields: { ${name}: x } } }`),
        'field_not_settable',
      ],
    ),
    [
      'tries without a pause',
      ringing('{ no_answer: { retry: 2, every: 0 minutes } }'),
      'out_of_range',
    ],
    [
      'an await without time',
      withSteps('{ id: a, email: intro }', '{ id: b, await: bounce, within: 0 minutes }'),
      'out_of_range',
    ],
    [
      'a deadline that is over at once',
      withSteps('{ id: a, task: x, due_within: 0 days }'),
      'out_of_range',
    ],
    [
      'an own channel that is ours',
      withSteps('{ id: a, message: missed-you, via: email }'),
      'unknown_value',
    ],
    ['an overdue task without a deadline', withSteps(overdue('')), 'without_effect'],
    ['the same of none', withSteps(overdue('due_within: none, ')), 'without_effect'],
    ['a deadline that can not be read', withSteps(overdue('due_within: x, ')), 'unknown_value'],
    [
      'an await of a step that is switched off',
      withSteps(connecting('a'), '{ id: b, await: connection_accepted, within: 1 day }').replace(
        'id: a',
        'id: a, enabled: false',
      ),
      'await_without_cause',
    ],
    ['too many tries', ringing('{ no_answer: { retry: 25, every: 1 day } }'), 'out_of_range'],
    ['tries without a rhythm', ringing('{ no_answer: { retry: 2 } }'), 'missing_key'],
    ['a rule for nothing', ringing('{ no_answer: {} }'), 'missing_key'],
    ['a goal nothing reaches', base.replace('[reply]', '[world_peace]'), 'unknown_goal'],
    ['a list for a file', '- a\n- b\n', 'wrong_type'],
    ['an empty file', '', 'wrong_type'],
  ])('%s', (_, text, code) => expect(codes(text)).toEqual([code]));
});

test.each(['connected', 'not_interested', 'meeting_booked'])(
  'tries after "%s" let the sequence go on after an answer, which is a warning',
  (answer) => {
    const { ok, diagnostics } = compiled(ringing(`{ ${answer}: { retry: 3, every: 1 day } }`));
    expect([ok, diagnostics]).toMatchObject([
      true,
      [{ code: 'stop_softened', severity: 'warning', line: 5 }],
    ]);
    expect(diagnostics[0]!.message).toContain('stops nothing before the last try');
  },
);

test('two slips in a rule are told where they are, and nothing follows from them', () => {
  expect(codes(ringing('{ no_answer: { retry: many, every: sometimes } }'))).toEqual([
    'wrong_type',
    'unknown_value',
  ]);
});

test.each(['reply', 'meeting_booked'])(
  'a softer exit for the goal "%s" has no effect, and is told so',
  (goal) => {
    const text = `${withSteps('{ id: a, task: x }').replace('[reply]', `[${goal}]`)}exits: { ${goal}: continue }\n`;
    const { ok, diagnostics } = compiled(text);
    expect([ok, diagnostics]).toMatchObject([
      true,
      [{ code: 'without_effect', severity: 'warning', line: 6 }],
    ]);
  },
);

test('a slip in one step is no second error in those that name it', () => {
  const text = withSteps(
    '{ id: intro, email: intro, wait: x, emali: 1 }',
    '{ id: OOPS, email: intro }',
    '{ id: c, email: bump, thread: oops, if: touches.oops.status }',
  );
  expect(codes(text)).toEqual(['unknown_value', 'unknown_key', 'bad_name']);
});

test('an email without a thread continues the email before it', () => {
  const text = withSteps(
    '{ id: a, email: intro }',
    '{ id: b, email: goodbye, thread: new }',
    '{ id: c, task: x }',
    '{ id: d, email: bump }',
  );
  expect(compiledOk(text).steps.at(-1)).toMatchObject({ thread: 'b' });
});

test('an await is for the nearest step that can cause it and is not switched off', () => {
  const text = withSteps(
    connecting('a'),
    connecting('b').replace('{', '{ enabled: false,'),
    '{ id: c, await: connection_accepted, within: 1 day }',
  );
  expect(compiledOk(text).steps.at(-1)).toMatchObject({ of: 'a' });
  expect(codes(text)).toEqual([]);
});

test('a variant replaces the template above, which need not exist', () => {
  expect(compiled(withSteps('{ id: a, email: none-of-them, variants: { intro: 1 } }')).ok).toBe(
    true,
  );
});

test('a time outside the window is a warning for emails, and nothing for tasks', () => {
  expect(compiled(withSteps('{ id: a, email: intro, at: 20:00 }'))).toMatchObject({
    ok: true,
    diagnostics: [{ code: 'at_outside_window' }],
  });
  expect(compiled(withSteps('{ id: a, task: x, at: 20:00 }')).diagnostics).toEqual([]);
});

test('the place of a condition error is inside its text', () => {
  expect(found(withSteps(`{ id: a, task: x, if: "prospect.title = 'x'" }`))).toEqual([
    'bad_condition@5:43',
  ]);
});

test('the shipped sequences compile without a warning', () => {
  const folder = new URL('../../', import.meta.url);
  const shipped = new Map(TEMPLATES);
  for (const file of readdirSync(new URL('templates', folder))) {
    const read = readTemplate(readFileSync(new URL(`templates/${file}`, folder), 'utf8'), file);
    if (read.ok) shipped.set(read.value.name, read.value);
  }
  const sequences = readdirSync(new URL('sequences', folder));
  for (const file of sequences.filter((each) => !each.includes('.test.'))) {
    const text = readFileSync(new URL(`sequences/${file}`, folder), 'utf8');
    const name = file.replace('.yaml', '');
    const surroundings = { ...SURROUNDINGS, templates: shipped };
    expect(compiled(text, surroundings, name)).toMatchObject({ ok: true, diagnostics: [] });
  }
});
