import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { LEVELS } from '../../src/core/engagement.ts';
import { TASK_KINDS } from '../../src/core/task.ts';
import {
  deservesTouch,
  rankNext,
  urgencyOf,
  urgesOf,
  type NextFacts,
} from '../../src/policy/rank-next.ts';
import { at } from '../support/world/builders.ts';

const NOW = at('2026-03-02T10:00');
const COLD = { tenths: 0, level: 'cold' } as const;
const HOT = { tenths: 725, level: 'hot' } as const;
const TASK = { kind: 'call', priority: 0, openedAtMs: NOW, dueAtMs: null } as const;

function thing(id: string, more: Partial<NextFacts> = {}): NextFacts {
  return { id, standing: COLD, task: TASK, bestHour: null, quiet: null, ...more };
}
const why = (facts: NextFacts) =>
  urgesOf(facts, NOW, 'UTC').map(({ points, because }) => `${points} ${because}`);

describe('what comes next', () => {
  test('is an answer, then what is overdue, then who is engaged, and what is quiet comes last', () => {
    const all = [
      thing('quiet', { quiet: 'it is night there' }),
      thing('plain'),
      thing('now', { bestHour: 'their best hour is now' }),
      thing('hot', { standing: HOT }),
      thing('alone', { standing: HOT, task: null }),
      thing('today', { task: { ...TASK, dueAtMs: NOW + HOUR_MS } }),
      thing('overdue', { task: { ...TASK, dueAtMs: NOW - 1 } }),
      thing('answer', { task: { ...TASK, kind: 'reply', priority: 20 } }),
    ];
    const ids = rankNext(all, NOW, 'UTC').map(({ next }) => next.id);
    expect(ids).toEqual(['answer', 'overdue', 'alone', 'today', 'hot', 'now', 'plain', 'quiet']);
  });

  test('says what each of its points is for', () => {
    const task = { ...TASK, priority: 5, openedAtMs: NOW - 3 * DAY_MS, dueAtMs: NOW - 1 };
    expect(why(thing('a', { task, standing: HOT, quiet: 'it is night there' }))).toEqual([
      '-60 it is night there',
      '50 overdue',
      '25 hot: 72.5 points',
      '5 priority 5',
      '3 open for 3 days',
    ]);
    expect(why(thing('b', { task: null, standing: HOT }))).toEqual([
      '25 hot: 72.5 points',
      '20 nobody looks after them',
    ]);
    expect(LEVELS.filter((level) => deservesTouch({ tenths: 0, level }))).toEqual([
      'engaged',
      'hot',
    ]);
  });

  test('is the sum of its points, whatever comes together, and the same in any order', () => {
    const words = fc.option(fc.constant('because'), { nil: null });
    const task = fc.record({
      kind: fc.constantFrom(...TASK_KINDS),
      priority: fc.integer({ min: -1_000, max: 1_000 }),
      openedAtMs: fc.integer({ min: NOW - 40 * DAY_MS, max: NOW }),
      dueAtMs: fc.option(fc.integer({ min: NOW - DAY_MS, max: NOW + DAY_MS }), { nil: null }),
    });
    const facts = fc.record({
      id: fc.uuid(),
      standing: fc.constantFrom(...LEVELS).map((level) => ({ tenths: 10, level })),
      task: fc.option(task, { nil: null }),
      bestHour: words,
      quiet: words,
    });
    fc.assert(
      fc.property(fc.uniqueArray(facts, { selector: ({ id }) => id, maxLength: 8 }), (all) => {
        const ranked = rankNext(all, NOW, 'UTC');
        expect(rankNext(all.toReversed(), NOW, 'UTC')).toEqual(ranked);
        for (const { urgency, urges } of ranked) expect(urgencyOf(urges)).toBe(urgency);
      }),
    );
  });
});
