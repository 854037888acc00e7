/** Faults in the rules of paths, reviews, handovers, goals and starts. */
import type { Mutant } from './mutant.ts';

const DECIDE = 'test/core/decide';
const SIMULATION = 'test/simulation';
const INTERLEAVING = 'test/crash/interleaving.test.ts';

const SIGNALS = 'src/core/decide/signals.ts';
const STEP = 'src/core/decide/step.ts';
const CLOCK = 'src/core/decide/clock.ts';
const CONTROL = 'src/core/decide/control.ts';

export const PATH_MUTANTS: readonly Mutant[] = [
  {
    name: 'an await takes what came before its touch',
    changes: [
      {
        file: CONTROL,
        old: 'kind === step.signal && atMs >= cause.settledAtMs',
        new: 'kind === step.signal && atMs >= 0',
      },
    ],
    suites: [DECIDE],
  },
  {
    name: 'who waits for a signal takes an older one',
    changes: [{ file: SIGNALS, old: ' && atMs >= waiting.sinceMs', new: ' && atMs >= 0' }],
    suites: [DECIDE],
  },
  {
    name: 'nobody hears of what was recorded while they were handed over',
    changes: [
      {
        file: 'src/store/sql/enrollments.ts',
        old: 'yield* run(INHERIT, rowId(id), predecessor);',
        new: 'if (predecessor < 0) yield* run(INHERIT, rowId(id), predecessor);',
      },
    ],
    suites: [INTERLEAVING],
  },
  {
    name: 'a handover ends nothing',
    changes: [
      {
        file: CONTROL,
        old: "finish(draft, 'completed', `handed over to ${step.to}`);",
        new: "skip(draft, step, 'handed over');",
      },
    ],
    suites: [DECIDE, SIMULATION],
  },
  {
    name: 'a draft leaves without approval',
    changes: [
      {
        file: 'src/core/enrollment.ts',
        old: 'return step.review && !',
        new: 'return step.review && !step.review && !',
      },
    ],
    suites: [SIMULATION],
  },
  {
    name: 'who approves a draft need not ask the suppression list',
    changes: [
      {
        file: STEP,
        old: '  if (draft.context.suppressedBy !== null) {',
        new: "  if (draft.context.suppressedBy !== null && !JSON.stringify(draft.next.waiting).includes('approved')) {",
      },
    ],
    suites: [DECIDE],
  },
  {
    name: 'a branch goes the other way',
    changes: [
      {
        file: CONTROL,
        old: 'goTo(draft, verdict.value ? step.thenTo : step.elseTo,',
        new: 'goTo(draft, verdict.value ? step.elseTo : step.thenTo,',
      },
    ],
    suites: [DECIDE],
  },
  {
    name: 'a split is drawn anew whenever it is asked',
    changes: [
      {
        file: 'src/core/variant.ts',
        old: '`split ${enrollmentId} ${step.id}`',
        new: '`split ${Math.random()}`',
      },
    ],
    suites: [DECIDE],
  },
  {
    name: 'the path after the tries is not taken',
    changes: [
      {
        file: 'src/core/call-outcome.ts',
        old: 'return thenTo === undefined ?',
        new: 'return thenTo === undefined || retry !== null ?',
      },
    ],
    suites: [DECIDE],
  },
  {
    name: 'what is awaited runs out while they are held',
    changes: [
      {
        file: 'src/core/decide/moves.ts',
        old: 'return { ...waiting, deadlineMs: null, frozen: left };',
        new: 'return left.slackMs < 0 ? { ...waiting, frozen: left } : waiting;',
      },
    ],
    suites: [DECIDE],
  },
  {
    name: 'a goal that a call reaches goes by the softer exit',
    changes: [
      {
        file: SIGNALS,
        old: "const isGoal = goals.includes('reply') ||",
        new: 'const isGoal =',
      },
    ],
    suites: [DECIDE, SIMULATION],
  },
  {
    name: 'a start date that was moved is not looked at again',
    changes: [
      {
        file: CLOCK,
        old: 'if (anchored?.ok === true && anchored.atMs > context.nowMs) {',
        new: 'if (anchored?.ok === true && anchored.atMs < 0) {',
      },
    ],
    suites: [DECIDE],
  },
  {
    name: 'the order of keys makes another version',
    changes: [
      {
        file: 'src/definition/compile-steps.ts',
        old: '.toSorted(([a], [b]) => (a < b ? -1 : 1))',
        new: '',
      },
    ],
    suites: ['test/definition/version.property.test.ts'],
  },
];
