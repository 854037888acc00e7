/** What sequences may name of this workspace. */
import type { Config } from '../../config/config.ts';
import type { Workspace } from '../../usecases/files/load-sequence.ts';

export function surroundingsIn({ mailboxes, reps, window }: Config): Workspace {
  return { mailboxes: Object.keys(mailboxes), reps: Object.keys(reps), defaultWindow: window };
}
