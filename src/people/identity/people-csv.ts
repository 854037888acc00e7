/** People as a list that an import reads back without changing anybody. */
import type { Identity, Prospect } from '../../core/person/prospect.ts';
import { KNOWN_FIELDS, type KnownField } from '../columns/column-names.ts';
import {
  ID_COLUMN,
  mapColumns,
  REASON_COLUMN,
  REST_COLUMN,
  type Column,
} from '../columns/columns.ts';
import { csvText } from '../lists/csv-text.ts';
import { guarded } from '../lists/csv-guard.ts';
import { leadPartOf, type LeadDefaults } from '../lists/lead.ts';
import { restCell } from '../lists/rest-cell.ts';
import { mergeLead } from './prospect-change.ts';
import { restOf } from './rest.ts';

/** @param fields  Their own columns, which nobody need have. */
export function peopleHeader(fields: readonly string[]): readonly string[] {
  return [ID_COLUMN, ...KNOWN_FIELDS, ...fields, REST_COLUMN];
}

/** What stands under them. @param columns  `columnsOf` the same fields. */
export function personCells(
  person: Prospect,
  fields: readonly string[],
  columns: readonly Column[],
): readonly string[] {
  const cells = [
    person.id,
    ...KNOWN_FIELDS.map((field) => valueOf(person, field) ?? person.fields[field] ?? ''),
    ...fields.map((field) => person.fields[field] ?? ''),
  ].map(guarded);
  return [...cells, restFor(person, cells, columns)];
}

export function peopleCsvHeader(fields: readonly string[]): string {
  return csvText([peopleHeader(fields)]);
}

export function peopleCsv(people: readonly Prospect[], fields: readonly string[]): string {
  const columns = columnsOf(fields);
  return csvText(people.map((person) => personCells(person, fields, columns)));
}

/** The names of what people have beside what every list has. */
export function fieldsIn(people: readonly Prospect[], known: Set<string>): void {
  for (const { fields } of people)
    for (const name of Object.keys(fields)) if (!OURS.has(name)) known.add(name);
}

const OURS: ReadonlySet<string> = new Set([...KNOWN_FIELDS, ID_COLUMN, REST_COLUMN, REASON_COLUMN]);

/** As an import reads them. */
export function columnsOf(fields: readonly string[]): readonly Column[] {
  const mapped = mapColumns(peopleHeader(fields), [], '');
  return mapped.ok ? mapped.value : [];
}

const NOBODY: LeadDefaults = { country: null, ownAddresses: new Set() };

/** Empty for nearly everybody: what their columns are read as is what is known of them. */
function restFor(person: Prospect, cells: readonly string[], columns: readonly Column[]): string {
  const row = { line: 1, cells: [...cells, ''], problem: null };
  const verdict = leadPartOf(row, columns, NOBODY);
  if (verdict.kind === 'rejected') return '';
  const told = mergeLead(null, verdict.lead, { owner: null, source: null }).prospect;
  const rest = restOf(person, told);
  return rest === null ? '' : restCell(rest);
}

function valueOf(person: Prospect, field: KnownField): string | null {
  switch (field) {
    case 'first_name':
      return person.firstName;
    case 'last_name':
      return person.lastName;
    case 'email':
      return addressesOf(person, 'email')[0] ?? null;
    case 'email_2':
      return addressesOf(person, 'email')[1] ?? null;
    case 'phone':
      return addressesOf(person, 'phone')[0] ?? null;
    case 'mobile':
      return addressesOf(person, 'phone')[1] ?? null;
    case 'linkedin_url': {
      const [slug] = addressesOf(person, 'linkedin');
      return slug === undefined ? null : `https://www.linkedin.com/${slug}`;
    }
    case 'external_id':
      return addressesOf(person, 'external')[0] ?? null;
    // What was told from their place would come back as what somebody said.
    case 'zone':
      return person.zoneSource === 'column' ? person.zone : null;
    case 'tags':
      return person.tags.join('; ');
    case 'name':
    case 'company':
    case 'title':
    case 'website':
    case 'city':
    case 'state':
    case 'country':
    case 'language':
    case 'owner':
    case 'source':
      return person[field];
  }
}

/** Those that reach them first. */
function addressesOf({ identities }: Prospect, kind: Identity['kind']): readonly string[] {
  const all = identities.filter((each) => each.kind === kind);
  return [...all.filter(({ status }) => status === 'good'), ...all.filter(isBad)].map(
    ({ value }) => value,
  );
}

function isBad({ status }: Identity): boolean {
  return status === 'bad';
}
