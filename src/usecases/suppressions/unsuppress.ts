/** Takes entries off the suppression list. Nobody who was stopped starts again by it. */
import type { NewSuppression } from '../../core/person-effects.ts';
import { UserError } from '../../core/user-error.ts';
import type { SuppressionStore } from '../../ports/suppression-store.ts';

type Entry = Pick<NewSuppression, 'kind' | 'value'>;

/** What people themselves asked for. */
const THEIR_WISH: ReadonlySet<string> = new Set(['opt_out', 'complaint']);

/**
 * @param force  Also what the person asked for.
 * @throws {UserError} `their_wish` (exit 1); nothing was removed.
 */
export async function unsuppress(
  suppressions: SuppressionStore,
  entries: readonly Entry[],
  force: boolean,
): Promise<{ readonly removed: readonly Entry[]; readonly notListed: readonly Entry[] }> {
  const listed = await suppressions.suppressions();
  const wish = listed.find(
    (one) => THEIR_WISH.has(one.reason) && entries.some((each) => isSame(each, one)),
  );
  if (wish !== undefined && !force) {
    throw new UserError(
      'their_wish',
      `${wish.value} is on the list because the person asked for it (${wish.reason})`,
      'only when they asked to hear from you again: --force',
    );
  }
  const removed: Entry[] = [];
  const notListed: Entry[] = [];
  for (const entry of entries) {
    const isGone = await suppressions.removeSuppression(entry.kind, entry.value);
    (isGone ? removed : notListed).push(entry);
  }
  return { removed, notListed };
}

function isSame(left: Entry, right: Entry): boolean {
  return left.kind === right.kind && left.value === right.value;
}
