/** People and their identities. */
import type { PersonNote } from '../../core/decide/decision.ts';
import { withNote, type Identity, type Prospect } from '../../core/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import type {
  ImportRecord,
  PeopleStore,
  PersonChange,
  ProspectDraft,
} from '../../ports/people-store.ts';
import { pairOf, rowOf, type Kept, type KeptPerson } from './kept.ts';

export function byIdentity(kept: Kept, kind: string, value: string): Prospect | null {
  const row = kept.owners.get(pairOf(kind, value));
  return row === undefined ? null : kept.people[row - 1]!.prospect;
}

/** An address turned out not to reach the person. Nothing happens when nobody has it or it is known. */
export function markBad(kept: Kept, { kind, value }: Pick<Identity, 'kind' | 'value'>): void {
  const prospect = byIdentity(kept, kind, value);
  const hit = prospect?.identities.find((each) => each.kind === kind && each.value === value);
  if (prospect === null || hit === undefined || hit.status === 'bad') return;
  const identities = prospect.identities.map((each) =>
    each === hit ? { ...each, status: 'bad' as const } : each,
  );
  change(kept.person(prospect.id), { ...prospect, identities });
}

/** Writes down what a sequence says of the person; nothing happens when it is known. */
export function noteOn(person: KeptPerson, note: PersonNote): void {
  const noted = withNote(person.prospect, note);
  if (JSON.stringify(noted) !== JSON.stringify(person.prospect)) change(person, noted);
}

export function peopleStoreOf(kept: Kept): PeopleStore {
  const lists = new Map<string, Set<number>>();
  const imports: ImportRecord[] = [];
  const prospectAt = (row: number): Prospect => kept.people[row - 1]!.prospect;
  return {
    byId: async (id) => kept.people[rowOf(id) - 1]?.prospect ?? null,
    byIdentity: async (kind, value) => byIdentity(kept, kind, value),
    byIdentities: async (identities) => {
      const found = identities.flatMap(
        ({ kind, value }) => kept.owners.get(pairOf(kind, value)) ?? [],
      );
      return [...new Set(found)].map(prospectAt);
    },
    sharingPhone: async (value) =>
      kept.people
        .map(({ prospect }) => prospect)
        .filter(({ fields }) => fields['phone']?.split(', ').includes(value)),
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
    recordImport: async (file, _sha256, counts, atMs) => {
      const id = `i${imports.length + 1}`;
      imports.unshift({ id, file, atMs, counts });
      return id;
    },
    imports: async () => imports,
  };
}

/** An identity is one person's: who came first keeps it, and nothing is written. */
function assertNobodyElses({ owners, people }: Kept, changes: readonly PersonChange[]): void {
  const taken = new Map<string, boolean>();
  for (const { id, person } of changes) {
    if (person === null) continue;
    const before = id === null ? [] : people[rowOf(id) - 1]!.prospect.identities;
    for (const { kind, value } of before) taken.set(pairOf(kind, value), false);
    for (const { kind, value } of person.identities) {
      const name = pairOf(kind, value);
      if (taken.get(name) ?? owners.has(name)) throw peopleChanged(value);
      taken.set(name, true);
    }
  }
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
  for (const { kind, value } of prospect.identities) kept.owners.delete(pairOf(kind, value));
  leave(kept, known);
  change(known, { ...person, id: prospect.id, revision: prospect.revision });
  for (const { kind, value } of person.identities) kept.owners.set(pairOf(kind, value), row);
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

function change(person: KeptPerson, prospect: Prospect): void {
  person.prospect = { ...prospect, revision: person.prospect.revision + 1 };
}
