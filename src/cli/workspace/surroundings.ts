/** What sequences may name of this workspace. */
import type { Config } from '../../config/config.ts';
import type { Session } from './session.ts';
import type { Workspace } from '../../usecases/files/load-sequence.ts';

export function surroundingsIn({ mailboxes, reps, window }: Config): Workspace {
  return { mailboxes: Object.keys(mailboxes), reps: Object.keys(reps), defaultWindow: window };
}

/** The same for a sequence that people are to be in from now on: one whose window never opens is refused, as `lint` does. */
export function livingIn({ config, nowMs }: Pick<Session, 'config' | 'nowMs'>): Workspace {
  return { ...surroundingsIn(config), leavesFromMs: nowMs };
}
