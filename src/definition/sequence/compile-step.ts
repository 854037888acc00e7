/** What compiling one step needs, and what all kinds of steps have in common. */
import type { Asset } from '../../core/asset.ts';
import type { Condition } from '../../core/condition.ts';
import { isTouch, type EmailStep, type Exits, type Step } from '../../core/sequence.ts';
import type { Template } from '../../core/template.ts';
import type { SendWindow } from '../../core/time/window.ts';
import { parseCondition } from '../condition/condition-text.ts';
import { type Path, problemAt, type Report } from '../reading/problem.ts';
import type { WrittenStep, WrittenSteps } from './step-format.ts';

export interface StepSurroundings {
  /** Of the sequence. */
  readonly name: string;
  /** When the window is open; `null`: that can't be read. */
  readonly hours: SendWindow['hours'] | null;
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
  readonly unread: UnreadBefore;
  /** Where it goes on after the step and its paths. */
  readonly next: string | null;
  /** Where a path begins. */
  readonly firstOf: (path: WrittenSteps | undefined) => string | null;
}

/** The steps before a step that can't be read, or not for certain: one of them may be the one that is named, and is no second error then. */
export interface UnreadBefore {
  readonly ids: readonly string[];
  /** There is one whose name can't be read either, so that it may be any. */
  readonly hasNameless: boolean;
}

/** Is it certain what the name stands for: a step that was read, or none at all? */
export function isCertain(
  id: string,
  { earlier, unread }: Pick<StepContext, 'earlier' | 'unread'>,
): boolean {
  if (unread.ids.includes(id)) return false;
  return !unread.hasNameless || earlier.some((step) => step.id === id);
}

/** Is there a step that may be anything? */
export function hasUnread({ ids, hasNameless }: UnreadBefore): boolean {
  return hasNameless || ids.length > 0;
}

/** Is the key written, with a value that can't be read? That is told of there, and nothing follows from it. */
export function isUnread<V extends object>(values: V, key: keyof V & string): boolean {
  return Object.hasOwn(values, key) && values[key] === undefined;
}

/** In place of what can't be read: may be true or not, so that nothing more is said of it. */
export const UNREAD: Condition = { kind: 'truthy', operand: { kind: 'path', path: ['prospect'] } };

type Common = Omit<EmailStep, 'kind' | 'variants' | 'thread' | 'review' | 'attachments'>;

/** What every kind of step has. */
export function common(values: WrittenStep['values'], context: StepContext): Common {
  const shared = unconditional(values, context);
  return { ...shared, condition: conditionOf(values, context) ?? shared.condition };
}

/** The same of a branch, which reads its `if` itself. */
export function unconditional(values: WrittenStep['values'], context: StepContext): Common {
  return {
    id: values.id ?? '',
    wait: values.wait ?? null,
    atMinute: values.at ?? null,
    condition: isUnread(values, 'enabled') ? UNREAD : null,
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
  values: WrittenStep['values'],
  { path, earlier, unread, report }: StepContext,
): Condition | null {
  if (isUnread(values, 'if')) return UNREAD;
  const written = values.if;
  if (written === undefined) return null;
  const touches = earlier.filter(isTouch).map((step) => step.id);
  const steps = unread.hasNameless ? null : [...touches, ...unread.ids];
  const result = parseCondition(written, { kind: 'step', steps });
  for (const problem of result.ok ? result.warnings : [result.problem, ...result.others]) {
    const { start, length, code, severity, message, hint } = problem;
    const told = problemAt([...path, 'if'], code, message, hint);
    report({ ...told, severity, within: { start, length } });
  }
  return result.ok ? result.condition : UNREAD;
}
