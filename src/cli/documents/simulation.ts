/** A simulation as a document, and what its text and its picture share. */
import { CHANNELS } from '../../core/sequence.ts';
import { taskWords } from '../../core/why/rules.ts';
import type { StoredVersion } from '../../ports/enrollment-store.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import { nameIn, type Simulation } from '../../rehearsal/simulate/simulate-sequence.ts';
import {
  daysOf,
  loadByDay,
  loadByMailbox,
  loadByRep,
  percentile,
  type Load,
} from '../../rehearsal/simulate/simulation-load.ts';
import { isoOf, type Json } from '../output/json.ts';

export interface SimulationReport {
  readonly name: string;
  readonly version: StoredVersion;
  readonly simulation: Simulation;
  readonly settings: RunnerSettings;
  readonly days: number;
  readonly seed: number;
  readonly replyRate: number;
  /** Whose people they are, in words. */
  readonly whose: string;
}

export function simulationJson(report: SimulationReport, htmlFile: string | null): Json {
  const { simulation, settings, version } = report;
  const { touches, unfinished, finishedAfterMs } = simulation;
  const finished = finishTimes(simulation);
  return {
    sequence: report.name,
    version: version.sequence.version,
    start: isoOf(simulation.startMs),
    until: isoOf(simulation.untilMs),
    days: report.days,
    seed: report.seed,
    reply_rate: report.replyRate,
    people: simulation.people.size,
    ...enrolledOf(simulation),
    touches: touches.map((touch) => ({
      at: isoOf(touch.atMs),
      prospect: nameIn(simulation, touch.prospectId),
      sequence: touch.sequence,
      step: touch.step,
      channel: touch.channel,
      mailbox: touch.mailbox,
      rep: touch.rep,
    })),
    by_day: loadByDay(simulation, settings.zone).map(({ date, byChannel, total }) => ({
      date,
      ...Object.fromEntries(CHANNELS.map((channel) => [channel, byChannel[channel]])),
      total,
    })),
    by_mailbox: loadByMailbox(simulation, settings).map((load) => ({
      mailbox: load.name,
      ...loadJson(load),
      cap_per_day: load.capPerDay,
      full_days: load.fullDays,
    })),
    by_rep: loadByRep(simulation, settings).map((load) => ({ rep: load.name, ...loadJson(load) })),
    finished: finishedAfterMs.length,
    finished_by_reason: Object.fromEntries(endingsOf(simulation)),
    days_to_finish: finished,
    unfinished: unfinished.map((each) => ({
      prospect: nameIn(simulation, each.prospectId),
      sequence: each.sequence,
      status: each.status,
      reason: each.reason,
      step: each.step,
      waiting: each.waiting,
      rule: each.rule,
      because: each.because,
    })),
    html: htmlFile,
  };
}

/** Half and nine in ten of those who finished needed at most so many days; `null`: nobody finished. */
export function finishTimes({ finishedAfterMs }: Simulation): { p50: number; p90: number } | null {
  const [half, most] = [percentile(finishedAfterMs, 0.5), percentile(finishedAfterMs, 0.9)];
  return half === null || most === null ? null : { p50: daysOf(half), p90: daysOf(most) };
}

/** Most frequent first. */
export function endingsOf({ endings }: Simulation): readonly (readonly [string, number])[] {
  return Object.entries(endings)
    .map(([reason, count]) => [reason, count ?? 0] as const)
    .toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}

export interface Kept {
  readonly count: number;
  readonly sequence: string;
  /** `null`: not started. */
  readonly step: string | null;
  readonly rule: string;
  readonly because: string;
}

/** Those who have not finished, by what keeps them; the largest groups first. */
export function keptBy({ unfinished }: Simulation): readonly Kept[] {
  const groups = new Map<string, Kept>();
  for (const { sequence, step, rule, because, task } of unfinished) {
    const shown = task === null ? because : taskWords(task.rep, 'the task');
    const key = JSON.stringify([sequence, step, rule, shown]);
    const count = (groups.get(key)?.count ?? 0) + 1;
    groups.set(key, { count, sequence, step, rule, because: shown });
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count);
}

/** Those who were enrolled, and the others by reason. */
export function enrolledOf({ enrolled }: Simulation): {
  readonly enrolled: number;
  readonly pending: number;
  readonly refused: Readonly<Record<string, number>>;
} {
  const { enrolled: now = 0, pending = 0, ...refused } = enrolled;
  return { enrolled: now + pending, pending, refused };
}

function loadJson({ total, busiest }: Load): { readonly [key: string]: Json } {
  return {
    touches: total,
    busiest_day: busiest?.date ?? null,
    most_in_a_day: busiest?.touches ?? 0,
  };
}
