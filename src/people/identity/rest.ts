/** What is known of a person beyond what the columns of an export tell, taken down and given back. */
import type { Identity } from '../../core/person/prospect.ts';
import {
  identityOf,
  identityText,
  isPart,
  type Parts,
  type Rest,
  type Told,
} from '../lists/rest-cell.ts';
import type { ProspectDraft } from './prospect-change.ts';

/** @param told  Whom the columns alone make, in a workspace that knows nobody. `null`: they say it all. */
export function restOf(person: ProspectDraft, told: ProspectDraft): Rest | null {
  const rest: Record<string, unknown> = {};
  const [is, was] = [partsOf(person), partsOf(told)];
  for (const name of NAMES) if (!isSame(is[name], was[name])) rest[name] = [is[name], was[name]];
  const keys = new Set([...Object.keys(person.fields), ...Object.keys(told.fields)]);
  const fields = [...keys].toSorted().flatMap((key): [string, Told<string | null>][] => {
    const [value, read] = [person.fields[key] ?? null, told.fields[key] ?? null];
    const part: Told<string | null> = [value, read];
    return value === read || !isPart('fields', { [key]: part }) ? [] : [[key, part]];
  });
  if (fields.length > 0) rest['fields'] = Object.fromEntries(fields);
  // An import would refuse the row for it.
  const kept = Object.entries(rest).filter(([name, part]) => isPart(name, part));
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

/** @param told  Whom the columns of the row make, in a workspace that knows nobody. */
export function withRest(told: ProspectDraft, rest: Rest): ProspectDraft {
  const was = partsOf(told);
  const name = given(rest.name, was.name);
  const account = given(rest.account, was.account);
  const zone = given(rest.zone, was.zone);
  return {
    ...told,
    ...(name === undefined ? {} : { firstName: name[0]!, lastName: name[1]!, name: name[2]! }),
    ...(account === undefined ? {} : { accountId: account }),
    ...(zone === undefined ? {} : { zone: zone?.[0] ?? null, zoneSource: zone?.[1] ?? null }),
    tags: given(rest.tags, was.tags) ?? told.tags,
    fields: fieldsAfter(told.fields, rest.fields),
    identities: identitiesAfter(told.identities, rest.identities),
  };
}

/** `undefined`: the rest has nothing of it, or the columns tell something else by now. */
function given<Value>(part: Told<Value> | undefined, was: Value): Value | undefined {
  return part !== undefined && isSame(part[1], was) ? part[0] : undefined;
}

const NAMES = [
  'name',
  'tags',
  'identities',
  'account',
  'zone',
] as const satisfies readonly (keyof Parts)[];

function partsOf(person: ProspectDraft): Parts {
  const { firstName, lastName, name, tags, identities, zone, zoneSource } = person;
  return {
    name: [firstName, lastName, name],
    tags,
    identities: identities.map(identityText),
    account: person.accountId,
    zone: zone === null || zoneSource === null ? null : [zone, zoneSource],
  };
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function fieldsAfter(
  told: ProspectDraft['fields'],
  rest: NonNullable<Rest['fields']> = {},
): ProspectDraft['fields'] {
  const fields = new Map(Object.entries(told));
  for (const [key, [is, was]] of Object.entries(rest)) {
    if ((told[key] ?? null) !== was) continue;
    if (is === null) fields.delete(key);
    else fields.set(key, is);
  }
  return Object.fromEntries(fields);
}

/** An address that was written into a column since is theirs as well. */
function identitiesAfter(
  told: ProspectDraft['identities'],
  rest: Rest['identities'],
): ProspectDraft['identities'] {
  if (rest === undefined) return told;
  const known = rest[0].flatMap((text) => identityOf(text) ?? []);
  if (isSame(rest[1], told.map(identityText))) return known;
  const isNew = (one: Identity): boolean =>
    !known.some((each) => each.kind === one.kind && each.value === one.value);
  return [...known, ...told.filter(isNew)];
}
