/** People as `export` writes them. */
import { peopleCsv, peopleCsvHeader } from '../../../src/people/identity/people-csv.ts';
import type { PeopleSelector } from '../../../src/usecases/people/select-people.ts';
import { exportedPeople, fieldsOf } from '../../../src/usecases/export/export-rows.ts';
import type { World } from './world.ts';

export async function exported(
  { stores, settings, clock }: World,
  whom: { readonly list?: string } = {},
): Promise<string> {
  const list: PeopleSelector | null =
    whom.list === undefined ? null : { list: whom.list, where: [], keys: [] };
  const people = () => exportedPeople(stores, list, settings, clock.nowMs());
  const fields = await fieldsOf(people());
  let text = peopleCsvHeader(fields);
  for await (const portion of people()) text += peopleCsv(portion, fields);
  return text;
}
