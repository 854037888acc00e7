import { describe, expect, test } from 'vitest';
import { moveTo, type Moved } from '../../../src/core/decide/migrate.ts';
import { DAY_MS } from '../../../src/core/time/duration.ts';
import type { Enrollment, Hold } from '../../../src/core/enrollment.ts';
import type { Sequence, StartAnchor, Step } from '../../../src/core/sequence.ts';
import { at, duration, email, sequence } from '../../support/world/builders.ts';
import { ada, contextOf, enrollmentIn, NOW, timeUntil } from '../../support/world/situations.ts';

const FIVE_DAYS_BEFORE = (field: string): StartAnchor => ({
  distance: duration('5 days'),
  side: 'before',
  field,
});
const STEPS = [email('intro'), email('bump')];
const anchoredOn = (
  field: string | null,
  version: string,
  steps: readonly Step[] = STEPS,
): Sequence => sequence(steps, { version, start: field === null ? null : FIVE_DAYS_BEFORE(field) });

const PERSON = ada({ fields: { due: '2026-05-20', trial: '2026-03-20', other: 'soon' } });
const OLD_START = at('2026-05-14T22:00');
const ASKED: Hold = {
  reason: 'missing_field',
  sinceMs: NOW - DAY_MS,
  untilMs: null,
  detail: 'prospect.due',
  cause: 'no_date',
  missing: ['prospect.due'],
};
const LEFT = {
  for: 'frozen',
  remaining: { duration: { amount: 0, unit: 'second' }, slackMs: 0 },
} as const;
const HELD = {
  status: 'paused',
  reason: 'missing_field',
  holds: [ASKED],
  waiting: LEFT,
} as const;

function moved(fromField: string | null, to: Sequence, options: Partial<Enrollment> = {}): Moved {
  const from = anchoredOn(fromField, 'v1');
  const pending: Partial<Enrollment> = {
    status: 'pending',
    cursor: null,
    waiting: timeUntil(OLD_START, { rule: 'start' }),
  };
  const unchanged = new Set(from.steps.map(({ id }) => id));
  return moveTo(
    { from, to, unchanged, mailbox: 'anna', visits: [] },
    enrollmentIn(from, { ...pending, ...options }),
    contextOf({ prospect: PERSON }),
  );
}

describe('who has not started and goes on in another version', () => {
  test('begins by the date that it names', () => {
    const { decision, landing } = moved('due', anchoredOn('trial', 'v2'));
    expect(decision!.next).toMatchObject({
      status: 'pending',
      waiting: { for: 'time', untilMs: at('2026-03-14T23:00'), rule: 'start' },
    });
    expect(landing).toMatchObject({ from: null, to: null, because: 'changed' });
  });

  test.each([
    ['the same date', 'due', 'due'],
    ['no date any more, which is no reason to begin early', 'due', null],
    ['no date before and none now', null, null],
  ])('keeps its day: %s', (_, before, now) => {
    const { decision, landing } = moved(before, anchoredOn(now, 'v2'));
    expect(decision!.next.waiting).toMatchObject({ untilMs: OLD_START });
    expect(landing).toMatchObject({ because: 'same' });
  });

  test.each(['none', 'other'])('is held, and a rep asked, without a date in %s', (field) => {
    const { decision, landing } = moved('due', anchoredOn(field, 'v2'));
    expect(decision!.next).toMatchObject({
      status: 'paused',
      holds: [{ reason: 'missing_field', cause: 'no_date', missing: [`prospect.${field}`] }],
    });
    expect(decision!.openedTasks).toMatchObject([{ id: 'e1.intro.1.missing', kind: 'missing' }]);
    expect(landing).toMatchObject({ because: 'no_date' });
  });
});

describe('who was held for a date', () => {
  test.each([null, 'trial'])('is let go where nobody asks for it any more (%s)', (field) => {
    const { decision, landing } = moved('gone', anchoredOn(field, 'v2'), HELD);
    expect(decision!.next).toMatchObject({
      status: 'pending',
      holds: [],
      waiting: { for: 'time', untilMs: field === null ? NOW : at('2026-03-14T23:00') },
    });
    expect(decision!.cancelledTaskKinds).toEqual(['missing']);
    expect(landing).toMatchObject({ because: 'changed' });
  });

  test('is asked for the other one that is asked for now', () => {
    const { decision } = moved('gone', anchoredOn('none', 'v2'), HELD);
    expect(decision!.next.holds).toMatchObject([{ missing: ['prospect.none'] }]);
    expect(decision!.cancelledTaskKinds).toEqual(['missing']);
    expect(decision!.openedTasks).toHaveLength(1);
  });

  test('is asked by a task of the step that is first now: the old one could not be skipped', () => {
    const to = anchoredOn('gone', 'v2', [email('hello'), ...STEPS]);
    const { decision } = moved('gone', to, HELD);
    expect(decision!.openedTasks).toMatchObject([{ id: 'e1.hello.1.missing' }]);
    expect(moved('gone', anchoredOn('gone', 'v2'), HELD).decision!.openedTasks).toEqual([]);
  });

  test('stays paused for what else holds them', () => {
    const byRep: Hold = { reason: 'by_rep', sinceMs: NOW, untilMs: null, detail: null };
    const both = { ...HELD, holds: [ASKED, byRep] };
    const { decision } = moved('gone', anchoredOn('trial', 'v2'), both);
    expect(decision!.next).toMatchObject({ status: 'paused', holds: [{ reason: 'by_rep' }] });
  });
});
