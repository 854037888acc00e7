/** What was stored as it came is understood, and stops whom it stops, at once: the runner does the same, whoever comes first. */
import type { EngineEvent } from '../../core/decide/decide.ts';
import { UserError } from '../../core/user-error.ts';
import type { Due } from '../../ports/engine-store.ts';
import type { StoredInbound } from '../../ports/inbound-store.ts';
import { applyEvent } from '../../runner/apply.ts';
import type { Moment } from '../../runner/context.ts';
import type { Deciding, Engine } from '../../runner/engine.ts';
import { understand } from '../../runner/understand.ts';

export type Listener = Deciding & Pick<Engine, 'clock' | 'inbound' | 'people' | 'history' | 'say'>;

export interface AppliedHeard {
  readonly signals: number;
  /** Enrollments that ended. */
  readonly stopped: number;
}

const PORTION = 100;

/** @param meaning  What makes signals of one that was stored, and returns how many. */
export async function applyHeard(
  to: Listener,
  moment: Moment,
  meaning: (to: Listener, stored: StoredInbound) => Promise<number> = understand,
): Promise<AppliedHeard> {
  let signals = 0;
  for (;;) {
    const portion = await to.inbound.toUnderstand(PORTION);
    if (portion.length === 0) break;
    for (const stored of portion) signals += await meaning(to, stored);
  }
  return { signals, stopped: await applyAll(to, moment) };
}

async function applyAll(to: Listener, moment: Moment): Promise<number> {
  let stopped = 0;
  const tried = new Set<string>();
  for (;;) {
    const signalled = await to.store.signalled(PORTION + tried.size);
    const fresh = signalled.filter((due) => !tried.has(due.enrollment.id));
    if (fresh.length === 0) return stopped;
    for (const due of fresh) {
      tried.add(due.enrollment.id);
      if (await stops(to, due, moment)) stopped += 1;
    }
  }
}

/** One who fails is said and left to the runner, which puts them aside. */
async function stops(to: Listener, due: Due, moment: Moment): Promise<boolean> {
  const event = (now: Due): EngineEvent => ({ kind: 'signals', signals: now.signals });
  try {
    const applied = await applyEvent(to, due, event, moment);
    return applied?.decision.next.status === 'finished';
  } catch (cause) {
    if (cause instanceof UserError || !(cause instanceof Error)) throw cause;
    to.say(`${due.enrollment.id}: ${cause.message}`);
    return false;
  }
}
