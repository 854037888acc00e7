/** What becomes of a person when a list says something about them? */
import type { Identity, Prospect } from '../../core/person/prospect.ts';
import {
  FIELD,
  identityField,
  saidOf,
  tagField,
  VALUES,
  type ValueName,
} from '../../core/person/said.ts';
import {
  isOlder,
  sourceTimes,
  timeOf,
  type SourceTime,
  type SourceTimes,
} from '../../core/person/source-time.ts';
import { accountAfter, type AccountNames } from './account-of.ts';
import type { Lead } from '../lists/lead.ts';
import { displayName } from '../cells/names.ts';
import { zoneOf, type KnownZone } from '../cells/zone.ts';

/** All that a list can say; id and revision are the store's. */
export type ProspectDraft = Omit<Prospect, 'id' | 'revision'>;

export interface ProspectChange {
  readonly change: 'created' | 'updated' | 'unchanged';
  readonly prospect: ProspectDraft;
  /** The same object where nothing of it is newer now. */
  readonly times: SourceTimes;
}

/** What an import says of everybody in it (`--owner`, `--source`): fills what is absent, never takes a person from their owner. */
export interface ImportDefaults {
  readonly owner: string | null;
  readonly source: string | null;
  /** Other names of accounts; left out: there are none. */
  readonly accounts?: AccountNames;
}

/** What a row says of a person. */
export type SaidOfPerson = Pick<
  Lead,
  ValueName | 'name' | 'zone' | 'fields' | 'tags' | 'identities'
>;

/** How new the row is, and what is known. Left out: newer than all that is known. */
export interface RowTime {
  readonly at: SourceTime;
  readonly known: SourceTimes | null;
}

const NEWEST: RowTime = { at: [Infinity, 0], known: null };

/**
 * Filled cells replace what is not newer, absent ones never erase; identities, tags and fields add up. A known identity keeps its place and
 * its status: a list can't revive an address that bounced.
 *
 * @param existing  Who the row is about; `null` makes a new person.
 */
export function mergeLead(
  existing: ProspectDraft | null,
  lead: SaidOfPerson,
  defaults: ImportDefaults,
  time: RowTime = NEWEST,
): ProspectChange {
  const said = existing === null ? lead : newerPart(existing, lead, time);
  const identities = mergedIdentities(existing?.identities ?? [], lead.identities);
  const firstName = said.firstName ?? existing?.firstName ?? null;
  const lastName = said.lastName ?? existing?.lastName ?? null;
  const website = said.website ?? existing?.website ?? null;
  const place = {
    city: said.city ?? existing?.city ?? null,
    state: said.state ?? existing?.state ?? null,
    country: said.country ?? existing?.country ?? null,
  };
  const fields = existing === null ? lead.fields : { ...existing.fields, ...said.fields };
  const known = { fields, identities, website };
  const zone = zoneAfter(existing, said.zone, { ...place, phone: phoneOf(identities) });
  const prospect: ProspectDraft = {
    firstName,
    lastName,
    name: said.name ?? nameAfter(existing, firstName, lastName),
    title: said.title ?? existing?.title ?? null,
    company: said.company ?? existing?.company ?? null,
    accountId: accountAfter(existing?.accountId ?? null, known, defaults.accounts),
    website,
    ...place,
    zone: zone?.zone ?? null,
    zoneSource: zone?.source ?? null,
    language: said.language ?? existing?.language ?? null,
    owner: said.owner ?? existing?.owner ?? defaults.owner,
    source: said.source ?? existing?.source ?? defaults.source,
    tags:
      existing === null
        ? lead.tags
        : lead.tags.length === 0
          ? existing.tags
          : [...new Set([...existing.tags, ...lead.tags])],
    fields,
    identities,
  };
  if (existing === null)
    return { change: 'created', prospect, times: { base: time.at, others: {} } };
  const change = isAsBefore(existing, prospect) ? 'unchanged' : 'updated';
  const { known: before } = time;
  // As old as the base, or older, and nothing new: nothing can be newer now.
  const isOld = before !== null && change === 'unchanged' && !isOlder(oldestOf(before), time.at);
  const times = isOld ? before : timesAfter(prospect, existing, lead, time);
  return { change, prospect, times };
}

const NO_TIMES: SourceTimes = { base: [0, 0], others: {} };

type Said = Pick<Lead, ValueName | 'name' | 'zone' | 'fields'>;

