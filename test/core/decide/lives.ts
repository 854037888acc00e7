/** Sequences, lives and events that nobody would write down. */
import fc from 'fast-check';
import { decide, type EngineEvent } from '../../../src/core/decide/decide.ts';
import { WORK_WEEK } from '../../../src/core/time/calendar.ts';
import type { DecideContext } from '../../../src/core/decide/context.ts';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/duration.ts';
import type { Enrollment } from '../../../src/core/enrollment.ts';
import { notYet } from '../../../src/core/condition.ts';
import type { Sequence } from '../../../src/core/sequence.ts';
import type { SignalKind } from '../../../src/core/signal.ts';
import { DISPOSITIONS } from '../../../src/core/task.ts';
import { sequence, task } from '../../support/world/builders.ts';
import { seeded } from '../../support/chance.ts';
import { compiledProgram, programOf } from '../../support/programs/random-program.ts';
import {
  ada,
  contextOf,
  enrollmentIn,
  NOW,
  settled,
  signal,
  timeUntil,
} from '../../support/world/situations.ts';

const WARM = sequence([task('hello')], { name: 'second', version: 'w1' });

/** Compiled once each: `decide` is asked of the same ones again and again. */
const compiled = new Map<number, Sequence>();
export const anySequence = fc
  .integer({ min: 1, max: process.env['LONG'] === undefined ? 250 : 100_000 })
  .map((seed): Sequence => {
    const limits = { name: 'first', mailboxes: ['anna'], successors: ['second'] };
    const known =
      compiled.get(seed) ?? compiledProgram(programOf(seeded(seed), limits), limits.mailboxes);
    compiled.set(seed, known);
    return known;
  });

const KINDS: SignalKind[] = [
  ...(['reply', 'colleague_reply', 'out_of_office', 'auto_reply', 'bounce', 'complaint'] as const),
  ...([
    'opt_out',
    'meeting_booked',
    'connection_accepted',
    'suspect',
    'manual_touch',
    'note',
  ] as const),
  ...(['field_set', 'suppressed', 'callback', 'callback_done', 'erased'] as const),
];
const anySignal = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    bounce: fc.constantFrom('hard' as const, 'soft' as const),
    returnInMs: fc.integer({ min: -DAY_MS, max: 9 * DAY_MS }),
    atMs: fc.integer({ min: NOW - DAY_MS, max: NOW }),
  })
  .map(({ kind, bounce, returnInMs, atMs }) =>
    signal(
      kind,
      {
        ...(kind === 'bounce' ? { bounce, failedAddress: 'ada@ada.example' } : {}),
        ...(kind === 'out_of_office' ? { returnAtMs: NOW + returnInMs } : {}),
      },
      { atMs },
    ),
  );
export const anySignals = fc.array(anySignal, { minLength: 1, maxLength: 5 });

/** What may happen next, as recipes: which task or touch is meant depends on where the life has come to. */
type Happening = (now: Enrollment) => EngineEvent;
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Happening>(() => ({ kind: 'clock' })) },
  {
    weight: 2,
    arbitrary: anySignals.map((signals): Happening => () => ({ kind: 'signals', signals })),
  },
  fc
    .record({
      kind: fc.constantFrom('sent', 'refused', 'deferred', 'not_sent', 'uncertain'),
      basis: fc.constantFrom('fact', 'rep', 'guess', 'rule'),
      attempts: fc.integer({ min: 1, max: 9 }),
    })
    .map(
      ({ kind, basis, attempts }): Happening =>
        (now) =>
          settled(now.cursor ?? 's0', { kind }, { basis, attempts, touchId: nameOf(now) }),
    ),
  fc
    .record({
      end: fc.constantFrom('done', 'skipped'),
      outcome: fc.constantFrom(null, ...DISPOSITIONS),
    })
    .map(({ end, outcome }): Happening => (now) => ({
      kind: 'task_settled',
      taskId: now.waiting.for === 'task' ? now.waiting.taskId : nameOf(now),
      end,
      outcome,
      note: null,
      untilMs: NOW + DAY_MS,
    })),
  fc
    .constantFrom<EngineEvent>(
      { kind: 'command', command: 'pause', untilMs: null, because: null },
      { kind: 'command', command: 'pause', untilMs: NOW + DAY_MS, because: null },
      { kind: 'command', command: 'resume' },
      { kind: 'command', command: 'stop', because: null },
      { kind: 'command', command: 'lift', reason: 'suspect' },
    )
    .map(
      (event): Happening =>
        () =>
          event,
    ),
  fc.constant<Happening>(() => ({ kind: 'failed', error: 'the disk is full' })),
  fc.constant<Happening>((now) => ({
    kind: 'touch_withdrawn',
    touchId: nameOf(now),
    because: 'the person changed',
  })),
  fc.constant<Happening>((now) => ({
    kind: 'touch_postponed',
    touchId: nameOf(now),
    notBeforeMs: NOW + HOUR_MS,
    rule: 'window',
  })),
);
export const nameOf = (now: Enrollment): string => `${now.id}.${now.cursor}.${now.visit}`;

