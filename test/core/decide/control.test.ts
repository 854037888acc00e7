import { describe, expect, test } from 'vitest';
import { WORK_WEEK } from '../../../src/core/time/calendar.ts';
import { evaluate } from '../../../src/core/condition.ts';
import type { Handover, Past } from '../../../src/core/decide/context.ts';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/duration.ts';
import type { Enrollment, Waiting } from '../../../src/core/enrollment.ts';
import type { Sequence } from '../../../src/core/sequence.ts';
import { compiledOk } from '../../definition/samples.ts';
import { at, sequence, task } from '../../support/world/builders.ts';
import {
  ada,
  contextOf,
  decided,
  done,
  enrollmentIn,
  minuteOf,
  NOW,
  signal,
  signalled,
  stateOf,
  timeUntil,
  untilOf,
} from '../../support/world/situations.ts';
import { decide } from '../../../src/core/decide/decide.ts';

const CLOCK = { kind: 'clock' } as const;

function of(steps: string, more = ''): Sequence {
  return compiledOk(
    `sequence: classic\ngoals: [positive_reply]\nmailboxes: [anna]\nsteps: [${steps}]\n${more}`,
  );
}

const BRANCH = of(
  '{ id: ask, if: "prospect.country == \'FR\'", then: [{ id: fr, wait: 1 day, task: x }], else: [{ id: other, task: y }] }, { id: end, task: z }',
);

describe('a branch', () => {
  test.each([
    ['FR', 'fr'],
    ['DE', 'other'],
  ])('in %s goes to %s', (country, step) => {
    const { next } = decided(BRANCH, enrollmentIn(BRANCH), CLOCK, {
      facts: { prospect: { country } },
    });
    expect(next.cursor).toBe(step);
  });

  test('takes no time: the wait behind it counts from the step before it', () => {
    const before = enrollmentIn(BRANCH, { settledAtMs: NOW - HOUR_MS });
    const decision = decided(BRANCH, before, CLOCK, { facts: { prospect: { country: 'FR' } } });
    expect(untilOf(decision)).toBe(minuteOf(NOW - HOUR_MS + DAY_MS));
  });

  test('that cannot be judged yet waits, and goes nowhere', () => {
    const facts = { prospect: { country: { notYet: true, untilMs: NOW + HOUR_MS } as const } };
    const { next } = decided(BRANCH, enrollmentIn(BRANCH), CLOCK, { facts });
    expect(next.cursor).toBe('ask');
    expect(next.waiting).toMatchObject({ notBeforeMs: NOW + HOUR_MS, rule: 'condition' });
  });

  test('both paths join behind it', () => {
    const inPath = enrollmentIn(BRANCH, {
      cursor: 'fr',
      waiting: { for: 'task', taskId: 'e1.fr.1', deadlineMs: null, frozenMs: null },
    });
    expect(decided(BRANCH, inPath, done('fr')).next.cursor).toBe('end');
  });
});

describe('a split', () => {
  const SPLIT = of(
    '{ id: s, split: { a: 1, b: 3 }, paths: { a: [{ id: one, task: x }], b: [{ id: two, task: y }] } }',
  );

  test('shares people by the weights, and each person always the same', () => {
    const took = (id: number) =>
      decided(SPLIT, enrollmentIn(SPLIT, { id: `e${id}` }), CLOCK).next.cursor;
    const all = Array.from({ length: 2_000 }, (_, id) => took(id + 1));
    expect(all.filter((step) => step === 'one').length).toBeGreaterThan(440);
    expect(all.filter((step) => step === 'one').length).toBeLessThan(560);
    expect(all.map((_, id) => took(id + 1))).toEqual(all);
  });
});

