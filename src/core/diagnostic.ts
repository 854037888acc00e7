/** What a person can mend in a file they wrote: a place, what is wrong, and the way out. */
export interface Diagnostic {
  /** As it should be shown: relative to the workspace where possible. */
  readonly file: string;
  /** 1-based; both 1 when the whole file is meant. */
  readonly line: number;
  readonly column: number;
  /** How many characters of the line are meant, for the caret; at least 1. */
  readonly length: number;
  /** Stable, `snake_case`, documented in `docs/errors.md`. */
  readonly code: string;
  /** A note is nothing to mend: something to know. */
  readonly severity: 'error' | 'warning' | 'note';
  /** One sentence: what is wrong, what was found, what was expected. No full stop. */
  readonly message: string;
  /** How to get out of it: "did you mean ...", an example. `null` when the message says it all. */
  readonly hint: string | null;
}

/** Either the thing, or what stands in its way. `ok` may carry warnings. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
