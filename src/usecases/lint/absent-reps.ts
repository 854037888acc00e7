/** On which dates to come does nobody do a rep's tasks? */
import { dayWords } from '../../core/time/civil-date.ts';
import { DAY_MS } from '../../core/time/duration.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { toEpochMs, toLocal } from '../../core/time/local-time.ts';
import { problemAtKey } from '../../definition/reading/problem.ts';
import { readYaml } from '../../definition/reading/yaml-source.ts';
import { onDuty } from '../../policy/cover.ts';
import type { RunnerSettings } from '../../runner/settings.ts';

/** So far ahead is looked. */
const DAYS = 400;

/** @param text  Of the workspace file, which has no errors. */
export function absentReps(
  text: string,
  file: string,
  team: Pick<RunnerSettings, 'reps' | 'zone'>,
  nowMs: number,
): readonly Diagnostic[] {
  const source = readYaml(text, file);
  if (!source.ok) return [];
  const { diagnose } = source.value;
  const today = toLocal(team.zone, nowMs).day;
  return team.reps.flatMap(({ id, away = [], cover = null }) => {
    const days = away.flatMap(([first, last]) =>
      Array.from(
        { length: Math.min(last, today + DAYS) - Math.max(first, today) + 1 },
        (_, day) => Math.max(first, today) + day,
      ),
    );
    const first = days.find((day) => onDuty(team, id, noonOf(team.zone, day)) === id);
    if (first === undefined) return [];
    const why = cover === null ? 'nobody covers' : `${cover}, who covers, is away as well`;
    const message = `on ${dayWords(first)} ${id} is away and ${why}: their tasks wait until they are back`;
    const hint = 'name who gets the tasks meanwhile: cover: REP';
    const problem = problemAtKey(['reps', id, 'away'], 'nobody_covers', message, hint);
    return [diagnose({ ...problem, severity: 'warning' })];
  });
}

function noonOf(zone: string, day: number): number {
  return toEpochMs(zone, day, DAY_MS / 2);
}
