/** Rows of an export of ours say who each of them was: who was one person is one, and who were two are two. */
import { foldedName, isProof } from '../../core/person/link-key.ts';
import type { Portion } from './portion.ts';
import { byItself, hasIdentity, isWhom, personIn, type Row } from './slots.ts';

export class ExportRows {
  readonly #portion: Portion;
  readonly #firstNewNumber: number;
  /** Who each of its people is here, by whom they are here. */
  readonly #claimed = new Map<string, string>();

  /** @param firstNewNumber  Of people whom the list makes. */
  constructor(portion: Portion, firstNewNumber: number) {
    this.#portion = portion;
    this.#firstNewNumber = firstNewNumber;
  }

  /** Whether that may be one of ours: in an export of another workspace it is anybody. */
  isKnown(personId: string | null): personId is string {
    return (
      personId !== null &&
      /^p[1-9]\d{0,14}$/.test(personId) &&
      Number(personId.slice(1)) < this.#firstNewNumber
    );
  }

  /** The row of this person of the export is about that one of ours. */
  claim(id: string, personId: string): void {
    this.#claimed.set(id, personId);
  }

  /** Who was exported, where the row says just what is known of them: whatever their names and numbers have in common with others'. */
  asExported(personId: string, row: Row): string | null {
    const slot = this.#portion.slots.get(personId);
    if (slot === undefined) return null;
    return isWhom(slot, row) ? personId : null;
  }

  /**
   * Of those who have what the row names, by its identities. Two people of one export are two here, though they share a number and a name:
   * who proves to be this one goes before who has those.
   */
  async ownersOf(
    personId: string,
    row: Row,
    known: readonly (readonly string[])[],
  ): Promise<readonly (readonly string[])[]> {
    // Nobody: as most rows in a workspace that knows few.
    if (!this.#portion.slots.has(personId) && known.every((ids) => ids.length === 0)) return known;
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
    const { slots } = this.#portion;
    const personId = row.lead.personId ?? '';
    const isTheirs = (id: string): boolean =>
      this.#claimed.get(id) === personId || isWhom(slots.get(id)!, row);
    const free = ids.filter((id) => slots.has(id) && this.#isFree(id, personId));
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
    const ids = await this.#portion.allOf(byItself(row, index).hash);
    return ids
      .filter((id) => this.#isNamesake(id, row, index))
      .toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  }

  #isNamesake(id: string, row: Row, index: number): boolean {
    const slot = this.#portion.slots.get(id);
    return (
      slot !== undefined &&
      hasIdentity(slot, row, index) &&
      foldedName(personIn(slot)) === foldedName(row.said)
    );
  }
}
