/** What compiling one step needs, and what all kinds of steps have in common. */
import type { Asset } from '../../core/asset.ts';
import type { Condition } from '../../core/condition.ts';
import { isTouch, type EmailStep, type Exits, type Step } from '../../core/sequence.ts';
import type { Template } from '../../core/template.ts';
import type { SendWindow } from '../../core/window.ts';
import { parseCondition } from '../condition/condition-text.ts';
import { type Path, problemAt, type Report } from '../reading/problem.ts';
import type { WrittenStep, WrittenSteps } from './step-format.ts';

export interface StepSurroundings {
  /** Of the sequence. */
  readonly name: string;
  readonly window: SendWindow;
  readonly exits: Exits;
  readonly goals: readonly string[];
  /** Names of the sequences that have a file; `null`: nobody looked, so any name goes. */
  readonly sequences: readonly string[] | null;
  readonly templates: ReadonlyMap<string, Template>;
  readonly unreadableTemplates: ReadonlySet<string>;
  /** Files in `attachments/`, by name. */
  readonly assets: ReadonlyMap<string, Asset>;
  readonly report: Report;
}

export interface StepContext extends StepSurroundings {
  readonly path: Path;
  /** Steps that a person may have done before this one, in the order of the file. */
  readonly earlier: readonly Step[];
  /** A step that can't be read may be the one that is named: no second error then. */
  readonly allEarlierAreKnown: boolean;
  /** Where it goes on after the step and its paths. */
  readonly next: string | null;
  /** Where a path begins. */
  readonly firstOf: (path: WrittenSteps | undefined) => string | null;
}

type Common = Omit<EmailStep, 'kind' | 'variants' | 'thread' | 'review' | 'attachments'>;

/** What every kind of step has. */
export function common(values: WrittenStep['values'], context: StepContext): Common {
  return { ...unconditional(values, context), condition: conditionOf(values.if, context) };
}

/** The same of a branch, which reads its `if` itself. */
export function unconditional(values: WrittenStep['values'], context: StepContext): Common {
  return {
    id: values.id ?? '',
    wait: values.wait ?? null,
    atMinute: values.at ?? null,
    condition: null,
    enabled: values.enabled ?? true,
    note: values.note ?? null,
    stage: values.stage ?? null,
    priority: values.priority ?? 0,
    missing: values.missing ?? 'skip',
    next: context.next,
  };
}

const MERGE_FIELD = /\{\{.*?\}\}|\{%.*?%\}/s;

/** Warns of words that look as if something were filled in, where they stay as they are written. */
export function reportMergeField(
  words: string | undefined,
  at: Path,
  hint: string,
  report: Report,
): void {
  const match = words === undefined ? null : MERGE_FIELD.exec(words);
  if (match === null) return;
  const message = `"${match[0]}" is shown as it is written: nothing is filled in here`;
  const within = { start: match.index, length: match[0].length };
  const told = problemAt(at, 'merge_field_in_words', message, hint);
  report({ ...told, severity: 'warning', within });
}

export function conditionOf(
  written: string | undefined,
  { path, earlier, allEarlierAreKnown, report }: StepContext,
): Condition | null {
  if (written === undefined) return null;
  const result = parseCondition(
    written,
    allEarlierAreKnown ? earlier.filter(isTouch).map((step) => step.id) : null,
  );
  for (const problem of result.ok ? result.warnings : [result.problem]) {
    const { start, length, code, severity, message, hint } = problem;
    const told = problemAt([...path, 'if'], code, message, hint);
    report({ ...told, severity, within: { start, length } });
  }
  return result.ok ? result.condition : null;
}
