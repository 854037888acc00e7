/** Who waits for what until when: each lane's people in the order in which a store gives them, follow-ups first. */
import type { Wake } from '../core/decide/decision.ts';

interface Place {
  readonly id: string;
  readonly wake: Wake;
}

export class WaitingLine {
  /** By lane, one list for each rank, in order. */
  readonly #lanes = new Map<string, readonly [followUps: Place[], first: Place[]]>();
  readonly #places = new Map<string, Place>();

  /** @param wake  `null`: they wait for no instant. */
  put(id: string, wake: Wake | null): void {
    const before = this.#places.get(id);
    if (before !== undefined) {
      const list = this.#listOf(before.wake);
      list.splice(indexIn(list, before), 1);
      this.#places.delete(id);
    }
    if (wake === null) return;
    const place = { id, wake };
    const list = this.#listOf(wake);
    list.splice(indexIn(list, place), 0, place);
    this.#places.set(id, place);
  }

  /** Who is due, as many as are asked for. */
  due(lane: string, nowMs: number, most: number): readonly string[] {
    const ids: string[] = [];
    for (const list of this.#lanes.get(lane) ?? []) {
      for (const { id, wake } of list) {
        if (ids.length === most || wake.atMs > nowMs) break;
        ids.push(id);
      }
    }
    return ids;
  }

  /** Epoch ms of the lane's earliest; `Infinity`: nobody waits in it. */
  nextMs(lane: string): number {
    const lists = this.#lanes.get(lane) ?? [];
    return Math.min(...lists.map(([first]) => first?.wake.atMs ?? Infinity));
  }

  clear(): void {
    this.#lanes.clear();
    this.#places.clear();
  }

  #listOf({ lane, rank }: Wake): Place[] {
    const known = this.#lanes.get(lane);
    if (known !== undefined) return known[rank];
    const lists: readonly [Place[], Place[]] = [[], []];
    this.#lanes.set(lane, lists);
    return lists[rank];
  }
}

/** Where it stands, or would stand. */
function indexIn(list: readonly Place[], place: Place): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isBefore(list[middle]!, place)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Ids count up: of two the shorter one is the earlier. */
function isBefore(one: Place, other: Place): boolean {
  if (one.wake.atMs !== other.wake.atMs) return one.wake.atMs < other.wake.atMs;
  if (one.id.length !== other.id.length) return one.id.length < other.id.length;
  return one.id < other.id;
}
