import { describe, expect, test } from 'vitest';
import {
  diffVersions,
  unchangedSteps,
  type VersionTexts,
} from '../../src/definition/print/diff.ts';
import { templatesOf } from '../../src/definition/sequence/version.ts';
import {
  compiledOk,
  SURROUNDINGS,
  template,
  TEMPLATES,
  VALID_SEQUENCE,
  withSteps,
} from './samples.ts';

function version(text: string, ...others: readonly ReturnType<typeof template>[]): VersionTexts {
  const templates = new Map([...TEMPLATES, ...others.map((each) => [each.name, each] as const)]);
  const sequence = compiledOk(text, { ...SURROUNDINGS, templates });
  return { sequence, templates: templatesOf(sequence, templates) };
}

const steps = (...written: readonly string[]): VersionTexts => version(withSteps(...written));

/** `wait: 1 day -> 2 days`, a line each, after the step's own. */
function told(from: VersionTexts, to: VersionTexts): string[] {
  const { head, steps: changed } = diffVersions(from, to);
  const line = ({ key, old, new: now }: (typeof head)[number]): string =>
    `${key}: ${old} -> ${now}`;
  return [
    ...head.map(line),
    ...changed.flatMap(({ id, change, keys }) => [`${change} ${id}`, ...keys.map(line)]),
  ];
}

const VALID = version(VALID_SEQUENCE);

describe('the head', () => {
  test.each([
    ['title: Classic outbound', 'title: Other', 'title: Classic outbound -> Other'],
    [
      'goals: [meeting_booked, positive_reply]',
      'goals: [reply]',
      'goals: meeting_booked, positive_reply -> reply',
    ],
    ['mailboxes: [anna, ben]', 'mailboxes: owner', 'mailboxes: anna, ben -> owner'],
    ['rep: carla', 'rep: anna', 'rep: carla -> anna'],
    ['days: [fri, mon]', 'days: [mon]', 'window.days: mon, fri -> mon'],
    ['"13:30-17:00", ', '', 'window.hours: 09:00-12:00, 13:30-17:00 -> 09:00-12:00'],
    ['zone: Europe/Paris', 'zone: prospect', 'window.zone: Europe/Paris -> prospect'],
    ['holidays: FR', 'holidays: none', 'window.holidays: FR -> none'],
    [
      '["2026-12-24/2027-01-02"]',
      '["2026-12-24"]',
      'window.blackout: 2026-12-24/2027-01-02 -> 2026-12-24/2026-12-24',
    ],
    [
      'rep: carla',
      'rep: carla\nstart: 30 days before prospect.renewal',
      'start: null -> 30 days before prospect.renewal',
    ],
    ['only_if_inactive', 'allow', 'enroll.duplicates: only_if_inactive -> allow'],
    ['exclusive: false', 'exclusive: true', 'enroll.exclusive: false -> true'],
    ['untouched_for: 14 days', 'untouched_for: none', 'enroll.untouched_for: 14 days -> null'],
    ['per_day: 40', 'per_day: 4', 'enroll.per_day: 40 -> 4'],
    ['reply: pause 5 days', 'reply: pause 1 day', 'exits.reply: pause 5 days -> pause 1 day'],
    [
      'else: 3 days }',
      'plus: 1 business day }',
      'exits.out_of_office: pause until they return, else 3 days -> pause until they return + 1 business day, else 7 days',
    ],
    ['bounce: finish', 'bounce: address_is_bad', 'exits.bounce: finish -> address_is_bad'],
  ])('%s -> %s', (old, now, says) => {
    expect(told(VALID, version(VALID_SEQUENCE.replace(old, now)))).toEqual([says]);
  });
});

