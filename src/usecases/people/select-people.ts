/** Whom does a command mean: a list, a condition, named people, or everybody? */
import type { Prospect } from '../../core/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import type { Standings } from '../../runner/standings.ts';
import { findPerson } from './find-person.ts';
import { whereOf } from './where.ts';

export interface PeopleSelector {
  readonly list: string | null;
  /** A condition over `prospect`. */
  readonly where: string | null;
  readonly keys: readonly string[];
}

const PAGE = 1_000;

/**
 * The people in portions, by id; named ones in the order of their naming.
 *
 * @param standings  `null`: `where` comes from us and asks for no score.
 * @throws {UserError} `bad_condition`, `unknown_list`, and what `findPerson` names.
 */
export async function* selectPeople(
  people: PeopleStore,
  selector: PeopleSelector,
  zone: string,
  nowMs: number,
  standings: Standings | null = null,
): AsyncGenerator<readonly Prospect[]> {
  const fits = whereOf(selector.where, { zone, nowMs, standings });
  if (selector.keys.length > 0) {
    const named = new Map<string, Prospect>();
    for (const key of selector.keys) {
      const person = await findPerson(people, key, null);
      named.set(person.id, person);
    }
    yield await fits([...named.values()]);
    return;
  }
  for (let after: string | null = null; ;) {
    const page: readonly Prospect[] = await people.list({
      list: selector.list,
      after,
      limit: PAGE,
    });
    if (page.length === 0 && after === null && selector.list !== null) {
      throw new UserError(
        'unknown_list',
        `nobody is on a list "${selector.list}"`,
        `put people on it: touchline import FILE --list ${selector.list}`,
      );
    }
    yield await fits(page);
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return;
  }
}
