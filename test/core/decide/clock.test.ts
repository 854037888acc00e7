import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide/decide.ts';
import { beginningOf } from '../../../src/core/decide/enroll.ts';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/duration.ts';
import type { Condition } from '../../../src/core/condition.ts';
import type { Facts } from '../../../src/core/condition.ts';
import { notYet } from '../../../src/core/condition.ts';
import {
  at,
  call,
  email,
  linkedin,
  OFFICE_HOURS,
  sequence,
  sms,
  task,
} from '../../support/world/builders.ts';
import {
  ada,
  contextOf,
  decided,
  enrollmentIn,
  minuteOf,
  NOW,
  stateOf,
  taskOpen,
  timeUntil,
  touchPlanned,
  untilOf,
} from '../../support/world/situations.ts';

const CLOCK = { kind: 'clock' } as const;
const outreach = sequence([email('intro'), email('bump', { wait: '3 days' })]);
const due = enrollmentIn(outreach);

describe('a step that is due', () => {
  test('an email is planned once; the enrollment then waits for it', () => {
    const decision = decided(outreach, due, CLOCK);
    expect(decision.plannedTouches).toMatchObject([
      { id: 'e1.intro.1', visit: 1, mailbox: 'anna', plannedAtMs: NOW },
    ]);
    expect(decision.next.waiting).toEqual({ for: 'touch', touchId: 'e1.intro.1' });
    expect(decision.wake).toBeNull();
    expect(decide(outreach, decision.next, CLOCK, contextOf())).toBeNull();
  });

  test.each([
    ['linkedin', linkedin('look', { action: 'view' }), 'https://www.linkedin.com/in/ada'],
    ['call', call('ring'), 'tel:'],
    ['sms', sms('ping'), 'sms:'],
    ['task', task('letter'), null],
  ])('%s is work for the rep', (kind, step, url) => {
    const work = sequence([step]);
    const decision = decided(work, enrollmentIn(work), CLOCK);
    expect(decision.openedTasks).toMatchObject([{ id: `e1.${step.id}.1`, kind, rep: 'anna' }]);
    expect(decision.openedTasks[0]!.url ?? '').toContain(url ?? '');
    expect(decision.plannedTouches).toEqual([]);
    expect(decision.next.waiting).toMatchObject({ for: 'task', deadlineMs: null });
  });

  test.each([
    ['its words, then the text of its template', 'Write a letter', 'Write a letter\n\nDear Ada'],
    ['the text of its template where it has no words', null, 'Dear Ada'],
  ])('a task says %s', (_, text, said) => {
    const of = sequence([task('letter', { text, template: 'letter' })]);
    const { openedTasks } = decided(of, enrollmentIn(of), CLOCK, {
      draft: { ok: true, text: 'Dear Ada' },
    });
    expect(openedTasks[0]!.text).toBe(said);
  });

  test('its deadline counts on the calendar of the person', () => {
    const work = sequence([task('letter', { dueWithin: { amount: 1, unit: 'business_day' } })]);
    const friday = at('2026-03-06T10:00');
    const decision = decided(work, enrollmentIn(work), CLOCK, { nowMs: friday });
    expect(decision.wake).toMatchObject({ atMs: at('2026-03-09T10:00'), lane: '' });
  });

  test('not before its wait is over, nor before what moved it', () => {
    const soon = enrollmentIn(outreach, { waiting: timeUntil(NOW + 1) });
    const moved = enrollmentIn(outreach, { waiting: timeUntil(NOW, { notBeforeMs: NOW + 1 }) });
    for (const each of [soon, moved]) {
      expect(decide(outreach, each, CLOCK, contextOf())).toBeNull();
      expect(decide(outreach, each, CLOCK, contextOf({ nowMs: NOW + 1 }))).not.toBeNull();
    }
  });

  test('follow-ups go before first touches', () => {
    const rank = (sentCount: number) =>
      decided(outreach, enrollmentIn(outreach, { sentCount }), CLOCK, {
        nowMs: at('2026-03-07T10:00'),
        personBudget: { clearsAtMs: NOW + 7 * DAY_MS, rule: 'max_touches' },
      }).wake?.rank;
    expect([rank(0), rank(1), rank(3)]).toEqual([1, 0, 0]);
  });
});

