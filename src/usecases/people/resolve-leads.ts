/** Which people do the rows of a list make, portion by portion? Each row in the light of those before it. */
import { isLinking, linkKeysOf, type LinkKey } from '../../core/link-key.ts';
import type { KnownPerson } from '../../core/said.ts';
import { isOlder, orderOf, type SourceTime, type SourceTimes } from '../../core/source-time.ts';
import { changeBefore } from '../../people/identity/field-undo.ts';
import type { Lead } from '../../people/lists/lead.ts';
import { mergePeople } from '../../people/identity/merge-people.ts';
import {
  mergeLead,
  type ImportDefaults,
  type ProspectDraft,
} from '../../people/identity/prospect-change.ts';
import type { OpenImport } from '../../ports/import-store.ts';
import { SeenHashes } from './seen-hashes.ts';

/** What became of a row that could be used. `merged`: it joined two people, or one by something else than the address they were known by. */
export type LeadOutcome = 'created' | 'updated' | 'unchanged' | 'merged';

/** Two people whom we knew before the list turned out to be one. */
export interface Joined {
  readonly line: number;
  readonly survivorId: string;
  readonly absorbedId: string;
}

export interface ResolveOrder extends ImportDefaults {
  /** As it is named in evidence. */
  readonly file: string;
  /** When the list was true, unless its rows say; `null`: when it came first. */
  readonly asOfMs: number | null;
}

/** Of one person, while a portion is worked on. */
interface Slot {
  readonly id: string;
  /** As they were stored before this portion; `null`: they are new. */
  readonly stored: KnownPerson | null;
  person: ProspectDraft;
  times: SourceTimes;
  isChanged: boolean;
}

interface Row {
  readonly lead: Lead;
  readonly keys: readonly LinkKey[];
}

export class LeadResolver {
  readonly #open: OpenImport;
  readonly #order: ResolveOrder;
  readonly #nowMs: number;
  /** Keys of everybody, where nobody was known before; `null`: somebody was, so every key is looked up. */
  readonly #seen: SeenHashes | null;
  #nextNumber: number;
  #slots = new Map<string, Slot>();
  /** By hash: who has the key, in the store or since. */
  #owners = new Map<number, { readonly name: string; readonly id: string }[]>();
  #keys: { prospectId: string; key: LinkKey }[] = [];
  #members = new Set<string>();
  #joined: Joined[] = [];
  readonly #absorbed = new Map<string, string>();

  constructor(open: OpenImport, order: ResolveOrder, nowMs: number) {
    this.#open = open;
    this.#order = order;
    this.#nowMs = nowMs;
    this.#nextNumber = open.firstNewNumber;
    this.#seen = open.firstNewNumber === 1 ? new SeenHashes() : null;
  }

  /** @returns What became of each, in their order; all of it is written. */
  async take(leads: readonly Lead[]): Promise<readonly LeadOutcome[]> {
    const rows = leads.map((lead): Row => ({ lead, keys: linkKeysOf(lead) }));
    await this.#lookUp(rows);
    const outcomes: LeadOutcome[] = [];
    for (const row of rows) outcomes.push(await this.#takeRow(row));
    await this.#write();
    this.#slots = new Map();
    this.#owners = new Map();
    return outcomes;
  }

  /** Since it was asked before. */
  takeJoined(): readonly Joined[] {
    const joined = this.#joined;
    this.#joined = [];
    return joined;
  }

  async #lookUp(rows: readonly Row[]): Promise<void> {
    const hashes = new Set<number>();
    for (const { keys } of rows) {
      for (const { hash, name } of keys)
        if (isLinking({ name }) && (this.#seen?.has(hash) ?? true)) hashes.add(hash);
    }
    if (hashes.size === 0) return;
    const ids = new Set<string>();
    for (const { hash, name, prospectId } of await this.#open.owners([...hashes])) {
      this.#own(hash, name, prospectId);
      ids.add(prospectId);
    }
    await this.#load([...ids]);
  }

  async #load(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const person of await this.#open.people(ids)) {
      const { id } = person.prospect;
      const { prospect, times } = person;
      this.#slots.set(id, { id, stored: person, person: prospect, times, isChanged: false });
    }
  }

