/** Puts people on a list, or takes them off it. Nothing else of them changes. */
import type { Prospect } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import type { ListStore } from '../../ports/list-store.ts';

export interface ChangedList {
  readonly asked: number;
  readonly changed: number;
}

/** @param people  In portions; each is one commit. */
export async function changeList(
  lists: ListStore,
  list: string,
  people: AsyncIterable<readonly Prospect[]>,
  change: 'join' | 'leave',
): Promise<ChangedList> {
  let [asked, changed] = [0, 0];
  for await (const portion of people) {
    const ids = portion.map(({ id }) => id);
    asked += ids.length;
    changed += change === 'join' ? await lists.join(list, ids) : await lists.leave(list, ids);
  }
  return { asked, changed };
}

/** @throws {UserError} `unknown_list`. */
export async function requireList(lists: ListStore, list: string): Promise<number> {
  const known = await lists.lists();
  const found = known.find(({ name }) => name === list);
  if (found !== undefined) return found.people;
  throw new UserError(
    'unknown_list',
    `there is no list "${list}"`,
    known.length === 0
      ? `put people on it: touchline lists add ${list} KEY`
      : `lists are: ${known.map(({ name }) => name).join(', ')}`,
  );
}