describe('an await', () => {
  const AWAIT = of(
    '{ id: hi, linkedin: connect }, { id: ok, await: connection_accepted, within: 5 days, then: [{ id: yes, task: x }], else: [{ id: no, task: y }] }',
  );
  const here = (more: Partial<Enrollment> = {}) => enrollmentIn(AWAIT, { cursor: 'ok', ...more });
  const past = (more: Partial<Past> = {}): Past => ({
    touches: [{ step: 'hi', settledAtMs: NOW - DAY_MS }],
    signals: [],
    ...more,
  });
  const WAITING: Waiting = {
    for: 'signal',
    kind: 'connection_accepted',
    sinceMs: NOW - DAY_MS,
    deadlineMs: NOW + 5 * DAY_MS,
    unit: 'day',
    frozen: null,
  };

  test('waits for the signal, with a deadline', () => {
    const { next, wake } = decided(AWAIT, here(), CLOCK, { past: past() });
    expect(next.waiting).toEqual(WAITING);
    expect(wake).toMatchObject({ atMs: NOW + 5 * DAY_MS, lane: '' });
  });

  test('looks back to when its touch settled', () => {
    const came = (agoMs: number) =>
      past({ signals: [{ kind: 'connection_accepted', atMs: NOW - agoMs, details: {} }] });
    const cursor = (agoMs: number) =>
      decided(AWAIT, here(), CLOCK, { past: came(agoMs) }).next.cursor;
    expect(cursor(HOUR_MS)).toBe('yes');
    expect(cursor(2 * DAY_MS)).toBe('ok');
  });

  test('does not take for an answer what came before its touch, and is heard late', () => {
    const old = signal('connection_accepted', {}, { atMs: NOW - 2 * DAY_MS });
    const { next } = decided(AWAIT, here({ waiting: WAITING }), {
      kind: 'signals',
      signals: [old],
    });
    expect(next.cursor).toBe('ok');
  });

  test('whose touch was skipped is not waited for', () => {
    expect(decided(AWAIT, here(), CLOCK, { past: past({ touches: [] }) }).next.cursor).toBe('no');
  });

  test.each([
    ['connection_accepted', 'yes'],
    ['note', 'ok'],
  ] as const)('%s: goes on at %s', (kind, step) => {
    const { next } = decided(AWAIT, here({ waiting: WAITING }), signalled(kind));
    expect(next.cursor).toBe(step);
  });

  describe('a bounce', () => {
    const BOUNCE = of(
      '{ id: hi, email: intro }, { id: ok, await: bounce, within: 5 days, then: [{ id: yes, task: x }], else: [{ id: no, task: y }] }',
    );
    const waiting: Waiting = { ...WAITING, kind: 'bounce' };
    const there = (more: Partial<Enrollment> = {}) =>
      enrollmentIn(BOUNCE, { cursor: 'ok', ...more });

    test.each([
      ['hard', 'yes'],
      ['soft', 'ok'],
      ['blocked', 'ok'],
    ] as const)('that is %s, heard while it waits or before: stands at %s', (bounce, step) => {
      const heard = { kind: 'bounce', atMs: NOW - HOUR_MS, details: { bounce } } as const;
      const event = { kind: 'signals', signals: [signal('bounce', { bounce })] } as const;
      expect(decided(BOUNCE, there({ waiting }), event).next.cursor).toBe(step);
      const before = past({ signals: [heard] });
      expect(decided(BOUNCE, there(), CLOCK, { past: before }).next.cursor).toBe(step);
    });

    test('that came at once, as a refusal, is one', () => {
      const touches = [{ step: 'hi', settledAtMs: NOW - DAY_MS, wasRefused: true } as const];
      const { next } = decided(BOUNCE, there(), CLOCK, { past: past({ touches }) });
      expect(next.cursor).toBe('yes');
      expect(decided(AWAIT, here(), CLOCK, { past: past({ touches }) }).next.cursor).toBe('no');
    });
  });

  describe('of an answer, after a call', () => {
    const after = (outcomes: string) =>
      of(
        `{ id: ring, call: discovery${outcomes} }, { id: ok, await: reply, of: ring, within: 5 days, then: [{ id: yes, task: x }], else: [{ id: no, task: y }] }`,
        'exits: { reply: continue }',
      );
    const spoke = (call: string) =>
      ({ kind: 'reply', atMs: NOW, details: { touchId: call, outcome: 'connected' } }) as const;
    const touches = [{ step: 'ring', settledAtMs: NOW }];

    test.each([
      ['whose outcome has a path', ', outcomes: { connected: { then: [] } }', 'e1.ring.1', 'ok'],
      ['whose outcome has none', '', 'e1.ring.1', 'yes'],
      ['of another sequence', ', outcomes: { connected: { then: [] } }', 'e2.ring.1', 'yes'],
    ])('%s', (_, outcomes, call, step) => {
      const rings = after(outcomes.replace('[]', '[{ id: thanks, task: z }]'));
      const behind = enrollmentIn(rings, { cursor: 'ok' });
      const heard = spoke(call);
      const begun = decided(rings, behind, CLOCK, { past: { touches, signals: [heard] } });
      expect(begun.next.cursor).toBe(step);
      const waiting: Waiting = { ...WAITING, kind: 'reply', sinceMs: NOW };
      const late = signal('reply', heard.details);
      const told = { kind: 'signals', signals: [late] } as const;
      expect(decided(rings, { ...behind, waiting }, told).next.cursor).toBe(step);
    });
  });

  test('an exit wins', () => {
    const both = decided(
      AWAIT,
      here({ waiting: WAITING }),
      signalled('connection_accepted', 'opt_out'),
    );
    expect(stateOf(both)).toBe('finished: opted_out');
  });

  test('gives up at the deadline, not before', () => {
    const waiting = here({ waiting: WAITING });
    const early = contextOf({ nowMs: NOW + 5 * DAY_MS - 1 });
    expect(decide(AWAIT, waiting, CLOCK, early)).toBeNull();
    const { next } = decided(AWAIT, waiting, CLOCK, { nowMs: NOW + 5 * DAY_MS });
    expect(next.cursor).toBe('no');
  });

  test('that began on a clock that ran ahead hears what comes now, held or not', () => {
    const ahead = { ...WAITING, sinceMs: NOW + DAY_MS, deadlineMs: NOW + 6 * DAY_MS };
    const pause = { kind: 'command', command: 'pause', untilMs: null, because: null } as const;
    for (const life of [
      here({ waiting: ahead }),
      decided(AWAIT, here({ waiting: ahead }), pause).next,
    ]) {
      const { next } = decided(AWAIT, life, { kind: 'clock_set_back' });
      expect(next.waiting).toMatchObject({ sinceMs: NOW });
      expect(decided(AWAIT, next, signalled('connection_accepted')).next.cursor).toBe('yes');
    }
  });

  test('held, it still hears; its deadline stands still and runs on', () => {
    const pause = { kind: 'command', command: 'pause', untilMs: null, because: null } as const;
    const held = decided(AWAIT, here({ waiting: WAITING }), pause).next;
    expect(held.waiting).toMatchObject({ deadlineMs: null });
    const resume = { kind: 'command', command: 'resume' } as const;
    const later = { nowMs: NOW + 30 * DAY_MS };
    const on = decided(AWAIT, held, resume, later).next;
    expect(on.waiting).toMatchObject({ deadlineMs: NOW + 35 * DAY_MS, frozen: null });
    const heard = decided(AWAIT, held, signalled('connection_accepted')).next;
    expect([heard.status, heard.cursor, heard.waiting.for]).toEqual(['paused', 'yes', 'frozen']);
  });
});

