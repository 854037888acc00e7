/** What is known of somebody who was known as two people; and of each, when they are two after all? */
import type { Identity, Prospect } from '../../core/person/prospect.ts';
import {
  FIELD,
  identityField,
  saidOf,
  tagField,
  valueOf,
  type KnownPerson,
  type ValueName,
} from '../../core/person/said.ts';
import {
  isOlder,
  sourceTimes,
  timeOf,
  type SourceTime,
  type SourceTimes,
} from '../../core/person/source-time.ts';
import { displayName } from '../cells/names.ts';
import { ACCOUNT_FIELD } from './account-of.ts';
import { isAsBefore, type ProspectDraft } from './prospect-change.ts';
import { zoneOf } from '../cells/zone.ts';

export interface PersonNow {
  readonly person: ProspectDraft;
  readonly times: SourceTimes;
}

const GIVEN = `${FIELD}${ACCOUNT_FIELD}`;

/** Of two values the newer one; what adds up adds up. The survivor's addresses stand first. */
export function mergePeople(survivor: KnownPerson, absorbed: KnownPerson): PersonNow {
  const [one, other] = [survivor.prospect, absorbed.prospect];
  const newer = (field: string): Prospect => {
    const has = (person: Prospect): boolean => valueOf(person, field) !== null;
    if (!has(one) || !has(other)) return has(one) ? one : other;
    return isOlder(timeOf(survivor.times, field), timeOf(absorbed.times, field)) ? other : one;
  };
  const values = valuesOf((name) => newer(name)[name]);
  const names = new Set([...Object.keys(one.fields), ...Object.keys(other.fields)]);
  const fields = [...names].map((name): [string, string] => [
    name,
    newer(`${FIELD}${name}`).fields[name]!,
  ]);
  // What somebody said outright outweighs what an address tells.
  const isGiven = ACCOUNT_FIELD in one.fields || ACCOUNT_FIELD in other.fields;
  const identities = united(one.identities, other.identities);
  const { id: _id, revision: _revision, ...before } = one;
  const person: ProspectDraft = {
    ...before,
    ...values,
    name: nameOf(values, [newer('name'), one, other]),
    accountId: (isGiven ? newer(GIVEN).accountId : null) ?? one.accountId ?? other.accountId,
    ...zoneAfter(values, identities, [newer('zone'), one, other]),
    tags: [...new Set([...one.tags, ...other.tags])],
    fields: Object.fromEntries(fields),
    identities,
  };
  return { person, times: newestTimes(person, survivor, absorbed) };
}

type Values = Pick<Prospect, ValueName>;

function valuesOf(of: (name: ValueName) => string | null): Values {
  return {
    firstName: of('firstName'),
    lastName: of('lastName'),
    title: of('title'),
    company: of('company'),
    website: of('website'),
    city: of('city'),
    state: of('state'),
    country: of('country'),
    language: of('language'),
    owner: of('owner'),
    source: of('source'),
  };
}

function united(mine: readonly Identity[], theirs: readonly Identity[]): readonly Identity[] {
  const isSame = (left: Identity, right: Identity): boolean =>
    left.kind === right.kind && left.value === right.value;
  const both = mine.map((each) => {
    const twin = theirs.find((one) => isSame(one, each));
    // What is known not to reach the one does not reach the other.
    return twin?.status === 'bad' ? { ...each, status: 'bad' as const } : each;
  });
  return [...both, ...theirs.filter((each) => !mine.some((one) => isSame(one, each)))];
}

/** As one of the two is called who has the same parts. */
function nameOf(
  { firstName, lastName }: Pick<Prospect, 'firstName' | 'lastName'>,
  people: readonly Prospect[],
): string | null {
  const namesake = people.find(
    (each) => each.name !== null && each.firstName === firstName && each.lastName === lastName,
  );
  return namesake?.name ?? displayName(firstName, lastName);
}

function zoneAfter(
  place: Values,
  identities: readonly Identity[],
  people: readonly Prospect[],
): Pick<Prospect, 'zone' | 'zoneSource'> {
  const written = people.find((each) => each.zoneSource === 'column')?.zone ?? null;
  const phone = identities.find(({ kind, status }) => kind === 'phone' && status === 'good');
  const { city, state, country } = place;
  const found = zoneOf({ zone: written, city, state, country, phone: phone?.value ?? null });
  if (found !== null) return { zone: found.zone, zoneSource: found.source };
  const known = people.find((each) => each.zone !== null);
  return { zone: known?.zone ?? null, zoneSource: known?.zoneSource ?? null };
}

