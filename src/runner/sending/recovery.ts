/** What a dead runner left behind: settled before anything else is sent. Never re-sends on a guess. */
import type { EngineEvent } from '../../core/decide/decide.ts';
import { UserError } from '../../core/user-error.ts';
import type { Outcome, TouchStatus } from '../../core/touch.ts';
import type { Due, Orphan, TouchRecord } from '../../ports/engine-store.ts';
import { applyEvent } from '../deciding/apply.ts';
import type { Moment } from '../deciding/context.ts';
import type { Engine } from '../engine.ts';
import { settlementOf } from '../deciding/settlement.ts';

/** Touches in `sending`: without a body begun they surely did not leave; with one nobody knows. Returns how many it settled. */
export async function recoverOrphans(engine: Engine, moment: Moment): Promise<number> {
  let settled = 0;
  for (const orphan of await engine.store.orphans()) {
    const event = guessOf(orphan, moment);
    if (await settleWhile(engine, orphan.touch, 'sending', event, moment)) settled += 1;
  }
  return settled;
}

/**
 * What is only guessed or assumed never undoes what somebody settled meanwhile. Returns whether it was settled.
 *
 * @param status  The touch has it while nobody has.
 */
export async function settleWhile(
  engine: Engine,
  touch: Pick<TouchRecord, 'id' | 'enrollmentId'>,
  status: TouchStatus,
  event: EngineEvent,
  moment: Moment,
): Promise<boolean> {
  const due = await engine.store.load(touch.enrollmentId);
  // Read after the enrollment: whoever settles it from here on gives that a new revision.
  const now = await engine.history.touch(touch.id);
  if (due === null || now?.status !== status) return false;
  const { revision } = due.enrollment;
  const asRead = (read: Due): EngineEvent | null =>
    read.enrollment.revision === revision ? event : null;
  return (await applyEvent(engine, due, asRead, moment)) !== null;
}

function guessOf({ touch, dataStarted, firstAttemptAtMs }: Orphan, moment: Moment): EngineEvent {
  const outcome: Outcome = dataStarted
    ? { kind: 'uncertain', detail: 'the runner stopped while the message was on the wire' }
    : { kind: 'not_sent', detail: 'the runner stopped before the message was begun' };
  return settlementOf(touch, firstAttemptAtMs, outcome, 'guess', moment.nowMs);
}

/**
 * Compares the database with the journal beside it. A database that is ahead is normal (the runner died between the two): the journal catches up.
 *
 * @throws UserError `store_restored`: the journal knows of intents that this database does not.
 */
export async function reconcileJournal(engine: Pick<Engine, 'state' | 'journal'>): Promise<void> {
  const last = await engine.state.lastIntent();
  const written = await engine.journal.last();
  if (written > last) {
    throw new UserError(
      'store_restored',
      `the journal beside the store knows ${written} sends, the store only ${last}: it was restored or copied`,
      'nothing is sent from it, because what is missing may have been sent already; put the newer store back',
      1,
    );
  }
  for (const { intent, touchId } of await engine.state.intentsAfter(written)) {
    await engine.journal.append(intent, touchId);
  }
}
