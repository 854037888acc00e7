/** What would `last_touch` be of a person before the first step of a sequence? */
import { latestTouch, type TouchFact } from '../../core/facts.ts';
import type { SearchStore } from '../../ports/search-store.ts';

/** `null`: nobody ever touched them. */
export async function lastTouchOf(
  search: Pick<SearchStore, 'pastOf'>,
  prospectId: string,
): Promise<TouchFact | null> {
  const [past] = await search.pastOf([prospectId], new Set(['touches', 'signals']));
  return past === undefined ? null : latestTouch(past.touches, past.signals);
}
