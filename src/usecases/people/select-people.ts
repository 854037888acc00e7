/** Whom does a command mean: a list, a condition, named people, or everybody? */
import { NO_PAST } from '../../core/person-past.ts';
import type { Prospect } from '../../core/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import type { Stores } from '../../ports/stores.ts';
import { matchingPeople } from '../segments/matching-people.ts';
import { findPerson } from './find-person.ts';
import { whereOf, type Where, type WrittenWhere } from './where.ts';

export interface PeopleSelector {
  readonly list: string | null;
  /** All of them must hold. */
  readonly where: readonly WrittenWhere[];
  readonly keys: readonly string[];
}

const PAGE = 1_000;

/**
 * The people in portions, by id; named ones in the order of their naming.
 *
 * @throws {UserError} `bad_condition`, `unknown_list`, and what `findPerson` names.
 */
export async function* selectPeople(
  { people, search }: Pick<Stores, 'people' | 'search'>,
  { list, where: written, keys }: PeopleSelector,
  zone: string,
  nowMs: number,
): AsyncGenerator<readonly Prospect[]> {
  const where = whereOf(written, zone, nowMs);
  if (keys.length > 0) {
    yield await namedPeople({ people, search }, keys, where);
    return;
  }
  await assertKnown(people, list);
  yield* matchingPeople(search, { words: [], list, where });
}

async function namedPeople(
  { people, search }: Pick<Stores, 'people' | 'search'>,
  keys: readonly string[],
  where: Where,
): Promise<readonly Prospect[]> {
  const named = new Map<string, Prospect>();
  for (const key of keys) {
    const person = await findPerson(people, key, null);
    named.set(person.id, person);
  }
  const pasts = where.parts.size === 0 ? [] : await search.pastOf([...named.keys()], where.parts);
  return [...named.values()].filter((person, at) => where.fits(person, pasts[at] ?? NO_PAST));
}

/** Everybody, or a list's members, in portions, by id. @throws {UserError} `unknown_list`. */
export async function* membersOf(
  people: Pick<PeopleStore, 'list'>,
  list: string | null,
): AsyncGenerator<readonly Prospect[]> {
  await assertKnown(people, list);
  for (let after: string | null = null; ;) {
    const page: readonly Prospect[] = await people.list({ list, after, limit: PAGE });
    yield page;
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return;
  }
}

async function assertKnown(people: Pick<PeopleStore, 'list'>, list: string | null): Promise<void> {
  if (list === null) return;
  const [member] = await people.list({ list, after: null, limit: 1 });
  if (member !== undefined) return;
  throw new UserError(
    'unknown_list',
    `nobody is on a list "${list}"`,
    `put people on it: touchline import FILE --list ${list}, or touchline lists add ${list} KEY`,
  );
}
