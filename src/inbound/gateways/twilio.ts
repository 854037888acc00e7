/**
 * What does Twilio tell? Webhooks are forms (or a query, where a number is set to GET), listed entries JSON.
 *
 * Sources: Twilio, "Twilio's request to your webhook URL", "Track outbound message status", "Status callbacks of calls"; Message and Call
 * resources.
 */
import { twilioFault } from '../../core/gateway-codes.ts';
import type { CallTold, DeliveryTold, GatewayEvent, RawEvent } from '../../core/gateway-event.ts';
import { textAt } from '../../core/json-path.ts';
import {
  actedUpon,
  blameOf,
  isoInstant,
  mailInstant,
  needed,
  parsedJson,
  phoneOf,
  secondsIn,
} from './fields.ts';

/** Of the address that we give for reports: the name of the touch. */
const OUR_NAME = 'touch';

export function readTwilioEvent(raw: RawEvent): readonly GatewayEvent[] {
  if (raw.form === 'listed') return readListed(parsedJson(raw.body));
  const query = new URLSearchParams(raw.query);
  const form = raw.body === '' ? query : new URLSearchParams(raw.body);
  const field = (name: string): string | null => form.get(name) || null;
  if (field('CallSid') !== null) return readCall(field);
  const id = field('MessageSid') ?? field('SmsSid');
  if (id === null) return [];
  const status = field('MessageStatus') ?? field('SmsStatus');
  if (status === 'received' || status === 'receiving') {
    return [
      {
        kind: 'text',
        id,
        from: phoneOf(needed(field('From'), 'From')),
        to: phoneOf(needed(field('To'), 'To')),
        text: form.get('Body') ?? '',
        atMs: null,
        keyword: actedUpon(field('OptOutType')),
      },
    ];
  }
  return delivery(id, status, query.get(OUR_NAME) || null, field('ErrorCode'), {
    words: field('ErrorMessage') ?? field('ChannelStatusMessage'),
    atMs: null,
  });
}

function readListed(entry: unknown): readonly GatewayEvent[] {
  const field = (name: string): string | null => textAt(entry, name);
  const id = needed(field('sid'), 'sid');
  if (id.startsWith('CA')) return readListedCall(id, field);
  if (field('direction') !== 'inbound') {
    return delivery(id, field('status'), null, field('error_code'), {
      words: field('error_message'),
      atMs: mailInstant(field('date_updated')),
    });
  }
  return [
    {
      kind: 'text',
      id,
      from: phoneOf(needed(field('from'), 'from')),
      to: phoneOf(needed(field('to'), 'to')),
      text: field('body') ?? '',
      atMs: mailInstant(field('date_sent')) ?? mailInstant(field('date_created')),
      keyword: null,
    },
  ];
}

function delivery(
  messageId: string,
  status: string | null,
  touchlineId: string | null,
  code: string | null,
  said: { readonly words: string | null; readonly atMs: number | null },
): readonly DeliveryTold[] {
  const state = STATES.get(status);
  if (state === undefined) return [];
  const failed = state === 'failed';
  const detail = [code, said.words].filter((each) => each !== null).join(' ');
  return [
    {
      kind: 'delivery',
      id: `${messageId} ${status}`,
      messageId,
      touchlineId,
      state,
      blame: failed ? blameOf(twilioFault(code)) : null,
      detail: failed ? detail : '',
      atMs: said.atMs,
    },
  ];
}

/** Others are no news of a message that we sent. */
const STATES: ReadonlyMap<string | null, DeliveryTold['state']> = new Map([
  ['accepted', 'accepted'],
  ['scheduled', 'accepted'],
  ['queued', 'accepted'],
  ['sending', 'accepted'],
  ['sent', 'accepted'],
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'failed'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
]);

function readCall(field: (name: string) => string | null): readonly CallTold[] {
  const outcome = outcomeOf(field('CallStatus'), field('AnsweredBy'));
  if (outcome === null || isLegOfRep(field('From'))) return [];
  return [
    {
      kind: 'call',
      id: needed(field('CallSid'), 'CallSid'),
      direction: directionOf(field('Direction')),
      from: phoneOf(needed(field('From'), 'From')),
      to: phoneOf(needed(field('To'), 'To')),
      outcome,
      seconds: secondsIn(field('CallDuration')),
      atMs: mailInstant(field('Timestamp')) ?? isoInstant(field('Timestamp')),
    },
  ];
}

/** Who dials in a browser or on a desk phone is one of us, and whom they reach is told on a leg of its own. */
function isLegOfRep(from: string | null): boolean {
  return from !== null && /^(?:client|sip):/i.test(from);
}

function readListedCall(id: string, field: (name: string) => string | null): readonly CallTold[] {
  const outcome = outcomeOf(field('status'), field('answered_by'));
  if (outcome === null || isLegOfRep(field('from'))) return [];
  return [
    {
      kind: 'call',
      id,
      direction: directionOf(field('direction')),
      from: phoneOf(needed(field('from'), 'from')),
      to: phoneOf(needed(field('to'), 'to')),
      outcome,
      seconds: secondsIn(field('duration')),
      atMs: mailInstant(field('end_time')) ?? mailInstant(field('date_updated')),
    },
  ];
}

function directionOf(direction: string | null): CallTold['direction'] {
  return direction === 'inbound' ? 'in' : 'out';
}

const OUTCOMES: ReadonlyMap<string | null, CallTold['outcome']> = new Map([
  ['completed', 'connected'],
  ['no-answer', 'no_answer'],
  ['canceled', 'no_answer'],
  ['busy', 'busy'],
  ['failed', 'failed'],
]);

/** `null`: the call goes on. */
function outcomeOf(status: string | null, answeredBy: string | null): CallTold['outcome'] | null {
  const outcome = OUTCOMES.get(status) ?? null;
  const byMachine = answeredBy !== null && /^(?:machine|fax)/.test(answeredBy);
  return outcome === 'connected' && byMachine ? 'voicemail' : outcome;
}
