/** What people do in a rehearsal: through the use cases that stand behind the commands. */
import { addressOn, type Prospect } from '../core/person/prospect.ts';
import type { NewSignal, SignalDetails, SignalKind } from '../core/signal.ts';
import type { Channel } from '../core/sequence.ts';
import { recordSignal } from '../usecases/signals/record-signal.ts';
import { settleTask, type TaskAnswer } from '../usecases/tasks/settle-task.ts';
import type { Rehearsal } from './rehearsal.ts';

export interface Said {
  readonly prospectId: string;
  readonly kind: SignalKind;
  readonly channel: Channel | null;
  readonly details: SignalDetails;
  /** Names the fact: told twice it is one. */
  readonly name: string;
}

/** Somebody answered, bounced, accepted: it stops and moves what it would in earnest. */
export async function hear(rehearsal: Rehearsal, said: Said): Promise<void> {
  const prospect = await rehearsal.stores.people.byId(said.prospectId);
  if (prospect === null) return;
  const signal: NewSignal = {
    prospectId: said.prospectId,
    kind: said.kind,
    atMs: rehearsal.nowMs(),
    source: 'rehearsal',
    externalId: said.name,
    channel: said.channel,
    details: said.kind === 'bounce' ? bounced(said, prospect) : said.details,
  };
  await recordSignal(rehearsal.keeper(), prospect, signal, rehearsal.moment());
}

/** The rep ends a task; one that has ended meanwhile stays as it is. */
export async function endTask(
  rehearsal: Rehearsal,
  taskId: string,
  answer: TaskAnswer,
): Promise<void> {
  const task = await rehearsal.stores.tasks.task(taskId);
  if (task?.status !== 'open') return;
  await settleTask(rehearsal.keeper(), task, answer, rehearsal.moment());
}

/** A report names the address that failed. */
function bounced({ channel, details }: Said, prospect: Prospect): SignalDetails {
  const address = addressOn(prospect, channel === 'sms' ? 'phone' : 'email');
  return { bounce: 'hard', ...(address === null ? {} : { failedAddress: address }), ...details };
}
