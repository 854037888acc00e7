/** What is wrong at a path of a file, before the path is turned into a line and a column. */
import type { Diagnostic } from '../../core/diagnostic.ts';

/** Every code of `definition/` and `config/`; each has its cure in `docs/errors.md`. */
export const PROBLEM_CODES = [
  'answers_not_heard',
  'at_outside_window',
  'attachments_too_large',
  'await_after_exit',
  'await_without_cause',
  'bad_address',
  'bad_condition',
  'bad_name',
  'bad_secret',
  'bad_template',
  'bad_url',
  'branch_never_taken',
  'capacity_too_small',
  'column_of_nobody',
  'compared_as_text',
  'duplicate_id',
  'duplicate_key',
  'empty_template',
  'field_not_settable',
  'file_too_large',
  'footer_incomplete',
  'handover_to_itself',
  'impossible_window',
  'literal_secret',
  'merge_field_in_words',
  'missing_base',
  'missing_key',
  'missing_mailboxes',
  'missing_subject',
  'mixed_languages',
  'name_differs_from_file',
  'nested_too_deeply',
  'no_consent_basis',
  'no_reply_source',
  'nobody_covers',
  'not_supported_yet',
  'number_twice',
  'opens_not_recorded',
  'out_of_range',
  'path_off_channel',
  'several_reply_sources',
  'several_step_kinds',
  'source_not_named',
  'stop_softened',
  'tasks_of_nobody',
  'too_many_aliases',
  'unknown_attachment',
  'unknown_via',
  'unknown_goal',
  'unknown_key',
  'unknown_mailbox',
  'unknown_name',
  'unknown_rep',
  'unknown_sequence',
  'unknown_step',
  'unknown_step_kind',
  'unknown_template',
  'unknown_value',
  'unknown_zone',
  'unreachable_step',
  'window_never_opens',
  'without_effect',
  'wrong_type',
  'yaml_syntax',
  'yaml_warning',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** `['steps', 2, 'wait']`; `[]` is the whole file. */
export type Path = readonly (string | number)[];

export interface Problem {
  readonly path: Path;
  /** Is the key itself wrong, or what it holds? */
  readonly part: 'key' | 'value';
  /** A stretch of the text that the value holds; `null`: all of it. */
  readonly within: Stretch | null;
  readonly code: ProblemCode;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly hint: string | null;
}

export interface Stretch {
  /** Characters from the start of the text. */
  readonly start: number;
  readonly length: number;
}

export type Report = (problem: Problem) => void;

/** An error in the value at `path`. */
export function problemAt(
  path: Path,
  code: ProblemCode,
  message: string,
  hint: string | null = null,
): Problem {
  return { path, part: 'value', within: null, code, severity: 'error', message, hint };
}

/** An error in the key that ends `path`. */
export function problemAtKey(
  path: Path,
  code: ProblemCode,
  message: string,
  hint: string | null = null,
): Problem {
  return { ...problemAt(path, code, message, hint), part: 'key' };
}

/** By place in the file; what stands at one place keeps its order. */
export function sortedByPlace(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
