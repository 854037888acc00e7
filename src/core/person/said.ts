/** What is said of a person, field by field, and how new each of it is. */
import type { Identity, Prospect } from './prospect.ts';
import {
  BY_HAND,
  isSameTime,
  sourceTimes,
  timeOf,
  type SourceTime,
  type SourceTimes,
} from './source-time.ts';

type Profile = Omit<Prospect, 'id' | 'revision'>;

/** A person with the source times of what is known of them. */
export interface KnownPerson {
  readonly prospect: Prospect;
  readonly times: SourceTimes;
}

/** Of two lists the newer one is right about them. Names of people and zones follow from several of these. */
export const VALUES = [
  'firstName',
  'lastName',
  'title',
  'company',
  'website',
  'city',
  'state',
  'country',
  'language',
  'owner',
  'source',
] as const;
export type ValueName = (typeof VALUES)[number];

export const FIELD = 'fields.';
const TAG = 'tag:';

export const identityField = ({ kind, value }: Pick<Identity, 'kind' | 'value'>): string =>
  `${kind}:${value}`;
export const tagField = (tag: string): string => `${TAG}${tag}`;

/** All that has a value, by the name under which its time is kept. */
export function saidOf(person: Profile): readonly string[] {
  return [
    ...VALUES.filter((name) => person[name] !== null),
    ...(person.name === null ? [] : ['name']),
    ...(person.zoneSource === 'column' ? ['zone'] : []),
    ...Object.keys(person.fields).map((name) => `${FIELD}${name}`),
    ...person.tags.map(tagField),
    ...person.identities.map(identityField),
  ];
}

/** What is said under this name; `null`: nothing. Tags and identities say that they are there. */
export function valueOf(person: Profile, field: string): string | null {
  if (field.startsWith(FIELD)) return person.fields[field.slice(FIELD.length)] ?? null;
  if (field.includes(':')) return saidOf(person).includes(field) ? '' : null;
  const name = VALUES.find((each) => each === field);
  if (name !== undefined) return person[name];
  return field === 'name' ? person.name : person.zoneSource === 'column' ? person.zone : null;
}

/** What a rep or a sequence changed is as new as the change; the rest is as old as it was. */
export function timesByHand(before: KnownPerson, after: Profile, nowMs: number): SourceTimes {
  const old = before.prospect;
  const had = new Set(saidOf(old));
  const times = saidOf(after).map((field): [string, SourceTime] => {
    const isAsBefore =
      had.has(field) && (field.includes(':') || valueOf(old, field) === valueOf(after, field));
    return [field, isAsBefore ? timeOf(before.times, field) : [nowMs, BY_HAND]];
  });
  return sourceTimes(new Map(times));
}

/** What a list changed of a person, by the name of it: the value and its time before; `null`: nothing was known. */
export type ChangeBefore = Readonly<Record<string, readonly [string | null, SourceTime | null]>>;

/** They follow from other values, and are kept beside them. */
const FOLLOWING = new Set(['accountId', 'zone', 'zoneSource']);

/**
 * Of what a list changed of them: what is not again as it was before, value and time. When a merge of that list's is taken back, what came
 * with the other person has gone with them: should it come with them again, it is not the list's to take away.
 */
export function stillChanged(
  before: ChangeBefore,
  person: Profile,
  times: SourceTimes,
): ChangeBefore {
  const said = new Set(saidOf(person));
  const isBack = (field: string, value: string | null, time: SourceTime | null): boolean => {
    if (FOLLOWING.has(field) || valueOf(person, field) !== value) return false;
    return time === null ? !said.has(field) : isSameTime(time, timeOf(times, field));
  };
  const changed = Object.entries(before).filter(
    ([field, [value, time]]) => !isBack(field, value, time),
  );
  return Object.fromEntries(changed);
}
