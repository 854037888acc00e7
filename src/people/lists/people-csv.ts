/** People as a list that an import reads back without changing anybody. */
import type { Identity, Prospect } from '../../core/person/prospect.ts';
import { ADDRESSES_COLUMN, ID_COLUMN } from '../columns/columns.ts';
import { addressesCell } from './all-addresses.ts';
import { KNOWN_FIELDS, type KnownField } from '../columns/column-names.ts';
import { csvText } from './csv-text.ts';
import { guarded } from './csv-guard.ts';

/** @param fields  Their own columns, which nobody need have. */
export function peopleCsvHeader(fields: readonly string[]): string {
  return csvText([[ID_COLUMN, ...KNOWN_FIELDS, ...fields]]);
}

export function peopleCsv(people: readonly Prospect[], fields: readonly string[]): string {
  return csvText(
    people.map((person) =>
      [
        person.id,
        ...KNOWN_FIELDS.map((field) => valueOf(person, field) ?? person.fields[field] ?? ''),
        ...fields.map((field) =>
          field === ADDRESSES_COLUMN ? restOf(person) : (person.fields[field] ?? ''),
        ),
      ].map(guarded),
    ),
  );
}

/** The names of what people have beside what every list has, and of the column for what has no room there. */
export function fieldsIn(people: readonly Prospect[], known: Set<string>): void {
  for (const person of people) {
    for (const name of Object.keys(person.fields))
      if (!KNOWN_FIELDS.some((field) => field === name)) known.add(name);
    if (!known.has(ADDRESSES_COLUMN) && restOf(person) !== '') known.add(ADDRESSES_COLUMN);
  }
}

/** All that they are known by, where the columns would not give it back; empty for nearly everybody. */
function restOf(person: Prospect): string {
  const { identities } = person;
  const [first, second] = addressesOf(person, 'email');
  const told = [
    ...[first, second].map((value) => ['email', value]),
    ['linkedin', addressesOf(person, 'linkedin')[0]],
    ...addressesOf(person, 'phone')
      .slice(0, 2)
      .map((value) => ['phone', value]),
    ['external', addressesOf(person, 'external')[0]],
  ].filter(([, value]) => value !== undefined);
  const isTold =
    told.length === identities.length &&
    identities.every(
      ({ kind, value, status }, at) =>
        status === 'good' && told[at]?.[0] === kind && told[at]?.[1] === value,
    );
  return isTold ? '' : addressesCell(identities);
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
