/**
 * What does Telnyx tell? Webhooks are `{data: {event_type, payload}}`, a message that was asked for is `{data: message}`.
 *
 * Sources: Telnyx, "Receiving webhooks for messaging", "Advanced opt-in and opt-out", "Voice API webhooks" (call.hangup), "Answering machine detection".
 */
import { telnyxFault } from '../../core/gateway-codes.ts';
import type { CallTold, DeliveryTold, GatewayEvent, RawEvent } from '../../core/gateway-event.ts';
import { listAt, textAt, valueAt } from '../../core/json-path.ts';
import { actedUpon, blameOf, isoInstant, needed, parsedJson, phoneOf } from './fields.ts';

/** Before the name of the touch in a message's tags. */
const OUR_TAG = 'touch-';

export function readTelnyxEvent(raw: RawEvent): readonly GatewayEvent[] {
  const body = parsedJson(raw.body);
  if (raw.form === 'listed') return readMessage(valueAt(body, 'data'), null);
  const payload = valueAt(body, 'data.payload');
  const at = isoInstant(textAt(body, 'data.occurred_at'));
  const type = textAt(body, 'data.event_type');
  if (type === 'call.hangup') return [readHangup(payload, at)];
  if (MACHINE_EVENTS.includes(type)) return readMachine(payload, at);
  return MESSAGE_EVENTS.includes(type) ? readMessage(payload, at) : [];
}

const MACHINE_EVENTS: readonly (string | null)[] = [
  'call.machine.detection.ended',
  'call.machine.premium.detection.ended',
];
const MESSAGE_EVENTS: readonly (string | null)[] = [
  'message.received',
  'message.sent',
  'message.finalized',
];

function readMessage(message: unknown, occurredAtMs: number | null): readonly GatewayEvent[] {
  const id = needed(textAt(message, 'id'), 'the id of the message');
  if (textAt(message, 'direction') !== 'inbound') return readOutbound(id, message, occurredAtMs);
  return [
    {
      kind: 'text',
      id,
      from: phoneOf(needed(textAt(message, 'from.phone_number'), 'from')),
      to: phoneOf(needed(textAt(message, 'to.0.phone_number') ?? textAt(message, 'to'), 'to')),
      text: textAt(message, 'text') ?? '',
      atMs: isoInstant(textAt(message, 'received_at')) ?? occurredAtMs,
      keyword: actedUpon(textAt(message, 'autoresponse_type')),
    },
  ];
}

function readOutbound(
  id: string,
  message: unknown,
  occurredAtMs: number | null,
): readonly DeliveryTold[] {
  const status = textAt(message, 'to.0.status');
  const state = STATES.get(status);
  if (state === undefined) return [];
  const tag = listAt(message, 'tags').find(
    (each) => typeof each === 'string' && each.startsWith(OUR_TAG),
  );
  const code = textAt(message, 'errors.0.code');
  const words = [code, textAt(message, 'errors.0.detail') ?? textAt(message, 'errors.0.title')];
  const failed = state === 'failed';
  return [
    {
      kind: 'delivery',
      id: `${id} ${status}`,
      messageId: id,
      touchlineId: typeof tag === 'string' ? tag.slice(OUR_TAG.length) : null,
      state,
      blame: failed ? blameOf(telnyxFault(code)) : null,
      detail: failed ? words.filter((each) => each !== null).join(' ') : '',
      atMs: isoInstant(textAt(message, 'completed_at')) ?? occurredAtMs,
    },
  ];
}

const STATES: ReadonlyMap<string | null, DeliveryTold['state']> = new Map([
  ['queued', 'accepted'],
  ['sending', 'accepted'],
  ['sent', 'accepted'],
  // The carrier took it and never says more.
  ['delivery_unconfirmed', 'accepted'],
  ['delivered', 'delivered'],
  ['sending_failed', 'failed'],
  ['delivery_failed', 'failed'],
]);

/** Detection comes before the hangup, which does not repeat it: the first final word on a call counts, so both have the call's id. */
function readMachine(payload: unknown, atMs: number | null): readonly CallTold[] {
  const result = textAt(payload, 'result');
  if (result !== 'machine' && result !== 'fax_detected') return [];
  return [{ ...partiesOf(payload), direction: 'out', outcome: 'voicemail', seconds: null, atMs }];
}

function partiesOf(payload: unknown): Pick<CallTold, 'kind' | 'id' | 'from' | 'to'> {
  return {
    kind: 'call',
    id: needed(textAt(payload, 'call_leg_id') ?? textAt(payload, 'call_control_id'), 'call_leg_id'),
    from: phoneOf(needed(textAt(payload, 'from'), 'from')),
    to: phoneOf(needed(textAt(payload, 'to'), 'to')),
  };
}

function readHangup(payload: unknown, occurredAtMs: number | null): CallTold {
  const startMs = isoInstant(textAt(payload, 'start_time'));
  const endMs = isoInstant(textAt(payload, 'end_time')) ?? occurredAtMs;
  const outcome = OUTCOMES.get(textAt(payload, 'hangup_cause')) ?? 'failed';
  return {
    ...partiesOf(payload),
    direction: textAt(payload, 'direction') === 'incoming' ? 'in' : 'out',
    outcome,
    seconds:
      outcome !== 'connected' || startMs === null || endMs === null || endMs < startMs
        ? null
        : Math.round((endMs - startMs) / 1_000),
    atMs: endMs,
  };
}

/** By the cause; any other is trouble on the line. */
const OUTCOMES: ReadonlyMap<string | null, CallTold['outcome']> = new Map([
  ['normal_clearing', 'connected'],
  ['time_limit', 'connected'],
  ['user_busy', 'busy'],
  ['call_rejected', 'busy'],
  ['timeout', 'no_answer'],
  ['no_answer', 'no_answer'],
  ['originator_cancel', 'no_answer'],
]);
