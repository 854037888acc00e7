/** Signals with what they do to the people whom they are about. */
import { personEffects } from '../../core/person-effects.ts';
import type { NewSignal } from '../../core/signal.ts';
import type { Append } from '../../ports/inbound-store.ts';
import type { Engine } from '../engine.ts';
import { repOf } from './rep-of.ts';

/** Leaves out who is not there any more. */
export async function withEffects(
  engine: Pick<Engine, 'clock' | 'people' | 'settings' | 'enrollments'>,
  signals: readonly NewSignal[],
): Promise<Append[]> {
  const appends: Append[] = [];
  for (const signal of signals) {
    const prospect = await engine.people.byId(signal.prospectId);
    if (prospect === null) continue;
    const rep = await repOf(engine, prospect, engine.clock.nowMs());
    appends.push({ signal, effects: personEffects(signal, prospect, rep) });
  }
  return appends;
}
