/** Decides one event for one enrollment and commits it; decides anew when somebody else was quicker. */
import { decide, type EngineEvent } from '../../core/decide/decide.ts';
import type { Decision } from '../../core/decide/decision.ts';
import { invariant } from '../../core/invariant.ts';
import type { Due } from '../../ports/engine-store.ts';
import { bareContext, prepare, type Moment, type Prepared } from './context.ts';
import type { Deciding } from '../engine.ts';

/** Somebody else's commits may come between; so many in a row is a fault of ours. */
const ATTEMPTS_MAX = 8;

export interface Applied {
  readonly decision: Decision;
  readonly due: Due;
  readonly prepared: Prepared;
}

/**
 * @param due    As it was read; read again after a conflict.
 * @returns `null` when the event changes nothing.
 */
export async function applyEvent(
  engine: Deciding,
  due: Due,
  event: EngineEvent | ((due: Due) => EngineEvent | null),
  moment: Moment,
): Promise<Applied | null> {
  let current: Due | null = due;
  for (let attempt = 0; attempt < ATTEMPTS_MAX && current !== null; attempt++) {
    const what = typeof event === 'function' ? event(current) : event;
    if (what === null) return null;
    const prepared = await prepareFor(engine, current, what, moment);
    const decision = decide(prepared.sequence, current.enrollment, what, prepared.context);
    if (decision === null) return null;
    if ((await engine.store.commit(decision)) === 'committed') {
      return { decision, due: { ...current, enrollment: decision.next }, prepared };
    }
    current = await engine.store.load(due.enrollment.id);
  }
  invariant(current !== null, `enrollment ${due.enrollment.id} exists`);
  invariant(
    false,
    `enrollment ${due.enrollment.id} can be committed within ${ATTEMPTS_MAX} attempts`,
  );
}

/** Only the clock does steps; the others need no history, no draft, no budget. */
async function prepareFor(
  engine: Deciding,
  due: Due,
  event: EngineEvent,
  moment: Moment,
): Promise<Prepared> {
  if (event.kind === 'clock') return prepare(engine, due, moment);
  const { sequence } = await engine.versions.of(due.enrollment.version);
  return {
    sequence,
    context: await bareContext(engine, sequence, due, moment),
    message: null,
    history: null,
  };
}