/** What the row says that is not older than what is known. */
function newerPart(existing: ProspectDraft, lead: SaidOfPerson, { at, known }: RowTime): Said {
  // Nothing known is newer than the row, as in nearly every list.
  if (known === null || (!isOlder(at, known.base) && isEmpty(known.others))) return lead;
  const isNewer = (field: string): boolean => !isOlder(at, timeOf(known, field));
  const values: Partial<Record<ValueName, string | null>> = {};
  for (const name of VALUES)
    values[name] = existing[name] === null || isNewer(name) ? lead[name] : null;
  const fields = Object.entries(lead.fields).filter(
    ([name]) => !(name in existing.fields) || isNewer(`${FIELD}${name}`),
  );
  const hasItsParts =
    (values.firstName ?? existing.firstName) === lead.firstName &&
    (values.lastName ?? existing.lastName) === lead.lastName;
  return {
    ...lead,
    ...values,
    name: hasItsParts && (existing.name === null || isNewer('name')) ? lead.name : null,
    zone: existing.zoneSource !== 'column' || isNewer('zone') ? lead.zone : null,
    fields: Object.fromEntries(fields),
  };
}

/** What the row says, if only once more, is as new as the row. */
function timesAfter(
  after: ProspectDraft,
  before: ProspectDraft,
  lead: SaidOfPerson,
  { at, known }: RowTime,
): SourceTimes {
  if (known === null) return NO_TIMES;
  const times = known;
  const isSaid = saidByLead(lead);
  const all = saidOf(after);
  const newer = all.filter((field) => isSaid.has(field) && isOlder(timeOf(times, field), at));
  const hasBefore = new Set(saidOf(before));
  const added = all.filter((field) => !hasBefore.has(field));
  if (newer.length === 0 && added.length === 0) return times;
  const byField = new Map(all.map((field) => [field, timeOf(times, field)]));
  for (const field of [...newer, ...added]) byField.set(field, at);
  return sourceTimes(byField);
}

function saidByLead(lead: SaidOfPerson): ReadonlySet<string> {
  const said = new Set<string>();
  for (const name of VALUES) if (lead[name] !== null) said.add(name);
  if (lead.name !== null) said.add('name');
  if (lead.zone !== null) said.add('zone');
  for (const name in lead.fields) said.add(`${FIELD}${name}`);
  for (const tag of lead.tags) said.add(tagField(tag));
  for (const identity of lead.identities) said.add(identityField(identity));
  return said;
}

function oldestOf({ base, others }: SourceTimes): SourceTime {
  let oldest = base;
  for (const field in others) if (isOlder(others[field]!, oldest)) oldest = others[field]!;
  return oldest;
}

function isEmpty(others: object): boolean {
  for (const _ in others) return false;
  return true;
}

function mergedIdentities(
  known: readonly Identity[],
  added: readonly Identity[],
): readonly Identity[] {
  const isNew = (identity: Identity): boolean =>
    !known.some((one) => one.kind === identity.kind && one.value === identity.value);
  if (known.length === 0) return added;
  const more = added.filter(isNew);
  return more.length === 0 ? known : [...known, ...more];
}

/** A name that was given stays until a part of it changes. */
function nameAfter(
  existing: ProspectDraft | null,
  firstName: string | null,
  lastName: string | null,
): string | null {
  const hasSameParts = existing?.firstName === firstName && existing.lastName === lastName;
  return hasSameParts ? existing.name : displayName(firstName, lastName);
}

function phoneOf(identities: readonly Identity[]): string | null {
  return (
    identities.find((identity) => identity.kind === 'phone' && identity.status === 'good')?.value ??
    null
  );
}

/** A zone that somebody wrote down outlives every guess; a guess follows the place. */
function zoneAfter(
  existing: ProspectDraft | null,
  given: string | null,
  whereAbouts: {
    readonly city: string | null;
    readonly state: string | null;
    readonly country: string | null;
    readonly phone: string | null;
  },
): KnownZone | null {
  const kept = existing?.zoneSource === 'column' ? existing.zone : null;
  const found = zoneOf({ zone: given ?? kept, ...whereAbouts });
  if (found !== null || existing?.zone == null || existing.zoneSource === null) return found;
  return { zone: existing.zone, source: existing.zoneSource };
}

const WHOLE = [
  ...VALUES,
  'name',
  'accountId',
  'zone',
  'zoneSource',
] as const satisfies readonly (keyof ProspectDraft)[];

/** Whether a draft says of a person what is known already. A store may hand the fields back in another order. */
export function isAsBefore(existing: ProspectDraft, draft: ProspectDraft): boolean {
  for (const name of WHOLE) if (existing[name] !== draft[name]) return false;
  return (
    areSame(existing.tags, draft.tags, (left, right) => left === right) &&
    areSame(existing.identities, draft.identities, isSameIdentity) &&
    haveSameFields(existing.fields, draft.fields)
  );
}

function isSameIdentity(left: Identity, right: Identity): boolean {
  return left.kind === right.kind && left.value === right.value && left.status === right.status;
}

function areSame<Each>(
  left: readonly Each[],
  right: readonly Each[],
  isSame: (left: Each, right: Each) => boolean,
): boolean {
  return (
    left === right ||
    (left.length === right.length && left.every((each, at) => isSame(each, right[at]!)))
  );
}

function haveSameFields(left: ProspectDraft['fields'], right: ProspectDraft['fields']): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => left[name] === right[name])
  );
}