describe('a disposition with a path of its own', () => {
  const RING = of(
    '{ id: ring, call: discovery, outcomes: { no_answer: { retry: 1, every: 1 day, then: [{ id: text, task: x }] }, connected: { then: [{ id: thanks, task: y }] } } }, { id: bye, task: z }',
  );
  const open = enrollmentIn(RING, {
    waiting: { for: 'task', taskId: 'e1.ring.1', deadlineMs: null, frozenMs: null },
  });

  test('leads there, and its rule stands instead of the disposition’s', () => {
    expect(stateOf(decided(RING, open, done('ring', 'connected')))).toBe('active at thanks');
    expect(stateOf(decided(RING, open, done('ring', 'gatekeeper')))).toBe('active at bye');
  });

  test('after the tries', () => {
    const first = decided(RING, open, done('ring', 'no_answer')).next;
    expect([first.cursor, first.visit]).toEqual(['ring', 2]);
    const again = {
      ...first,
      waiting: { for: 'task', taskId: 'e1.ring.2', deadlineMs: null, frozenMs: null } as const,
    };
    const second = decided(RING, again, done('ring', 'no_answer', { visit: 2 }));
    expect(stateOf(second)).toBe('active at text');
  });
});

describe('an end', () => {
  test('completes the sequence', () => {
    const ends = of('{ id: stop, end: not for them }');
    expect(stateOf(decided(ends, enrollmentIn(ends), CLOCK))).toBe('finished: completed');
  });

  test('of a condition that is false does not', () => {
    const ends = of('{ id: stop, if: prospect.title, end: enough }, { id: on, task: x }');
    expect(decided(ends, enrollmentIn(ends), CLOCK).next.cursor).toBe('on');
  });
});

