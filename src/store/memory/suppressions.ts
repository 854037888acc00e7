/** Who must not be touched? */
import type { NewSuppression } from '../../core/person-effects.ts';
import type { Identity, Prospect } from '../../core/prospect.ts';
import type { SuppressionEntry, SuppressionStore } from '../../ports/suppression-store.ts';
import { bindingNames } from '../binding-names.ts';
import { having } from './people.ts';
import { pairOf, type Kept, type KeptPerson } from './kept.ts';

export class MemorySuppressions {
  readonly #kept: Kept;
  readonly #list = new Map<string, SuppressionEntry>();
  /** Moves with every change of the list. */
  epoch = 0;

  constructor(kept: Kept) {
    this.#kept = kept;
  }

  /** In words; `null`: none binds the person. */
  of(person: KeptPerson): string | null {
    const { suppressed: known, prospect } = person;
    if (known?.identities === prospect.identities) return known.by;
    const { identities } = prospect;
    const by = this.#find(identities);
    person.suppressed = { identities, by };
    return by;
  }

  /** How many were new. */
  add(added: readonly NewSuppression[], source: string, atMs: number): number {
    const fresh = added.filter((each) => !this.#list.has(pairOf(each.kind, each.value)));
    if (fresh.length === 0) return 0;
    for (const each of fresh)
      this.#list.set(pairOf(each.kind, each.value), { ...each, source, atMs });
    this.#change(fresh);
    return fresh.length;
  }

  port(): SuppressionStore {
    return {
      addSuppressions: async (added, source, nowMs) => this.add(added, source, nowMs),
      removeSuppression: async (kind, value) => {
        const entry = this.#list.get(pairOf(kind, value));
        if (entry === undefined) return false;
        this.#list.delete(pairOf(kind, value));
        this.#change([entry]);
        return true;
      },
      suppressions: async () => [...this.#list.values()].toSorted(byTimeAndName),
      bound: async (entries) => this.#bound(entries),
    };
  }

  /** Whom these bind, or bound, is asked about anew. */
  #change(entries: readonly NewSuppression[]): void {
    this.epoch += 1;
    for (const id of this.#bound(entries).keys()) this.#kept.person(id).suppressed = null;
  }

  #find(identities: readonly Identity[]): string | null {
    for (const { kind, value } of identities) {
      for (const [listed, name] of bindingNames(kind, value)) {
        const found = this.#list.get(pairOf(listed, name));
        if (found !== undefined) return `${found.value} is suppressed: ${found.reason}`;
      }
    }
    return null;
  }

  /** Addresses and numbers are looked up; for domains everybody is gone through, however many domains there are. */
  #bound(entries: readonly NewSuppression[]): ReadonlyMap<string, NewSuppression> {
    const bound = new Map<string, NewSuppression>();
    const domains = new Map<string, NewSuppression>();
    for (const each of entries) {
      if (each.kind === 'domain') domains.set(each.value, each);
      const kind = each.kind === 'phone' ? 'phone' : 'email';
      for (const { prospect } of having(this.#kept, kind, each.value)) bound.set(prospect.id, each);
    }
    if (domains.size === 0) return bound;
    for (const { prospect } of this.#kept.people) {
      const hit = domainsOf(prospect)
        .map((name) => domains.get(name))
        .find(Boolean);
      if (hit !== undefined && !bound.has(prospect.id)) bound.set(prospect.id, hit);
    }
    return bound;
  }
}

/** Of their addresses; everybody is in `*`. */
function domainsOf({ identities }: Prospect): readonly string[] {
  const names = identities.flatMap(({ kind, value }) => bindingNames(kind, value));
  return ['*', ...names.flatMap(([kind, value]) => (kind === 'domain' ? [value] : []))];
}

function byTimeAndName(one: SuppressionEntry, other: SuppressionEntry): number {
  const names = [one, other].map(({ kind, value }) => pairOf(kind, value));
  return one.atMs - other.atMs || (names[0]! < names[1]! ? -1 : 1);
}
