/**
 * What does Vonage tell? Webhooks of the Messages API (v1) and of the Voice API, and records of the Reports API.
 *
 * Sources: Vonage, "Messages API: inbound message, message status", "Voice API: webhook reference", "Reports API: get records".
 */
import { vonageFault } from '../../core/gateway-codes.ts';
import type { CallTold, DeliveryTold, GatewayEvent, RawEvent } from '../../core/gateway-event.ts';
import { textAt, valueAt } from '../../core/json-path.ts';
import { blameOf, isoInstant, needed, parsedJson, phoneOf, secondsIn } from './fields.ts';

export function readVonageEvent(raw: RawEvent): readonly GatewayEvent[] {
  const body = parsedJson(raw.body);
  const field = (path: string): string | null => textAt(body, path);
  if (raw.form === 'listed') return readRecord(field);
  if (field('conversation_uuid') !== null) return readCall(field);
  const id = field('message_uuid');
  if (id === null) return [];
  if (field('status') !== null) {
    const code = codeIn(field('error.type'), field('error.title'));
    const words = field('error.detail') ?? field('error.title');
    return delivery(id, field('status'), {
      code,
      words,
      ref: field('client_ref'),
      at: field('timestamp'),
    });
  }
  if (field('message_type') === null && valueAt(body, 'text') === undefined) return [];
  return [text(id, field('from'), field('to'), field('text'), field('timestamp'))];
}

function readRecord(field: (path: string) => string | null): readonly GatewayEvent[] {
  const id = needed(field('message_id') ?? field('id'), 'message_id');
  const at = field('date_received');
  if (field('direction') === 'inbound')
    return [text(id, field('from'), field('to'), field('message_body'), at)];
  return delivery(id, field('status'), {
    code: field('error_code'),
    words: field('error_code_description'),
    ref: field('client_ref'),
    at: field('date_finalized') ?? at,
  });
}

function text(
  id: string,
  from: string | null,
  to: string | null,
  words: string | null,
  at: string | null,
): GatewayEvent {
  return {
    kind: 'text',
    id,
    from: phoneOf(needed(from, 'from')),
    to: phoneOf(needed(to, 'to')),
    text: words ?? '',
    atMs: isoInstant(at),
    keyword: null,
  };
}

interface Said {
  readonly code: string | null;
  readonly words: string | null;
  readonly ref: string | null;
  readonly at: string | null;
}

function delivery(
  messageId: string,
  status: string | null,
  { code, words, ref, at }: Said,
): readonly DeliveryTold[] {
  const state = STATES.get(status);
  if (state === undefined) return [];
  const failed = state === 'failed';
  return [
    {
      kind: 'delivery',
      id: `${messageId} ${status}`,
      messageId,
      touchlineId: ref,
      state,
      blame: failed ? blameOf(vonageFault(code)) : null,
      detail: failed ? [code, words].filter((each) => each !== null).join(' ') : '',
      atMs: isoInstant(at),
    },
  ];
}

/** `1240` of `https://developer.vonage.com/api-errors/messages#1240`; some errors have it as their title. */
function codeIn(type: string | null, title: string | null): string | null {
  return /#(\d{2,5})$/.exec(type ?? '')?.[1] ?? (/^\d{2,5}$/.test(title ?? '') ? title : null);
}

const STATES: ReadonlyMap<string | null, DeliveryTold['state']> = new Map([
  ['submitted', 'accepted'],
  ['accepted', 'accepted'],
  ['buffered', 'accepted'],
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['rejected', 'failed'],
  ['undeliverable', 'failed'],
  ['failed', 'failed'],
  ['expired', 'failed'],
]);

/** A call is told of at every step; its first final word is the one that counts, so all of them have the call's own id. */
function readCall(field: (path: string) => string | null): readonly CallTold[] {
  const outcome = OUTCOMES.get(field('status'));
  if (outcome === undefined) return [];
  return [
    {
      kind: 'call',
      id: needed(field('uuid'), 'uuid'),
      direction: field('direction') === 'inbound' ? 'in' : 'out',
      from: phoneOf(needed(field('from'), 'from')),
      to: phoneOf(needed(field('to'), 'to')),
      outcome,
      seconds: secondsIn(field('duration')),
      atMs: isoInstant(field('end_time')) ?? isoInstant(field('timestamp')),
    },
  ];
}

/** Other words say that the call goes on. `machine` comes before `completed`. */
const OUTCOMES: ReadonlyMap<string | null, CallTold['outcome']> = new Map([
  ['machine', 'voicemail'],
  ['completed', 'connected'],
  ['busy', 'busy'],
  ['timeout', 'no_answer'],
  ['unanswered', 'no_answer'],
  ['cancelled', 'no_answer'],
  ['failed', 'failed'],
  ['rejected', 'failed'],
]);
