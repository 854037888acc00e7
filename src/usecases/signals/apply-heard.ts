/** What was stored as it came is understood, and stops whom it stops, at once: the runner does the same, whoever comes first. */
import type { EngineEvent } from '../../core/decide/decide.ts';
import type { EnrollmentStatus } from '../../core/enrollment.ts';
import { UserError } from '../../core/user-error.ts';
import type { Due } from '../../ports/engine-store.ts';
import type { StoredInbound } from '../../ports/inbound-store.ts';
import { applyEvent } from '../../runner/deciding/apply.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import type { Deciding, Engine } from '../../runner/engine.ts';
import { understand } from '../../runner/hearing/understand.ts';

export type Listener = Deciding &
  Pick<Engine, 'clock' | 'inbound' | 'people' | 'merges' | 'history' | 'say'>;

export interface AppliedHeard {
  readonly signals: number;
  /** Enrollments that ended. */
  readonly stopped: number;
}

/** Makes signals of one that was stored, and returns how many. */
export type Meaning = (to: Listener, stored: StoredInbound) => Promise<number>;

/** So many at once, side by side, so that their commits share one sync; whom they stop waits for all of them. */
const PORTION = 50;

export async function applyHeard(
  to: Listener,
  moment: Moment,
  meaning: Meaning = understand,
): Promise<AppliedHeard> {
  let signals = 0;
  let stopped = 0;
  const failing = new Set<string>();
  for (;;) {
    const portion = await to.inbound.toUnderstand(PORTION);
    const given = await Promise.all(portion.map((stored) => meaning(to, stored)));
    signals += given.reduce((sum, each) => sum + each, 0);
    // Not at the end of all: while more keeps coming in, whom the first of it stops would have to wait.
    stopped += await applyAll(to, moment, failing);
    if (portion.length === 0) return { signals, stopped };
  }
}

/** @param failing  Enrollments that are left to the runner, which puts them aside; grows. */
async function applyAll(to: Listener, moment: Moment, failing: Set<string>): Promise<number> {
  let stopped = 0;
  for (;;) {
    const signalled = await to.store.signalled(PORTION + failing.size);
    const fresh = signalled.filter((due) => !failing.has(due.enrollment.id));
    if (fresh.length === 0) return stopped;
    const ended = await Promise.all(fresh.map((due) => applyTo(to, due, moment)));
    for (const [index, status] of ended.entries()) {
      if (status === null) failing.add(fresh[index]!.enrollment.id);
      if (status === 'finished') stopped += 1;
    }
  }
}

/** The enrollment's status after its signals; `null`: they could not be applied, which is said. */
async function applyTo(to: Listener, due: Due, moment: Moment): Promise<EnrollmentStatus | null> {
  const event = (now: Due): EngineEvent => ({ kind: 'signals', signals: now.signals });
  try {
    const applied = await applyEvent(to, due, event, moment);
    return applied?.decision.next.status ?? null;
  } catch (cause) {
    if (cause instanceof UserError || !(cause instanceof Error)) throw cause;
    to.say(`${due.enrollment.id}: ${cause.message}`);
    return null;
  }
}
