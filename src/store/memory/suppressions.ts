/** Who must not be touched? */
import type { NewSuppression } from '../../core/person-effects.ts';
import { domainOf, type Identity } from '../../core/person/prospect.ts';
import type { SuppressionEntry, SuppressionStore } from '../../ports/suppression-store.ts';
import { fitsPattern } from '../../core/person/address-pattern.ts';
import { bindingNames, boundBy, EVERYBODY, IDENTITY_OF, type Bound } from '../binding-names.ts';
import { having } from './people.ts';
import { pairOf, type Kept, type KeptPerson } from './kept.ts';

export class MemorySuppressions {
  readonly #kept: Kept;
  readonly #list = new Map<string, SuppressionEntry>();
  /** By what an address asks for; patterns by their domain. */
  readonly #byName = new Map<string, readonly SuppressionEntry[]>();
  /** Moves with every change of the list. */
  epoch = 0;

  constructor(kept: Kept) {
    this.#kept = kept;
  }

  of(person: KeptPerson): Bound {
    const { suppressed: known, prospect } = person;
    if (known?.identities === prospect.identities) return known.bound;
    const { identities } = prospect;
    const bound = boundBy(identities.flatMap((each) => this.#entriesOf(each)));
    person.suppressed = { identities, bound };
    return bound;
  }

  /** How many were new. */
  add(added: readonly NewSuppression[], source: string, atMs: number): number {
    const fresh = added.filter((each) => !this.#list.has(nameOf(each)));
    if (fresh.length === 0) return 0;
    for (const each of fresh) this.#list.set(nameOf(each), { ...each, source, atMs });
    this.#change(fresh);
    return fresh.length;
  }

  port(): SuppressionStore {
    return {
      addSuppressions: async (added, source, nowMs) => this.add(added, source, nowMs),
      listed: async (entries) => entries.map((each) => this.#list.get(nameOf(each)) ?? null),
      removeSuppression: async (kind, value, channel = '') => {
        const name = nameOf({ kind, value, channel });
        const entry = this.#list.get(name);
        if (entry === undefined) return false;
        this.#list.delete(name);
        this.#change([entry]);
        return true;
      },
      binding: async (identity) => this.#entriesOf(identity).map(withoutOrigin),
      suppressions: async () => [...this.#list.values()].toSorted(byTimeAndName),
      bound: async (entries) => this.#bound(entries),
    };
  }

  /** Whom these bind, or bound, is asked about anew. */
  #change(entries: readonly NewSuppression[]): void {
    this.epoch += 1;
    for (const entry of entries) {
      const name = lookedUpBy(entry);
      const others = (this.#byName.get(name) ?? []).filter(
        (each) => nameOf(each) !== nameOf(entry),
      );
      const now = this.#list.get(nameOf(entry));
      this.#byName.set(name, now === undefined ? others : [...others, now]);
    }
    for (const id of this.#bound(entries).keys()) this.#kept.person(id).suppressed = null;
  }

  #entriesOf({ kind, value }: Pick<Identity, 'kind' | 'value'>): readonly SuppressionEntry[] {
    const names = bindingNames(kind, value).map((name) => pairOf(...name));
    const found = names.flatMap((name) => this.#byName.get(name) ?? []);
    if (kind !== 'email') return found;
    const patterns = this.#byName.get(pairOf('pattern', domainOf(value))) ?? [];
    return [...found, ...patterns.filter((each) => fitsPattern(each.value, value))];
  }

  #bound(entries: readonly NewSuppression[]): ReadonlyMap<string, NewSuppression> {
    const bound = new Map<string, NewSuppression>();
    const wide: NewSuppression[] = [];
    for (const each of entries) {
      const kind = IDENTITY_OF[each.kind];
      if (kind === null) wide.push(each);
      else
        for (const { prospect } of having(this.#kept, kind, each.value))
          bound.set(prospect.id, each);
    }
    if (wide.length === 0) return bound;
    for (const { prospect } of this.#kept.people) {
      const hit = wide.find((entry) => prospect.identities.some((each) => binds(entry, each)));
      const everybody = wide.find(({ value }) => value === EVERYBODY[1]);
      const entry = hit ?? everybody;
      if (entry !== undefined && !bound.has(prospect.id)) bound.set(prospect.id, entry);
    }
    return bound;
  }
}

function withoutOrigin({
  source: _source,
  atMs: _atMs,
  ...entry
}: SuppressionEntry): NewSuppression {
  return entry;
}

function lookedUpBy({ kind, value }: NewSuppression): string {
  return pairOf(kind, kind === 'pattern' ? domainOf(value) : value);
}

function binds(entry: NewSuppression, { kind, value }: Identity): boolean {
  if (entry.kind === 'pattern') return kind === 'email' && fitsPattern(entry.value, value);
  return bindingNames(kind, value).some(
    (name) => name[0] === entry.kind && name[1] === entry.value,
  );
}

function nameOf({
  kind,
  value,
  channel = '',
}: Pick<NewSuppression, 'kind' | 'value' | 'channel'>): string {
  return pairOf(pairOf(kind, value), channel);
}

function byTimeAndName(one: SuppressionEntry, other: SuppressionEntry): number {
  const names = [one, other].map(nameOf);
  return one.atMs - other.atMs || (names[0]! < names[1]! ? -1 : 1);
}
