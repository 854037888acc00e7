/** Whom may the rows of a portion of a list be about? Those who are known by their keys, in the store or since. */
import { isLinking } from '../../core/person/link-key.ts';
import type { KeyOwner, OpenImport } from '../../ports/import-store.ts';
import { SeenHashes } from './seen-hashes.ts';
import { hasIdentity, type Row, type RowKey, type Slot } from './slots.ts';

interface Owner {
  readonly name: string;
  readonly id: string;
}

export class Portion {
  readonly #open: OpenImport;
  /** Keys of everybody, where nobody was known before; `null`: somebody was, so every key is looked up. */
  readonly #seen: SeenHashes | null;
  // Made anew with each portion: what a map refers to that lives long is copied again and again, a tenth of all time.
  #slots = new Map<string, Slot>();
  /** By hash: who has the key, in the store or since. */
  #owners = new Map<number, Owner[]>();
  /** Of the whole list: who was taken in, and by whom. */
  readonly #absorbed = new Map<string, string>();
  #given: KeyOwner[] = [];

  constructor(open: OpenImport) {
    this.#open = open;
    this.#seen = open.firstNewNumber === 1 ? new SeenHashes() : null;
  }

  /** By id: who was looked up or made since the portion began. */
  get slots(): Map<string, Slot> {
    return this.#slots;
  }

  /** Looks up who has these keys, and these people. */
  async find(keys: readonly RowKey[], people: readonly string[]): Promise<void> {
    const hashes = new Set<number>();
    for (const { hash, name } of keys)
      if (isLinking({ name }) && (this.#seen?.has(hash) ?? true)) hashes.add(hash);
    const ids = new Set(people);
    if (hashes.size + ids.size === 0) return;
    for (const { hash, name, prospectId } of await this.#open.owners([...hashes])) {
      this.#own(hash, name, prospectId);
      ids.add(prospectId);
    }
    await this.load([...ids].filter((id) => !this.#slots.has(id)));
  }

  /** As they are stored now. */
  async load(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const stored of await this.#open.people(ids)) {
      const { id, times } = stored;
      this.#slots.set(id, { id, stored, made: null, person: null, times, isChanged: false });
    }
  }

  /** Who has the key of this identity of the row: its hash, its name and the identity itself. */
  ownersOf(row: Row, index: number): readonly string[] {
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

  /** Everybody to whom a hash leads, by whatever name. They are looked up. */
  async allOf(hash: number): Promise<readonly string[]> {
    const given = this.#given.filter((each) => each.hash === hash);
    const owners = [...given, ...(await this.#open.owners([hash]))];
    const ids = [...new Set(owners.map(({ prospectId }) => this.#survivorOf(prospectId)))];
    await this.load(ids.filter((id) => !this.#slots.has(id)));
    return ids;
  }

  /** The key leads to this person from now on. */
  give({ hash, name }: RowKey, prospectId: string): void {
    this.#given.push({ hash, name, prospectId });
    if (!isLinking({ name })) return;
    this.#own(hash, name, prospectId);
    this.#seen?.add(hash);
  }

  /** Keys that were given since it was asked before. */
  takeGiven(): readonly KeyOwner[] {
    const given = this.#given;
    this.#given = [];
    return given;
  }

  absorb(absorbedId: string, survivorId: string): void {
    this.#absorbed.set(absorbedId, survivorId);
    this.#slots.delete(absorbedId);
  }

  /** All of it is written: the next one begins. */
  end(): void {
    this.#slots = new Map();
    this.#owners = new Map();
  }

  #own(hash: number, name: string, id: string): void {
    const owners = this.#owners.get(hash);
    if (owners === undefined) this.#owners.set(hash, [{ name, id }]);
    else owners.push({ name, id });
  }

  #survivorOf(id: string): string {
    let found = id;
    for (let next = this.#absorbed.get(id); next !== undefined; next = this.#absorbed.get(next))
      found = next;
    return found;
  }
}
