import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide/decide.ts';
import { moveTo, type Move, type Moved } from '../../../src/core/decide/migrate.ts';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/duration.ts';
import type { Enrollment } from '../../../src/core/enrollment.ts';
import type { Sequence, Step } from '../../../src/core/sequence.ts';
import type { Visit } from '../../../src/core/visit.ts';
import { compiledOk } from '../../definition/samples.ts';
import {
  at,
  call,
  duration,
  email,
  linkedin,
  sequence,
  task,
} from '../../support/world/builders.ts';
import {
  contextOf,
  decided,
  done as taskDone,
  enrollmentIn,
  minuteOf,
  NOW,
  taskOpen,
  timeUntil,
  touchPlanned,
} from '../../support/world/situations.ts';

const SETTLED = NOW - DAY_MS;
const FIRST = [
  email('intro'),
  linkedin('connect', { wait: '1 day' }),
  email('bump', { wait: '3 days' }),
  email('bye', { wait: '4 days' }),
];
const V1 = sequence(FIRST);
const v2 = (...steps: readonly Step[]): Sequence => sequence(steps, { version: 'v2' });
const SAME = v2(...FIRST);

const visit = (step: string, state: Visit['state'], more: Partial<Visit> = {}): Visit => ({
  step,
  visit: 1,
  state,
  outcome: null,
  ...more,
});

function moved(
  to: Sequence,
  options: Partial<Enrollment>,
  visits: readonly Visit[] = [],
  more: Partial<Move> = {},
): Moved {
  const ids = V1.steps.map(({ id }) => id);
  const move = { from: V1, to, unchanged: new Set(ids), mailbox: 'anna', visits, ...more };
  return moveTo(move, enrollmentIn(V1, { settledAtMs: SETTLED, ...options }), contextOf());
}

const summariesOf = ({ decision }: Moved): string[] =>
  decision!.activities.map(({ type, summary }) => `${type}: ${summary}`);

describe('who never comes to a step of the new version is told of it', () => {
  const OLD = sequence([email('a'), email('b'), email('c')]);
  test.each([
    ['a new step in the place of theirs', 'b', v2(email('a'), email('new'), email('c')), ['new']],
    ['a step ahead that lies behind now', 'b', v2(email('x'), email('c'), email('b')), ['x', 'c']],
    ['nothing, where all lies ahead', 'a', v2(email('a'), email('new'), email('c')), []],
  ] as const)('%s', (_, cursor, to, misses) => {
    const { landing } = moved(to, { cursor }, [], { from: OLD });
    expect(landing).toMatchObject({ misses });
  });

  const paths = (then: string): Sequence =>
    compiledOk(
      `sequence: classic\ngoals: [reply]\nsteps:\n` +
        `  - id: ask\n    if: prospect.vip\n    then: [${then}{ id: gift, task: x }]\n    else: [{ id: card, task: y }]\n`,
    );
  const FORKED = { from: paths(''), to: paths('{ id: tip, task: n }, ') };
  test.each([
    ['but not of what is new on a path that is not theirs', 'card', []],
    ['also on their path', 'gift', ['tip']],
  ])('%s', (_, cursor, misses) => {
    const { landing } = moved(FORKED.to, { cursor }, [], FORKED);
    expect(landing).toMatchObject({ misses });
  });
});

describe('an email that was to continue what they never had begins a thread', () => {
  const follows = (of: string): Step => ({ ...email('bump'), thread: of });
  const OLD = sequence([email('hello'), task('look')]);
  const begins = (steps: readonly Step[], visits: readonly Visit[] = []): unknown => {
    const linked = v2(...steps);
    const threads = new Map(steps.map((step) => [step.id, 'thread' in step ? step.thread : '']));
    const own = (step: Step): Step =>
      step.kind === 'email' ? { ...step, thread: threads.get(step.id)! } : step;
    const to = { ...linked, steps: linked.steps.map(own) };
    const { landing } = moved(to, { cursor: 'look' }, visits, { from: OLD });
    return landing.does === 'moves' ? landing.begins : landing;
  };
  test.each([
    ['the one ahead', [email('intro'), task('look'), follows('intro')], ['bump']],
    ['none that has a thread of its own', [email('intro'), task('look'), email('bye')], []],
    ['none behind another email', [task('look'), email('intro'), follows('intro')], []],
    ['none that is switched off', [task('look'), { ...follows('hello'), enabled: false }], []],
  ])('%s', (_, steps, expected) => expect(begins(steps)).toEqual(expected));

  test('none once they had an email, also one that is in the old version only', () => {
    const steps = [email('intro'), task('look'), follows('intro')];
    expect(begins(steps, [visit('hello', 'done')])).toEqual([]);
    expect(begins(steps, [visit('hello', 'dropped')])).toEqual(['bump']);
  });
});

