/** A file of sequence tests, read: its cases, or everything that is wrong with it. */
import type { Checked, Diagnostic } from '../../core/diagnostic.ts';
import type { Duration } from '../../core/time/duration.ts';
import type { EnrollmentStatus } from '../../core/enrollment.ts';
import type { Sequence } from '../../core/sequence.ts';
import type { SignalKind } from '../../core/signal.ts';
import type { Disposition } from '../../core/task.ts';
import type { WrittenInstant } from '../../core/time/written-instant.ts';
import {
  hasErrors,
  type Path,
  type Problem,
  problemAt,
  type Report,
  sortedByPlace,
} from '../reading/problem.ts';
import { suggestion } from '../reading/suggest.ts';
import { type ExpectedLine, testShape, type When, type WrittenCase } from './test-format.ts';
import { present } from '../sequence/window-format.ts';
import { readYaml } from '../reading/yaml-source.ts';

export type RehearsedAct =
  | {
      readonly kind: 'signal';
      readonly signal: SignalKind;
      readonly when: When;
      readonly channel: 'email' | 'linkedin' | 'call' | 'sms' | 'task' | 'message';
      readonly text: string | null;
      readonly intent: string | null;
      readonly returns: WrittenInstant | null;
      readonly bounce: 'hard' | 'soft' | 'blocked' | null;
    }
  | {
      readonly kind: 'task';
      readonly step: string;
      readonly when: When;
      readonly outcome: Disposition | null;
      readonly until: WrittenInstant | null;
      readonly isSkipped: boolean;
    };

export interface SequenceCase {
  readonly name: string;
  /** Of the file, from 1. */
  readonly line: number;
  /** Columns of a list and their cells. */
  readonly persona: ReadonlyMap<string, string>;
  readonly start: WrittenInstant;
  /** So long after it was opened a rep does a task that no act names; `null`: nobody does it. */
  readonly taskAfter: Duration | null;
  /** By step, one for each visit; the last one repeats. */
  readonly outcomes: ReadonlyMap<string, readonly Disposition[]>;
  readonly acts: readonly RehearsedAct[];
  /** `null`: nothing is expected of the steps. */
  readonly lines: readonly ExpectedLine[] | null;
  readonly status: EnrollmentStatus | null;
  readonly reason: string | null;
}

/** `sequences/classic.test.yaml` tests the sequence `classic`. `null`: it is no such file. */
export function testedBy(file: string): string | null {
  return /([^/\\]+)\.test\.ya?ml$/.exec(file)?.[1] ?? null;
}

export interface ReadCases {
  /** Those that can be tested. */
  readonly cases: readonly SequenceCase[];
  readonly broken: readonly {
    readonly line: number;
    /** `null`: it has none. */
    readonly name: string | null;
    readonly diagnostics: readonly Diagnostic[];
  }[];
  /** Of the file as a whole: without them it can be read case by case. */
  readonly ofFile: readonly Diagnostic[];
}

/** @param sequence  The one that is tested; `null`: it has errors of its own, and its steps are not known. */
export function readTests(
  text: string,
  file: string,
  sequence: Pick<Sequence, 'steps'> | null,
): Checked<readonly SequenceCase[]> {
  const { cases, broken, ofFile } = readCases(text, file, sequence);
  const diagnostics = sortedByPlace([
    ...ofFile,
    ...broken.flatMap((each) => [...each.diagnostics]),
  ]);
  return hasErrors(diagnostics)
    ? { ok: false, diagnostics }
    : { ok: true, value: cases, diagnostics };
}

/** The same, each case by itself: one that is wrong keeps the others from nothing. */
export function readCases(
  text: string,
  file: string,
  sequence: Pick<Sequence, 'steps'> | null,
): ReadCases {
  const source = readYaml(text, file);
  if (!source.ok) return { cases: [], broken: [], ofFile: source.diagnostics };
  const { value, locate, diagnose } = source.value;
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const written = testShape.read(value, [], report) ?? [];
  if (sequence !== null) {
    for (const [index, each] of written.entries())
      if (each !== undefined) reportSteps(each, [index], sequence, report);
  }
  const told = written.map((each, index) => {
    const { line } = locate([index], 'value');
    const own = problems.filter(({ path }) => path[0] === index).map(diagnose);
    return { line, written: each, name: each?.case ?? null, diagnostics: sortedByPlace(own) };
  });
  return {
    cases: told.flatMap(({ written: each, line, diagnostics }) =>
      each === undefined || diagnostics.length > 0 ? [] : [caseOf(each, line)],
    ),
    broken: told.filter(({ diagnostics }) => diagnostics.length > 0),
    ofFile: [
      ...source.diagnostics,
      ...problems.filter(({ path }) => path.length === 0).map(diagnose),
    ],
  };
}

