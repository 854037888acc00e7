/** `--outcome`: one of ours, or a word of the workspace's own. */
import { dispositionMeant, type OwnDispositions } from '../../core/call-outcome.ts';
import { DISPOSITIONS, type Disposition } from '../../core/task.ts';
import { UserError } from '../../core/user-error.ts';
import { suggestion } from '../../definition/reading/suggest.ts';

export interface CallEnd {
  readonly outcome: Disposition;
  /** What the rep said of it, with their own word for the outcome in front. */
  readonly words: string | null;
}

/** @throws {UserError} `unknown_outcome`. */
export function callEnd(word: string, words: string | null, own: OwnDispositions): CallEnd {
  const outcome = dispositionMeant(word, own);
  if (outcome === null) {
    const message = `a call cannot end with "${word}"`;
    const hint = suggestion(word, [...DISPOSITIONS, ...Object.keys(own)], 'one of');
    throw new UserError('unknown_outcome', message, hint ?? '', 2);
  }
  if (outcome === word) return { outcome, words };
  return { outcome, words: [word, words].filter((each) => each !== null).join(': ') };
}
