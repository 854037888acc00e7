/** Which people do the rows of a list make, portion by portion? Each row in the light of those before it. */
import type { Consent } from '../../core/person/consent.ts';
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
import type { ChangedRow, NewPerson, OpenImport } from '../../ports/import-store.ts';
import { ExportRows } from './export-rows.ts';
import { Portion } from './portion.ts';
import {
  byItself,
  isAsWritten,
  isDirty,
  isUnderAnother,
  knownIn,
  personIn,
  Row,
  type RowKey,
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

export class LeadResolver {
  readonly #open: OpenImport;
  readonly #order: ResolveOrder;
  readonly #nowMs: number;
  readonly #portion: Portion;
  readonly #exported: ExportRows;
  #nextNumber: number;
  #members = new Set<string>();
  #optedOut: { readonly id: string; readonly said: readonly Consent[] }[] = [];
  #joined: Joined[] = [];

  constructor(open: OpenImport, order: ResolveOrder, nowMs: number) {
    this.#open = open;
    this.#order = order;
    this.#nowMs = nowMs;
    this.#nextNumber = open.firstNewNumber;
    this.#portion = new Portion(open);
    this.#exported = new ExportRows(this.#portion, open.firstNewNumber);
  }

  /** @returns What became of each, in their order; all of it is written. */
  async take(leads: readonly ReadyLead[]): Promise<readonly LeadOutcome[]> {
    await this.#lookUp(leads);
    const outcomes: LeadOutcome[] = [];
    for (const lead of leads) outcomes.push(await this.#takeRow(new Row(lead)));
    await this.#write();
    this.#portion.end();
    return outcomes;
  }

  /** Since it was asked before. */
  takeJoined(): readonly Joined[] {
    const joined = this.#joined;
    this.#joined = [];
    return joined;
  }

  async #lookUp(leads: readonly ReadyLead[]): Promise<void> {
    const people = leads.flatMap(({ personId }) =>
      this.#exported.isKnown(personId) ? personId : [],
    );
    const firstKeys = leads.flatMap(({ keys }) =>
      this.#open.same === null ? keys : keys.slice(0, 1),
    );
    await this.#portion.find(firstKeys, people);
    if (this.#open.same === null) return;
    const others = leads.filter((lead) => this.#whomItMade(new Row(lead)) === null);
    const otherKeys = others.flatMap(({ keys }) => keys.slice(1));
    await this.#portion.find(otherKeys, []);
  }

  /**
   * Of a list that came before: who has the row's first key and is just whom it makes. The row joined all who had its other keys when it came
   * first, so these are not looked up, which is most of the work.
   */
  #whomItMade(row: Row): string | null {
    if (this.#open.same === null || row.lead.personId !== null) return null;
    const [id] = this.#portion.ownersOf(row, 0);
    return id !== undefined && isAsWritten(this.#portion.slots.get(id)!, row) ? id : null;
  }

  async #takeRow(row: Row): Promise<LeadOutcome> {
    const { personId } = row.lead;
    const asExported = personId === null ? null : this.#exported.asExported(personId, row);
    if (asExported !== null) {
      this.#exported.claim(asExported, personId ?? '');
      this.#members.add(asExported);
      return 'unchanged';
    }
    const same = this.#whomItMade(row);
    if (same !== null) {
      this.#members.add(same);
      return this.#update(same, row).outcome;
    }
    const ids: string[] = [];
    const fresh: RowKey[] = [];
    const known = row.lead.keys.map((_, index) => this.#portion.ownersOf(row, index));
    const owners = personId === null ? known : await this.#exported.ownersOf(personId, row, known);
    row.lead.keys.forEach((key, index) => {
      if (owners[index]!.length === 0)
        fresh.push(known[index]!.length === 0 ? key : byItself(row, index));
      for (const id of owners[index]!) if (!ids.includes(id)) ids.push(id);
    });
    const whom = ids.length > 1 ? await this.#join(ids, row) : (ids[0] ?? null);
    const { id, outcome } = whom === null ? this.#create(row.lead) : this.#update(whom, row);
    for (const key of fresh) this.#portion.give(key, id);
    if (personId !== null) this.#exported.claim(id, personId);
    this.#members.add(id);
    return ids.length > 1 ? 'merged' : outcome;
  }

  #create(lead: ReadyLead): { readonly id: string; readonly outcome: LeadOutcome } {
    const id = `p${this.#nextNumber++}`;
    const times = { base: this.#timeOf(lead, null), others: {} };
    const made = lead.made;
    this.#portion.slots.set(id, { id, stored: null, made, person: null, times, isChanged: false });
    return { id, outcome: 'created' };
  }

  #update(id: string, row: Row): { readonly id: string; readonly outcome: LeadOutcome } {
    const slot = this.#portion.slots.get(id)!;
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

  /** The row proves that these are one person: whom we know longest takes in the others. */
  async #join(ids: readonly string[], row: Row): Promise<string> {
    const dirty = [...this.#portion.slots.values()].filter(isDirty);
    await this.#write();
    await this.#portion.load(dirty.map(({ id }) => id));
    const [survivorId = '', ...others] = ids.toSorted(
      (a, b) => Number(a.slice(1)) - Number(b.slice(1)),
    );
    for (const otherId of others) {
      await this.#portion.load([survivorId, otherId]);
      const survivor = knownIn(this.#portion.slots.get(survivorId)!.stored!);
      const absorbed = knownIn(this.#portion.slots.get(otherId)!.stored!);
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
      this.#portion.absorb(otherId, survivorId);
      if (Number(otherId.slice(1)) < this.#open.firstNewNumber)
        this.#joined.push({ line: row.lead.line, survivorId, absorbedId: otherId });
      this.#members.delete(otherId);
    }
    await this.#portion.load([survivorId]);
    return survivorId;
  }

  async #write(): Promise<void> {
    const created: NewPerson[] = [];
    const changed: ChangedRow[] = [];
    for (const slot of this.#portion.slots.values()) {
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
    const keys = this.#portion.takeGiven();
    const [optedOut, members] = [this.#optedOut, [...this.#members]];
    await this.#open.write({ created, changed, optedOut, keys, members });
    this.#optedOut = [];
    this.#members = new Set();
  }
}

function isEveryFieldAsNew({ base, others }: SourceTimes, at: SourceTime): boolean {
  return Object.keys(others).length === 0 && !isOlder(base, at);
}
