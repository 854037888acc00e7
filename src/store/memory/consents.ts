/** What people said to being contacted, and which numbers must not be called. */
import { NO_LEDGER, type CallList, type Ledger } from '../../core/person/consent.ts';
import type {
  ConsentRecord,
  ConsentStore,
  NewConsent,
  StoredCallList,
} from '../../ports/consent-store.ts';
import { rowOf, type Kept, type KeptPerson } from './kept.ts';

export class MemoryConsents {
  readonly #kept: Kept;
  /** In the order of recording. */
  readonly #records: ConsentRecord[] = [];
  readonly #numbers = new Map<string, Set<string>>();
  readonly #lists = new Map<string, CallList & { readonly importedAtMs: number }>();
  /** Moves with every change of what is recorded. */
  epoch = 0;

  constructor(kept: Kept) {
    this.#kept = kept;
  }

  of({ consents, prospect }: KeptPerson): Ledger {
    if (this.epoch === 0) return NO_LEDGER;
    const phones = prospect.identities.flatMap(({ kind, value }) =>
      kind === 'phone' ? [value] : [],
    );
    const listedOn = [...this.#numbers].flatMap(([source, numbers]) =>
      phones.some((phone) => numbers.has(phone)) ? [source] : [],
    );
    const callLists = this.#inOrder().map(({ importedAtMs: _at, ...list }) => list);
    const { epoch } = this;
    return { ...NO_LEDGER, epoch, consents, listedOn: listedOn.toSorted(), callLists };
  }

  port(): ConsentStore {
    return {
      addConsents: async (added, nowMs) => this.#add(added, nowMs),
      consentsOf: async (id) => this.#kept.person(id).consents,
      consents: async (after, limit) => {
        const from = after === null ? 0 : rowOf(after);
        return this.#records.slice(from, from + limit);
      },
      addCallNumbers: async (source, numbers) => this.#addNumbers(source, numbers),
      dateCallList: async (list, nowMs) => {
        const atMs = Math.max(list.atMs, this.#lists.get(list.source)?.atMs ?? -Infinity);
        this.#lists.set(list.source, { ...list, atMs, importedAtMs: nowMs });
        this.epoch += 1;
      },
      callLists: async () => this.#inOrder().map((list) => this.#counted(list)),
    };
  }

  #add(added: readonly NewConsent[], nowMs: number): number {
    const before = this.#records.length;
    for (const each of added) {
      const person = this.#kept.person(each.prospectId);
      if (person.consents.some((known) => saysTheSame(known, each))) continue;
      const record = { ...each, id: `c${this.#records.length + 1}`, recordedAtMs: nowMs };
      this.#records.push(record);
      person.consents = [...person.consents, record].toSorted((a, b) => a.atMs - b.atMs);
    }
    const count = this.#records.length - before;
    if (count > 0) this.epoch += 1;
    return count;
  }

  #addNumbers(source: string, numbers: readonly string[]): number {
    const known = this.#numbers.get(source) ?? new Set<string>();
    this.#numbers.set(source, known);
    const before = known.size;
    for (const number of numbers) known.add(number);
    if (known.size > before) this.epoch += 1;
    return known.size - before;
  }

  #inOrder(): readonly (CallList & { readonly importedAtMs: number })[] {
    return [...this.#lists.values()].toSorted((a, b) => (a.source < b.source ? -1 : 1));
  }

  #counted(list: CallList & { readonly importedAtMs: number }): StoredCallList {
    return { ...list, numbers: this.#numbers.get(list.source)?.size ?? 0 };
  }
}

function saysTheSame(known: ConsentRecord, added: NewConsent): boolean {
  return (
    known.kind === added.kind &&
    known.channel === added.channel &&
    known.basis === added.basis &&
    known.source === added.source &&
    known.evidence === added.evidence &&
    known.atMs === added.atMs &&
    known.expiresAtMs === added.expiresAtMs
  );
}
