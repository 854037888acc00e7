/** What went wrong, as the shell sees it. 1: failed. 2: wrong usage. 3: the input has errors. 75: try again later. */
export type UserErrorExitCode = 1 | 2 | 3 | 75;

/**
 * A person can mend this. Thrown by use cases and commands, shown without a stack: on stderr, or as `{"error": ...}` with `--json`.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Stable, `snake_case`, documented in `docs/errors.md`. */
  readonly code: string;
  /** The way out, one line or several; `null` when the message says it all. */
  readonly hint: string | null;
  readonly exitCode: UserErrorExitCode;

  /** @param message  What is wrong, what was found, what was expected. No full stop. */
  constructor(
    code: string,
    message: string,
    hint: string | null = null,
    exitCode: UserErrorExitCode = 1,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.hint = hint;
    this.exitCode = exitCode;
  }
}
