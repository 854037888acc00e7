/** A rep says "not now": what `next` put in front of her is left out for a while, and it is written down. */
import { DAY_MS } from '../../core/time/duration.ts';
import { toEpochMs, toLocal } from '../../core/time/local-time.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { NewSignal } from '../../core/signal.ts';
import { UserError } from '../../core/user-error.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { findPerson } from '../people/find-person.ts';
import { recordSignal, type Recorder } from '../signals/record-signal.ts';

/** What the note in their timeline begins with. */
export const PASSED_OVER = 'passed_over';

export type Passer = Recorder & Pick<Stores, 'tasks' | 'people'>;

export interface PassedOver {
  readonly prospect: Prospect;
  /** Left out until `untilMs`; empty: the person had none, and is left out themselves for a week. */
  readonly tasks: readonly string[];
  readonly untilMs: number;
}

const PERSON_MS = 7 * DAY_MS;

/**
 * A task, or a person with all their open tasks, until tomorrow; a person without one for a week.
 *
 * @throws {UserError} `unknown_task`, and what `findPerson` names.
 */
export async function passOver(to: Passer, key: string, moment: Moment): Promise<PassedOver> {
  const { nowMs } = moment;
  const task = await to.tasks.task(key);
  if (task !== null && task.status !== 'open') {
    const message = `task ${key} is ${task.status}: there is nothing to leave out`;
    throw new UserError('unknown_task', message, 'see what is to do: touchline next');
  }
  const prospect =
    task === null ? await findPerson(to.people, key, null) : await to.people.byId(task.prospectId);
  if (prospect === null) throw new UserError('unknown_person', `${key} is not known`);
  const open = task === null ? await openOf(to, prospect) : [task.id];
  if (open.length === 0) {
    await note(to, prospect, moment);
    return { prospect, tasks: [], untilMs: nowMs + PERSON_MS };
  }
  const { zone } = to.settings;
  const untilMs = toEpochMs(zone, toLocal(zone, nowMs).day + 1, 0);
  for (const id of open) await to.tasks.snooze(id, untilMs, null, nowMs);
  return { prospect, tasks: open, untilMs };
}

async function openOf({ tasks }: Passer, { id }: Prospect): Promise<readonly string[]> {
  const open = await tasks.open(null);
  return open.filter(({ prospectId }) => prospectId === id).map((task) => task.id);
}

async function note(to: Passer, prospect: Prospect, moment: Moment): Promise<void> {
  const signal: NewSignal = {
    prospectId: prospect.id,
    kind: 'note',
    atMs: moment.nowMs,
    source: 'rep',
    externalId: `${PASSED_OVER} ${prospect.id} ${moment.nowMs}`,
    channel: null,
    details: { event: PASSED_OVER, text: 'left out of next for a week' },
  };
  await recordSignal(to, prospect, signal, moment);
}
