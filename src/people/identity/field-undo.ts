/** What did a list change of a person, and what of it can be taken back? */
import type { Identity } from '../../core/person/prospect.ts';
import {
  FIELD,
  identityField,
  saidOf,
  tagField,
  valueOf,
  VALUES,
  type ChangeBefore,
  type KnownPerson,
} from '../../core/person/said.ts';
import {
  isOfImport,
  isSameTime,
  sourceTimes,
  timeOf,
  type SourceTime,
  type SourceTimes,
} from '../../core/person/source-time.ts';
import type { ProspectDraft } from './prospect-change.ts';

/** Names that follow from others are kept beside them. */
const DERIVED = ['accountId', 'zoneSource'] as const;

export function changeBefore(before: KnownPerson, after: ProspectDraft): ChangeBefore {
  const had = new Set(saidOf(before.prospect));
  const fields = new Set([...had, ...saidOf(after)]);
  const changed: Record<string, readonly [string | null, SourceTime | null]> = {};
  for (const field of fields) {
    const value = had.has(field) ? valueOf(before.prospect, field) : null;
    const now = valueOf(after, field);
    if (value !== now)
      changed[field] = [value, had.has(field) ? timeOf(before.times, field) : null];
  }
  for (const name of DERIVED)
    if (before.prospect[name] !== after[name]) changed[name] = [before.prospect[name], null];
  if (before.prospect.zone !== after.zone) changed['zone'] = [before.prospect.zone, null];
  return changed;
}

/** Nobody but these imports has said anything of them. */
export function isOnlyOf(
  { prospect, times }: KnownPerson,
  importNumbers: readonly number[],
): boolean {
  return saidOf(prospect).every((field) => isOfImport(timeOf(times, field), importNumbers));
}

export interface UndoneFields {
  readonly person: ProspectDraft;
  readonly times: SourceTimes;
  /** What somebody else changed since. */
  readonly kept: readonly string[];
}

/** Takes back what only this import says: what a rep or a later list has said since stays. */
export function undoFields(
  now: KnownPerson,
  before: ChangeBefore,
  importNumbers: readonly number[],
): UndoneFields {
  const { id: _id, revision: _revision, ...known } = now.prospect;
  const person: Record<string, unknown> = { ...known };
  const fields: Record<string, string> = { ...known.fields };
  let tags = known.tags;
  let identities: readonly Identity[] = known.identities;
  const times = new Map(saidOf(known).map((field) => [field, timeOf(now.times, field)]));
  const kept: string[] = [];
  for (const [field, [value, time]] of Object.entries(before)) {
    const said = times.get(field);
    if (said !== undefined && !isOfImport(said, importNumbers)) {
      // Who was parted again is as before already.
      const isBack = value === valueOf(known, field) && time !== null && isSameTime(time, said);
      if (!isBack) kept.push(field);
      continue;
    }
    if (field.startsWith(FIELD)) {
      const name = field.slice(FIELD.length);
      if (value === null) delete fields[name];
      else fields[name] = value;
    } else if (field.includes(':')) {
      tags = tags.filter((tag) => tagField(tag) !== field);
      identities = identities.filter((each) => identityField(each) !== field);
    } else if (isKnownName(field)) person[field] = value;
    if (value === null || time === null) times.delete(field);
    else times.set(field, time);
  }
  const undone = { ...known, ...person, fields, tags, identities };
  const said = new Set(saidOf(undone));
  return {
    person: undone,
    times: sourceTimes(new Map([...times].filter(([field]) => said.has(field)))),
    kept: kept.filter((field) => !DERIVED.some((name) => name === field)),
  };
}

function isKnownName(field: string): boolean {
  return ['name', 'zone', ...DERIVED, ...VALUES].includes(field);
}
