/** A rep takes back what they told by mistake: it counts no more, and the history says so. Nothing is deleted. */
import type { HeardSignal } from '../../core/engagement.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { NewSignal } from '../../core/signal.ts';
import { UserError } from '../../core/user-error.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { eventOf } from '../../score/event-of.ts';
import { recordSignal, type Recorder } from '../signals/record-signal.ts';

export interface UndoneEvent {
  /** What they had told. */
  readonly event: string;
  /** `false`: it was taken back before, and the first reason stands. */
  readonly isNew: boolean;
}

/**
 * @param signalId  `s12`, as `touchline score KEY` shows it.
 * @throws {UserError} `unknown_event_id`; `event_was_heard`: no rep told it by `score add`.
 */
export async function undoEvent(
  to: Recorder & Pick<Stores, 'engagement'>,
  prospect: Prospect,
  signalId: string,
  reason: string,
  moment: Moment,
): Promise<UndoneEvent> {
  const heard = (await to.engagement.heardFrom([prospect.id])).get(prospect.id) ?? [];
  const told = heard.find(({ id }) => id === signalId);
  if (told === undefined) {
    const hint = `see what counts, and its ids: touchline score ${prospect.id}`;
    throw new UserError('unknown_event_id', `${prospect.id} has no event ${signalId}`, hint);
  }
  const event = toldEventOf(told, prospect.id);
  const signal: NewSignal = {
    prospectId: prospect.id,
    kind: 'engagement_taken_back',
    atMs: moment.nowMs,
    source: 'rep',
    externalId: `score undo ${signalId}`,
    channel: null,
    details: { event, text: reason, takesBack: signalId },
  };
  const { isNew } = await recordSignal(to, prospect, signal, moment);
  return { event, isNew };
}

function toldEventOf(signal: HeardSignal, personId: string): string {
  const { id, kind, details } = signal;
  const { event, takesBack, inboundId } = details;
  if (kind === 'engagement' && event !== undefined) return event;
  if (takesBack !== undefined) {
    throw new UserError(
      'event_was_heard',
      `${id} itself takes ${takesBack} back`,
      `if that did happen, add it again: touchline score add ${personId} ${event ?? 'EVENT'}`,
    );
  }
  const what = (eventOf(signal) ?? kind).replaceAll('_', ' ');
  throw new UserError(
    'event_was_heard',
    `${id} (${what}) was heard or logged: only what was told by "touchline score add" can be taken back`,
    inboundId === undefined
      ? `what was logged stays; say what is wrong with it: touchline log note --prospect ${personId} --text TEXT`
      : `if the message means something else: touchline inbox label ${inboundId} CLASS`,
  );
}
