/**
 * Reads ahead who is due. A window that shuts makes hundreds of people due at one instant, and a mailbox looks at them one by one: what was
 * read holds for those whom nothing was decided of since.
 */
import type { Decision } from '../core/decide/decision.ts';
import type { Due, EngineStore } from '../ports/engine-store.ts';

const AHEAD = 200;

interface Ahead {
  readonly nowMs: number;
  readonly dues: readonly Due[];
  /** Whether nobody else is due then. */
  readonly isAll: boolean;
}

export class DueAhead {
  readonly #store: Pick<EngineStore, 'due'>;
  readonly #ahead = new Map<string, Ahead>();

  constructor(store: Pick<EngineStore, 'due'>) {
    this.#store = store;
  }

  async due(lane: string, nowMs: number, limit: number): Promise<readonly Due[]> {
    const known = this.#ahead.get(lane);
    const isAgain = known?.nowMs === nowMs;
    if (isAgain && (known.isAll || known.dues.length >= limit)) return known.dues.slice(0, limit);
    // Who asks for the second time at one instant will ask again.
    const most = isAgain ? Math.max(AHEAD, 2 * limit) : limit;
    const dues = await this.#store.due(lane, nowMs, most);
    this.#ahead.set(lane, { nowMs, dues, isAll: dues.length < most });
    return dues.slice(0, limit);
  }

  /** Who was decided of is read anew; who becomes due by it may stand before the others. */
  decided({ next, wake, begun }: Decision): void {
    for (const [lane, ahead] of this.#ahead) {
      const isDue = [wake, ...begun.map((each) => each.wake)].some(
        (each) => each !== null && each.lane === lane && each.atMs <= ahead.nowMs,
      );
      if (isDue) this.#ahead.delete(lane);
      else {
        const dues = ahead.dues.filter(({ enrollment }) => enrollment.id !== next.id);
        this.#ahead.set(lane, { ...ahead, dues });
      }
    }
  }

  /** Something happened beside the decisions: a person answered, somebody was enrolled. */
  forget(): void {
    this.#ahead.clear();
  }
}
