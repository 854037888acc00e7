/** Appends a fact about a person, once, with what it does to the person. */
import type { Signal } from '../../core/signal.ts';
import type { Append } from '../../ports/inbound-store.ts';
import { reachedByHand } from '../reached.ts';
import { signalActivity } from '../signal-activity.ts';
import { isUnfinished, pairOf, type Kept } from './kept.ts';
import type { Mailboxes } from './mailboxes.ts';
import { markBad } from './people.ts';
import type { MemorySuppressions } from './suppressions.ts';
import { openTask } from './tasks.ts';

export interface Listening {
  readonly kept: Kept;
  readonly mailboxes: Mailboxes;
  readonly suppressions: MemorySuppressions;
}

export function append(
  { kept, mailboxes, suppressions }: Listening,
  { signal: told, effects }: Append,
): { signalId: string; isNew: boolean } {
  const name = pairOf(told.source, told.externalId);
  const known = kept.signalIds.get(name);
  if (known !== undefined) return { signalId: known, isNew: false };
  const signal: Signal = { ...told, id: `s${kept.signalIds.size + 1}` };
  kept.signalIds.set(name, signal.id);
  const person = kept.person(signal.prospectId);
  person.signals = [...person.signals, signal];
  if (reachedByHand(signal)) person.opened += 1;
  const { kind, atMs, details } = signal;
  if (kind === 'bounce' || kind === 'complaint')
    mailboxes.heard({ id: signal.id, kind, atMs, touchId: details.touchId ?? null, person });
  const { enrolledNotAfterMs, enrollmentId } = effects.binds;
  for (const each of person.enrollments.filter(isUnfinished)) {
    const { enrolledAtMs, id } = each.enrollment;
    if (enrolledAtMs <= enrolledNotAfterMs || id === enrollmentId)
      each.pending = [...each.pending, signal];
  }
  suppressions.add(effects.suppressions, signal.source, signal.atMs);
  for (const address of effects.badAddresses) markBad(kept, address, signal.prospectId);
  if (effects.replyTask !== null)
    openTask(kept, { ...effects.replyTask, id: `${signal.prospectId}.reply.${signal.id}` });
  person.activities.push(signalActivity(signal));
  return { signalId: signal.id, isNew: true };
}
