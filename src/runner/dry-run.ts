/** What would a run do now? Decides as a run would and commits nothing; mailboxes are not asked. */
import { decide } from '../core/decide/decide.ts';
import type { Decision } from '../core/decide/decision.ts';
import { prepare, type Moment } from './context.ts';
import type { Deciding } from './engine.ts';

/** Most that is looked at in one lane. */
const MOST = 1_000;

/** In the order in which a run would do them; gates and budgets of mailboxes are not asked. */
export async function dryRun(
  engine: Deciding,
  lanes: readonly string[],
  moment: Moment,
): Promise<readonly Decision[]> {
  const decisions: Decision[] = [];
  for (const lane of lanes) {
    for (const due of await engine.store.due(lane, moment.nowMs, MOST)) {
      const { sequence, context } = await prepare(engine, due, moment);
      const decision = decide(sequence, due.enrollment, { kind: 'clock' }, context);
      if (decision !== null) decisions.push(decision);
    }
  }
  return decisions;
}
