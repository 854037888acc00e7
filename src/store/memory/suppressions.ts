/** Who must not be touched? */
import type { NewSuppression } from '../../core/person-effects.ts';
import type { SuppressionEntry, SuppressionStore } from '../../ports/suppression-store.ts';
import { bindingNames } from '../binding-names.ts';
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
    // A list that was never written to binds nobody.
    if (this.epoch === 0) return null;
    const { suppressed: known, prospect } = person;
    if (known?.epoch === this.epoch && known.prospect === prospect) return known.by;
    const by = this.#find(person);
    person.suppressed = { epoch: this.epoch, prospect, by };
    return by;
  }

  /** How many were new. */
  add(added: readonly NewSuppression[], source: string, atMs: number): number {
    let count = 0;
    for (const each of added) {
      const name = pairOf(each.kind, each.value);
      if (this.#list.has(name)) continue;
      this.#list.set(name, { ...each, source, atMs });
      count += 1;
    }
    if (count > 0) this.epoch += 1;
    return count;
  }

  port(): SuppressionStore {
    return {
      addSuppressions: async (added, source, nowMs) => this.add(added, source, nowMs),
      removeSuppression: async (kind, value) => {
        const isRemoved = this.#list.delete(pairOf(kind, value));
        if (isRemoved) this.epoch += 1;
        return isRemoved;
      },
      suppressions: async () => [...this.#list.values()].toSorted(byTimeAndName),
      bound: async (entries) => this.#bound(entries),
    };
  }

  #find({ prospect }: KeptPerson): string | null {
    for (const { kind, value } of prospect.identities) {
      for (const [listed, name] of bindingNames(kind, value)) {
        const found = this.#list.get(pairOf(listed, name));
        if (found !== undefined) return `${found.value} is suppressed: ${found.reason}`;
      }
    }
    return null;
  }

  #bound(entries: readonly NewSuppression[]): ReadonlyMap<string, NewSuppression> {
    const named = new Map(entries.map((each) => [pairOf(each.kind, each.value), each]));
    const bound = new Map<string, NewSuppression>();
    const everybody = named.get(pairOf('domain', '*'));
    for (const { prospect } of this.#kept.people) {
      const hits = prospect.identities.flatMap(({ kind, value }) =>
        bindingNames(kind, value).flatMap(([listed, name]) => named.get(pairOf(listed, name)) ?? []),
      );
      const hit = hits[0] ?? everybody;
      if (hit !== undefined) bound.set(prospect.id, hit);
    }
    return bound;
  }
}

function byTimeAndName(one: SuppressionEntry, other: SuppressionEntry): number {
  const names = [one, other].map(({ kind, value }) => pairOf(kind, value));
  return one.atMs - other.atMs || (names[0]! < names[1]! ? -1 : 1);
}
