/** One failing person never blocks the next: a failure is said, the person waits longer each time, and is parked at the limit. */
import { InvariantError } from '../core/invariant.ts';
import { UserError } from '../core/user-error.ts';
import type { Due } from '../ports/engine-store.ts';
import { applyEvent } from './deciding/apply.ts';
import type { Moment } from './deciding/context.ts';
import type { Engine } from './engine.ts';
import type { RunReport } from './report.ts';

/** @returns `null` when it failed. What only a person can mend ends the run. */
export async function shielded<Result>(
  engine: Engine,
  report: RunReport,
  due: Due,
  moment: () => Moment,
  doIt: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await doIt();
  } catch (cause) {
    if (cause instanceof UserError || !(cause instanceof Error)) throw cause;
    report.failed += 1;
    const kind = cause instanceof InvariantError ? 'our fault: ' : '';
    engine.say(`${due.enrollment.id}: ${kind}${cause.message}`);
    await park(engine, due, cause.message, moment);
    return null;
  }
}

/** Whom even this fails for stays as they were and is tried again by the next run; a store that fails ends this one. */
async function park(engine: Engine, due: Due, error: string, moment: () => Moment): Promise<void> {
  try {
    const fresh = await engine.store.load(due.enrollment.id);
    if (fresh !== null) await applyEvent(engine, fresh, { kind: 'failed', error }, moment());
  } catch (cause) {
    if (cause instanceof UserError || !(cause instanceof Error)) throw cause;
    engine.say(`${due.enrollment.id} could not be put aside: ${cause.message}`);
  }
}
