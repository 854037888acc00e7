/** Whom does a command mean: a list, a condition, named people, or everybody? */
import type { Condition } from '../../core/condition.ts';
import { evaluate } from '../../core/condition.ts';
import { factsOf } from '../../core/facts.ts';
import { civilFromDay, toLocal } from '../../core/local-time.ts';
import type { Prospect } from '../../core/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import { parseCondition } from '../../definition/condition-text.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import { findPerson } from './find-person.ts';

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
 * @throws {UserError} `bad_condition`, `unknown_list`, and what `findPerson` names.
 */
export async function* selectPeople(
  people: PeopleStore,
  selector: PeopleSelector,
  zone: string,
  nowMs: number,
): AsyncGenerator<readonly Prospect[]> {
  const condition = selector.where === null ? null : conditionOf(selector.where);
  const fits = (person: Prospect): boolean =>
    condition === null || isTrue(condition, person, zone, nowMs);
  if (selector.keys.length > 0) {
    const named = new Map<string, Prospect>();
    for (const key of selector.keys) {
      const person = await findPerson(people, key, null);
      named.set(person.id, person);
    }
    yield [...named.values()].filter(fits);
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
    yield page.filter(fits);
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return;
  }
}

function conditionOf(text: string): Condition {
  const read = parseCondition(text, null);
  if (read.ok) return read.condition;
  const { start, length, message, hint } = read.problem;
  const caret = `${' '.repeat(start)}${'^'.repeat(Math.max(1, length))}`;
  throw new UserError('bad_condition', `--where: ${message}\n  ${text}\n  ${caret}`, hint, 2);
}

function isTrue(condition: Condition, person: Prospect, zone: string, nowMs: number): boolean {
  const local = toLocal(person.zone ?? zone, nowMs);
  const { year, month, day } = civilFromDay(local.day);
  const two = (number: number): string => String(number).padStart(2, '0');
  const now = `${year}-${two(month)}-${two(day)}T${two(Math.floor(local.minute / 60))}:${two(local.minute % 60)}:00`;
  const facts = factsOf(person, { sender: {}, unsubscribeUrl: null, now });
  return evaluate(condition, facts).value === true;
}