describe('a step', () => {
  test.each([
    ['wait: 1 business day', 'wait: 2 hours', 'connect', 'wait: 1 business day -> 2 hours'],
    ['at: "10:30"', 'at: "09:05"', 'ring', 'at: 10:30 -> 09:05'],
    [
      "contains 'CEO' and",
      "contains 'CTO' and",
      'ring',
      "if: prospect.title contains 'CEO' and touches.intro.status == 'sent' -> prospect.title contains 'CTO' and touches.intro.status == 'sent'",
    ],
    [
      "prospect.title contains 'CEO'",
      "prospect['Deal Size'] contains '9'",
      'ring',
      `if: prospect.title contains 'CEO' and touches.intro.status == 'sent' -> prospect["Deal Size"] contains '9' and touches.intro.status == 'sent'`,
    ],
    [
      'intro-question: 25 }',
      'intro-question: 50 }',
      'intro',
      'variants: intro 50, intro-question 25 -> intro 50, intro-question 50',
    ],
    ['linkedin: connect', 'linkedin: message', 'connect', 'linkedin: connect -> message'],
    ['due_within: 2 days', 'due_within: 3 days', 'connect', 'due_within: 2 days -> 3 days'],
    ['on_overdue: skip', 'on_overdue: wait', 'connect', 'on_overdue: skip -> null'],
    [
      'no_answer: { retry: 2,',
      'no_answer: { retry: 3,',
      'ring',
      'outcomes.no_answer: retry 2, every 1 business day -> retry 3, every 1 business day',
    ],
    ['missing: ask, enabled: false', 'enabled: false', 'missed', 'missing: ask -> null'],
    [', enabled: false', '', 'missed', 'enabled: false -> null'],
    ['priority: 5', 'priority: 6', 'gift', 'priority: 5 -> 6'],
    ['note: Signed', 'note: Unsigned', 'gift', 'note: Signed -> Unsigned'],
    ['stage: gifted', 'stage: given', 'gift', 'stage: gifted -> given'],
    ['task: Send the book', 'task: Send two', 'gift', 'task: Send the book -> Send two'],
    ['email: goodbye, thread: new', 'email: goodbye', 'bye', 'thread: new -> bump'],
    ['email: bump }', 'email: bump, review: true }', 'bump', 'review: null -> true'],
  ])('%s -> %s', (old, now, step, says) => {
    const other = version(VALID_SEQUENCE.replace(old, now));
    expect(told(VALID, other)).toEqual([`changed ${step}`, says]);
    expect(unchangedSteps(VALID, other).has(step)).toBe(false);
    expect(unchangedSteps(VALID, other).size).toBe(VALID.sequence.steps.length - 1);
  });

  test.each([
    [
      '{ id: a, set: { tags: [x] } }',
      '{ id: a, set: { tags: [y], fields: { f: z } } }',
      ['set.tags: x -> y', 'set.fields.f: null -> z'],
    ],
    ['{ id: a, handover: other }', '{ id: a, handover: third }', ['handover: other -> third']],
    ['{ id: a, end: done }', '{ id: a, end: enough }', ['end: done -> enough']],
    [
      '{ id: a, split: { x: 1, y: 1 }, paths: { x: [{ id: b, task: t }] } }',
      '{ id: a, split: { x: 2, y: 1 }, paths: { x: [{ id: b, task: t }] } }',
      ['split: x 1, y 1 -> x 2, y 1'],
    ],
  ])('%s -> %s', (old, now, says) => {
    expect(told(steps(old), steps(now))).toEqual(['changed a', ...says]);
  });

  test('an await tells its signal, its cause and its time', () => {
    const connect = '{ id: i, linkedin: connect }';
    const from = steps(
      connect,
      '{ id: a, await: connection_accepted, within: 1 day, then: [{ id: b, task: t }] }',
    );
    const to = steps(
      connect,
      '{ id: a, await: connection_accepted, within: 2 days, else: [{ id: b, task: t }] }',
    );
    expect(told(from, to)).toEqual([
      'changed a',
      'within: 1 day -> 2 days',
      'then: b -> null',
      'else: null -> b',
    ]);
  });

  test('that is added, removed or stands elsewhere is called so', () => {
    const from = steps(
      '{ id: a, task: a }',
      '{ id: b, task: b }',
      '{ id: c, task: c }',
      '{ id: d, task: d }',
    );
    const to = steps(
      '{ id: b, task: b }',
      '{ id: c, task: c }',
      '{ id: e, task: e }',
      '{ id: a, task: a }',
    );
    expect(told(from, to)).toEqual([
      'removed d',
      'task: d -> null',
      'added e',
      'task: null -> e',
      'moved a',
    ]);
    expect([...unchangedSteps(from, to)]).toEqual(['a', 'b', 'c']);
  });

  test('that only leads elsewhere, because another came behind it, has not changed', () => {
    const from = steps('{ id: a, if: "prospect.x", then: [{ id: b, task: b }] }');
    const to = steps(
      '{ id: a, if: "prospect.x", then: [{ id: b, task: b }] }',
      '{ id: c, task: c }',
    );
    expect(told(from, to)).toEqual(['added c', 'task: null -> c']);
  });
});

