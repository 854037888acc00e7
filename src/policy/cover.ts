/** Who does a rep's work on days without them? Days are those of the workspace's zone. */
import { dayWords } from '../core/time/civil-date.ts';
import { toLocal } from '../core/time/local-time.ts';

export interface RepDays {
  readonly id: string;
  /** Days since 1970-01-01, both ends included. */
  readonly away?: readonly (readonly [firstDay: number, lastDay: number])[];
  /** Who does their work then; `null`: it waits for them. */
  readonly cover?: string | null;
}

interface Team {
  readonly reps: readonly RepDays[];
  /** IANA name. */
  readonly zone: string;
}

/** The rep; on days without them whoever covers. The rep as well where nobody who covers is there: the work waits for them. */
export function onDuty(team: Team, rep: string | null, nowMs: number): string | null {
  const asked = new Set<string>();
  for (let each = rep; each !== null && !asked.has(each);) {
    if (lastDayAway(team, each, nowMs) === null) return each;
    asked.add(each);
    each = repIn(team, each)?.cover ?? null;
  }
  return rep;
}

/** `null`: they are there. */
export function lastDayAway(team: Team, rep: string, nowMs: number): number | null {
  const { away = [] } = repIn(team, rep) ?? {};
  // Nobody asks the clock for a team that is always there.
  if (away.length === 0) return null;
  const today = toLocal(team.zone, nowMs).day;
  return away.find(([first, last]) => first <= today && today <= last)?.[1] ?? null;
}

/** `anna is away until Sun 15 Mar, ben covers`; `null`: they are there. */
export function absenceWords(team: Team, rep: string | null, nowMs: number): string | null {
  const lastDay = rep === null ? null : lastDayAway(team, rep, nowMs);
  if (lastDay === null) return null;
  const cover = onDuty(team, rep, nowMs);
  const until = `${rep} is away until ${dayWords(lastDay)}`;
  return cover === rep ? `${until}, and nobody covers` : `${until}, ${cover} covers`;
}

function repIn({ reps }: Team, id: string): RepDays | null {
  return reps.find((each) => each.id === id) ?? null;
}
