/** What a new version does not take from those who wait: a promised call. What it may mend: a failure. */
import { describe, expect, test } from 'vitest';
import { moveTo, type Move, type Moved } from '../../../src/core/decide/migrate.ts';
import type { Enrollment, HoldCause, Waiting } from '../../../src/core/enrollment.ts';
import type { Sequence, Step } from '../../../src/core/sequence.ts';
import type { Visit } from '../../../src/core/visit.ts';
import { call, duration, email, sequence } from '../../support/world/builders.ts';
import { contextOf, enrollmentIn, NOW, taskOpen } from '../../support/world/situations.ts';

const STEPS = [email('intro'), email('bump'), email('bye')];
const V1 = sequence(STEPS);
const SAME = sequence(STEPS, { version: 'v2' });

function moved(
  to: Sequence,
  options: Partial<Enrollment>,
  visits: readonly Visit[] = [],
  more: Partial<Move> = {},
): Moved {
  const unchanged = new Set(STEPS.map(({ id }) => id));
  const move = { from: V1, to, unchanged, mailbox: 'anna', visits, ...more };
  return moveTo(move, enrollmentIn(V1, options), contextOf());
}

const OPEN: Visit = { step: 'ring', visit: 1, state: 'open', outcome: null };

describe('a call that was promised for a day', () => {
  const CALLS = sequence([call('ring'), email('bye')]);
  const promised = { ...taskOpen('ring'), calledBack: true, calledBackAtMs: NOW } as Waiting;
  const to = (step: Step): Moved => {
    const next = sequence([step, email('bye')], { version: 'v2' });
    return moved(next, { cursor: 'ring', waiting: promised }, [OPEN], {
      from: CALLS,
      unchanged: new Set(['bye']),
    });
  };

  test('stands, also where the new version says other things of it', () => {
    const { decision, landing } = to(call('ring', { wait: '2 days' }));
    expect(decision).toMatchObject({ next: { visit: 1, waiting: promised }, closedTasks: [] });
    expect(landing).toMatchObject({ because: 'changed', takesBack: null });
  });

  test('ends where the step calls no more', () => {
    expect(to(email('ring')).landing).toMatchObject({ because: 'changed', takesBack: 'task' });
  });
});

describe('who was put aside for a failure is tried again: the version may be what mends it', () => {
  const held = (cause: HoldCause): Partial<Enrollment> => ({
    status: 'paused',
    reason: 'failed',
    cursor: 'bump',
    waiting: { for: 'frozen', remaining: { duration: duration('0 minutes'), slackMs: 0 } },
    holds: [{ reason: 'failed', sinceMs: NOW, untilMs: null, detail: null, cause }],
  });

  test.each(['window_never_opens', 'no_mailbox', 'cannot_render'] as const)(
    'also where their step is the same: %s',
    (cause) => {
      const { decision, landing } = moved(SAME, held(cause));
      expect(landing).toMatchObject({ because: 'same' });
      expect(decision!.next).toMatchObject({ status: 'active', holds: [], cursor: 'bump' });
      expect(decision!.cancelledTaskKinds).toEqual(['missing']);
    },
  );

  test('a field that the same step lacks is still missing', () => {
    const holds = [{ ...held('absent').holds![0]!, reason: 'missing_field' as const }];
    const { decision } = moved(SAME, { ...held('absent'), reason: 'missing_field', holds });
    expect(decision!.next).toMatchObject({ status: 'paused', holds });
  });
});
