/** How engaged is one person, and what of it comes from where? */
import type { Prospect } from '../../core/prospect.ts';
import type { Stores } from '../../ports/stores.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import { scoreOf, type Score } from '../../score/score.ts';

export async function readScore(
  { engagement }: Pick<Stores, 'engagement'>,
  { score }: Pick<RunnerSettings, 'score'>,
  { id }: Prospect,
  nowMs: number,
): Promise<Score> {
  const heard = await engagement.heardFrom([id]);
  return scoreOf(heard.get(id) ?? [], score, nowMs);
}