function newestTimes(person: ProspectDraft, ...people: readonly KnownPerson[]): SourceTimes {
  const times = new Map<string, SourceTime>();
  for (const { prospect, times: known } of people) {
    for (const field of saidOf(prospect)) {
      const had = times.get(field);
      const time = timeOf(known, field);
      if (had === undefined || isOlder(had, time)) times.set(field, time);
    }
  }
  const said = new Set(saidOf(person));
  return sourceTimes(new Map([...times].filter(([field]) => said.has(field))));
}

export interface TwoPeople {
  readonly survivor: KnownPerson;
  readonly absorbed: KnownPerson;
  /** What became of them when they were merged. */
  readonly merged: PersonNow;
}

/**
 * As they were; what was learnt since stays with the survivor, but for addresses that turned out bad. What was taken off the one person
 * (a list was undone, a rep cleared it) comes back to nobody where it adds up: an address, a tag.
 */
export function splitPeople(
  { survivor, absorbed, merged }: TwoPeople,
  now: KnownPerson,
): { readonly survivor: PersonNow; readonly absorbed: PersonNow } {
  const bad = new Set(
    now.prospect.identities.filter(({ status }) => status === 'bad').map(identityField),
  );
  if (isAsBefore(now.prospect, merged.person))
    return { survivor: asItWas(survivor), absorbed: asItWas(absorbed) };
  const said = new Set(saidOf(now.prospect));
  const gone = new Set(saidOf(merged.person).filter((field) => !said.has(field)));
  return {
    survivor: withoutGone(withNews(survivor, merged, now, bad), gone),
    absorbed: withoutGone(withBadAddresses(asItWas(absorbed), bad), gone),
  };
}

function withBadAddresses({ person, times }: PersonNow, bad: ReadonlySet<string>): PersonNow {
  return { person: withBad(person, bad), times };
}

function withoutGone({ person, times }: PersonNow, gone: ReadonlySet<string>): PersonNow {
  const left: ProspectDraft = {
    ...person,
    tags: person.tags.filter((tag) => !gone.has(tagField(tag))),
    identities: person.identities.filter((each) => !gone.has(identityField(each))),
  };
  const kept = saidOf(left).map((field): [string, SourceTime] => [field, timeOf(times, field)]);
  return { person: left, times: sourceTimes(new Map(kept)) };
}

function asItWas({ prospect, times }: KnownPerson): PersonNow {
  const { id: _id, revision: _revision, ...person } = prospect;
  return { person, times };
}

function withBad(person: ProspectDraft, bad: ReadonlySet<string>): ProspectDraft {
  const identities = person.identities.map((each) =>
    bad.has(identityField(each)) ? { ...each, status: 'bad' as const } : each,
  );
  return { ...person, identities };
}

function withNews(
  survivor: KnownPerson,
  merged: PersonNow,
  now: KnownPerson,
  bad: ReadonlySet<string>,
): PersonNow {
  const before = asItWas(survivor).person;
  const then = merged.person;
  const after = now.prospect;
  const isNews = (field: string): boolean => valueOf(after, field) !== valueOf(then, field);
  const values = valuesOf((name) => (isNews(name) ? after[name] : before[name]));
  const added = <Each>(
    known: readonly Each[],
    nowKnown: readonly Each[],
    key: (each: Each) => string,
  ) => nowKnown.filter((each) => !known.some((one) => key(one) === key(each)));
  const names = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)]);
  const fields = [...names].flatMap((name): [string, string][] => {
    const value = isNews(`${FIELD}${name}`) ? after.fields[name] : before.fields[name];
    return value === undefined ? [] : [[name, value]];
  });
  const hasNewZone = after.zone !== then.zone;
  const person: ProspectDraft = {
    ...before,
    ...values,
    name: isNews('name') ? after.name : before.name,
    zone: hasNewZone ? after.zone : before.zone,
    zoneSource: hasNewZone ? after.zoneSource : before.zoneSource,
    tags: [...before.tags, ...added(then.tags, after.tags, tagField)],
    fields: Object.fromEntries(fields),
    identities: [
      ...withBad(before, bad).identities,
      ...added(then.identities, after.identities, identityField),
    ],
  };
  const times = saidOf(person).map((field): [string, SourceTime] => [
    field,
    timeOf(isNews(field) ? now.times : survivor.times, field),
  ]);
  return { person, times: sourceTimes(new Map(times)) };
}