describe('somebody whose step is unchanged', () => {
  test.each([
    ['a wait', timeUntil(NOW + HOUR_MS, { rule: 'max_touches', notBeforeMs: NOW + DAY_MS })],
    ['a planned message', touchPlanned('bump')],
    ['a draft that was approved', { ...timeUntil(NOW), approved: 'e1.bump.1.review' }],
  ])('keeps %s as it is', (_, waiting) => {
    const { decision, landing } = moved(SAME, { cursor: 'bump', waiting });
    expect(landing).toMatchObject({
      does: 'moves',
      from: 'bump',
      to: 'bump',
      because: 'same',
      takesBack: null,
    });
    expect(decision!.next).toMatchObject({ version: 'v2', visit: 1, waiting, revision: 8 });
    expect(decision!.touchChanges).toEqual([]);
  });

  test('keeps an open task and its deadline', () => {
    const waiting = taskOpen('connect', NOW + DAY_MS);
    const { decision } = moved(SAME, { cursor: 'connect', waiting }, [visit('connect', 'open')]);
    expect(decision!.next.waiting).toEqual(waiting);
    expect(decision!.closedTasks).toEqual([]);
  });

  test('stays paused, with what was left of the wait', () => {
    const waiting = {
      for: 'frozen',
      remaining: { duration: duration('2 days'), slackMs: 0 },
    } as const;
    const holds = [{ reason: 'by_rep', sinceMs: NOW, untilMs: null, detail: null }] as const;
    const { decision } = moved(SAME, {
      cursor: 'bump',
      status: 'paused',
      reason: 'by_rep',
      holds,
      waiting,
    });
    expect(decision!.next).toMatchObject({ status: 'paused', waiting });
  });

  test('and who has not started yet start in the new version', () => {
    const waiting = timeUntil(NOW + DAY_MS, { rule: 'start' });
    const { decision, landing } = moved(v2(email('other')), {
      cursor: null,
      status: 'pending',
      waiting,
    });
    expect(landing).toMatchObject({ does: 'moves', from: null, to: null });
    expect(decision!.next).toMatchObject({ version: 'v2', status: 'pending', waiting });
    expect(decision!.wake?.atMs).toBe(NOW + DAY_MS);
  });
});

