/** Who waits for what until when: each lane's people in the order in which a store gives them, follow-ups first. */
import type { Wake } from '../core/decide/decision.ts';
import type { Due } from '../ports/engine-store.ts';

export interface Place {
  readonly id: string;
  /** Ids count up. */
  readonly order: number;
  /** `null`: they wait for no instant. */
  wake: Wake | null;
  /** As they were read; `null`: they are to be read. */
  due: Due | null;
}

export class WaitingLine {
  /** By lane, one list for each rank, in order. */
  readonly #lanes = new Map<string, readonly [followUps: Place[], first: Place[]]>();
  readonly #places = new Map<string, Place>();

  placeOf(id: string): Place | null {
    return this.#places.get(id) ?? null;
  }

  put(id: string, wake: Wake | null, due: Due | null): void {
    const place = this.#places.get(id) ?? this.#newPlace(id);
    if (place.wake !== null) {
      const list = this.#listOf(place.wake);
      list.splice(indexIn(list, place.wake.atMs, place.order), 1);
    }
    place.wake = wake;
    place.due = due;
    if (wake === null) return;
    const list = this.#listOf(wake);
    list.splice(indexIn(list, wake.atMs, place.order), 0, place);
  }

  /** Who is due, as many as are asked for. */
  due(lane: string, nowMs: number, most: number): readonly Place[] {
    const found: Place[] = [];
    for (const list of this.#lanes.get(lane) ?? []) {
      for (const place of list) {
        if (found.length === most || atMsOf(place) > nowMs) break;
        found.push(place);
      }
    }
    return found;
  }

  /** Epoch ms of the lane's earliest; `Infinity`: nobody waits in it. */
  nextMs(lane: string): number {
    const lists = this.#lanes.get(lane) ?? [];
    return Math.min(...lists.map(([first]) => (first === undefined ? Infinity : atMsOf(first))));
  }

  clear(): void {
    this.#lanes.clear();
    this.#places.clear();
  }

  #newPlace(id: string): Place {
    const place = { id, order: Number(id.slice(1)), wake: null, due: null };
    this.#places.set(id, place);
    return place;
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
function indexIn(list: readonly Place[], atMs: number, order: number): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const place = list[middle]!;
    const isBefore = atMsOf(place) === atMs ? place.order < order : atMsOf(place) < atMs;
    if (isBefore) from = middle + 1;
    else to = middle;
  }
  return from;
}

function atMsOf({ wake }: Place): number {
  return wake?.atMs ?? Infinity;
}