const AN_HOUR: Duration = { amount: 1, unit: 'hour' };
const NO_TIME: WrittenInstant = { day: 0, msOfDay: 0, offsetMs: 0 };

/** Reads on after errors: the caller drops the result then. */
function caseOf(written: WrittenCase, line: number): SequenceCase {
  const expected = written.expect;
  return {
    name: written.case ?? '',
    line,
    persona: presentValues(written.prospect ?? new Map()),
    start: written.start ?? NO_TIME,
    taskAfter: written.tasks === undefined ? AN_HOUR : written.tasks,
    outcomes: new Map(
      [...(written.outcomes ?? [])].map(([step, each]) => [step, present(each)] as const),
    ),
    acts: present(written.does).map(actOf),
    lines: expected?.steps === undefined ? null : present(expected.steps),
    status: expected?.status ?? null,
    reason: expected?.reason ?? null,
  };
}

type WrittenAct = NonNullable<NonNullable<WrittenCase['does']>[number]>;

function actOf(act: WrittenAct): RehearsedAct {
  if (act.kind === 'task') {
    const { task = '', at, outcome, until, skip } = act.values;
    return {
      kind: 'task',
      step: task,
      when: at ?? { kind: 'at', time: NO_TIME },
      outcome: outcome ?? null,
      until: until ?? null,
      isSkipped: skip ?? false,
    };
  }
  const { signal, at, channel, text, intent, returns, bounce } = act.values;
  return {
    kind: 'signal',
    signal: signal ?? 'note',
    when: at ?? { kind: 'at', time: NO_TIME },
    channel: channel ?? (signal === 'connection_accepted' ? 'linkedin' : 'email'),
    text: text ?? null,
    intent: intent ?? null,
    returns: returns ?? null,
    bounce: bounce ?? null,
  };
}

function presentValues(
  written: ReadonlyMap<string, string | undefined>,
): ReadonlyMap<string, string> {
  return new Map(
    [...written].flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** A slip in a step's name would make a test that expects nothing. */
function reportSteps(
  { does, outcomes, expect }: WrittenCase,
  path: Path,
  { steps }: Pick<Sequence, 'steps'>,
  report: Report,
): void {
  const ids = steps.map(({ id }) => id);
  const calls = steps.flatMap(({ id, kind }) => (kind === 'call' ? [id] : []));
  const check = (id: string | undefined, at: Path): void => {
    // `reactivation/hello` is a step of a sequence that it hands over to.
    if (id === undefined || id.includes('/') || ids.includes(id)) return;
    report(
      problemAt(
        at,
        'unknown_step',
        `the sequence has no step "${id}"`,
        suggestion(id, ids, 'steps'),
      ),
    );
  };
  for (const step of outcomes?.keys() ?? []) {
    const at = [...path, 'outcomes', step];
    check(step, at);
    if (!ids.includes(step) || calls.includes(step)) continue;
    const message = `step "${step}" is no call: only calls have outcomes`;
    const hint = suggestion(step, calls, 'calls') ?? 'leave it out';
    report({ ...problemAt(at, 'unknown_step', message, hint), part: 'key' });
  }
  for (const [index, act] of (does ?? []).entries()) {
    const at = [...path, 'does', index];
    if (act?.kind === 'task') check(act.values.task, [...at, 'task']);
    const when = act?.values.at;
    if (when?.kind === 'after') check(when.step, [...at, 'at']);
  }
  for (const [index, line] of (expect?.steps ?? []).entries()) {
    if (line !== undefined) check(line.step, [...path, 'expect', 'steps', index]);
  }
}
