/**
 * Deferrals that are not written yet. In a backlog everybody is put off every day, and nobody reads of it in the store before something else
 * happens to them: until then it is one decision, which grows.
 */
import type { Activity } from '../core/activity.ts';
import type { Decision } from '../core/decide/decision.ts';
import type { CommitResult, EngineStore } from '../ports/engine-store.ts';

interface Kept {
  /** It says on what they were decided. */
  readonly first: Decision;
  last: Pick<Decision, 'next' | 'wake'>;
  readonly activities: Activity[];
}

export class Deferrals {
  readonly #store: Pick<EngineStore, 'commitAll'>;
  readonly #kept = new Map<string, Kept>();

  constructor(store: Pick<EngineStore, 'commitAll'>) {
    this.#store = store;
  }

  /**
   * As the store's own: what is not kept is written, and what was kept of the same people in front of it.
   *
   * @param isCurrent  Whether surely nobody else has decided since.
   */
  async commitAll(
    decisions: readonly Decision[],
    isCurrent: (decision: Decision) => boolean,
  ): Promise<readonly CommitResult[]> {
    const keeps = decisions.map((each) => isDeferral(each) && isCurrent(each));
    const written = await this.#write(decisions.filter((_, index) => !keeps[index]));
    let next = 0;
    return decisions.map((decision, index) => {
      if (!keeps[index]) return written[next++]!;
      this.#keep(decision);
      return 'committed';
    });
  }

  async write(enrollmentId: string): Promise<void> {
    const kept = this.#kept.get(enrollmentId);
    if (kept === undefined) return;
    await this.#store.commitAll([decisionOf(kept)]);
    this.#kept.delete(enrollmentId);
  }

  async writeAll(): Promise<void> {
    if (this.#kept.size === 0) return;
    await this.#store.commitAll([...this.#kept.values()].map(decisionOf));
    this.#kept.clear();
  }

  async #write(decisions: readonly Decision[]): Promise<readonly CommitResult[]> {
    if (decisions.length === 0) return [];
    const before = decisions.flatMap(({ next }) => this.#kept.get(next.id) ?? []);
    const written = await this.#store.commitAll([...before.map(decisionOf), ...decisions]);
    for (const { last } of before) this.#kept.delete(last.next.id);
    return written.slice(before.length);
  }

  #keep(decision: Decision): void {
    const { next, wake, activities } = decision;
    const kept = this.#kept.get(next.id);
    if (kept === undefined) {
      this.#kept.set(next.id, { first: decision, last: decision, activities: [...activities] });
      return;
    }
    kept.last = { next, wake };
    kept.activities.push(...activities);
  }
}

/** It says no more than when. */
function isDeferral(decision: Decision): boolean {
  const { activities, touchChanges, next } = decision;
  return (
    activities.length === 1 &&
    activities[0]!.type === 'deferred' &&
    touchChanges.length === 0 &&
    next.waiting.for === 'time'
  );
}

function decisionOf({ first, last: { next, wake }, activities }: Kept): Decision {
  return { ...first, next, wake, activities };
}