  #own(hash: number, name: string, id: string): void {
    const owners = this.#owners.get(hash);
    if (owners === undefined) this.#owners.set(hash, [{ name, id }]);
    else owners.push({ name, id });
  }

  /** Who has the key: its hash, its name and the identity itself. */
  #ownersOf(key: LinkKey): readonly string[] {
    if (!isLinking(key)) return [];
    const owners = this.#owners.get(key.hash);
    if (owners === undefined) return [];
    const found: string[] = [];
    for (const { name, id: given } of owners) {
      const id = this.#survivorOf(given);
      if (name === key.name && !found.includes(id) && hasIdentity(this.#slots.get(id), key))
        found.push(id);
    }
    return found;
  }

  #survivorOf(id: string): string {
    let found = id;
    for (let next = this.#absorbed.get(id); next !== undefined; next = this.#absorbed.get(next))
      found = next;
    return found;
  }

  async #takeRow({ lead, keys }: Row): Promise<LeadOutcome> {
    const ids: string[] = [];
    const fresh: LinkKey[] = [];
    for (const key of keys) {
      const owners = this.#ownersOf(key);
      if (owners.length === 0) fresh.push(key);
      for (const id of owners) if (!ids.includes(id)) ids.push(id);
    }
    const known = ids.length > 1 ? await this.#join(ids, lead) : (ids[0] ?? null);
    const { id, outcome } = known === null ? this.#create(lead) : this.#update(known, lead);
    for (const key of fresh) this.#give(key, id);
    this.#members.add(id);
    return ids.length > 1 ? 'merged' : outcome;
  }

  #create(lead: Lead): { readonly id: string; readonly outcome: LeadOutcome } {
    const id = `p${this.#nextNumber++}`;
    const time = this.#timeOf(lead, null);
    const { prospect, times } = mergeLead(null, lead, this.#order, { at: time, known: null });
    this.#slots.set(id, { id, stored: null, person: prospect, times, isChanged: true });
    return { id, outcome: 'created' };
  }

  #update(id: string, lead: Lead): { readonly id: string; readonly outcome: LeadOutcome } {
    const slot = this.#slots.get(id)!;
    const { person: before, times: known } = slot;
    const time = { at: this.#timeOf(lead, known), known };
    const { change, prospect, times } = mergeLead(before, lead, this.#order, time);
    if (change === 'unchanged' && times === known) return { id, outcome: 'unchanged' };
    slot.times = times;
    if (change !== 'updated') return { id, outcome: 'unchanged' };
    slot.person = prospect;
    slot.isChanged = true;
    return { id, outcome: isUnderAnother(before, lead) ? 'merged' : 'updated' };
  }

  #timeOf({ asOfMs, line }: Lead, known: SourceTimes | null): SourceTime {
    const { same, number } = this.#open;
    const order = orderOf(same?.number ?? number, line);
    const declaredMs = asOfMs ?? this.#order.asOfMs ?? same?.atMs ?? null;
    // Nothing can be newer than now: it would outlive all that is said from now on.
    if (declaredMs !== null) return [Math.min(declaredMs, this.#nowMs), order];
    // Who says nothing of when speaks after all that was said, whatever the clocks of two commands show.
    const now: SourceTime = [this.#nowMs, order];
    return known === null || isOlder(known.base, now) ? now : [known.base[0] + 1, order];
  }

  #give(key: LinkKey, prospectId: string): void {
    this.#keys.push({ prospectId, key });
    if (!isLinking(key)) return;
    this.#own(key.hash, key.name, prospectId);
    this.#seen?.add(key.hash);
  }

  /** The row proves that these are one person: whom we know longest takes in the others. */
  async #join(ids: readonly string[], lead: Lead): Promise<string> {
    const dirty = [...this.#slots.values()].filter(isDirty);
    await this.#write();
    await this.#load(dirty.map(({ id }) => id));
    const [survivorId = '', ...others] = ids.toSorted(
      (a, b) => Number(a.slice(1)) - Number(b.slice(1)),
    );
    for (const otherId of others) {
      await this.#load([survivorId, otherId]);
      const [survivor, absorbed] = [
        this.#slots.get(survivorId)!.stored!,
        this.#slots.get(otherId)!.stored!,
      ];
      const evidence = {
        by: 'import',
        importId: `i${this.#open.number}`,
        file: this.#order.file,
        line: lead.line,
        values: lead.identities.map(({ value }) => value),
      } as const;
      const merged = mergePeople(survivor, absorbed);
      const before = changeBefore(survivor, merged.person);
      await this.#open.merge({ survivor, absorbed, merged, evidence, before });
      this.#absorbed.set(otherId, survivorId);
      if (Number(otherId.slice(1)) < this.#open.firstNewNumber)
        this.#joined.push({ line: lead.line, survivorId, absorbedId: otherId });
      this.#slots.delete(otherId);
      this.#members.delete(otherId);
    }
    await this.#load([survivorId]);
    return survivorId;
  }

  async #write(): Promise<void> {
    const slots = [...this.#slots.values()];
    await this.#open.write({
      created: slots
        .filter(({ stored }) => stored === null)
        .map(({ id, person, times }) => ({ id, person, times })),
      changed: slots.filter(isDirty).flatMap(({ id, stored, person, times, isChanged }) =>
        stored === null
          ? []
          : [
              {
                id,
                person,
                times,
                before: isChanged ? changeBefore(stored, person) : null,
              },
            ],
      ),
      keys: this.#keys,
      members: [...this.#members],
    });
    this.#keys = [];
    this.#members = new Set();
  }
}

function isDirty({ stored, times, isChanged }: Slot): boolean {
  return isChanged || times !== stored?.times;
}

function hasIdentity(slot: Slot | undefined, { kind, value }: LinkKey): boolean {
  return (
    slot?.person.identities.some((each) => each.kind === kind && each.value === value) ?? false
  );
}

/** They were known by an address, and the list names another one. */
function isUnderAnother(known: ProspectDraft, lead: Lead): boolean {
  const addresses = known.identities.filter((each) => each.kind === 'email');
  const given = lead.identities.filter((each) => each.kind === 'email');
  const isShared = given.some((each) => addresses.some((one) => one.value === each.value));
  return addresses.length > 0 && given.length > 0 && !isShared;
}
