/** How engaged is one person, what of it comes from where, and where and when do they answer? */
import type { Prospect } from '../../core/person/prospect.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Preferences } from '../../runner/deciding/preferences.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import type { BestHour } from '../../score/best-hour.ts';
import type { ChannelPreference } from '../../score/preferred-channel.ts';
import { scoreOf, type Score } from '../../score/score.ts';

export interface ReadScore {
  readonly score: Score;
  readonly preference: ChannelPreference;
  /** `null`: not enough is known. */
  readonly hour: BestHour | null;
}

export interface ScoreNeeds extends Pick<Stores, 'engagement'> {
  readonly settings: RunnerSettings;
  readonly preferences: Preferences;
}

export async function readScore(
  { engagement, preferences, settings }: ScoreNeeds,
  prospect: Prospect,
  nowMs: number,
): Promise<ReadScore> {
  const heard = await engagement.heardFrom([prospect.id]);
  return {
    score: scoreOf(heard.get(prospect.id) ?? [], settings.score, nowMs),
    preference: await preferences.channelsOf(prospect, nowMs),
    hour: await preferences.hourOf(prospect, nowMs),
  };
}
