/** A person as every command prints them. */
import { addressOn, type Identity, type Prospect } from '../../core/person/prospect.ts';
import { addressMark, type AddressMark } from '../../people/cells/address-mark.ts';
import type { Json } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';

/** The fields of a person's document; a command adds its own. */
export function personJson(person: Prospect): { readonly [key: string]: Json } {
  return {
    id: person.id,
    name: person.name,
    first_name: person.firstName,
    last_name: person.lastName,
    email: addressOn(person, 'email'),
    phone: addressOn(person, 'phone'),
    linkedin: addressOn(person, 'linkedin'),
    title: person.title,
    company: person.company,
    account: person.accountId,
    website: person.website,
    city: person.city,
    state: person.state,
    country: person.country,
    zone: person.zone,
    zone_source: person.zoneSource,
    language: person.language,
    owner: person.owner,
    source: person.source,
    tags: person.tags,
    fields: person.fields,
    identities: identitiesJson(person),
  };
}

/** Addresses, telephone numbers, profiles, ids: in order of preference. */
export function identitiesJson({ identities }: Pick<Prospect, 'identities'>): Json {
  return identities.map((identity) => {
    const { kind, value, status } = identity;
    return { kind, value, status, mark: markOf(identity) };
  });
}

/** `info@kern.example (of a role)`. Not clean. */
export function identityText(identity: Identity): string {
  const { value, status } = identity;
  if (status === 'bad') return `${value} (does not reach them)`;
  const mark = markOf(identity);
  return mark === null ? value : `${value} (${MARKS[mark]})`;
}

const MARKS = { role: 'of a role', free_mail: 'free mail' } as const;

function markOf({ kind, value }: Identity): AddressMark | null {
  return kind === 'email' ? addressMark(value) : null;
}

/** `Ada Kern (p1)`; who has no name is called by an address. Clean. */
export function personName(person: Prospect): string {
  const name = person.name ?? person.identities[0]?.value;
  return cleanLine(name === undefined ? person.id : `${name} (${person.id})`);
}

/** Who it is, where, and how they are reached; clean lines, without what is not known. */
export function personText(person: Prospect): string {
  const work = [person.title, person.company].filter((each) => each !== null).join(', ');
  const known = knownOf([
    ['work', work],
    ...person.identities.map(
      (identity) =>
        [identity.kind === 'external' ? 'id' : identity.kind, identityText(identity)] as const,
    ),
    ...detailsOf(person, person.zone, null),
  ]);
  const width = Math.max(10, ...known.map(([name]) => name.length));
  const shown = known.map(([name, value]) => `  ${name.padEnd(width)} ${value}`);
  return [personName(person), ...shown].join('\n');
}

/** Beside name, work, addresses and zone: some to a line, each cut where it is long. Clean. */
export function personLines(person: Prospect, lists: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const [name, value] of knownOf(detailsOf(person, null, lists.join(', ')))) {
    const says = `${name} ${value.length > VALUE_MOST ? `${value.slice(0, VALUE_MOST - 3)}...` : value}`;
    const last = lines.at(-1);
    if (last === undefined || last.length + says.length > LINE_MOST) lines.push(says);
    else lines[lines.length - 1] = `${last}   ${says}`;
  }
  return lines;
}

const LINE_MOST = 100;
const VALUE_MOST = 60;

type Row = readonly [name: string, value: string | null];

function detailsOf(person: Prospect, zone: string | null, lists: string | null): readonly Row[] {
  const place = [person.city, person.state, person.country].filter((each) => each !== null);
  return [
    ['website', person.website],
    ['place', place.join(', ')],
    ['zone', zone],
    ['language', person.language],
    ['owner', person.owner],
    ['source', person.source],
    ['tags', person.tags.join(', ')],
    ['lists', lists],
    ...Object.entries(person.fields),
  ];
}

function knownOf(rows: readonly Row[]): readonly (readonly [name: string, value: string])[] {
  return rows.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[cleanLine(name), cleanLine(value)] as const],
  );
}
