/** What people will do, and when: the earliest comes first, of equals the one that was noted first. */
interface Entry<Act> {
  readonly atMs: number;
  readonly order: number;
  readonly act: Act;
}

/** A binary heap: months of ten thousand people are noted and taken one by one. */
export class Agenda<Act> {
  readonly #heap: Entry<Act>[] = [];
  #noted = 0;

  /** Epoch ms of the earliest; `Infinity`: nothing is noted. */
  nextMs(): number {
    return this.#heap[0]?.atMs ?? Infinity;
  }

  note(atMs: number, act: Act): void {
    const entry = { atMs, order: this.#noted, act };
    this.#noted += 1;
    this.#heap.push(entry);
    let at = this.#heap.length - 1;
    for (let above = parentOf(at); at > 0 && this.#isBefore(at, above); above = parentOf(at)) {
      this.#swap(at, above);
      at = above;
    }
  }

  /** The earliest that is due; `null`: none is. */
  take(nowMs: number): Act | null {
    const first = this.#heap[0];
    if (first === undefined || first.atMs > nowMs) return null;
    const last = this.#heap.pop();
    if (last !== undefined && last !== first) {
      this.#heap[0] = last;
      this.#sink();
    }
    return first.act;
  }

  #sink(): void {
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const right = left + 1;
      const least = right < this.#heap.length && this.#isBefore(right, left) ? right : left;
      if (least >= this.#heap.length || !this.#isBefore(least, at)) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const a = this.#heap[one]!;
    const b = this.#heap[other]!;
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const kept = this.#heap[one]!;
    this.#heap[one] = this.#heap[other]!;
    this.#heap[other] = kept;
  }
}

const parentOf = (at: number): number => Math.floor((at - 1) / 2);