describe('what moves a step, and leaves its wait as it was', () => {
  const office = sequence([email('intro'), call('ring')], { window: OFFICE_HOURS });
  const saturday = at('2026-03-07T10:00');

  test('a shut window, in the zone it goes by', () => {
    for (const [windowZone, opens] of [
      ['Europe/Berlin', '2026-03-09T08:00'],
      ['America/New_York', '2026-03-09T13:00'],
    ]) {
      const decision = decided(office, enrollmentIn(office), CLOCK, {
        nowMs: saturday,
        windowZone: windowZone!,
      });
      expect(minuteOf(decision.wake!.atMs)).toBe(opens);
      expect(decision.wake!.lane).toBe('anna');
      expect(untilOf(decision)).toBe(minuteOf(NOW));
      expect(decision.plannedTouches).toEqual([]);
    }
  });

  test('work for a rep has no window', () => {
    const ring = enrollmentIn(office, { cursor: 'ring' });
    expect(decided(office, ring, CLOCK, { nowMs: saturday }).openedTasks).toHaveLength(1);
  });

  test.each(['max_touches', 'overdue'] as const)("the person's budget: %s", (rule) => {
    const decision = decided(outreach, due, CLOCK, {
      personBudget: { clearsAtMs: NOW + 5 * HOUR_MS, rule },
    });
    expect(decision.next.waiting).toMatchObject({ notBeforeMs: NOW + 5 * HOUR_MS, rule });
    expect(decision.plannedTouches).toEqual([]);
  });

  test('a window that never opens holds the person for a rep', () => {
    const never = { ...office, window: { ...OFFICE_HOURS, blackout: [[0, 40_000] as const] } };
    expect(stateOf(decided(never, enrollmentIn(never), CLOCK))).toBe('paused: failed at intro');
  });
});

describe('late after a sleep', () => {
  const office = sequence([email('intro')], { window: OFFICE_HOURS });
  const slept = { fromMs: NOW - 9 * DAY_MS, untilMs: NOW };
  const longDue = (id: string) =>
    enrollmentIn(office, { id, waiting: timeUntil(NOW - 3 * DAY_MS) });

  test('what was due long ago is spread over the rest of the day, inside the window, nobody twice', () => {
    const instants = Array.from({ length: 200 }, (_, index) => {
      const enrollment = longDue(`e${index + 1}`);
      const decision = decided(office, enrollment, CLOCK, { slept });
      const { atMs } = decision.wake!;
      const after = decided(office, decision.next, CLOCK, { slept, nowMs: atMs });
      expect(after.plannedTouches).toHaveLength(1);
      return atMs;
    });
    const ends = at('2026-03-02T16:00');
    expect(Math.min(...instants)).toBeGreaterThan(NOW);
    expect(Math.max(...instants)).toBeLessThan(ends);
    const hours = [0, 1, 2, 3, 4, 5].map(
      (hour) => instants.filter((each) => Math.floor((each - NOW) / HOUR_MS) === hour).length,
    );
    expect(Math.min(...hours)).toBeGreaterThan(15);
  });

  test('in a window that never shuts: over a day', () => {
    for (let index = 1; index <= 50; index++) {
      const enrollment = enrollmentIn(outreach, {
        id: `e${index}`,
        waiting: timeUntil(NOW - 3 * DAY_MS),
      });
      const { wake } = decided(outreach, enrollment, CLOCK, { slept });
      expect(wake!.atMs - NOW).toBeLessThan(DAY_MS);
    }
  });

  test.each([
    [
      'what came due within max_lateness of the end of the sleep',
      { waiting: timeUntil(NOW - DAY_MS) },
      slept,
    ],
    ['what waited for another rule while the runner was awake', {}, null],
  ])('%s goes at once', (_, more, asleep) => {
    const enrollment = enrollmentIn(office, { waiting: timeUntil(NOW - 3 * DAY_MS), ...more });
    expect(decided(office, enrollment, CLOCK, { slept: asleep }).plannedTouches).toHaveLength(1);
  });
});

