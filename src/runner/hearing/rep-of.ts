/** Whose is what a person says to us? */
import type { Prospect } from '../../core/person/prospect.ts';
import { onDuty } from '../../policy/cover.ts';
import type { Engine } from '../engine.ts';
import { repFor } from '../settings.ts';

/** Their owner, else the rep of the mailbox that last wrote to them, else the only rep; on days away whoever covers. `null`: nobody's. */
export async function repOf(
  { settings, enrollments }: Pick<Engine, 'settings' | 'enrollments'>,
  { id, owner }: Prospect,
  nowMs: number,
): Promise<string | null> {
  const wrote = (await enrollments.ofPerson(id)).findLast(({ mailbox }) => mailbox !== null);
  return onDuty(settings, repFor(settings, 'owner', owner, wrote?.mailbox ?? null), nowMs);
}