describe('somebody whose step says or does something else', () => {
  const OTHER = v2(
    email('intro'),
    linkedin('connect', { wait: '1 day' }),
    email('bump', { wait: '2 days' }),
  );
  const changed = { unchanged: new Set(['intro', 'connect']) };

  test('waits its new wait, since the last step settled', () => {
    const { decision } = moved(
      OTHER,
      { cursor: 'bump', waiting: timeUntil(SETTLED + 3 * DAY_MS) },
      [],
      changed,
    );
    const { waiting } = decision!.next;
    expect(waiting.for === 'time' && minuteOf(waiting.untilMs)).toBe(
      minuteOf(SETTLED + 2 * DAY_MS),
    );
  });

  test('gets its planned message anew, as another visit, and only if the first did not leave meanwhile', () => {
    const { decision, landing } = moved(
      OTHER,
      { cursor: 'bump', waiting: touchPlanned('bump') },
      [visit('bump', 'planned')],
      changed,
    );
    expect(landing).toMatchObject({ to: 'bump', because: 'changed', takesBack: 'message' });
    expect(decision!.next).toMatchObject({ cursor: 'bump', visit: 2, waiting: { for: 'time' } });
    expect(decision!.touchChanges).toMatchObject([
      { touchId: 'e1.bump.1', from: ['planned'], to: 'cancelled' },
    ]);
    expect(decision!.moved).toEqual({ withdraws: 'e1.bump.1' });
  });

  test('gets another task for the one that was open', () => {
    const visits = [visit('connect', 'open')];
    const { decision } = moved(OTHER, { cursor: 'connect', waiting: taskOpen('connect') }, visits, {
      unchanged: new Set(),
    });
    expect(decision!.closedTasks).toMatchObject([{ taskId: 'e1.connect.1', status: 'cancelled' }]);
    const then = decided(OTHER, decision!.next, { kind: 'clock' }, { nowMs: NOW });
    expect(then.openedTasks.map(({ id }) => id)).toEqual(['e1.connect.2']);
  });

  test('is asked anew for what it lacked', () => {
    const holds = [
      { reason: 'missing_field', sinceMs: NOW, untilMs: null, detail: 'prospect.x' },
    ] as const;
    const waiting = {
      for: 'frozen',
      remaining: { duration: duration('0 seconds'), slackMs: 0 },
    } as const;
    const { decision } = moved(
      OTHER,
      { cursor: 'bump', status: 'paused', reason: 'missing_field', holds, waiting },
      [],
      changed,
    );
    expect(decision!.next).toMatchObject({ status: 'active', holds: [], reason: null });
    expect(decision!.cancelledTaskKinds).toEqual(['missing']);
  });

  test('does not catch up with what a hold froze', () => {
    const waiting = {
      for: 'frozen',
      remaining: { duration: duration('3 days'), slackMs: 0 },
    } as const;
    const holds = [{ reason: 'by_rep', sinceMs: SETTLED, untilMs: null, detail: null }] as const;
    const before = {
      cursor: 'bump',
      status: 'paused',
      reason: 'by_rep',
      holds,
      waiting,
      settledAtMs: NOW - 20 * DAY_MS,
    } as const;
    const { decision } = moved(OTHER, before, [], changed);
    const resumed = decided(OTHER, decision!.next, { kind: 'command', command: 'resume' });
    expect(resumed.next.waiting).toMatchObject({ for: 'time', untilMs: NOW + 3 * DAY_MS });
  });

  test('still waits after a touch by hand', () => {
    const waiting = timeUntil(NOW + 5 * DAY_MS, { rule: 'manual_touch' });
    const { decision } = moved(OTHER, { cursor: 'bump', waiting }, [], changed);
    expect(decision!.next.waiting).toMatchObject({ untilMs: NOW + 5 * DAY_MS });
  });
});

describe('somebody whose step was removed', () => {
  const SHORT = v2(email('intro'), email('bye', { wait: '4 days' }));

  test('goes on with the nearest step behind it that is left', () => {
    const { decision, landing } = moved(
      SHORT,
      { cursor: 'connect', waiting: taskOpen('connect') },
      [visit('intro', 'done'), visit('connect', 'open')],
    );
    expect(landing).toMatchObject({
      from: 'connect',
      to: 'bye',
      because: 'removed',
      takesBack: 'task',
    });
    expect(decision!.next).toMatchObject({
      cursor: 'bye',
      visit: 1,
      waiting: { for: 'time', untilMs: at('2026-03-05T10:00') },
    });
    expect(summariesOf(moved(SHORT, { cursor: 'connect' }))).toEqual([
      'moved: to version v2: connect was removed, goes on with bye',
    ]);
  });

  test('does not go back to one that was done', () => {
    const { landing } = moved(SHORT, { cursor: 'connect' }, [visit('bye', 'done')]);
    expect(landing).toEqual({ does: 'ends', from: 'connect', because: 'removed' });
  });

  test('ends, in words and in the version it was in, when nothing is left behind it', () => {
    const { decision, landing } = moved(
      v2(email('intro')),
      { cursor: 'bump', waiting: touchPlanned('bump') },
      [visit('bump', 'planned')],
    );
    expect(landing).toEqual({ does: 'ends', from: 'bump', because: 'removed' });
    expect(decision!.next).toMatchObject({
      status: 'finished',
      reason: 'completed',
      version: 'v1',
      waiting: { for: 'nothing' },
    });
    expect(decision!.moved).toEqual({ withdraws: 'e1.bump.1' });
    expect(decision!.activities[0]!.summary).toBe(
      'completed: bump was removed in version v2, and nothing is left behind it',
    );
  });
});