test('a set writes tags and fields down', () => {
  const sets = of(
    '{ id: mark, set: { tags: [done], fields: { round: "2" } } }, { id: on, task: x }',
  );
  const decision = decided(sets, enrollmentIn(sets), CLOCK);
  expect(decision.noted).toEqual([{ tags: ['done'], fields: { round: '2' } }]);
  expect(decision.next.cursor).toBe('on');
});

describe('a handover', () => {
  const HANDS = of('{ id: over, handover: warm }, { id: rest, task: x }');
  const WARM = sequence([task('hello')], { name: 'warm', version: 'w1' });
  const to = (more: Partial<Handover> = {}): Handover => ({
    sequence: WARM,
    mailbox: 'anna',
    calendar: WORK_WEEK,
    windowZone: 'Europe/Berlin',
    refusal: null,
    ...more,
  });

  test('ends here and begins there', () => {
    const enrolledAtMs = at('2026-02-01');
    const here = enrollmentIn(HANDS, { enrolledAtMs });
    const decision = decided(HANDS, here, CLOCK, { handover: to() });
    expect(stateOf(decision)).toBe('finished: completed');
    expect(decision.begun).toMatchObject([
      { enrollment: { sequence: 'warm', version: 'w1', cursor: 'hello', status: 'active' } },
    ]);
    // An answer to this sequence that is heard late stops that one.
    expect(decision.begun[0]!.enrollment.enrolledAtMs).toBe(enrolledAtMs);
  });

  test.each([
    ['is refused there', to({ refusal: 'finished_before' })],
    ['finds no such sequence', null],
  ])('that %s goes on with the rest', (_, handover) => {
    const decision = decided(HANDS, enrollmentIn(HANDS), CLOCK, { handover });
    expect(decision.begun).toEqual([]);
    expect(decision.next.cursor).toBe('rest');
    expect(decision.activities[0]).toMatchObject({ type: 'step_skipped' });
  });
});

describe('a draft to review', () => {
  const REVIEW = of(
    '{ id: intro, email: intro, review: true }, { id: bump, wait: 1 day, email: bump }',
  );
  const open = enrollmentIn(REVIEW, {
    waiting: { for: 'task', taskId: 'e1.intro.1.review', deadlineMs: null, frozenMs: null },
  });
  const approve = { ...done('intro.1.review'), taskId: 'e1.intro.1.review', text: 'Subject: Hi' };

  test('opens a task with the draft, and sends nothing', () => {
    const decision = decided(REVIEW, enrollmentIn(REVIEW), CLOCK);
    expect(decision.plannedTouches).toEqual([]);
    expect(decision.openedTasks).toMatchObject([
      { id: 'e1.intro.1.review', kind: 'review', text: 'Hello' },
    ]);
  });

  test('approved, it is decided anew whether it may leave', () => {
    const { next, wake, closedTasks } = decided(REVIEW, open, approve);
    expect(next.waiting).toMatchObject({ for: 'time', approved: 'e1.intro.1.review' });
    expect(wake?.lane).toBe('anna');
    expect(closedTasks).toMatchObject([{ status: 'done', text: 'Subject: Hi' }]);
    const now = decided(REVIEW, next, CLOCK, { nowMs: NOW });
    expect(now.plannedTouches).toMatchObject([{ id: 'e1.intro.1' }]);
    const gone = decided(REVIEW, next, CLOCK, { suppressedBy: 'ada@ada.example' });
    expect(stateOf(gone)).toBe('finished: suppressed');
  });

  test('an approval lasts over a hold, and over a touch by hand while held', () => {
    const review = of('{ id: intro, wait: 2 days, email: intro, review: true }');
    const { next } = decided(review, open, approve);
    const pause = { kind: 'command', command: 'pause', untilMs: null, because: null } as const;
    const held = decided(review, next, pause).next;
    const touched = decided(review, held, signalled('manual_touch')).next;
    expect(touched.waiting).not.toEqual(held.waiting);
    for (const each of [held, touched]) {
      const on = decided(review, each, { kind: 'command', command: 'resume' }).next;
      expect(on.waiting).toMatchObject({ for: 'time', approved: 'e1.intro.1.review' });
    }
  });

  test('not approved, the step is skipped', () => {
    const skip = { ...approve, end: 'skipped' } as const;
    expect(decided(REVIEW, open, skip).next.cursor).toBe('bump');
  });
});

