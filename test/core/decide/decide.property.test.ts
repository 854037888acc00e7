/** Laws of `decide` over sequences, lives and events that nobody would write down. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type EngineEvent } from '../../../src/core/decide/decide.ts';
import { DAY_MS, MINUTE_MS } from '../../../src/core/time/duration.ts';
import { unitInterval } from '../../../src/core/jitter.ts';
import type { Enrollment } from '../../../src/core/enrollment.ts';
import { wakeOf } from '../../../src/core/decide/wake.ts';
import { stepOf } from '../../../src/core/sequence.ts';
import type { SignalKind } from '../../../src/core/signal.ts';
import { email, sequence, task } from '../../support/world/builders.ts';
import {
  contextOf,
  enrollmentIn,
  NOW,
  settled,
  signal,
  timeUntil,
} from '../../support/world/situations.ts';
import { anyContext, anyLife, anySequence, anySignals, live, nameOf } from './lives.ts';

const REVIEWED = sequence([email('intro', { wait: '2 days', review: true }), email('bump')]);
describe('whatever happens', () => {
  test('it never throws, and every decision is one revision on the one it was decided upon', () => {
    fc.assert(
      fc.property(anySequence, anyLife, (of, life) => {
        live(of, life, (before, _event, _context, decision) => {
          expect(decision.expectedRevision).toBe(before.revision);
          expect(decision.next.revision).toBe(before.revision + 1);
        });
      }),
    );
  });

  test('paused means held, finished means over, and everybody else waits for one thing that can wake them', () => {
    fc.assert(
      fc.property(anySequence, anyLife, (of, life) => {
        live(of, life, (before, _event, _context, { next, wake, cancelledTaskKinds }) => {
          expect(next.status === 'paused').toBe(next.holds.length > 0);
          expect(next.status === 'finished').toBe(next.waiting.for === 'nothing');
          if (next.status === 'finished') expect(wake).toBeNull();
          // Who was put aside for failing tries the step again, which asks anew.
          else
            expect(cancelledTaskKinds).toEqual(
              hasFailed(before) && !hasFailed(next) ? ['missing'] : [],
            );
          if (next.status === 'paused') expect(next.waiting.for).not.toBe('time');
          if (next.status === 'active') expect(next.waiting.for).not.toBe('frozen');
          if (next.waiting.for === 'time') expect(wake).not.toBeNull();
          if (next.waiting.for === 'signal' && next.status === 'active')
            expect(wake).not.toBeNull();
          if (next.waiting.for === 'touch' || next.waiting.for === 'task') {
            const id = next.waiting.for === 'touch' ? next.waiting.touchId : next.waiting.taskId;
            expect([nameOf(next), `${nameOf(next)}.review`]).toContain(id);
          }
        });
      }),
    );
  });

  test('finished is absorbing: no touch, no work, no reason but the first', () => {
    fc.assert(
      fc.property(anySequence, anyLife, (of, life) => {
        live(of, life, (before, _event, _context, decision) => {
          if (before.status !== 'finished') return;
          expect(decision.next).toMatchObject({ status: 'finished', reason: before.reason });
          expect([...decision.plannedTouches, ...decision.recordedTouches]).toEqual([]);
          expect(decision.openedTasks.filter((each) => each.kind !== 'settle')).toEqual([]);
        });
      }),
    );
  });

  test('a step is planned only by the clock, only when due, never while held or suppressed', () => {
    fc.assert(
      fc.property(anySequence, anyLife, (of, life) => {
        live(of, life, (before, event, context, decision) => {
          if (decision.plannedTouches.length + decision.recordedTouches.length === 0) return;
          if (decision.plannedTouches.length > 0) {
            expect(event.kind).toBe('clock');
            expect(before.status).toBe('active');
            expect(context.suppressedBy).toBeNull();
            expect(context.personBudget).toBeNull();
            expect(before.waiting).toMatchObject({ for: 'time' });
            const step = stepOf(of, before.cursor);
            // Nothing of a step that wants its draft approved leaves before it was, for this very visit.
            const approval =
              step?.kind === 'email' && step.review ? `${nameOf(before)}.review` : undefined;
            expect(before.waiting).toMatchObject(
              approval === undefined ? {} : { approved: approval },
            );
          }
          expect(decision.plannedTouches.length + decision.recordedTouches.length).toBe(1);
        });
      }),
    );
  });

  test('an approval lasts as long as its visit waits: no signal, hold, failure or clock takes it away', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const approved = `${nameOf(enrollmentIn(REVIEWED))}.review`;
        const start = enrollmentIn(REVIEWED, { waiting: timeUntil(NOW, { approved }) });
        live(
          REVIEWED,
          life,
          (_before, _event, _context, { next }) => {
            if (next.cursor !== 'intro' || next.visit !== start.visit) return;
            if (next.waiting.for === 'touch' || next.status === 'finished') return;
            expect(next.waiting).toMatchObject({ approved });
          },
          start,
        );
      }),
    );
  });

  test('whoever is handed over ends here in the same decision, and begins there once', () => {
    fc.assert(
      fc.property(anySequence, anyLife, (of, life) => {
        live(of, life, (before, event, context, { next, begun }) => {
          if (begun.length === 0) return;
          expect(begun).toHaveLength(1);
          expect([event.kind, before.status]).toEqual(['clock', 'active']);
          expect(next).toMatchObject({ status: 'finished', reason: 'completed' });
          expect(begun[0]!.enrollment).toMatchObject({ sequence: 'second', status: 'active' });
          expect(begun[0]!.enrollment.enrolledAtMs).toBe(before.enrolledAtMs);
          expect(context.suppressedBy).toBeNull();
          expect(context.handover?.refusal).toBeNull();
        });
      }),
    );
  });

  test('left alone, every program comes to its end', () => {
    fc.assert(
      fc.property(anySequence, fc.infiniteStream(anyContext), (of, contexts) => {
        let now = enrollmentIn(of, { waiting: timeUntil(NOW) });
        let nowMs = NOW;
        for (let turn = 0; now.status !== 'finished'; turn++) {
          expect(turn, JSON.stringify(now)).toBeLessThan(200);
          const drawn = contexts.next().value;
          // What nobody ever knows or renders is waited for, and rightly so.
          const facts = { prospect: { round: '2' } };
          const context = { ...drawn, facts, draft: { ok: true, text: 'Hello' } as const };
          const event = whatEnds(now);
          nowMs = Math.max(nowMs, wakeOf(of, now)?.atMs ?? 0);
          const free = { personBudget: null, slept: null, nowMs };
          now = decide(of, now, event, { ...context, ...free })?.next ?? now;
        }
      }),
    );
  });

  test('no visit of a step is planned, opened or recorded as a touch twice', () => {
    fc.assert(
      fc.property(anySequence, anyLife, (of, life) => {
        const planned: string[] = [];
        live(of, life, (_before, _event, _context, decision) => {
          planned.push(...decision.plannedTouches.map((touch) => touch.id));
          planned.push(...decision.recordedTouches.map((touch) => touch.id));
        });
        expect(new Set(planned).size).toBe(planned.length);
      }),
    );
  });
});

/** What the enrollment waits for, happening. */
function whatEnds(now: Enrollment): EngineEvent {
  if (now.status === 'paused') {
    return { kind: 'command', command: 'lift', reason: now.holds[0]!.reason };
  }
  const { waiting } = now;
  if (waiting.for === 'touch')
    return settled(now.cursor!, { kind: 'sent' }, { touchId: waiting.touchId });
  if (waiting.for !== 'task') return { kind: 'clock' };
  const { taskId } = waiting;
  return {
    kind: 'task_settled',
    taskId,
    end: 'done',
    outcome: 'no_answer',
    note: null,
    untilMs: null,
  };
}

