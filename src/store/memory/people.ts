/** People and their identities. */
import type { PersonNote } from '../../core/decide/decision.ts';
import { isLinking, linkKeysOf, type Linkable } from '../../core/person/link-key.ts';
import { withNote, type Identity, type Prospect } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import type { PeopleStore, PersonChange, ProspectDraft } from '../../ports/people-store.ts';
import { pairOf, rowOf, type Kept, type KeptPerson } from './kept.ts';

export function byIdentity(kept: Kept, kind: string, value: string): Prospect | null {
  return having(kept, kind, value)[0]?.prospect ?? null;
}

/** Those who have the identity, known longest first. */
export function having(
  { owners, people }: Kept,
  kind: string,
  value: string,
): readonly KeptPerson[] {
  return (owners.get(pairOf(kind, value)) ?? []).map((row) => people[row - 1]!);
}

/**
 * An address turned out not to reach the person. Nothing happens when nobody has it or it is known.
 *
 * @param of  Whom it was used for: a number that is wrong for one may be right for those who share it.
 */
export function markBad(
  kept: Kept,
  { kind, value }: Pick<Identity, 'kind' | 'value'>,
  of: string,
): void {
  for (const person of having(kept, kind, value)) {
    const { prospect } = person;
    const hit = prospect.identities.find((each) => each.kind === kind && each.value === value);
    if (hit === undefined || hit.status === 'bad' || (kind === 'phone' && prospect.id !== of))
      continue;
    const identities = prospect.identities.map((each) =>
      each === hit ? { ...each, status: 'bad' as const } : each,
    );
    change(kept, person, { ...prospect, identities });
  }
}

/** Writes down what a sequence says of the person; nothing happens when it is known. */
export function noteOn(kept: Kept, person: KeptPerson, note: PersonNote): void {
  const noted = withNote(person.prospect, note);
  if (JSON.stringify(noted) !== JSON.stringify(person.prospect)) change(kept, person, noted);
}

export function peopleStoreOf(kept: Kept): PeopleStore {
  const lists = new Map<string, Set<number>>();
  const prospectAt = (row: number): Prospect => kept.people[row - 1]!.prospect;
  return {
    byId: async (id) => kept.people[rowOf(id) - 1]?.prospect ?? null,
    byIdentity: async (kind, value) => byIdentity(kept, kind, value),
    byIdentities: async (identities) => {
      const found = identities.flatMap(({ kind, value }) => having(kept, kind, value));
      return [...new Set(found)].map(({ prospect }) => prospect);
    },
    linkedTo: async (person) => {
      const rows = keysOf(person).flatMap(({ text }) => kept.keys.get(text) ?? []);
      return [...new Set(rows)].toSorted((a, b) => a - b).map(prospectAt);
    },
    // Nobody is merged in a rehearsal.
    mergedInto: async () => null,
    sharingPhone: async (value) => having(kept, 'phone', value).map(({ prospect }) => prospect),
    ofAccount: async (accountId, limit) =>
      kept
        .ofAccount(accountId)
        .slice(0, limit)
        .map(({ prospect }) => prospect),
    list: async ({ list, after, limit }) => {
      const from = after === null ? 0 : rowOf(after);
      const rows =
        list === null ? kept.people.slice(from, from + limit).map(({ row }) => row) : null;
      const members = rows ?? [...(lists.get(list ?? '') ?? [])].toSorted((a, b) => a - b);
      return members
        .filter((row) => row > from)
        .slice(0, limit)
        .map(prospectAt);
    },
    save: async (changes, _nowMs, list) => {
      assertNobodyElses(kept, changes);
      const rows = changes.map((each) => saveOne(kept, each));
      if (list !== null) lists.set(list, new Set([...(lists.get(list) ?? []), ...rows]));
      return rows.map((row) => prospectAt(row).id);
    },
  };
}