describe('skips spend the wait', () => {
  const isCeo: Condition = {
    kind: 'compare',
    operator: '==',
    left: { kind: 'path', path: ['prospect', 'title'] },
    right: { kind: 'literal', value: 'CEO' },
  };
  const steps = (first: ReturnType<typeof email>) =>
    sequence([first, call('ring', { wait: '2 days' })]);

  test.each<[string, Parameters<typeof email>[1], Facts, string]>([
    ['disabled', { enabled: false }, {}, 'disabled'],
    [
      'a false condition',
      { condition: isCeo },
      { prospect: { title: 'CTO' } },
      'condition is false',
    ],
  ])('%s', (_, options, facts, reason) => {
    const decision = decided(steps(email('intro', options)), due, CLOCK, { facts });
    expect(stateOf(decision)).toBe('active at ring');
    expect(untilOf(decision)).toBe(minuteOf(NOW + 2 * DAY_MS));
    expect(decision.activities).toMatchObject([{ type: 'step_skipped', summary: reason }]);
  });

  test('a true condition does the step', () => {
    const conditional = steps(email('intro', { condition: isCeo }));
    const facts = { prospect: { title: 'CEO' } };
    expect(decided(conditional, due, CLOCK, { facts }).plannedTouches).toHaveLength(1);
  });

  test.each([
    ['a date', NOW + 3 * HOUR_MS, NOW + 3 * HOUR_MS],
    ['nobody can say', null, NOW + DAY_MS],
  ])('an undecided one is asked again: %s', (_, knownAtMs, atMs) => {
    const conditional = steps(email('intro', { condition: isCeo }));
    const decision = decided(conditional, due, CLOCK, {
      facts: { prospect: { title: notYet(knownAtMs) } },
    });
    expect(decision.wake!.atMs).toBe(atMs);
    expect(stateOf(decision)).toBe('active at intro');
  });

  test('the last step skipped completes the sequence', () => {
    const last = sequence([email('intro', { enabled: false })]);
    expect(stateOf(decided(last, enrollmentIn(last), CLOCK))).toBe('finished: completed');
  });
});

describe('what is missing', () => {
  const nowhere = ada({ identities: [] });
  const kinds = [email('a'), call('a'), sms('a'), linkedin('a')];

  test.each(kinds)('a person without an address for $kind: the step is skipped', (step) => {
    const one = sequence([step, task('letter')]);
    const decision = decided(one, enrollmentIn(one), CLOCK, { prospect: nowhere });
    expect(stateOf(decision)).toBe('active at letter');
  });

  test.each(kinds)('... or asked for, and held until it is there ($kind)', (step) => {
    const one = sequence([{ ...step, missing: 'ask' as const }]);
    const decision = decided(one, enrollmentIn(one), CLOCK, { prospect: nowhere });
    expect(stateOf(decision)).toBe('paused: missing_field at a');
    expect(decision.openedTasks).toMatchObject([{ id: 'e1.a.1.missing', kind: 'missing' }]);
  });

  test.each([
    [
      'a field of theirs, as set takes it',
      ['prospect.company'],
      'Fill in: touchline set p1 company=...',
    ],
    ['an address', ['email'], 'Fill in: touchline set p1 email=...'],
    [
      'what no field of theirs answers',
      ['subject'],
      'Nobody can fill in subject: mend the template',
    ],
  ])('the task says how to fill in %s', (_, missing, text) => {
    const decision = decided(outreach, due, CLOCK, {
      draft: { ok: false, missing, error: null },
    });
    expect(decision.openedTasks[0]!.text).toContain(text);
  });

  test('a merge field without a value asks for it; once it is set the step is done', () => {
    const decision = decided(outreach, due, CLOCK, {
      draft: { ok: false, missing: ['prospect.company'], error: null },
    });
    expect(stateOf(decision)).toBe('paused: missing_field at intro');
    const set = decided(outreach, decision.next, {
      kind: 'command',
      command: 'lift',
      reason: 'missing_field',
    });
    expect(decided(outreach, set.next, CLOCK).plannedTouches).toHaveLength(1);
  });

  test.each([
    ['a template that fails', { ok: false as const, missing: [], error: 'too long' }],
    ['a template that is not stored', null],
  ])('%s parks the person, and says why', (_, draft) => {
    const decision = decided(outreach, due, CLOCK, { draft });
    expect(stateOf(decision)).toBe('paused: failed at intro');
    expect(decision.openedTasks).toMatchObject([{ id: 'e1.intro.1.missing', kind: 'missing' }]);
    expect(decision.openedTasks[0]!.text).toContain(draft?.error ?? 'it is not stored');
  });

  test('whoever is let try again asks anew, and the old task is gone', () => {
    const failed = decided(outreach, due, CLOCK, { draft: null });
    const resumed = decided(outreach, failed.next, { kind: 'command', command: 'resume' });
    expect(resumed.cancelledTaskKinds).toEqual(['missing']);
    expect(decided(outreach, resumed.next, CLOCK).plannedTouches).toHaveLength(1);
  });

  test('a bad address is none', () => {
    const bad = ada({ identities: [{ kind: 'email', value: 'ada@ada.example', status: 'bad' }] });
    expect(stateOf(decided(outreach, due, CLOCK, { prospect: bad }))).toBe('active at bump');
  });
});

