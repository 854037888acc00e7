/** Decides the clock for many and commits what was decided together: one sync, one promise and few statements for all of them. */
import { decide } from '../../core/decide/decide.ts';
import type { Decision } from '../../core/decide/decision.ts';
import { UserError } from '../../core/user-error.ts';
import type { Due } from '../../ports/engine-store.ts';
import type { Deciding } from '../engine.ts';
import { prepare, prepareAtOnce, type Moment } from './context.ts';

export interface Together {
  readonly committed: readonly Decision[];
  /** Whom nothing was written for: nothing changes, something failed, or somebody else was quicker. Each alone will tell. */
  readonly others: readonly Due[];
}

/** What fails for one is left to be met again alone; only what a person must mend is thrown. */
export async function applyTogether(
  engine: Deciding,
  dues: readonly Due[],
  moment: Moment,
): Promise<Together> {
  const decisions: Decision[] = [];
  for (const due of dues) {
    try {
      const { sequence, context } =
        prepareAtOnce(engine, due, moment) ?? (await prepare(engine, due, moment));
      const decision = decide(sequence, due.enrollment, { kind: 'clock' }, context);
      if (decision !== null) decisions.push(decision);
    } catch {
      // Among the others.
    }
  }
  const committed = await commitTogether(engine, decisions);
  const done = new Set(committed.map(({ next }) => next.id));
  return { committed, others: dues.filter(({ enrollment }) => !done.has(enrollment.id)) };
}

/** Those that were written. None of them is when one of them can't be. */
export async function commitTogether(
  { store }: Deciding,
  decisions: readonly Decision[],
): Promise<readonly Decision[]> {
  if (decisions.length === 0) return [];
  try {
    const results = await store.commitAll(decisions);
    return decisions.filter((_, index) => results[index] === 'committed');
  } catch (cause) {
    if (cause instanceof UserError || !(cause instanceof Error)) throw cause;
    return [];
  }
}
