/** Which people do the rows of a list make, portion by portion? Each row in the light of those before it. */
import type { Consent } from '../../core/person/consent.ts';
import { foldedName, isLinking, isProof } from '../../core/person/link-key.ts';
import { personText } from '../../core/person/person-text.ts';
import {
  isOlder,
  orderOf,
  type SourceTime,
  type SourceTimes,
} from '../../core/person/source-time.ts';
import { changeBefore } from '../../people/identity/field-undo.ts';
import { mergePeople } from '../../people/identity/merge-people.ts';
import { mergeLead, type ImportDefaults } from '../../people/identity/prospect-change.ts';
import type { ReadyLead } from '../../people/identity/ready-leads.ts';
import type { ChangedRow, KeyOwner, NewPerson, OpenImport } from '../../ports/import-store.ts';
import { SeenHashes } from './seen-hashes.ts';
import {
  byItself,
  hasIdentity,
  isAsWritten,
  isDirty,
  isUnderAnother,
  isWhom,
  knownIn,
  personIn,
  Row,
  type RowKey,
  type Slot,
} from './slots.ts';

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

interface Owner {
  readonly name: string;
  readonly id: string;
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
  #owners = new Map<number, Owner[]>();
  #keys: KeyOwner[] = [];
  #members = new Set<string>();
  #optedOut: { readonly id: string; readonly said: readonly Consent[] }[] = [];
  #joined: Joined[] = [];
  readonly #absorbed = new Map<string, string>();
  /** Of an export of ours: who each of its people is here, by whom they are here. */
  readonly #claimed = new Map<string, string>();

  constructor(open: OpenImport, order: ResolveOrder, nowMs: number) {
    this.#open = open;
    this.#order = order;
    this.#nowMs = nowMs;
    this.#nextNumber = open.firstNewNumber;
    this.#seen = open.firstNewNumber === 1 ? new SeenHashes() : null;
  }

  /** @returns What became of each, in their order; all of it is written. */
  async take(leads: readonly ReadyLead[]): Promise<readonly LeadOutcome[]> {
    await this.#lookUp(leads);
    const outcomes: LeadOutcome[] = [];
    for (const lead of leads) outcomes.push(await this.#takeRow(new Row(lead)));
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

  async #lookUp(leads: readonly ReadyLead[]): Promise<void> {
    const exported = leads.flatMap(({ personId }) => (this.#isKnown(personId) ? personId : []));
    if (this.#open.same === null) {
      await this.#find(
        leads.flatMap(({ keys }) => keys),
        exported,
      );
      return;
    }
    await this.#find(
      leads.flatMap(({ keys }) => keys.slice(0, 1)),
      exported,
    );
    const unlike = leads.filter((lead) => this.#known(new Row(lead)) === null);
    await this.#find(
      unlike.flatMap(({ keys }) => keys.slice(1)),
      [],
    );
  }

  async #find(keys: readonly RowKey[], exported: readonly string[]): Promise<void> {
    const hashes = new Set<number>();
    for (const { hash, name } of keys)
      if (isLinking({ name }) && (this.#seen?.has(hash) ?? true)) hashes.add(hash);
    const ids = new Set(exported);
    if (hashes.size + ids.size === 0) return;
    for (const { hash, name, prospectId } of await this.#open.owners([...hashes])) {
      this.#own(hash, name, prospectId);
      ids.add(prospectId);
    }
    await this.#load([...ids].filter((id) => !this.#slots.has(id)));
  }

  /**
   * Of a list that came before: who has the row's first key and is just whom it makes. The row joined all who had its other keys when it came
   * first, so these are not looked up, which is most of the work.
   */
  #known(row: Row): string | null {
    if (this.#open.same === null || row.lead.personId !== null) return null;
    const [id] = this.#ownersOf(row, 0);
    return id !== undefined && isAsWritten(this.#slots.get(id)!, row) ? id : null;
  }

  /** Whether that may be one of ours: in an export of another workspace it is anybody. */
  #isKnown(personId: string | null): personId is string {
    return (
      personId !== null &&
      /^p[1-9]\d{0,14}$/.test(personId) &&
      Number(personId.slice(1)) < this.#open.firstNewNumber
    );
  }

  async #load(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const stored of await this.#open.people(ids)) {
      const { id, times } = stored;
      this.#slots.set(id, { id, stored, made: null, person: null, times, isChanged: false });
    }
  }

