/** How engaged are people now? Asked of the store whenever a condition, a list or an order wants to know. */
import type { ScoreRules, Standing } from '../../core/engagement.ts';
import type { EngagementStore } from '../../ports/engagement-store.ts';
import { scoreOf } from '../../score/score.ts';

/** Everybody who is asked for is in the answer. */
export type Standings = (prospectIds: readonly string[]) => Promise<ReadonlyMap<string, Standing>>;

export function standingsIn(
  engagement: Pick<EngagementStore, 'heardFrom'>,
  rules: ScoreRules,
  nowMs: number,
): Standings {
  return async (prospectIds) => {
    const heard = await engagement.heardFrom(prospectIds);
    return new Map(
      prospectIds.map((id): [string, Standing] => {
        const { tenths, level } = scoreOf(heard.get(id) ?? [], rules, nowMs);
        return [id, { tenths, level }];
      }),
    );
  };
}
