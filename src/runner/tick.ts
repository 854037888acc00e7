/** One pass of the runner: hear, apply signals, then what is due, follow-ups first. */
import { MINUTE_MS } from '../core/time/duration.ts';
import { UserError } from '../core/user-error.ts';
import type { TickRecord } from '../ports/runner-state.ts';
import type { Due } from '../ports/engine-store.ts';
import { applyEvent, type Applied } from './deciding/apply.ts';
import type { Moment } from './deciding/context.ts';
import type { Engine } from './engine.ts';
import type { Ears } from './hearing/ears.ts';
import type { Prober } from './sending/prober.ts';
import { recoverOrphans } from './sending/recovery.ts';
import { workLane, type Stop } from './sending/lane.ts';
import { countDecision, type RunReport } from './report.ts';
import { linesOf, type LineSettings } from './settings.ts';
import { shielded } from './shield.ts';
import { startAnew } from './deciding/start-anew.ts';
import { applyTogether } from './deciding/together.ts';

/** The process clock may be behind the last committed instant by so much; further back is a clock that was set wrong. */
export const BACKWARDS_MOST_MS = 5 * MINUTE_MS;
export const CLOCK_CURE =
  'set the clock right; if it is right and the last run was on one set ahead: touchline run --once --accept-clock';
/** Signals and steps that need no mailbox are read in portions of this size. */
const PORTION = 500;
/** Hearing comes round again after so long, however much is due. */
const PASS_MOST_MS = 30_000;

/** What outlives a tick: when each source was last asked. */
export interface Senses {
  readonly ears: Ears;
  readonly prober: Prober;
}

/**
 * Returns whether anything moved.
 *
 * @param lines  Those that are worked; who knows that nothing is due for the others leaves them out.
 */
export async function tick(
  engine: Engine,
  { ears, prober }: Senses,
  report: RunReport,
  stop: Stop,
  lines: readonly LineSettings[] = linesOf(engine.settings),
): Promise<boolean> {
  const startedMs = engine.clock.nowMs();
  const record = await engine.state.beginTick(startedMs, engine.settings.maxLatenessMs);
  const moment = momentsOf(engine, record);
  // Nothing of this runner is on the wire between ticks: what is still `sending` was left by a dead one, or by an attempt
  // whose end could not be written down.
  const recovered = await recoverOrphans(engine, moment());
  if (recovered > 0) {
    const touches = recovered === 1 ? 'a touch that was' : `${recovered} touches that were`;
    engine.say(`settled ${touches} left on the wire`);
  }
  await ears.hear(moment().nowMs, report, stop.soon);
  let hasMoved = await applySignals(engine, moment, report, stop);
  const attempt = (due: Due, doIt: () => Promise<Applied | null>): Promise<Applied | null> =>
    shielded(engine, report, due, moment, doIt);
  await startAnew(engine, moment, null, attempt);
  hasMoved = (await workFree(engine, moment, report, stop)) || hasMoved;
  const isOver = (): boolean => engine.clock.nowMs() - startedMs > PASS_MOST_MS;
  const pass = { moment, report, stop, isOver, ears };
  const lanes = Promise.allSettled([
    // A Sent folder may be as silent as any server: nobody waits for it.
    prober.look(moment()),
    ...lines.map((line) => workLane(engine, line, pass)),
  ]);
  const listening = listenUntil(
    lanes,
    () => ears.pricked(),
    async () => {
      await ears.hear(moment().nowMs, report, stop.soon);
      return applySignals(engine, moment, report, stop);
    },
  );
  // What an email's settling made due on another channel is done in the next pass.
  return (await allEnded(lanes, listening)).some(Boolean) || hasMoved;
}

/** An answer must not wait for the pass to end: a slow server can keep a message on the wire for minutes. */
async function listenUntil(
  end: Promise<unknown>,
  pricked: () => Promise<void>,
  hear: () => Promise<boolean>,
): Promise<boolean> {
  let hasEnded = false;
  const ended = end.then(() => (hasEnded = true));
  let hasMoved = false;
  for (;;) {
    await Promise.race([ended, pricked()]);
    if (hasEnded) return hasMoved;
    hasMoved = (await hear()) || hasMoved;
  }
}

/**
 * Nothing may be on the wire once a tick is over: the next one, or the next holder of the lock, would take it for an orphan. So a lane
 * that fails waits for the others before it says so, and hearing that fails for all of them.
 */
async function allEnded(
  lanes: Promise<readonly PromiseSettledResult<boolean>[]>,
  listening: Promise<boolean>,
): Promise<readonly boolean[]> {
  const [worked, [heard]] = await Promise.all([lanes, Promise.allSettled([listening])]);
  return [...worked, heard].map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

/**
 * Decision time: the process clock, but never before the last committed instant.
 *
 * @throws UserError `clock_went_back`
 */
function momentsOf(engine: Engine, record: TickRecord): () => Moment {
  const lastMs = record.lastMs ?? -Infinity;
  return () => {
    const clockMs = engine.clock.nowMs();
    if (lastMs - clockMs > BACKWARDS_MOST_MS) {
      throw new UserError(
        'clock_went_back',
        `the clock says ${new Date(clockMs).toISOString()}, but the last run was at ${new Date(lastMs).toISOString()}`,
        `nothing is sent on a wrong clock\n${CLOCK_CURE}`,
        1,
      );
    }
    return { nowMs: Math.max(clockMs, lastMs), slept: record.slept };
  };
}

async function applySignals(
  engine: Engine,
  moment: () => Moment,
  report: RunReport,
  stop: Stop,
): Promise<boolean> {
  let hasMoved = false;
  const failing = new Set<string>();
  while (!stop.soon.aborted) {
    const signalled = await engine.store.signalled(PORTION + failing.size);
    const fresh = signalled.filter((due) => !failing.has(due.enrollment.id));
    if (fresh.length === 0) break;
    for (const due of fresh) {
      const applied = await shielded(engine, report, due, moment, () =>
        applyEvent(engine, due, (now) => ({ kind: 'signals', signals: now.signals }), moment()),
      );
      if (applied === null) failing.add(due.enrollment.id);
      else if (applied.decision.next.status === 'finished') report.stopped += 1;
      hasMoved ||= applied !== null;
    }
  }
  return hasMoved;
}

/** Steps, deadlines and holds that need no mailbox: nothing that a mailbox waits for can block them. */
async function workFree(
  engine: Engine,
  moment: () => Moment,
  report: RunReport,
  stop: Stop,
): Promise<boolean> {
  let hasMoved = false;
  const failing = new Set<string>();
  while (!stop.soon.aborted) {
    const due = await engine.store.due('', moment().nowMs, PORTION + failing.size);
    const fresh = due.filter((each) => !failing.has(each.enrollment.id));
    if (fresh.length === 0) break;
    const { committed, others } = await applyTogether(engine, fresh, moment());
    const alone = await Promise.all(
      others.map((each) =>
        shielded(engine, report, each, moment, () =>
          applyEvent(engine, each, { kind: 'clock' }, moment()),
        ),
      ),
    );
    for (const [index, one] of alone.entries()) {
      if (one === null) failing.add(others[index]!.enrollment.id);
    }
    const decisions = [...committed, ...alone.flatMap((one) => one?.decision ?? [])];
    for (const decision of decisions) countDecision(report, decision);
    hasMoved ||= decisions.length > 0;
  }
  return hasMoved;
}