describe('signals', () => {
  const STOPS: readonly SignalKind[] = ['erased', 'complaint', 'opt_out', 'suppressed'];

  test('a stop among them means the end, whatever else came and wherever the life was', () => {
    fc.assert(
      fc.property(
        anySequence,
        anyLife,
        anySignals,
        fc.constantFrom(...STOPS),
        fc.nat(),
        (of, life, others, stop, place) => {
          const now = live(of, life, () => {});
          const signals = others.toSpliced(place % (others.length + 1), 0, signal(stop));
          const decision = decide(of, now, { kind: 'signals', signals }, contextOf())!;
          expect(decision.next.status).toBe('finished');
          expect([...decision.plannedTouches, ...decision.openedTasks]).toEqual([]);
          expect(
            decide(of, decision.next, { kind: 'clock' }, contextOf({ nowMs: NOW + 99 * DAY_MS })),
          ).toBeNull();
        },
      ),
    );
  });

  test('their order does not matter', () => {
    fc.assert(
      fc.property(anySequence, anyLife, anySignals, fc.nat(), (of, life, signals, seed) => {
        const now = live(of, life, () => {});
        const shuffled = signals.toSorted(
          (a, b) => unitInterval(`${a.id} ${seed}`) - unitInterval(`${b.id} ${seed}`),
        );
        const [one, other] = [signals, shuffled].map((each) =>
          decide(of, now, { kind: 'signals', signals: each }, contextOf()),
        );
        expect(other).toEqual(one);
      }),
    );
  });

  test('applied twice they are applied once', () => {
    fc.assert(
      fc.property(anySequence, anyLife, anySignals, (of, life, signals) => {
        const now = live(of, life, () => {});
        const event = { kind: 'signals', signals } as const;
        const once = decide(of, now, event, contextOf())!.next;
        const twice = decide(of, once, event, contextOf())!.next;
        expect({ ...twice, revision: once.revision }).toEqual(once);
      }),
    );
  });
});

test('a pause that is taken back at once leaves the wait as it was', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 * 24 * 60 }),
      fc.constantFrom('minute', 'day', 'business_day', 'week'),
      (minutes, unit) => {
        const of = sequence([task('letter')]);
        const waiting = timeUntil(NOW + minutes * MINUTE_MS, { unit });
        const paused = decide(
          of,
          enrollmentIn(of, { waiting }),
          { kind: 'command', command: 'pause', untilMs: null, because: null },
          contextOf(),
        )!;
        const back = decide(of, paused.next, { kind: 'command', command: 'resume' }, contextOf())!;
        expect(back.next.waiting).toEqual(waiting);
      },
    ),
  );
});

const hasFailed = ({ holds }: Pick<Enrollment, 'holds'>): boolean =>
  holds.some(({ reason }) => reason === 'failed');