describe('what was done', () => {
  const REORDERED = v2(
    email('bump', { wait: '3 days' }),
    email('intro'),
    linkedin('connect'),
    email('bye', { wait: '4 days' }),
  );

  test('is skipped where the new version comes to it again, and says so', () => {
    const { decision, landing } = moved(REORDERED, { cursor: 'bump' }, [
      visit('intro', 'done'),
      visit('connect', 'done'),
    ]);
    expect(landing).toMatchObject({ to: 'bump', skips: ['intro', 'connect'] });
    const atIntro = { ...decision!.next, cursor: 'intro', waiting: timeUntil(NOW) };
    const skipped = decided(REORDERED, atIntro, { kind: 'clock' });
    expect(skipped.next.cursor).toBe('connect');
    expect(skipped.plannedTouches).toEqual([]);
    expect(skipped.activities[0]).toMatchObject({
      type: 'step_skipped',
      step: 'intro',
      summary: 'it was done in an earlier version',
    });
  });

  test.each(['done', 'open', 'uncertain', 'sending'] as const)(
    'counts a visit that is %s',
    (state) => {
      const { landing } = moved(REORDERED, { cursor: 'bump' }, [visit('intro', state)]);
      expect(landing).toMatchObject({ skips: ['intro'] });
    },
  );

  test('is not what was dropped; that begins with a visit of its own', () => {
    const { decision, landing } = moved(REORDERED, { cursor: 'bump' }, [
      visit('intro', 'dropped', { visit: 2 }),
    ]);
    expect(landing).toMatchObject({ skips: [] });
    const atBump = decide(
      REORDERED,
      { ...decision!.next, waiting: taskOpen('bump') },
      { ...taskDone('bump'), end: 'skipped' } as never,
      contextOf(),
    );
    expect(atBump!.next).toMatchObject({ cursor: 'intro', visit: 3 });
  });

  test('is left behind at once by somebody who stands there to skip it', () => {
    const { landing } = moved(REORDERED, { cursor: 'bump' }, [
      visit('bump', 'done'),
      visit('intro', 'done'),
    ]);
    expect(landing).toMatchObject({ from: 'bump', to: 'connect', because: 'done' });
  });

  test.each(['sending', 'uncertain'] as const)(
    'stays where it was decided while it is %s',
    (state) => {
      const { decision, landing } = moved(
        REORDERED,
        { cursor: 'bump', waiting: touchPlanned('bump') },
        [visit('bump', state)],
      );
      expect(landing).toEqual({ does: 'stays', step: 'bump', because: state });
      expect(decision).toBeNull();
    },
  );
});

describe('a call that is tried again', () => {
  const ring = (times: number): Step =>
    call('ring', {
      wait: '1 day',
      outcomes:
        times === 0
          ? {}
          : { no_answer: { retry: { times, every: duration('2 days') }, thenTo: 'bye' } },
    });
  const FROM = sequence([ring(2), task('next'), email('bye')]);
  const tried = [
    visit('ring', 'done', { outcome: 'no_answer' }),
    visit('ring', 'done', { outcome: 'no_answer' }),
  ];
  const waiting = timeUntil(NOW + DAY_MS);
  const to = (times: number): Moved => {
    const next = sequence([ring(times), task('next'), email('bye')], { version: 'v2' });
    const move = {
      from: FROM,
      to: next,
      unchanged: new Set<string>(),
      mailbox: 'anna',
      visits: tried,
    };
    return moveTo(move, enrollmentIn(FROM, { cursor: 'ring', visit: 2, waiting }), contextOf());
  };

  test('is tried again where the new version says so, at the time that was set', () => {
    expect(to(1).decision!.next).toMatchObject({ cursor: 'ring', visit: 2, waiting });
  });

  test('is not, where the new version tries no more', () => {
    expect(to(0).landing).toMatchObject({ to: 'next', because: 'done' });
  });
});

test('a mailbox that may write no more hands its planned message to the next', () => {
  const { decision } = moved(
    SAME,
    { cursor: 'bump', waiting: touchPlanned('bump') },
    [visit('bump', 'planned')],
    { mailbox: 'ben' },
  );
  expect(decision!.next).toMatchObject({ mailbox: 'ben', visit: 2 });
  expect(decision!.wake?.lane).toBe('ben');
});
