/** A rep tells what somebody did where nobody hears it: it counts for their score, and moves no sequence. */
import { createHash } from 'node:crypto';
import { HEARD_EVENTS, type ScoreRules } from '../../core/engagement.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { NewSignal } from '../../core/signal.ts';
import { UserError } from '../../core/user-error.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import type { Stores } from '../../ports/stores.ts';
import { takings } from '../../score/score.ts';
import { recordSignal, type Recorder } from '../signals/record-signal.ts';

export interface ToldEvent {
  readonly event: string;
  /** In the place of what the workspace says; `null`: as it says. */
  readonly points: number | null;
  readonly text: string | null;
  /** When it happened, epoch ms. */
  readonly atMs: number;
}

/** @throws {UserError} `unknown_event`, `event_is_heard` (exit 2). */
export async function addEvent(
  to: Recorder & Pick<Stores, 'engagement'>,
  prospect: Prospect,
  told: ToldEvent,
  moment: Moment,
): Promise<{ readonly signalId: string; readonly isNew: boolean }> {
  assertCounts(told, to.settings.score);
  const { event, points, text, atMs } = told;
  const words = [prospect.id, event, points, text, atMs];
  const digest = createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);
  const signal: Omit<NewSignal, 'externalId'> = {
    prospectId: prospect.id,
    kind: 'engagement',
    atMs,
    source: 'rep',
    channel: null,
    details: {
      event,
      ...(points === null ? {} : { points }),
      ...(text === null ? {} : { text }),
    },
  };
  const heard = (await to.engagement.heardFrom([prospect.id])).get(prospect.id) ?? [];
  const undoneBy = takings(heard);
  for (let externalId = `score ${digest}`; ;) {
    const { signalId, isNew } = await recordSignal(to, prospect, { ...signal, externalId }, moment);
    const undo = undoneBy.get(signalId);
    if (undo === undefined) return { signalId, isNew };
    // Told again, after somebody took it back: it counts again.
    externalId = `score ${digest} after ${undo.id}`;
  }
}

function assertCounts({ event, points }: ToldEvent, rules: ScoreRules): void {
  if (HEARD_EVENTS.includes(event)) {
    throw new UserError(
      'event_is_heard',
      `"${event}" is counted when it is heard or logged: added here it would count twice`,
      'touchline log reply, call, sms, accepted or meeting',
      2,
    );
  }
  if (points !== null || Object.hasOwn(rules.points, event)) return;
  const known = Object.keys(rules.points).filter((each) => !HEARD_EVENTS.includes(each));
  throw new UserError(
    'unknown_event',
    `nobody has said what "${event}" is worth`,
    `${suggestion(event, known, 'events') ?? ''}\nor say it here: --points 15; or for everybody: score: { points: { ${event}: 15 } } in touchline.yaml`.trim(),
    2,
  );
}
