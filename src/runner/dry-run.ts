/** What would a run do now? Decides as a run would and commits nothing; mailboxes are not asked. */
import { decide } from '../core/decide/decide.ts';
import type { Decision } from '../core/decide/decision.ts';
import { prepare, type Moment } from './deciding/context.ts';
import type { Deciding } from './engine.ts';

const MOST = 1_000;

export interface DryRun {
  /** In the order in which a run would do them. */
  readonly decisions: readonly Decision[];
  /** `false`: more is due, which was not looked at. */
  readonly isAll: boolean;
}

/** Gates and budgets of mailboxes are not asked. @param most  That is looked at in one lane. */
export async function dryRun(
  engine: Deciding,
  lanes: readonly string[],
  moment: Moment,
  most = MOST,
): Promise<DryRun> {
  const decisions: Decision[] = [];
  let isAll = true;
  for (const lane of lanes) {
    const found = await engine.store.due(lane, moment.nowMs, most + 1);
    isAll &&= found.length <= most;
    for (const due of found.slice(0, most)) {
      const { sequence, context } = await prepare(engine, due, moment);
      const decision = decide(sequence, due.enrollment, { kind: 'clock' }, context);
      if (decision !== null) decisions.push(decision);
    }
  }
  return { decisions, isAll };
}
