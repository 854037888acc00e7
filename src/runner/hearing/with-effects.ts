/** Signals with what they do to the people whom they are about. */
import { personEffects } from '../../core/person-effects.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { NewSignal } from '../../core/signal.ts';
import type { Append, LearntAddress } from '../../ports/inbound-store.ts';
import type { Engine } from '../engine.ts';
import { repOf } from './rep-of.ts';

/** Leaves out who is not there any more. @param learnt  An address that is theirs from now on: what they wish holds for it as well. */
export async function withEffects(
  engine: Pick<Engine, 'clock' | 'people' | 'settings' | 'enrollments'>,
  signals: readonly NewSignal[],
  learnt: LearntAddress | null = null,
): Promise<Append[]> {
  const appends: Append[] = [];
  for (const signal of signals) {
    const known = await engine.people.byId(signal.prospectId);
    if (known === null) continue;
    const prospect = learnt?.prospectId === known.id ? withAddress(known, learnt.address) : known;
    const rep = await repOf(engine, prospect, engine.clock.nowMs());
    appends.push({ signal, effects: personEffects(signal, prospect, rep) });
  }
  return appends;
}

function withAddress(person: Prospect, value: string): Prospect {
  return {
    ...person,
    identities: [...person.identities, { kind: 'email', value, status: 'good' }],
  };
}
