import { expect, test } from 'vitest';
import type { Standing } from '../../src/core/engagement.ts';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { rankTasks, type Rankable } from '../../src/policy/rank-tasks.ts';
import { at } from '../support/world/builders.ts';

const NOBODY = new Map<string, Standing>();
const NOW = at('2026-03-02T10:00');

function task(id: string, options: Partial<Rankable> = {}): Rankable {
  return {
    id,
    prospectId: `p-${id}`,
    kind: 'call',
    priority: 0,
    openedAtMs: NOW,
    dueAtMs: null,
    snoozedUntilMs: null,
    ...options,
  };
}
const order = (...tasks: Rankable[]) =>
  rankTasks(tasks, NOW, 'Europe/Berlin', NOBODY).map((each) => each.task.id);

test('answers, overdue, due today, priority, oldest', () => {
  const tasks = [
    task('newest'),
    task('older', { openedAtMs: NOW - DAY_MS }),
    task('important', { priority: 5 }),
    task('tomorrow', { dueAtMs: NOW + DAY_MS, openedAtMs: NOW - 2 }),
    task('today', { dueAtMs: NOW + HOUR_MS }),
    task('overdue', { dueAtMs: NOW - 1 }),
    task('answer', { kind: 'reply' }),
  ];
  expect(order(...tasks)).toEqual([
    'answer',
    'overdue',
    'today',
    'important',
    'older',
    'tomorrow',
    'newest',
  ]);
});

test('a snoozed task comes back at its time, not before', () => {
  expect(order(task('a', { snoozedUntilMs: NOW + 1 }), task('b', { snoozedUntilMs: NOW }))).toEqual(
    ['b'],
  );
});

test('today is the day of the zone', () => {
  const late = task('late', { dueAtMs: at('2026-03-02T23:30') });
  expect(rankTasks([late], NOW, 'UTC', NOBODY)[0]!.urgencies).toEqual(['due today']);
  expect(rankTasks([late], NOW, 'Europe/Berlin', NOBODY)[0]!.urgencies).toEqual([]);
});

test('a priority is a reason where somebody wrote it', () => {
  const reasonsOf = (kind: Rankable['kind']) =>
    rankTasks([task('a', { kind, priority: 10 })], NOW, 'UTC', NOBODY)[0]!.urgencies;
  expect(reasonsOf('call')).toEqual(['priority 10']);
  expect(reasonsOf('reply')).toEqual([]);
  expect(reasonsOf('settle')).toEqual([]);
});

test('equals keep one order, whatever order they came in', () => {
  expect(order(task('b'), task('a'))).toEqual(order(task('a'), task('b')));
});

test('of two that matter alike, who is more engaged comes first, and it is said', () => {
  const tasks = [task('old', { openedAtMs: NOW - DAY_MS }), task('hot'), task('warm')];
  const standings = new Map<string, Standing>([
    ['p-hot', { tenths: 725, level: 'hot' }],
    ['p-warm', { tenths: 120, level: 'warm' }],
  ]);
  const ranked = rankTasks(tasks, NOW, 'UTC', standings);
  expect(ranked.map(({ task: { id }, urgencies }) => [id, ...urgencies])).toEqual([
    ['hot', 'hot: 72.5 points'],
    ['warm', 'warm: 12 points'],
    ['old'],
  ]);
  const urgent = task('due', { dueAtMs: NOW - 1 });
  expect(rankTasks([...tasks, urgent], NOW, 'UTC', standings)[0]!.task.id).toBe('due');
});
