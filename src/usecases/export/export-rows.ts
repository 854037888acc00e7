/** What is written out, in portions: never all of it in memory. */
import type { Prospect } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import { fieldsIn } from '../../people/identity/people-csv.ts';
import type { ExportedKind, ExportedRow } from '../../ports/export-store.ts';
import type { Stores } from '../../ports/stores.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import {
  membersOf,
  selectPeople,
  type PeopleSelector,
  type Selecting,
} from '../people/select-people.ts';

type Needs = Selecting & Pick<Stores, 'exports'>;

const PORTION = 1_000;

/** @param selector  `null`: everybody. */
export function exportedPeople(
  stores: Needs,
  selector: PeopleSelector | null,
  settings: Pick<RunnerSettings, 'zone' | 'score'>,
  nowMs: number,
): AsyncIterable<readonly Prospect[]> {
  return selector === null
    ? membersOf(stores.people, null)
    : selectPeople(stores, selector, settings, nowMs);
}

/** The columns that lists brought, by name. */
export async function fieldsOf(
  people: AsyncIterable<readonly Prospect[]>,
): Promise<readonly string[]> {
  const names = new Set<string>();
  for await (const portion of people) fieldsIn(portion, names);
  return [...names].toSorted();
}

export async function* exportedRows(
  stores: Needs,
  kind: ExportedKind,
  selector: PeopleSelector | null,
  settings: Pick<RunnerSettings, 'zone' | 'score'>,
  nowMs: number,
): AsyncGenerator<readonly ExportedRow[]> {
  if (selector !== null) {
    for await (const people of selectPeople(stores, selector, settings, nowMs)) {
      const ids = people.map(({ id }) => id);
      yield (await stores.exports.rowsOf(kind, ids)) ?? [];
    }
    return;
  }
  for (let after = 0; ;) {
    const { rows, last } = await stores.exports.rowsAfter(kind, after, PORTION);
    yield rows;
    if (rows.length < PORTION) return;
    after = last;
  }
}

/** @throws {UserError} `about_nobody` (exit 2). */
export async function assertAboutPeople({ exports }: Needs, kind: ExportedKind): Promise<void> {
  if ((await exports.rowsOf(kind, [])) !== null) return;
  throw new UserError(
    'about_nobody',
    `${kind} are about nobody, so people can't be chosen among them`,
    'leave out --list, --where and --segment',
    2,
  );
}