const INTO_WARM = {
  sequence: WARM,
  mailbox: 'anna',
  calendar: WORK_WEEK,
  windowZone: 'Europe/Berlin',
  refusal: null,
} as const;

export const anyContext = fc
  .record({
    aheadMs: fc.integer({ min: 0, max: 9 * DAY_MS }),
    suppressedBy: fc.constantFrom(null, null, null, 'on the list'),
    personBudget: fc.constantFrom(null, null, {
      clearsAtMs: NOW + 30 * DAY_MS,
      rule: 'max_touches',
    }),
    draft: fc.constantFrom<DecideContext['draft']>(
      { ok: true, text: 'Hello' },
      { ok: true, text: 'Hello' },
      { ok: false, missing: ['prospect.company'], error: null },
      { ok: false, missing: [], error: 'too long' },
      null,
    ),
    prospect: fc.constantFrom(ada(), ada(), ada({ identities: [] })),
    slept: fc.constantFrom(null, { fromMs: NOW - 9 * DAY_MS, untilMs: NOW }),
    accountBusy: fc.boolean(),
    facts: fc.constantFrom<DecideContext['facts']>(
      {},
      { prospect: { title: 'CEO', round: '2' }, signals: { reply: true } },
      { signals: { reply: notYet(NOW + HOUR_MS), connection_accepted: notYet(null) } },
      { last_touch: { status: 'sent', channel: 'call' }, enrollment: { stage: 'warm' } },
    ),
    handover: fc.constantFrom<DecideContext['handover']>(null, INTO_WARM, {
      ...INTO_WARM,
      refusal: 'finished_before',
    }),
    past: fc
      .record({
        touches: fc.array(
          fc.record({
            step: fc.integer({ min: 1, max: 9 }).map((number) => `first${number}`),
            settledAtMs: fc.integer({ min: NOW - DAY_MS, max: NOW }),
          }),
        ),
        signals: anySignals,
      })
      .map((past): DecideContext['past'] => past),
  })
  .map(({ aheadMs, ...more }) => contextOf({ ...more, nowMs: NOW + aheadMs }));

/** Lives through what happens, and hands every step of it to `look`. */
export function live(
  of: Sequence,
  happenings: readonly [Happening, DecideContext][],
  look: (
    before: Enrollment,
    event: EngineEvent,
    context: DecideContext,
    decision: NonNullable<ReturnType<typeof decide>>,
  ) => void,
  start = enrollmentIn(of, { waiting: timeUntil(NOW) }),
): Enrollment {
  let now = start;
  for (const [happening, context] of happenings) {
    const event = happening(now);
    const decision = decide(of, now, event, context);
    if (decision === null) continue;
    look(now, event, context, decision);
    now = decision.next;
  }
  return now;
}
export const anyLife = fc.array(fc.tuple(anyHappening, anyContext), {
  minLength: 1,
  maxLength: 25,
});
