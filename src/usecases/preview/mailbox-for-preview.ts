/** From which mailbox would a person hear in a sequence? */
import type { Prospect } from '../../core/person/prospect.ts';
import type { Sequence } from '../../core/sequence.ts';
import { UserError } from '../../core/user-error.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import { mailboxFor } from '../../policy/enroll-rules.ts';
import type { RunnerSettings } from '../../runner/settings.ts';

/**
 * @param known  The mailbox of their enrollment in it; `null`: they have none.
 * @param asked  `--mailbox`; `null`: left out.
 * @returns `null`: none would write to them.
 * @throws {UserError} `unknown_mailbox` (exit 2).
 */
export function mailboxForPreview(
  { mailboxes, reps }: Pick<RunnerSettings, 'mailboxes' | 'reps'>,
  sequence: Sequence,
  prospect: Prospect | null,
  known: string | null,
  asked: string | null,
): string | null {
  const ids = mailboxes.map(({ id }) => id);
  if (asked === null) {
    const repIds = reps.map(({ id }) => id);
    return known ?? mailboxFor(sequence, prospect?.owner ?? null, mailboxes, repIds, new Map());
  }
  if (ids.includes(asked)) return asked;
  throw new UserError(
    'unknown_mailbox',
    `mailbox "${asked}" is not configured`,
    suggestion(asked, ids, 'mailboxes'),
    2,
  );
}
