/** A rep reports what happened outside: an answer, a call, a meeting, a touch made by hand. */
import { createHash } from 'node:crypto';
import { answerOf } from '../../core/call-outcome.ts';
import { addressOn, type Prospect } from '../../core/person/prospect.ts';
import type { Channel } from '../../core/sequence.ts';
import type { NewSignal, SignalDetails, SignalKind } from '../../core/signal.ts';
import type { Disposition } from '../../core/task.ts';
import { classifyText } from '../../inbound/gateways/classify-text.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { recordSignal, type Recorded, type Recorder } from './record-signal.ts';

export const FACT_KINDS = [
  'reply',
  'accepted',
  'call',
  'sms',
  'meeting',
  'opt-out',
  'note',
  'touch',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

export interface Fact {
  readonly kind: FactKind;
  readonly channel: Channel | null;
  /** Calls only. */
  readonly outcome: Disposition | null;
  readonly text: string | null;
  /** When it happened, epoch ms. */
  readonly atMs: number;
  /** Names the fact where something else does, so that it is recorded once: `task e1.ring.1`. */
  readonly name?: string;
  /** LinkedIn, by hand: what was done there. */
  readonly action?: string;
}

export interface LoggedFact extends Recorded {
  readonly kind: SignalKind;
}

const TEXT_MAX = 4_000;

/** Records the fact and applies it to the person's enrollments. A call is a touch of ours and, if somebody answered, an answer. */
export async function logFact(
  to: Recorder,
  prospect: Prospect,
  fact: Fact,
  moment: Moment,
): Promise<LoggedFact> {
  if (fact.kind !== 'call') return record(to, prospect, fact, kindOf(fact), moment);
  const touch = await record(to, prospect, fact, 'manual_touch', moment);
  const answer = answerOf(fact.outcome);
  return answer === null ? touch : record(to, prospect, fact, answer, moment);
}

async function record(
  to: Recorder,
  prospect: Prospect,
  fact: Fact,
  kind: SignalKind,
  moment: Moment,
): Promise<LoggedFact> {
  const signal: NewSignal = {
    prospectId: prospect.id,
    kind,
    atMs: fact.atMs,
    source: 'rep',
    externalId: nameOf(prospect, fact, kind),
    channel: channelOf(fact),
    details: detailsOf(fact),
  };
  const phone = addressOn(prospect, 'phone');
  const isWrong = fact.outcome === 'wrong_number' && phone !== null;
  const effects = isWrong ? { badAddresses: [{ kind: 'phone', value: phone } as const] } : {};
  return { kind, ...(await recordSignal(to, prospect, signal, moment, { effects })) };
}

function kindOf(fact: Fact): SignalKind {
  switch (fact.kind) {
    case 'reply':
      return 'reply';
    case 'sms':
      // STOP is an opt-out wherever it was received, and however it was typed.
      return classifyText({ text: fact.text ?? '', keyword: null }).class === 'opt_out'
        ? 'opt_out'
        : 'reply';
    case 'accepted':
      return 'connection_accepted';
    case 'meeting':
      return 'meeting_booked';
    case 'opt-out':
      return 'opt_out';
    case 'note':
      return 'note';
    case 'touch':
    case 'call':
      return 'manual_touch';
  }
}

function channelOf(fact: Fact): Channel | null {
  if (fact.kind === 'accepted') return 'linkedin';
  if (fact.kind === 'call' || fact.kind === 'sms') return fact.kind;
  return fact.channel;
}

function detailsOf({ text, outcome, action }: Fact): SignalDetails {
  return {
    ...(text === null || text.trim() === '' ? {} : { text: text.trim().slice(0, TEXT_MAX) }),
    ...(outcome === null ? {} : { outcome }),
    ...(action === undefined ? {} : { action }),
  };
}

/** The same words about the same person at the same instant are the same fact. */
function nameOf(prospect: Prospect, fact: Fact, kind: SignalKind): string {
  if (fact.name !== undefined) return `${fact.name} ${kind}`;
  const words = [prospect.id, fact.kind, fact.channel, fact.outcome, fact.atMs, fact.text];
  const digest = createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);
  return `log ${digest} ${kind}`;
}
