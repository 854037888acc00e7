/** A simulation by day, by mailbox and by rep: who has how much to do, and when a cap is reached. */
import { capOn } from '../../core/budget.ts';
import { DAY_MS, MINUTE_MS } from '../../core/time/duration.ts';
import { writtenDate } from '../../core/time/civil-date.ts';
import { toLocal } from '../../core/time/local-time.ts';
import { CHANNELS, type Channel } from '../../core/sequence.ts';
import { lineOf, type LineSettings, type RunnerSettings } from '../../runner/settings.ts';
import type { Simulation } from './simulate-sequence.ts';

export interface DayLoad {
  /** Local to the workspace's zone, `2026-03-02`. */
  readonly date: string;
  readonly byChannel: Readonly<Record<Channel, number>>;
  readonly total: number;
}

export interface Load {
  /** A mailbox or a rep. */
  readonly name: string;
  readonly total: number;
  readonly busiest: { readonly date: string; readonly touches: number } | null;
}

export interface MailboxLoad extends Load {
  /** Of the day on which it may send most. */
  readonly capPerDay: number;
  /** Days on which it sent anything. */
  readonly sendDays: number;
  /** Days on which it sent as much as it may: its cap, or what its gap leaves room for while the window is open. */
  readonly fullDays: readonly string[];
}

/** Every day, those without a touch as well. */
export function loadByDay({ touches, startMs, untilMs }: Simulation, zone: string): DayLoad[] {
  const first = toLocal(zone, startMs).day;
  const last = Math.max(first, toLocal(zone, untilMs - 1).day);
  const days = Array.from({ length: last - first + 1 }, () => ({ ...NONE }));
  for (const { atMs, channel } of touches) {
    const counts = days[toLocal(zone, atMs).day - first];
    if (counts !== undefined) counts[channel] += 1;
  }
  return days.map((byChannel, index) => ({
    date: writtenDate(first + index),
    byChannel,
    total: CHANNELS.reduce((sum, channel) => sum + byChannel[channel], 0),
  }));
}

/** Those that the sequence used, by name. */
export function loadByMailbox(simulation: Simulation, settings: RunnerSettings): MailboxLoad[] {
  const loads = loadsOf(
    simulation,
    settings.zone,
    ({ mailbox }) => mailbox,
    (name) => lineOf(settings, name)?.limits.zone ?? settings.zone,
  );
  return loads.map(({ load, byDay }) => {
    const mailbox = lineOf(settings, load.name);
    return {
      ...load,
      sendDays: byDay.size,
      ...(mailbox === null
        ? NO_CAP
        : fullness(mailbox, byDay, daysFullOfGaps(simulation, mailbox))),
    };
  });
}

/** Reps by id, with the tasks that they did. */
export function loadByRep(simulation: Simulation, settings: RunnerSettings): Load[] {
  const loads = loadsOf(
    simulation,
    settings.zone,
    ({ rep }) => rep,
    () => settings.zone,
  );
  return loads.map(({ load }) => load);
}

/** The smallest of the values that so large a share does not exceed; `null`: there are none. */
export function percentile(ascending: readonly number[], share: number): number | null {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? null;
}

/** Days, with one decimal. */
export function daysOf(ms: number): number {
  return Math.round((ms / DAY_MS) * 10) / 10;
}

const NONE: Readonly<Record<Channel, number>> = {
  email: 0,
  linkedin: 0,
  call: 0,
  sms: 0,
  task: 0,
  message: 0,
};
/** A tick may come so much later than the gap ends. */
const SLACK_MS = MINUTE_MS;
const NO_CAP = { capPerDay: 0, fullDays: [] };

interface Counted {
  readonly load: Load;
  /** Touches by day number. */
  readonly byDay: ReadonlyMap<number, number>;
}

function loadsOf(
  { touches }: Simulation,
  zone: string,
  nameOf: (touch: Simulation['touches'][number]) => string | null,
  zoneOf: (name: string) => string,
): Counted[] {
  const days = new Map<string, Map<number, number>>();
  for (const touch of touches) {
    const name = nameOf(touch);
    if (name === null) continue;
    const byDay = days.get(name) ?? new Map<number, number>();
    const { day } = toLocal(zoneOf(name), touch.atMs);
    byDay.set(day, (byDay.get(day) ?? 0) + 1);
    days.set(name, byDay);
  }
  const names = [...days.keys()].toSorted();
  return names.map((name) => {
    const byDay = days.get(name)!;
    const [busiest] = [...byDay].toSorted(([, a], [, b]) => b - a);
    const total = [...byDay.values()].reduce((sum, count) => sum + count, 0);
    const most =
      busiest === undefined ? null : { date: writtenDate(busiest[0]), touches: busiest[1] };
    return { load: { name, total, busiest: most }, byDay };
  });
}

function fullness(
  { limits }: LineSettings,
  byDay: ReadonlyMap<number, number>,
  fullOfGaps: ReadonlySet<number>,
): Pick<MailboxLoad, 'capPerDay' | 'fullDays'> {
  const days = [...byDay].toSorted(([a], [b]) => a - b);
  const full = days.filter(
    ([day, count], earlier) => count >= capOn(limits, earlier) || fullOfGaps.has(day),
  );
  return { capPerDay: limits.capPerDay, fullDays: full.map(([day]) => writtenDate(day)) };
}

/** Days on which it sent, with no pause but its gap, for as long as the longest open hours of the window. */
function daysFullOfGaps(
  { touches, window }: Simulation,
  { id, limits }: LineSettings,
): ReadonlySet<number> {
  const [, gapMs] = limits.gapMs;
  if (gapMs === 0) return new Set();
  const openMs = Math.max(...window.hours.map(([from, to]) => (to - from) * MINUTE_MS));
  const full = new Set<number>();
  let sinceMs = 0;
  let untilMs = -Infinity;
  for (const { mailbox, atMs } of touches) {
    if (mailbox !== id) continue;
    if (atMs > untilMs) sinceMs = atMs;
    untilMs = atMs + gapMs + SLACK_MS;
    if (untilMs - sinceMs >= openMs) full.add(toLocal(limits.zone, atMs).day);
  }
  return full;
}