  #own(hash: number, name: string, id: string): void {
    const owners = this.#owners.get(hash);
    if (owners === undefined) this.#owners.set(hash, [{ name, id }]);
    else owners.push({ name, id });
  }

  /** Who has the key of this identity of the row: its hash, its name and the identity itself. */
  #ownersOf(row: Row, index: number): readonly string[] {
    const { hash, name } = row.lead.keys[index]!;
    const owners = isLinking({ name }) ? this.#owners.get(hash) : undefined;
    if (owners === undefined) return [];
    const found: string[] = [];
    for (const owner of owners) {
      if (owner.name !== name) continue;
      const id = this.#survivorOf(owner.id);
      const slot = this.#slots.get(id);
      if (slot !== undefined && !found.includes(id) && hasIdentity(slot, row, index))
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

  async #takeRow(row: Row): Promise<LeadOutcome> {
    const { personId } = row.lead;
    const asExported = personId === null ? null : this.#asExported(personId, row);
    if (asExported !== null) {
      this.#claimed.set(asExported, personId ?? '');
      this.#members.add(asExported);
      return 'unchanged';
    }
    const settled = this.#known(row);
    if (settled !== null) {
      this.#members.add(settled);
      return this.#update(settled, row).outcome;
    }
    const ids: string[] = [];
    const fresh: RowKey[] = [];
    const known = row.lead.keys.map((_, index) => this.#ownersOf(row, index));
    const owners = personId === null ? known : await this.#ofExport(personId, row, known);
    row.lead.keys.forEach((key, index) => {
      if (owners[index]!.length === 0)
        fresh.push(known[index]!.length === 0 ? key : byItself(row, index));
      for (const id of owners[index]!) if (!ids.includes(id)) ids.push(id);
    });
    const whom = ids.length > 1 ? await this.#join(ids, row) : (ids[0] ?? null);
    const { id, outcome } = whom === null ? this.#create(row.lead) : this.#update(whom, row);
    for (const key of fresh) this.#give(key, id);
    if (personId !== null) this.#claimed.set(id, personId);
    this.#members.add(id);
    return ids.length > 1 ? 'merged' : outcome;
  }

  /** Who was exported, where the row says just what is known of them: whatever their names and numbers have in common with others'. */
  #asExported(personId: string, row: Row): string | null {
    const slot = this.#slots.get(personId);
    if (slot === undefined) return null;
    return isWhom(slot, row) ? personId : null;
  }

  /**
   * Of those who have what the row names, by its identities. Two people of one export are two here, though they share a number and a name:
   * who proves to be this one goes before who has those.
   */
  async #ofExport(
    personId: string,
    row: Row,
    known: readonly (readonly string[])[],
  ): Promise<readonly (readonly string[])[]> {
    // Nobody: as most rows in a workspace that knows few.
    if (!this.#slots.has(personId) && known.every((ids) => ids.length === 0)) return known;
    const isProven = row.said.identities.map(({ kind, value }) => isProof(kind, value));
    const proven = known.flatMap((ids, index) => (isProven[index]! ? ids : []));
    const isNamesake = known.map((_, index) => this.#isNamesake(personId, row, index));
    const isOwn = known.every((ids, index) => ids.length === 0 || isNamesake[index]!);
    const found: (readonly string[])[] = [];
    for (const [index, ids] of known.entries()) {
      const near = proven.find((id) => this.#isNamesake(id, row, index));
      if (isProven[index]!) found.push(ids);
      else if (near !== undefined) found.push([near]);
      else if (proven.length > 0) found.push(ids.filter((id) => this.#isFree(id, personId)));
      else
        found.push(
          await this.#ofTwins(row, index, isOwn && isNamesake[index]! ? [personId, ...ids] : ids),
        );
    }
    return found;
  }

  /** Nothing proves who it is: whom the row says letter for letter, else the first of these who is no other's, else whoever is not. */
  async #ofTwins(row: Row, index: number, ids: readonly string[]): Promise<readonly string[]> {
    const personId = row.lead.personId ?? '';
    const isTheirs = (id: string): boolean =>
      this.#claimed.get(id) === personId || isWhom(this.#slots.get(id)!, row);
    const free = ids.filter((id) => this.#slots.has(id) && this.#isFree(id, personId));
    const sure = free.find(isTheirs);
    if (ids.length === 0 || sure !== undefined) return sure === undefined ? [] : [sure];
    const twins = (await this.#namesakes(row, index)).filter((id) => this.#isFree(id, personId));
    const found = twins.find(isTheirs) ?? free[0] ?? twins[0];
    return found === undefined ? [] : [found];
  }

  /** Whether no other row of the list is about them. */
  #isFree(id: string, personId: string): boolean {
    return (this.#claimed.get(id) ?? personId) === personId;
  }

  /** Who has the identity and the name of the row, though its key leads to somebody else. Lowest number first. */
  async #namesakes(row: Row, index: number): Promise<readonly string[]> {
    const { hash } = byItself(row, index);
    const waiting = this.#keys.filter((each) => each.hash === hash);
    const owners = [...waiting, ...(await this.#open.owners([hash]))];
    const ids = new Set(owners.map(({ prospectId }) => this.#survivorOf(prospectId)));
    await this.#load([...ids].filter((id) => !this.#slots.has(id)));
    return [...ids]
      .filter((id) => this.#isNamesake(id, row, index))
      .toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  }

  #isNamesake(id: string, row: Row, index: number): boolean {
    const slot = this.#slots.get(id);
    return (
      slot !== undefined &&
      hasIdentity(slot, row, index) &&
      foldedName(personIn(slot)) === foldedName(row.said)
    );
  }

  #create(lead: ReadyLead): { readonly id: string; readonly outcome: LeadOutcome } {
    const id = `p${this.#nextNumber++}`;
    const times = { base: this.#timeOf(lead, null), others: {} };
    const made = lead.made;
    this.#slots.set(id, { id, stored: null, made, person: null, times, isChanged: false });
    return { id, outcome: 'created' };
  }

  #update(id: string, row: Row): { readonly id: string; readonly outcome: LeadOutcome } {
    const slot = this.#slots.get(id)!;
    const { times: known } = slot;
    const time = { at: this.#timeOf(row.lead, known), known };
    if (isAsWritten(slot, row) && isEveryFieldAsNew(known, time.at))
      return { id, outcome: 'unchanged' };
    const said = row.lead.made.declared.filter(({ kind }) => kind === 'withdrawn');
    if (said.length > 0) this.#optedOut.push({ id, said });
    const before = personIn(slot);
    const { change, prospect, times } = mergeLead(before, row.said, this.#order, time);
    if (change === 'unchanged' && times === known) return { id, outcome: 'unchanged' };
    slot.times = times;
    if (change !== 'updated') return { id, outcome: 'unchanged' };
    slot.person = prospect;
    slot.isChanged = true;
    return { id, outcome: isUnderAnother(before, row.said) ? 'merged' : 'updated' };
  }

  #timeOf(
    { asOfMs, line }: Pick<ReadyLead, 'asOfMs' | 'line'>,
    known: SourceTimes | null,
  ): SourceTime {
    const { same, number } = this.#open;
    const order = orderOf(same?.number ?? number, line);
    const declaredMs = asOfMs ?? this.#order.asOfMs ?? same?.atMs ?? null;
    // Nothing can be newer than now: it would outlive all that is said from now on.
    if (declaredMs !== null) return [Math.min(declaredMs, this.#nowMs), order];
    // Who says nothing of when speaks after all that was said, whatever the clocks of two commands show.
    const now: SourceTime = [this.#nowMs, order];
    return known === null || isOlder(known.base, now) ? now : [known.base[0] + 1, order];
  }

  #give({ hash, name }: RowKey, prospectId: string): void {
    this.#keys.push({ hash, name, prospectId });
    if (!isLinking({ name })) return;
    this.#own(hash, name, prospectId);
    this.#seen?.add(hash);
  }

  /** The row proves that these are one person: whom we know longest takes in the others. */
  async #join(ids: readonly string[], row: Row): Promise<string> {
    const dirty = [...this.#slots.values()].filter(isDirty);
    await this.#write();
    await this.#load(dirty.map(({ id }) => id));
    const [survivorId = '', ...others] = ids.toSorted(
      (a, b) => Number(a.slice(1)) - Number(b.slice(1)),
    );
    for (const otherId of others) {
      await this.#load([survivorId, otherId]);
      const survivor = knownIn(this.#slots.get(survivorId)!.stored!);
      const absorbed = knownIn(this.#slots.get(otherId)!.stored!);
      const evidence = {
        by: 'import',
        importId: `i${this.#open.number}`,
        file: this.#order.file,
        line: row.lead.line,
        values: row.said.identities.map(({ value }) => value),
      } as const;
      const merged = mergePeople(survivor, absorbed);
      const before = changeBefore(survivor, merged.person);
      await this.#open.merge({ survivor, absorbed, merged, evidence, before });
      this.#absorbed.set(otherId, survivorId);
      if (Number(otherId.slice(1)) < this.#open.firstNewNumber)
        this.#joined.push({ line: row.lead.line, survivorId, absorbedId: otherId });
      this.#slots.delete(otherId);
      this.#members.delete(otherId);
    }
    await this.#load([survivorId]);
    return survivorId;
  }

  async #write(): Promise<void> {
    const created: NewPerson[] = [];
    const changed: ChangedRow[] = [];
    for (const slot of this.#slots.values()) {
      const { id, stored, made, times, isChanged } = slot;
      if (made !== null) {
        const text = isChanged ? personText(personIn(slot)) : made;
        created.push({ id, text, times });
      } else if (stored !== null && isDirty(slot)) {
        const person = personIn(slot);
        const before = isChanged ? changeBefore(knownIn(stored), person) : null;
        changed.push({ id, person, times, before });
      }
    }
    const [optedOut, keys, members] = [this.#optedOut, this.#keys, [...this.#members]];
    await this.#open.write({ created, changed, optedOut, keys, members });
    this.#optedOut = [];
    this.#keys = [];
    this.#members = new Set();
  }
}

function isEveryFieldAsNew({ base, others }: SourceTimes, at: SourceTime): boolean {
  return Object.keys(others).length === 0 && !isOlder(base, at);
}
