/** Who is who, by what lists, answers and reps said: told without the engine's word. No name in a list proves anything here. */
import type { Identity, Prospect } from '../../src/core/person/prospect.ts';

/** `email ada@ada.example`: what proves who somebody is, or leads to them. */
export type Trait = `${Identity['kind']} ${string}`;

export const traitsOf = ({ identities }: Pick<Prospect, 'identities'>): readonly Trait[] =>
  identities.map(({ kind, value }): Trait => `${kind} ${value}`);

interface Someone {
  readonly id: string;
  readonly traits: ReadonlySet<Trait>;
  /** Ids of all whom they turned out to be, their own first. */
  readonly ids: readonly string[];
}

interface Merge {
  readonly survivor: Someone;
  readonly absorbed: Someone;
  /** What the two had between them. */
  readonly traits: ReadonlySet<Trait>;
}

export interface Merged {
  readonly survivorId: string;
  readonly absorbedId: string;
}

export class Who {
  readonly #people = new Map<string, Someone>();
  readonly #merges: Merge[] = [];
  /** Pairs of whom a rep said that they are two. */
  readonly #two: Merged[] = [];
  /** Pairs of whom the engine asked a rep. */
  readonly #doubts = new Set<string>();
  /** By the id of somebody who is no more: who they are now. */
  readonly #into = new Map<string, string>();
  /** Ids of all but those of whom only a name was ever known. */
  readonly #wereKnown = new Set<string>();
  /** What people were known by who are erased. */
  readonly erased = new Set<Trait>();
  /** Whether anybody was told to be another than they seemed. */
  hasChanged = false;
  #lastNumber = 0;

  /** @param traits  All that they are known by now. */
  meet(id: string, traits: readonly Trait[]): void {
    this.#lastNumber = Math.max(this.#lastNumber, numberOf(id));
    this.#put({ id, ids: this.#people.get(id)?.ids ?? [id], traits: new Set(traits) });
  }