describe('a start at a date of the person', () => {
  const ANCHORED = of('{ id: a, task: x }', 'start: 5 days before prospect.renewal_date\n');
  const pending = enrollmentIn(ANCHORED, { status: 'pending', cursor: null });
  const ofDate = (renewal_date: string) => ({ prospect: ada({ fields: { renewal_date } }) });

  test('is read once more when it comes: a date that was moved is waited for', () => {
    const moved = decided(ANCHORED, pending, CLOCK, ofDate('2026-04-10'));
    expect([stateOf(moved), untilOf(moved)]).toEqual(['pending at null', '2026-04-04T22:00']);
  });

  test('begins when the date stands', () => {
    expect(stateOf(decided(ANCHORED, pending, CLOCK, ofDate('2026-03-04')))).toBe('active at a');
  });

  test.each([
    ['is gone', '', 'renewal_date is not there'],
    ['is no date', '30.04.2026', 'renewal_date is no date'],
    ['has passed', '2026-02-27', 'renewal_date has passed'],
  ])('a date that %s begins nothing: a rep is asked for it', (_, date, because) => {
    const held = decided(ANCHORED, pending, CLOCK, ofDate(date));
    expect(stateOf(held)).toBe('paused: missing_field at null');
    expect(held.openedTasks[0]!.reasons).toEqual([`the start of classic: ${because}`]);
    const lifted = decided(ANCHORED, held.next, signalled('field_set'), ofDate('2026-04-10'));
    expect([stateOf(lifted), untilOf(lifted)]).toEqual(['pending at null', '2026-04-04T22:00']);
    const taskId = held.openedTasks[0]!.id;
    const skip = { kind: 'task_settled', taskId, end: 'skipped', outcome: null } as const;
    const left = decided(ANCHORED, held.next, { ...skip, note: null, untilMs: null });
    expect(stateOf(left)).toBe('finished: removed');
  });

  test('moves at once with the date, and not with any other field', () => {
    const later = { ...pending, waiting: timeUntil(at('2026-04-04T22:00')) };
    const before = ofDate('2026-04-10').prospect;
    const changed = { kind: 'person_changed', before: before.fields } as const;
    const sooner = decided(ANCHORED, later, changed, ofDate('2026-03-20'));
    expect(untilOf(sooner)).toBe('2026-03-14T23:00');
    expect(stateOf(decided(ANCHORED, later, changed, ofDate('')))).toMatch('missing_field');
    const other = { prospect: { ...before, company: 'Kern' } };
    expect(decide(ANCHORED, later, changed, contextOf(other))).toBeNull();
  });
});

describe('a goal', () => {
  const SOFT = of('{ id: a, task: x }', 'exits: { reply: continue }\n');

  test('ends the sequence however soft its exit is', () => {
    const reply = (intent: string) => ({
      kind: 'signals' as const,
      signals: [signal('reply', { intent })],
    });
    const open = enrollmentIn(SOFT);
    const state = (intent: string) => stateOf(decided(SOFT, open, reply(intent)));
    expect(state('positive_willing_to_meet')).toBe('finished: replied');
    expect(state('objection_bad_timing')).toBe('active at a');
  });

  test.each([
    ['reply', 'connected', 'finished: replied'],
    ['meeting_booked', 'meeting_booked', 'finished: meeting_booked'],
    ['positive_reply', 'connected', 'active at b'],
  ])('%s is reached on a call, too: %s', (goal, outcome, state) => {
    const calls = compiledOk(
      `sequence: classic\ngoals: [${goal}]\nsteps: [{ id: a, call: discovery }, { id: b, task: x }]\n` +
        'exits: { reply: continue, meeting_booked: continue }\n',
    );
    const open = enrollmentIn(calls, {
      waiting: { for: 'task', taskId: 'e1.a.1', deadlineMs: null, frozenMs: null },
    });
    expect(stateOf(decided(calls, open, done('a', outcome)))).toBe(state);
  });
});

test('a condition of facts that are not known yet is neither true nor false', () => {
  const [step] = of('{ id: a, if: signals.reply == nil, task: x }').steps;
  const facts = { signals: { reply: { notYet: true, untilMs: null } as const } };
  expect(evaluate(step!.condition!, facts).value).toBeNull();
});
