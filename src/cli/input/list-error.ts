/** What is wrong with a list as a whole, for the person who named it. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import { UserError } from '../../core/user-error.ts';

/** What was typed wrongly, as against what is wrong in the file. */
const USAGE: ReadonlySet<string> = new Set([
  'unknown_field',
  'unknown_column',
  'mapped_twice',
  'unknown_encoding',
  'unknown_preset',
]);

/** Exit code 2 for what was typed wrongly, else 3. */
export function listError(diagnostics: readonly Diagnostic[]): UserError {
  const [first] = diagnostics;
  const code = first?.code ?? 'unreadable_list';
  const isUsage = USAGE.has(code);
  const lines = diagnostics.map(({ file, line, message }) =>
    isUsage ? message : `${file}:${line}: ${message}`,
  );
  return new UserError(code, lines.join('\n'), first?.hint ?? null, isUsage ? 2 : 3);
}
