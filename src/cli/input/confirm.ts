/** Asks before what is hard to take back; never off a terminal. */
import { UserError } from '../../core/user-error.ts';
import type { Io } from '../io.ts';

/**
 * @param yes  Whether `--yes` was given: nothing is asked.
 * @throws {UserError} `needs_yes` (exit 2) where nobody can be asked, `not_confirmed` (exit 1).
 */
export async function confirm(
  io: Pick<Io, 'isTty' | 'stdin' | 'stderr'>,
  question: string,
  yes: boolean,
): Promise<void> {
  if (yes) return;
  if (!io.isTty.stdin) {
    throw new UserError(
      'needs_yes',
      `${question} Nobody is there to answer`,
      'say so with: --yes',
      2,
    );
  }
  io.stderr.write(`${question} [y/N] `);
  let answer = '';
  for await (const chunk of io.stdin()) {
    answer += new TextDecoder().decode(chunk);
    if (answer.includes('\n')) break;
  }
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new UserError('not_confirmed', 'not confirmed; nothing was changed');
}
