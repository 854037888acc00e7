/** A send window shuts on everybody who waits for it: they are put off together, without rendering what is not sent. */
import { decide } from '../../core/decide/decide.ts';
import type { DecideContext } from '../../core/decide/context.ts';
import type { Decision } from '../../core/decide/decision.ts';
import { stepOf, type Sequence } from '../../core/sequence.ts';
import type { Due } from '../../ports/engine-store.ts';
import { bareContext, bareContextAtOnce, type Moment } from '../deciding/context.ts';
import type { Deciding } from '../engine.ts';
import { commitTogether, type Together } from '../deciding/together.ts';

/**
 * Puts off who stands in front of those that may go.
 *
 * @param most  Nobody behind so many that may go is looked at.
 * @returns `others`: those that may go, in order, and whoever could not be put off.
 */
export async function putOffByWindow(
  engine: Deciding,
  dues: readonly Due[],
  moment: Moment,
  most: number,
): Promise<Together> {
  const decisions: Decision[] = [];
  const seen: Due[] = [];
  for (const due of dues) {
    if (seen.length - decisions.length === most) break;
    seen.push(due);
    try {
      const known = knownAtOnce(engine, due, moment) ?? (await readOf(engine, due, moment));
      const decision = windowDeferral(due, known);
      if (decision !== null) decisions.push(decision);
    } catch {
      // Met again alone, and told then.
    }
  }
  const committed = await commitTogether(engine, decisions);
  const done = new Set(committed.map(({ next }) => next.id));
  return { committed, others: seen.filter(({ enrollment }) => !done.has(enrollment.id)) };
}

interface Known {
  readonly sequence: Sequence;
  readonly context: DecideContext;
}

/** `null`: something must be read first, which costs a promise. */
function knownAtOnce(engine: Deciding, due: Due, moment: Moment): Known | null {
  const sequence = engine.versions.known(due.enrollment.version)?.sequence ?? null;
  const context = sequence === null ? null : bareContextAtOnce(engine, sequence, due, moment);
  return sequence === null || context === null ? null : { sequence, context };
}

async function readOf(engine: Deciding, due: Due, moment: Moment): Promise<Known> {
  const { sequence } = await engine.versions.of(due.enrollment.version);
  return { sequence, context: await bareContext(engine, sequence, due, moment) };
}

/**
 * Of an email without a condition the window is asked before its draft and its past are.
 *
 * @returns `null`: something else is to be decided.
 */
function windowDeferral({ enrollment }: Due, { sequence, context }: Known): Decision | null {
  const step = stepOf(sequence, enrollment.cursor);
  if (step?.kind !== 'email' || step.condition !== null) return null;
  const decision = decide(sequence, enrollment, { kind: 'clock' }, context);
  const waiting = decision?.next.waiting;
  const isPutOff = waiting?.for === 'time' && waiting.rule === 'window';
  return isPutOff && (waiting.notBeforeMs ?? 0) > context.nowMs ? decision : null;
}