  get ids(): readonly string[] {
    return [...this.#people.keys()];
  }

  /** Who was that is now; `null`: erased. */
  now(id: string): string | null {
    let found = id;
    for (let next = this.#into.get(id); next !== undefined; next = this.#into.get(found))
      found = next;
    return this.#people.has(found) ? found : null;
  }

  /** All that anybody is known by. */
  get known(): ReadonlySet<Trait> {
    return new Set([...this.#people.values()].flatMap(({ traits }) => [...traits]));
  }

  at(trait: Trait): string | null {
    return [...this.#people.values()].find(({ traits }) => traits.has(trait))?.id ?? null;
  }

  traits(id: string): ReadonlySet<Trait> {
    return this.#people.get(id)?.traits ?? new Set();
  }

  /** Ids under which something may have been noted of them. */
  idsOf(id: string): readonly string[] {
    return this.#people.get(id)?.ids ?? [id];
  }

  isMerged(id: string): boolean {
    return this.#merges.some(({ survivor }) => survivor.id === id);
  }

  /** They answer from there as well. Nothing is learnt where somebody has it. */
  learn(id: string, trait: Trait): void {
    const known = this.#people.get(id);
    if (known === undefined || this.at(trait) !== null) return;
    this.#put({ ...known, traits: new Set([...known.traits, trait]) });
  }

  merge(oneId: string, otherId: string): Merged {
    const [survivor, absorbed] = [oneId, otherId]
      .toSorted((a, b) => numberOf(a) - numberOf(b))
      .map((id) => this.#people.get(id)!);
    const traits = new Set([...survivor!.traits, ...absorbed!.traits]);
    this.hasChanged = true;
    this.#merges.push({ survivor: survivor!, absorbed: absorbed!, traits });
    this.#people.delete(absorbed!.id);
    this.#into.set(absorbed!.id, survivor!.id);
    this.#put({ id: survivor!.id, traits, ids: [...survivor!.ids, ...absorbed!.ids] });
    return { survivorId: survivor!.id, absorbedId: absorbed!.id };
  }

  /** Whether a rep parted them, or those whom they took in. */
  areTwo(oneId: string, otherId: string): boolean {
    const [mine, theirs] = [this.idsOf(oneId), this.idsOf(otherId)];
    return this.#two.some(
      ({ survivorId, absorbedId }) =>
        (mine.includes(survivorId) && theirs.includes(absorbedId)) ||
        (theirs.includes(survivorId) && mine.includes(absorbedId)),
    );
  }

  /** @returns  Whom the two have become, where that was the last merge into them; `null`: they are two, or others came since. */
  doubt(oneId: string, otherId: string): string | null {
    this.#doubts.add(`${oneId} ${otherId}`);
    const [survivorId, absorbedId] = [oneId, otherId].toSorted((a, b) => numberOf(a) - numberOf(b));
    const last = this.#merges.findLast(({ survivor }) => survivor.id === survivorId);
    return last !== undefined && last.absorbed.id === absorbedId ? last.survivor.id : null;
  }

  /** By a profile each, or an id each in one system. Companies and conversations are not told here: for them the engine's doubt is taken. */
  areKnownApart(oneId: string, otherId: string): boolean {
    const [mine, theirs] = [oneId, otherId].map((id) => [...this.traits(id)]);
    const kinds = theirs!.map(kindOf);
    const isApart = mine!.some((trait) => kindOf(trait) !== null && kinds.includes(kindOf(trait)));
    return isApart || this.#doubts.has(`${oneId} ${otherId}`);
  }

  /** The last merge into them is taken back: what they learnt since is the survivor's, and what an undone list took off them is nobody's. */
  part(id: string, isByRep: boolean): Merged | null {
    const place = this.#merges.findLastIndex(({ survivor }) => survivor.id === id);
    const [merge] = place < 0 ? [] : this.#merges.splice(place, 1);
    if (merge === undefined) return null;
    const { survivor, absorbed, traits } = merge;
    const now = this.traits(id);
    const since = [...now].filter((trait) => !traits.has(trait));
    const left = (had: Someone): Trait[] => [...had.traits].filter((trait) => now.has(trait));
    this.#put({ ...survivor, traits: new Set([...left(survivor), ...since]) });
    this.#into.delete(absorbed.id);
    this.#put({ ...absorbed, traits: new Set(left(absorbed)) });
    const two = { survivorId: survivor.id, absorbedId: absorbed.id };
    if (isByRep) this.#two.push(two);
    return two;
  }

  /** Into whom the last one was merged of those who are there again; `null`: into nobody. */
  lastParted(there: ReadonlySet<string>): string | null {
    return this.#merges.findLast(({ absorbed }) => there.has(absorbed.id))?.survivor.id ?? null;
  }

  forget(id: string): void {
    this.#people.delete(id);
  }

  erase(id: string): void {
    for (const trait of this.traits(id)) this.erased.add(trait);
    this.#people.delete(id);
  }

  /** What the rows of a list prove, each in the light of those before it. @param onMerge  Told at once who became one. */
  list(rows: readonly (readonly Trait[])[], onMerge: (merged: Merged) => void): readonly Merged[] {
    const merged: Merged[] = [];
    this.hasChanged = true;
    for (const row of rows) {
      if (row.some((trait) => this.erased.has(trait))) continue;
      const found = [...new Set(row.flatMap((trait) => this.at(trait) ?? []))];
      const [first, ...others] = found.toSorted((a, b) => numberOf(a) - numberOf(b));
      if (first === undefined) {
        this.meet(`p${this.#lastNumber + 1}`, row);
        continue;
      }
      for (const other of others) {
        const two = this.merge(first, other);
        onMerge(two);
        merged.push(two);
      }
      this.meet(first, [...this.traits(first), ...row]);
    }
    return merged;
  }

  /** What the store says otherwise. */
  disagrees(people: readonly Prospect[]): string[] {
    const found = new Map(people.map((each) => [each.id, traitsOf(each).toSorted().join(', ')]));
    const broken: string[] = [];
    for (const { id, traits } of this.#people.values()) {
      const known = [...traits].toSorted().join(', ');
      if (known === '' && this.#wereKnown.has(id)) broken.push(`${id} is known by nothing now`);
      if (found.get(id) !== known)
        broken.push(`${id} is known by ${known}, and the store says ${found.get(id) ?? 'nothing'}`);
      found.delete(id);
    }
    for (const [id, known] of found) broken.push(`nobody knows ${id}: ${known}`);
    return broken;
  }

  #put(someone: Someone): void {
    if (someone.traits.size > 0) this.#wereKnown.add(someone.id);
    this.#people.set(someone.id, someone);
  }
}

/** `linkedin`, `external line:`; `null`: one may have several. */
function kindOf(trait: Trait): string | null {
  if (trait.startsWith('linkedin ')) return 'linkedin';
  return trait.startsWith('external ') ? trait.slice(0, trait.indexOf(':') + 1) : null;
}

const numberOf = (id: string): number => Number(id.slice(1));