/** A key is one person's: who came first keeps it, and nothing is written. */
function assertNobodyElses({ keys, people }: Kept, changes: readonly PersonChange[]): void {
  const taken = new Map<string, boolean>();
  for (const { id, person } of changes) {
    if (person === null) continue;
    const before = id === null ? null : people[rowOf(id) - 1]!.prospect;
    for (const key of before === null ? [] : keysOf(before)) taken.set(key.text, false);
    for (const { text, value } of keysOf(person)) {
      if (taken.get(text) ?? keys.has(text)) throw peopleChanged(value);
      taken.set(text, true);
    }
  }
}

/** Those that say that whoever else has them is the same person. */
function keysOf(person: Linkable): readonly { readonly text: string; readonly value: string }[] {
  return linkKeysOf(person)
    .filter(isLinking)
    .map(({ kind, value, name }) => ({ text: pairOf(pairOf(kind, value), name), value }));
}

function peopleChanged(value: string): UserError {
  return new UserError(
    'people_changed',
    `${value} became somebody else's in the meantime; nothing was written`,
    'run the command again',
    75,
  );
}

function saveOne(kept: Kept, { id, person }: PersonChange): number {
  if (person === null) return rowOf(id);
  const known = id === null ? add(kept, person) : kept.person(id);
  const { prospect, row } = known;
  forget(kept, known);
  leave(kept, known);
  change(kept, known, { ...person, id: prospect.id, revision: prospect.revision });
  lead(kept, known);
  join(kept, known);
  return row;
}

function add({ people }: Kept, person: ProspectDraft): KeptPerson {
  const row = people.length + 1;
  const added: KeptPerson = {
    row,
    prospect: { ...person, id: `p${row}`, revision: 0 },
    opened: 0,
    enrollments: [],
    touches: [],
    signals: [],
    consents: [],
    activities: [],
    replyTasks: [],
    heard: new Map(),
    suppressed: null,
  };
  people.push(added);
  return added;
}

function forget({ owners, keys }: Kept, { prospect, row }: KeptPerson): void {
  for (const { text } of keysOf(prospect)) keys.delete(text);
  for (const { kind, value } of prospect.identities) {
    const name = pairOf(kind, value);
    owners.set(
      name,
      (owners.get(name) ?? []).filter((each) => each !== row),
    );
  }
}

function lead({ owners, keys }: Kept, { prospect, row }: KeptPerson): void {
  for (const { text } of keysOf(prospect)) keys.set(text, row);
  for (const { kind, value } of prospect.identities) {
    const name = pairOf(kind, value);
    owners.set(
      name,
      [...(owners.get(name) ?? []), row].toSorted((a, b) => a - b),
    );
  }
}

function leave({ accounts }: Kept, person: KeptPerson): void {
  const { accountId } = person.prospect;
  const colleagues = accountId === null ? [] : (accounts.get(accountId) ?? []);
  if (colleagues.includes(person)) colleagues.splice(colleagues.indexOf(person), 1);
}

function join({ accounts }: Kept, person: KeptPerson): void {
  const { accountId } = person.prospect;
  if (accountId === null) return;
  const colleagues = accounts.get(accountId) ?? [];
  accounts.set(accountId, colleagues);
  // New people come last.
  const at = colleagues.findIndex(({ row }) => row > person.row);
  colleagues.splice(at === -1 ? colleagues.length : at, 0, person);
}

function change(kept: Kept, person: KeptPerson, prospect: Prospect): void {
  markStarts(kept, person);
  person.prospect = { ...prospect, revision: person.prospect.revision + 1 };
}

/** The oldest of several writes is what the enrollment was last looked at with. */
function markStarts({ changedStarts }: Kept, { enrollments, prospect }: KeptPerson): void {
  for (const each of enrollments) {
    if (each.enrollment.status !== 'pending') continue;
    const { before, writes } = changedStarts.get(each) ?? { before: prospect.fields, writes: 0 };
    const enrollmentId = each.enrollment.id;
    changedStarts.set(each, { enrollmentId, before, writes: writes + 1 });
  }
}
