/** Whom does a command mean: a list, a condition, named people, or everybody? */
import type { Prospect } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import type { Stores } from '../../ports/stores.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import { standingsIn } from '../../runner/deciding/standings.ts';
import { fitting, matchingPeople } from '../segments/matching-people.ts';
import { findPerson } from './find-person.ts';
import { assertColumnsKnown } from './known-columns.ts';
import { whereOf, type WrittenWhere } from './where.ts';

export interface PeopleSelector {
  readonly list: string | null;
  /** All of them must hold. */
  readonly where: readonly WrittenWhere[];
  readonly keys: readonly string[];
}

export type Selecting = Pick<Stores, 'people' | 'search' | 'engagement'>;

const PAGE = 1_000;

/**
 * The people in portions, by id; named ones in the order of their naming.
 *
 * @throws {UserError} `bad_condition`, `unknown_column`, `unknown_list`, and what `findPerson` names.
 */
export async function* selectPeople(
  { people, search, engagement }: Selecting,
  { list, where: written, keys }: PeopleSelector,
  settings: Pick<RunnerSettings, 'zone' | 'score'>,
  nowMs: number,
): AsyncGenerator<readonly Prospect[]> {
  const where = whereOf(written, settings.zone, nowMs);
  await assertColumnsKnown(search, where.columns);
  const matching = { search, standings: standingsIn(engagement, settings.score, nowMs) };
  if (keys.length > 0) {
    yield await fitting(matching, await namedPeople(people, keys), where);
    return;
  }
  await assertKnown(people, list);
  yield* matchingPeople(matching, { words: [], list, where });
}

async function namedPeople(
  people: PeopleStore,
  keys: readonly string[],
): Promise<readonly Prospect[]> {
  const named = new Map<string, Prospect>();
  for (const key of keys) {
    const person = await findPerson(people, key, null);
    named.set(person.id, person);
  }
  return [...named.values()];
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
