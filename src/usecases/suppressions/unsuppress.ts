/** Takes entries off the suppression list. Nobody who was stopped starts again by it; who was held on a channel goes on. */
import type { NewSuppression } from '../../core/person-effects.ts';
import { UserError } from '../../core/user-error.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { lookAgain } from '../consents/look-again.ts';

type Entry = Pick<NewSuppression, 'kind' | 'value' | 'channel'>;

/** What people themselves asked for. */
const THEIR_WISH: ReadonlySet<string> = new Set(['opt_out', 'complaint']);

export interface Unsuppressed {
  readonly removed: readonly Entry[];
  readonly notListed: readonly Entry[];
  /** Enrollments that were held on the channel and go on. */
  readonly resumed: number;
}

/**
 * @param force  Also what the person asked for.
 * @throws {UserError} `their_wish` (exit 1); nothing was removed.
 */
export async function unsuppress(
  { suppressions, enrollments }: Pick<Stores, 'suppressions' | 'enrollments'>,
  deciding: Deciding,
  entries: readonly Entry[],
  force: boolean,
  nowMs: number,
): Promise<Unsuppressed> {
  const listed = await suppressions.listed(entries);
  const wish = listed.find((one) => one !== null && THEIR_WISH.has(one.reason));
  if (wish !== undefined && wish !== null && !force) {
    throw new UserError(
      'their_wish',
      `${wish.value} is on the list because the person asked for it (${wish.reason})`,
      'only when they asked to hear from you again: --force',
    );
  }
  const removed: Entry[] = [];
  const notListed: Entry[] = [];
  let resumed = 0;
  for (const [index, entry] of entries.entries()) {
    const isGone = await suppressions.removeSuppression(entry.kind, entry.value, entry.channel);
    (isGone ? removed : notListed).push(entry);
    const was = listed[index];
    if (!isGone || was?.channel === undefined) continue;
    for (const id of (await suppressions.bound([was])).keys())
      resumed += (await lookAgain({ enrollments }, deciding, id, nowMs)).resumed;
  }
  return { removed, notListed, resumed };
}
