/**
 * How engaged is somebody? Points for what they did, each worth half after every half-life. Read from what happened whenever it is asked,
 * so nothing has to be kept up to date, and every tenth of a point can be told where it comes from.
 */
import { LEVELS, type HeardSignal, type ScoreRules, type Standing } from '../core/engagement.ts';
import { eventOf } from './event-of.ts';

/** An event with what is left of it. */
export interface ScoreLine {
  /** `s12`: by it a rep can take back what they told. */
  readonly signalId: string;
  readonly event: string;
  readonly atMs: number;
  readonly channel: HeardSignal['channel'];
  /** What it was worth on its day. */
  readonly points: number;
  /** 0 for what a clock ahead of ours put into the future. */
  readonly ageMs: number;
  /** What is left of it, in tenths of a point, rounded down. */
  readonly leftTenths: number;
  /** What was said of it, `null`: nothing. */
  readonly text: string | null;
}

/** An event that counts for nothing, because whoever told it was mistaken. */
export interface TakenBack {
  readonly signalId: string;
  readonly event: string;
  readonly atMs: number;
  readonly takenBackAtMs: number;
  /** Who said so: `rep`. */
  readonly by: string;
  readonly reason: string | null;
}

export interface Score extends Standing {
  /** The newest first; their `leftTenths` add up to the score. */
  readonly lines: readonly ScoreLine[];
  /** The level above, and the points it begins at; `null`: there is none. */
  readonly next: { readonly level: Standing['level']; readonly from: number } | null;
  /** The newest first. */
  readonly takenBack: readonly TakenBack[];
}

/** @param signals  Of one person, in any order. */
export function scoreOf(signals: readonly HeardSignal[], rules: ScoreRules, nowMs: number): Score {
  const undoneBy = takings(signals);
  const byName = new Map<string, Named>();
  for (const signal of signals) {
    if (undoneBy.has(signal.id)) continue;
    const line = lineOf(signal, rules, nowMs);
    if (line === null) continue;
    // The same message, labelled twice, is one event.
    const name = nameOf(signal);
    const known = byName.get(name);
    if (known === undefined || beats(line, signal.id, known)) {
      byName.set(name, { id: signal.id, line });
    }
  }
  const lines = [...byName.values()].toSorted(byAge).map(({ line }) => line);
  // Whole tenths add up to the same in any order.
  const tenths = lines.reduce((sum, { leftTenths }) => sum + leftTenths, 0);
  return { tenths, ...levelOf(tenths, rules), lines, takenBack: takenBackOf(signals, undoneBy) };
}

/** What takes back, by the id of what it takes back. */
export function takings(signals: readonly HeardSignal[]): ReadonlyMap<string, HeardSignal> {
  return new Map(
    signals.flatMap((signal) => {
      const { takesBack } = signal.details;
      return takesBack === undefined ? [] : [[takesBack, signal] as const];
    }),
  );
}

/** What is left of points, in tenths, rounded down: never more of an older event than of a newer one. */
export function leftOf(points: number, ageMs: number, halfLifeMs: number): number {
  return Math.floor(points * 10 * 2 ** (-ageMs / halfLifeMs));
}

/** The level of a score, and the one above. */
export function levelOf(tenths: number, { from }: ScoreRules): Pick<Score, 'level' | 'next'> {
  const [, ...above] = LEVELS;
  const missed = above.findIndex((level) => tenths < from[level] * 10);
  if (missed === -1) return { level: 'hot', next: null };
  const next = above[missed]!;
  return { level: LEVELS[missed]!, next: { level: next, from: from[next] } };
}

function takenBackOf(
  signals: readonly HeardSignal[],
  undoneBy: ReadonlyMap<string, HeardSignal>,
): readonly TakenBack[] {
  return signals
    .flatMap((signal): TakenBack[] => {
      const { id: signalId, atMs, details } = signal;
      const taking = undoneBy.get(signalId);
      if (taking === undefined || details.event === undefined) return [];
      const { atMs: takenBackAtMs, source: by } = taking;
      const reason = taking.details.text ?? null;
      return [{ signalId, event: details.event, atMs, takenBackAtMs, by, reason }];
    })
    .toSorted((a, b) => b.atMs - a.atMs || (a.signalId < b.signalId ? -1 : 1));
}

function lineOf(signal: HeardSignal, rules: ScoreRules, nowMs: number): ScoreLine | null {
  const event = eventOf(signal);
  if (event === null) return null;
  const { id: signalId, atMs, channel, details } = signal;
  const points = pointsOf(event, signal, rules);
  const ageMs = Math.max(0, nowMs - atMs);
  const leftTenths = leftOf(points, ageMs, rules.halfLifeMs);
  const text = details.text ?? null;
  return { signalId, event, atMs, channel, points, ageMs, leftTenths, text };
}

function nameOf({ id, kind, details }: HeardSignal): string {
  return details.inboundId === undefined ? id : `${details.inboundId} ${kind}`;
}

function pointsOf(event: string, { details }: HeardSignal, { points }: ScoreRules): number {
  return details.points ?? (Object.hasOwn(points, event) ? points[event]! : 0);
}

interface Named {
  readonly id: string;
  readonly line: ScoreLine;
}

/** The same whichever of the two was read first. */
function beats(line: ScoreLine, id: string, known: Named): boolean {
  if (line.leftTenths !== known.line.leftTenths) return line.leftTenths > known.line.leftTenths;
  return id < known.id;
}

function byAge(a: Named, b: Named): number {
  return b.line.atMs - a.line.atMs || (a.id < b.id ? -1 : 1);
}
