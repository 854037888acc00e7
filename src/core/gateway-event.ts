/** What a gateway for texts, calls and messages tells us, in its webhooks or in answer to a question, in our words. */
export type GatewayEvent = TextHeard | DeliveryTold | CallTold;

/** Somebody wrote to one of our numbers or channels. */
export interface TextHeard {
  readonly kind: 'text';
  /** The gateway's own id: heard twice, it is one. */
  readonly id: string;
  /** E.164, or the person's id on the channel. */
  readonly from: string;
  /** Our number or account. */
  readonly to: string;
  readonly text: string;
  /** When the gateway took it, epoch ms; `null`: it does not say. */
  readonly atMs: number | null;
  /** What the gateway itself made of it, and has acted upon; `null`: nothing. */
  readonly keyword: 'stop' | 'start' | 'help' | null;
}

/** What became of a message that we handed over. */
export interface DeliveryTold {
  readonly kind: 'delivery';
  /** Of this piece of news, not of the message. */
  readonly id: string;
  /** The gateway's id of the message. */
  readonly messageId: string;
  /** The name that we gave it (`OutboundMessage.touchlineId`), where the gateway carries one back; `null`: it does not. */
  readonly touchlineId: string | null;
  /** Only `failed` and `delivered` are final; `accepted` proves that it was taken. */
  readonly state: 'accepted' | 'delivered' | 'failed';
  /**
   * Of a failure: who is to blame; `opted_out`: the gateway holds that the person does not want our messages. `null`: it is none, or
   * nobody is (a phone that is off), or it does not say.
   */
  readonly blame: 'address' | 'opted_out' | 'gateway' | 'message' | null;
  /** The gateway's code and words; empty where it has none. */
  readonly detail: string;
  readonly atMs: number | null;
}

/** A call through the gateway has ended. */
export interface CallTold {
  readonly kind: 'call';
  readonly id: string;
  readonly direction: 'out' | 'in';
  /** E.164. */
  readonly from: string;
  readonly to: string;
  readonly outcome: 'connected' | 'no_answer' | 'busy' | 'voicemail' | 'failed';
  /** `null`: it does not say. */
  readonly seconds: number | null;
  readonly atMs: number | null;
}

export const GATEWAY_PROVIDERS = ['twilio', 'telnyx', 'vonage', 'http'] as const;
export type GatewayProvider = (typeof GATEWAY_PROVIDERS)[number];

/** What a gateway said, as it is kept before it is understood. */
export interface RawEvent {
  /** `webhook`: it called us; `listed`: one entry of a list that we asked for. */
  readonly form: 'webhook' | 'listed';
  /** Of the body, lower case, without parameters: `application/json`, `application/x-www-form-urlencoded`. */
  readonly contentType: string;
  /** UTF-8. */
  readonly body: string;
  /** Of a webhook called by GET, or with facts in its address: the query, without `?`; empty: none. */
  readonly query: string;
}

/** As it lies in the store: JSON, UTF-8. */
export function rawEventBytes(raw: RawEvent): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(raw));
}

/** @throws  When these are no bytes of `rawEventBytes`. */
export function rawEventIn(bytes: Uint8Array): RawEvent {
  const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  if (!isRawEvent(read)) throw new TypeError('no raw event of a gateway');
  return read;
}

function isRawEvent(read: unknown): read is RawEvent {
  if (typeof read !== 'object' || read === null) return false;
  const { form, contentType, body, query } = read as Partial<Record<keyof RawEvent, unknown>>;
  const isForm = form === 'webhook' || form === 'listed';
  return isForm && [contentType, body, query].every((each) => typeof each === 'string');
}

/** Where in a gateway's JSON a fact lies: keys and indexes, joined by dots: `events.0.message.text`. */
export type JsonPath = string;

/** How a gateway of the workspace's own (`provider: http`) says what it says. */
export interface EventPaths {
  /** The list of events in one body; `null`: the body is one event. */
  readonly each: JsonPath | null;
  readonly id: JsonPath;
  readonly from: JsonPath;
  readonly text: JsonPath;
  /** Our account there; `null`: it does not say. */
  readonly to: JsonPath | null;
  /** ISO 8601, epoch seconds or epoch milliseconds; `null`: it does not say. */
  readonly at: JsonPath | null;
}
