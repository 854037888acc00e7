/** A send window shuts on everybody who waits for it: they are put off together, without rendering what is not sent. */
import { decide } from '../core/decide/decide.ts';
import type { Decision } from '../core/decide/decision.ts';
import { stepOf } from '../core/sequence.ts';
import type { Due } from '../ports/engine-store.ts';
import { bareContext, bareContextAtOnce, type Moment } from './context.ts';
import type { Deciding } from './engine.ts';
import { commitTogether, type Together } from './together.ts';

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
    const decision = await windowDeferral(engine, due, moment);
    if (decision !== null) decisions.push(decision);
  }
  const committed = await commitTogether(engine, decisions);
  const done = new Set(committed.map(({ next }) => next.id));
  return { committed, others: seen.filter(({ enrollment }) => !done.has(enrollment.id)) };
}

/** `null`: something else is to be decided, or to be asked first. Of an email without a condition the window asks before its draft and past are. */
async function windowDeferral(
  engine: Deciding,
  due: Due,
  moment: Moment,
): Promise<Decision | null> {
  const { enrollment } = due;
  try {
    const version =
      engine.versions.known(enrollment.version) ?? (await engine.versions.of(enrollment.version));
    const { sequence } = version;
    const step = stepOf(sequence, enrollment.cursor);
    if (step?.kind !== 'email' || step.condition !== null) return null;
    const context =
      bareContextAtOnce(engine, sequence, due, moment) ??
      (await bareContext(engine, sequence, due, moment));
    const decision = decide(sequence, enrollment, { kind: 'clock' }, context);
    return decision !== null && isPutOff(decision, moment) ? decision : null;
  } catch {
    // It will be met again alone, and told then.
    return null;
  }
}

function isPutOff({ next }: Decision, { nowMs }: Moment): boolean {
  const { waiting } = next;
  return (
    waiting.for === 'time' && waiting.rule === 'window' && (waiting.notBeforeMs ?? 0) > nowMs
  );
}
