/** Who waits for what until when: each lane's people as a store gives them, follow-ups first, then who is due first, then by row. */
import type { Wake } from '../../core/decide/decision.ts';

interface Waiting {
  readonly row: number;
  /** Stays as it is while they stand in the line. */
  readonly wake: Wake | null;
}

/** So many are moved at most when somebody comes or goes. */
const CHUNK_MOST = 256;

export class WaitingLine<Each extends Waiting> {
  readonly #chunkMost: number;
  readonly #lanes = new Map<string, readonly [followUps: Ordered<Each>, first: Ordered<Each>]>();

  constructor(chunkMost = CHUNK_MOST) {
    this.#chunkMost = chunkMost;
  }

  add(each: Each): void {
    this.#ofLane(each)?.add(each);
  }

  remove(each: Each): void {
    this.#ofLane(each)?.remove(each);
  }

  /** Who is due, as many as are asked for. */
  due(lane: string, nowMs: number, most: number): readonly Each[] {
    const found: Each[] = [];
    for (const rank of this.#lanes.get(lane) ?? []) rank.takeUntil(nowMs, most, found);
    return found;
  }

  /** Epoch ms of the lane's earliest; `Infinity`: nobody waits in it. */
  nextMs(lane: string): number {
    const [followUps, first] = this.#lanes.get(lane) ?? [];
    return Math.min(followUps?.firstMs() ?? Infinity, first?.firstMs() ?? Infinity);
  }

  #ofLane({ wake }: Each): Ordered<Each> | null {
    if (wake === null) return null;
    const known = this.#lanes.get(wake.lane);
    if (known !== undefined) return known[wake.rank];
    const most = this.#chunkMost;
    const lane = [new Ordered<Each>(most), new Ordered<Each>(most)] as const;
    this.#lanes.set(wake.lane, lane);
    return lane[wake.rank];
  }
}

/** An ordered list, in chunks: in a backlog thousands wait, and each day each of them is put off. */
class Ordered<Each extends Waiting> {
  /** None is empty. */
  readonly #chunks: Each[][] = [];
  readonly #chunkMost: number;

  constructor(chunkMost: number) {
    this.#chunkMost = chunkMost;
  }

  add(each: Each): void {
    const index = Math.min(this.#chunkOf(each), this.#chunks.length - 1);
    const chunk = this.#chunks[index];
    if (chunk === undefined) {
      this.#chunks.push([each]);
      return;
    }
    chunk.splice(indexIn(chunk, each), 0, each);
    if (chunk.length > this.#chunkMost)
      this.#chunks.splice(index + 1, 0, chunk.splice(chunk.length >>> 1));
  }

  remove(each: Each): void {
    const index = this.#chunkOf(each);
    const chunk = this.#chunks[index]!;
    chunk.splice(indexIn(chunk, each), 1);
    if (chunk.length === 0) this.#chunks.splice(index, 1);
  }

  takeUntil(nowMs: number, most: number, into: Each[]): void {
    for (const chunk of this.#chunks) {
      for (const each of chunk) {
        if (into.length >= most || atMsOf(each) > nowMs) return;
        into.push(each);
      }
    }
  }

  firstMs(): number {
    const first = this.#chunks[0]?.[0];
    return first === undefined ? Infinity : atMsOf(first);
  }

  /** The chunk in which they stand, or would; one behind the last: behind everybody. */
  #chunkOf(each: Each): number {
    return firstIndex(this.#chunks.length, (at) => !isBefore(this.#chunks[at]!.at(-1)!, each));
  }
}

/** Where they stand, or would stand. */
function indexIn<Each extends Waiting>(chunk: readonly Each[], each: Each): number {
  return firstIndex(chunk.length, (at) => !isBefore(chunk[at]!, each));
}

/** The first index for which it holds, which then holds for all behind it; the length: for none. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let from = 0;
  let to = length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

function isBefore(one: Waiting, other: Waiting): boolean {
  const byTime = atMsOf(one) - atMsOf(other);
  return byTime === 0 ? one.row < other.row : byTime < 0;
}

function atMsOf({ wake }: Waiting): number {
  return wake?.atMs ?? Infinity;
}