describe('a template', () => {
  test('with another text changes the steps that render it, and is shown line by line', () => {
    const to = version(VALID_SEQUENCE, template('bump', null, 'The text of bump\nand more'));
    const { steps: changed, templates } = diffVersions(VALID, to);
    expect(changed).toEqual([
      { id: 'bump', change: 'changed', hasMoved: false, keys: [], templates: ['bump'] },
    ]);
    expect(templates).toEqual([
      { name: 'bump', change: 'changed', diff: '@@ -1,1 +1,2 @@\n The text of bump\n+and more' },
    ]);
    expect(unchangedSteps(VALID, to).has('bump')).toBe(false);
  });

  test('in another language is one of the texts of its step', () => {
    const to = version(VALID_SEQUENCE, template('bump.ja', null, 'x'));
    const { steps: changed, templates } = diffVersions(VALID, to);
    expect(changed.map(({ id, templates: named }) => [id, named])).toEqual([['bump', ['bump.ja']]]);
    expect(templates).toEqual([{ name: 'bump.ja', change: 'added', diff: '@@ -1,0 +1,1 @@\n+x' }]);
  });

  test.each(['note', 'deeper', 'deeper.ja'])(
    'that renders a snippet with another text (%s) is another text of its step',
    (name) => {
      const texts = [
        template('bump', null, "{% render 'note' %}"),
        template('_snippets/note', null, "{% render 'deeper' %}"),
        template('_snippets/deeper', null, 'deep'),
      ];
      const from = version(VALID_SEQUENCE, ...texts);
      const to = version(VALID_SEQUENCE, ...texts, template(`_snippets/${name}`, null, 'other'));
      expect(diffVersions(from, to).steps).toMatchObject([
        { id: 'bump', change: 'changed', templates: [`_snippets/${name}`] },
      ]);
      expect(unchangedSteps(from, to).has('bump')).toBe(false);
    },
  );

  test('that a step renders only from now on is told by the step alone', () => {
    const from = steps('{ id: a, task: a }');
    const { steps: changed } = diffVersions(from, steps('{ id: a, email: intro }'));
    expect(changed).toMatchObject([{ id: 'a', templates: [] }]);
  });

  test('is compared with its subject', () => {
    const to = version(VALID_SEQUENCE, template('goodbye', 'Farewell'));
    expect(diffVersions(VALID, to).templates[0]!.diff).toContain(
      '-subject: Goodbye\n+subject: Farewell',
    );
  });
});

test('a version differs in nothing from itself', () => {
  expect(diffVersions(VALID, version(VALID_SEQUENCE))).toEqual({
    head: [],
    steps: [],
    templates: [],
  });
});

test('a key that nobody has put in words yet is told all the same', () => {
  const [first, ...rest] = VALID.sequence.steps;
  const odd = Object.assign({}, first!, { ringtone: ['loud'] });
  const to = { ...VALID, sequence: { ...VALID.sequence, steps: [odd, ...rest] } };
  expect(told(VALID, to)).toEqual(['changed intro', 'ringtone: null -> ["loud"]']);
});
