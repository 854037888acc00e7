/** Portions of what is exported, as text: CSV that no spreadsheet runs, or a document a line. */
import type { Prospect } from '../../core/person/prospect.ts';
import { csvText } from '../../people/lists/csv-text.ts';
import { guarded } from '../../people/lists/csv-guard.ts';
import { peopleCsv, peopleCsvHeader } from '../../people/identity/people-csv.ts';
import type { ExportedKind, ExportedRow } from '../../ports/export-store.ts';
import type { Json } from '../output/json.ts';
import { personJson } from './person.ts';

export async function* peopleAsCsv(
  people: AsyncIterable<readonly Prospect[]>,
  fields: readonly string[],
): AsyncGenerator<string> {
  yield peopleCsvHeader(fields);
  for await (const portion of people) yield peopleCsv(portion, fields);
}

export async function* rowsAsCsv(
  portions: AsyncIterable<readonly ExportedRow[]>,
  columns: readonly string[],
): AsyncGenerator<string> {
  yield csvText([columns]);
  for await (const rows of portions)
    yield csvText(rows.map((row) => columns.map((name) => cellOf(row[name]))));
}

/** A number needs no guard: `-3` is one. */
function cellOf(value: string | number | null | undefined): string {
  return typeof value === 'string' ? guarded(value) : String(value ?? '');
}

export async function* peopleAsDocuments(
  people: AsyncIterable<readonly Prospect[]>,
): AsyncGenerator<readonly Json[]> {
  for await (const portion of people)
    yield portion.map((person) => ({
      export: 'people',
      ...personJson(person),
      fields: inOrder(person.fields),
    }));
}

/** In the order of their names: in which they were written down is nothing that an import brings back. */
function inOrder(fields: Prospect['fields']): Prospect['fields'] {
  return Object.fromEntries(
    Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}

export async function* rowsAsDocuments(
  portions: AsyncIterable<readonly ExportedRow[]>,
  kind: ExportedKind,
  columns: readonly string[],
): AsyncGenerator<readonly Json[]> {
  for await (const rows of portions)
    yield rows.map((row) => ({
      export: kind,
      ...Object.fromEntries(columns.map((name) => [name, row[name] ?? null])),
    }));
}

export async function* asLines(portions: AsyncIterable<readonly Json[]>): AsyncGenerator<string> {
  for await (const documents of portions)
    yield documents.map((each) => `${JSON.stringify(each)}\n`).join('');
}
