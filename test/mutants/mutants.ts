/** Faults that the tests must find: those of sending, hearing and stopping. */
import type { Mutant } from './mutant.ts';
import { PATH_MUTANTS } from './path-mutants.ts';

const DECIDE = 'test/core/decide';
const CONTRACT = 'test/contract/sqlite.test.ts';
const SIMULATION = 'test/simulation';
const CRASH = 'test/crash/crash-at-every-call.test.ts';
const INTERLEAVING = 'test/crash/interleaving.test.ts';

const TOUCH = 'src/core/decide/touch.ts';
const SIGNALS = 'src/core/decide/signals.ts';
const STEP = 'src/core/decide/step.ts';
const GATE = 'src/store/sql/gate.ts';
const COMMIT = 'src/store/sql/commit.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'orphans are sent again',
    changes: [
      {
        file: 'src/runner/recovery.ts',
        old: 'const outcome: Outcome = dataStarted\n',
        new: 'const outcome: Outcome = dataStarted && false\n',
      },
    ],
    suites: [CRASH],
  },
  {
    name: 'nobody recovers what a dead runner left',
    changes: [
      {
        file: 'src/runner/tick.ts',
        old: 'await recoverOrphans(engine, moment())',
        new: '0',
      },
    ],
    suites: [CRASH],
  },
  {
    name: 'the mark before the body is not awaited',
    changes: [
      {
        file: 'src/runner/dispatch.ts',
        old: 'const dataStarted = (): Promise<void> => engine.store.startData(touchId, intent);',
        new: 'const dataStarted = async (): Promise<void> => void engine.store.startData(touchId, intent).catch(() => {});',
      },
    ],
    suites: [CRASH],
  },
  {
    name: 'the body starts for whatever intent',
    changes: [
      {
        file: GATE,
        old: "WHERE id = ? AND intent = ? AND status = 'sending'",
        new: "WHERE id = ? AND ? > 0 AND status = 'sending'",
      },
    ],
    suites: [CONTRACT],
  },
  {
    name: 'the gate ignores signals',
    changes: [
      {
        file: GATE,
        old: "if (state.unapplied) return 'signal_unapplied';",
        new: '',
      },
    ],
    suites: [INTERLEAVING],
  },
  {
    name: 'the gate ignores suppression',
    changes: [
      {
        file: GATE,
        old: "if (state.suppression_epoch !== guard.suppressionEpoch) return 'suppression_changed';",
        new: '',
      },
    ],
    suites: [CONTRACT],
  },
  {
    name: 'commit ignores the revision',
    changes: [
      {
        file: COMMIT,
        old: 'WHERE id = ? AND revision = ? AND status = ?',
        new: 'WHERE id = ? AND revision > ? - 99 AND status = ?',
      },
      {
        file: COMMIT,
        old: 'status = ? WHERE id = ? AND revision = ?`',
        new: 'status = ? WHERE id = ? AND revision > ? - 99`',
      },
    ],
    suites: [INTERLEAVING],
  },
  {
    name: 'settling a touch moves an enrollment that does not wait for it',
    changes: [
      {
        file: TOUCH,
        old: "const awaited = waits.for === 'touch' && waits.touchId === end.touchId;",
        new: 'const awaited = waits.for.length > 0;',
      },
    ],
    suites: [INTERLEAVING],
  },
  {
    name: 'a stop revives nothing, but a finish is not final',
    changes: [
      {
        file: 'src/core/decide/moves.ts',
        old: "  if (draft.next.status === 'finished') return;\n  const { waiting }",
        new: '  const { waiting }',
      },
    ],
    suites: [DECIDE],
  },
  {
    name: 'a guess overwrites a fact',
    changes: [
      {
        file: TOUCH,
        old: "? ['sending'] :",
        new: "? ['sending', 'sent', 'uncertain', 'planned'] :",
      },
    ],
    suites: [DECIDE],
  },
  {
    name: 'the bytes are rendered anew',
    changes: [
      {
        file: GATE,
        old: 'ON CONFLICT (touch_id) DO NOTHING',
        new: 'ON CONFLICT (touch_id) DO UPDATE SET bytes = excluded.bytes',
      },
    ],
    suites: [CONTRACT],
  },
  {
    name: 'a touch that was put back keeps its slot',
    changes: [
      {
        file: COMMIT,
        old: 'if (row.opened_day !== null) yield* run(GIVE_BACK, row.mailbox, row.opened_day);',
        new: '',
      },
    ],
    suites: [CONTRACT],
  },
  {
    name: 'the cap is off by one',
    changes: [
      {
        file: 'src/core/budget.ts',
        old: 'const openedBelow = capOn(limits, use.sendDays);',
        new: 'const openedBelow = capOn(limits, use.sendDays) + 1;',
      },
    ],
    suites: [SIMULATION],
  },
  {
    name: 'the gap is ignored',
    changes: [
      {
        file: 'src/core/budget.ts',
        old: 'if (gapClearsAtMs > nowMs) return',
        new: 'if (nowMs < 0) return',
      },
      {
        file: 'src/core/budget.ts',
        old: 'lastOpenedNotAfterMs: nowMs - gapMs }',
        new: 'lastOpenedNotAfterMs: nowMs }',
      },
    ],
    suites: [SIMULATION],
  },
  {
    name: 'the window goes by UTC',
    changes: [
      {
        file: 'src/runner/context.ts',
        old: "if (zone === 'prospect') return personZone;",
        new: "if (zone === 'prospect') return 'UTC';",
      },
    ],
    suites: [SIMULATION],
  },
  {
    name: 'freshness is ignored',
    changes: [
      {
        file: GATE,
        old: "if ((heard?.heard_at_ms ?? -Infinity) < guard.sourcesHeardSinceMs) return 'source_stale';",
        new: '',
      },
      {
        file: 'src/runner/lanes.ts',
        old: 'if (mailbox.source !== null && isStale(facts, nowMs)) {',
        new: 'if (mailbox.source === null && isStale(facts, nowMs)) {',
      },
    ],
    suites: [SIMULATION],
  },
  {
    name: 'the budget of a person is ignored',
    changes: [
      {
        file: 'src/runner/context.ts',
        old: 'if (!budget.open) {\n',
        new: 'if (!budget.open && nowMs < 0) {\n',
      },
    ],
    suites: [SIMULATION],
  },
  {
    name: 'what is planned already ignores the budget of a person',
    changes: [
      {
        file: 'src/runner/lane.ts',
        old: 'context.personBudget === null\n',
        new: 'history !== null\n',
      },
    ],
    suites: ['test/runner/planned-touch.test.ts'],
  },
  {
    name: 'a clock that was set back far is believed',
    changes: [
      {
        file: 'src/runner/tick.ts',
        old: 'if (lastMs - clockMs > BACKWARDS_MOST_MS) {',
        new: 'if (lastMs < 0) {',
      },
    ],
    suites: [SIMULATION],
  },
  {
    name: 'signals count in the order they came',
    changes: [
      { file: SIGNALS, old: 'STRENGTH.indexOf(a.kind) - STRENGTH.indexOf(b.kind)', new: '0' },
    ],
    suites: [DECIDE],
  },
  {
    name: 'any answer to a callback lifts every hold',
    changes: [{ file: SIGNALS, old: "(each) => each.reason === 'callback'", new: '() => true' }],
    suites: [DECIDE],
  },
  {
    name: 'follow-ups are not first',
    changes: [
      {
        file: 'src/core/decide/wake.ts',
        old: 'rank: enrollment.sentCount > 0 ? 0 : 1',
        new: 'rank: 1',
      },
    ],
    suites: [DECIDE],
  },
  {
    name: 'what is late leaves at once',
    changes: [{ file: STEP, old: 'if (isLate(draft)) return', new: 'if (draft === null) return' }],
    suites: [DECIDE],
  },
  {
    name: 'an exit that pauses leaves the call open',
    changes: [
      {
        file: 'src/core/decide/task.ts',
        old: "if (draft.next.status !== 'finished') advance(",
        new: "if (draft.next.status === 'active') advance(",
      },
    ],
    suites: [DECIDE],
  },
  ...PATH_MUTANTS,
];