describe('a planned email that cannot be sent any more', () => {
  const planned = enrollmentIn(outreach, { waiting: touchPlanned('intro') });

  test('to a suppressed person is taken back', () => {
    const decision = decided(outreach, planned, CLOCK, { suppressedBy: 'x is suppressed' });
    expect(stateOf(decision)).toBe('finished: suppressed');
    expect(decision.touchChanges).toMatchObject([{ touchId: 'e1.intro.1', to: 'cancelled' }]);
  });

  test('without an address is taken back, and the sequence goes on', () => {
    const decision = decided(outreach, planned, CLOCK, { prospect: ada({ identities: [] }) });
    expect(stateOf(decision)).toBe('active at bump');
    expect(decision.touchChanges).toMatchObject([{ touchId: 'e1.intro.1', to: 'cancelled' }]);
  });

  test('that lost a merge field waits for it, still planned', () => {
    const decision = decided(outreach, planned, CLOCK, {
      draft: { ok: false, missing: ['prospect.company'], error: null },
    });
    expect(stateOf(decision)).toBe('paused: missing_field at intro');
    expect(decision.touchChanges).toEqual([]);
    expect(decision.next.waiting).toEqual(planned.waiting);
  });
});

test('a suppressed person gets nothing, whatever is due', () => {
  for (const step of [email('a'), call('a'), task('a')]) {
    const one = sequence([step]);
    const decision = decided(one, enrollmentIn(one), CLOCK, { suppressedBy: 'on the list' });
    expect(stateOf(decision)).toBe('finished: suppressed');
    expect([...decision.plannedTouches, ...decision.openedTasks]).toEqual([]);
  }
});

describe('a task that is overdue', () => {
  const work = (onOverdue: 'skip' | 'wait' | 'continue') =>
    sequence([
      call('ring', { dueWithin: { amount: 2, unit: 'day' }, onOverdue }),
      email('bump', { wait: '1 day' }),
    ]);
  const open = enrollmentIn(work('wait'), { waiting: taskOpen('ring', NOW) });

  test('not before its deadline', () => {
    expect(decide(work('skip'), open, CLOCK, contextOf({ nowMs: NOW - 1 }))).toBeNull();
  });

  test('skip: it expires, and the next wait counts from now', () => {
    const decision = decided(work('skip'), open, CLOCK);
    expect(decision.closedTasks).toMatchObject([{ taskId: 'e1.ring.1', status: 'expired' }]);
    expect(stateOf(decision)).toBe('active at bump');
    expect(untilOf(decision)).toBe(minuteOf(NOW + DAY_MS));
  });

  test('continue: the sequence goes on, the task stays open', () => {
    const decision = decided(work('continue'), open, CLOCK);
    expect(decision.closedTasks).toEqual([]);
    expect(stateOf(decision)).toBe('active at bump');
  });

  test('wait: it is said once, and nothing else happens', () => {
    const decision = decided(work('wait'), open, CLOCK);
    expect(decision.next.waiting).toMatchObject({ for: 'task', deadlineMs: null });
    expect(decision.activities).toMatchObject([{ type: 'task_overdue' }]);
    expect(decide(work('wait'), decision.next, CLOCK, contextOf())).toBeNull();
  });
});

describe('the beginning', () => {
  const office = sequence([email('intro', { wait: '1 hour' }), call('ring')], {
    window: OFFICE_HOURS,
  });
  const assigned = { mailbox: 'anna', rep: null };

  test('waits for the first step, and for its window', () => {
    const evening = at('2026-03-06T15:30');
    const { enrollment, wake } = beginningOf(
      office,
      contextOf({ nowMs: evening }),
      assigned,
      evening,
    );
    expect(enrollment).toMatchObject({ status: 'active', cursor: 'intro' });
    expect(wake).toEqual({ atMs: at('2026-03-09T08:00'), lane: 'anna', rank: 1 });
  });

  test('a later start is pending; when it comes, the first wait begins', () => {
    const startMs = NOW + DAY_MS;
    const { enrollment, wake } = beginningOf(office, contextOf(), assigned, startMs);
    expect(enrollment).toMatchObject({
      status: 'pending',
      cursor: null,
      waiting: { rule: 'start' },
    });
    expect(wake).toEqual({ atMs: startMs, lane: '', rank: 1 });
    const pending = { ...enrollment, id: 'e1', revision: 1 };
    expect(decide(office, pending, CLOCK, contextOf({ nowMs: startMs - 1 }))).toBeNull();
    const started = decided(office, pending, CLOCK, { nowMs: startMs });
    expect(stateOf(started)).toBe('active at intro');
    expect(untilOf(started)).toBe(minuteOf(startMs + HOUR_MS));
  });
});
