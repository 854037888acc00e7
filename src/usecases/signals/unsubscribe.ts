/** Somebody follows the way out that a message of ours names: they are left alone from that moment, on every channel. */
import { timingSafeEqual } from 'node:crypto';
import { touchlineIdOf } from '../../content/message-id.ts';
import { personEffects, type NewSuppression } from '../../core/person-effects.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { NewSignal } from '../../core/signal.ts';
import type { TouchSummary } from '../../ports/history-store.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import type { Engine } from '../../runner/engine.ts';
import { recordSignal, type Recorder, type Unapplied } from './record-signal.ts';

type TokenReader = Pick<Engine, 'inbound' | 'people' | 'history' | 'instanceKey'>;
export type Unsubscriber = TokenReader &
  Recorder &
  Pick<Stores, 'suppressions'> &
  Pick<Engine, 'say'>;

interface Recipient {
  readonly prospect: Prospect;
  /** That the message belongs to. */
  readonly touch: TouchSummary;
}

const SOURCE = 'one_click';
/** As `touchlineIdOf` makes them. */
const TOKEN = /^[a-z2-7]{26}$/;
const NO_TOKEN = 'a'.repeat(26);

/**
 * Whose message carries this token; `null`: none of ours. Whatever it is, it is looked for in the same way, and compared in constant time.
 * A hit takes longer after that, which tells nobody anything who can't guess 130 bits.
 */
export async function recipientOf(
  { inbound, people, history, instanceKey }: TokenReader,
  token: string,
): Promise<Recipient | null> {
  const sought = TOKEN.test(token) ? token : NO_TOKEN;
  const { touches } = await inbound.lookUp([sought], [], []);
  // A Message-ID or the id that a server gave may look the same: only what our key makes of the touch is a token.
  const found = touches.find(({ touchId }) => isSame(touchlineIdOf(instanceKey, touchId), sought));
  if (found === undefined) return null;
  const prospect = await people.byId(found.prospectId);
  const touch = await history.touch(found.touchId);
  return prospect === null || touch === null ? null : { prospect, touch };
}

/**
 * Suppresses the person and ends their sequences before it resolves. Where a sequence can't be ended, that is said and left to the runner: the
 * wish is on disk, and no gate opens against it. A repeat changes nothing, unless somebody took the wish back
 * meanwhile: then it is a new one.
 *
 * @returns Whether it was news.
 */
export async function unsubscribe(
  to: Unsubscriber,
  token: string,
  moment: Moment,
): Promise<boolean> {
  const recipient = await recipientOf(to, token);
  if (recipient === null) return false;
  const { prospect, touch } = recipient;
  const signal = wishOf(recipient, touch.id, moment);
  const suppressions = suppressionsOf(signal, recipient);
  const unapplied: Unapplied = (enrollmentId, cause) =>
    to.say(`${enrollmentId}: ${cause instanceof Error ? cause.message : String(cause)}`);
  const recording = { effects: { suppressions }, unapplied };
  const { isNew } = await recordSignal(to, prospect, signal, moment, recording);
  if (isNew) return true;
  const missing = await to.suppressions.addSuppressions(suppressions, SOURCE, moment.nowMs);
  if (missing === 0) return false;
  const again = wishOf(recipient, `${touch.id} ${moment.nowMs}`, moment);
  await recordSignal(to, prospect, again, moment, recording);
  return true;
}

function isSame(ours: string, theirs: string): boolean {
  return timingSafeEqual(Buffer.from(ours), Buffer.from(theirs));
}

function wishOf({ prospect, touch }: Recipient, name: string, { nowMs }: Moment): NewSignal {
  return {
    prospectId: prospect.id,
    kind: 'opt_out',
    atMs: nowMs,
    source: SOURCE,
    externalId: name,
    channel: touch.channel,
    details: { touchId: touch.id, text: 'by the link to unsubscribe' },
  };
}

/** All that the person has, and where the message went, which may be theirs no more. */
function suppressionsOf(signal: NewSignal, { prospect, touch }: Recipient): NewSuppression[] {
  const { suppressions } = personEffects(signal, prospect, null);
  const written = addressOf(touch);
  const isIn = suppressions.some(
    ({ kind, value }) => kind === written?.kind && value === written.value,
  );
  return written === null || isIn
    ? [...suppressions]
    : [...suppressions, { ...written, reason: signal.kind }];
}

function addressOf({ channel, to }: TouchSummary): Pick<NewSuppression, 'kind' | 'value'> | null {
  if (to === null) return null;
  switch (channel) {
    case 'email':
      return { kind: 'address', value: to };
    case 'sms':
    case 'call':
      return { kind: 'phone', value: to };
    case 'linkedin':
    case 'message':
    case 'task':
      return null;
  }
}
