/** A gateway of the tests' own, and what its webhooks mean. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { rawEventIn } from '../../src/core/gateway-event.ts';
import { personEffects } from '../../src/core/person-effects.ts';
import type { WebhookRequest } from '../../src/ports/gateway.ts';
import type { StoredInbound } from '../../src/ports/inbound-store.ts';
import type { Hook } from '../../src/server/public/hook.ts';
import type { Listener } from '../../src/usecases/signals/apply-heard.ts';

export const PUBLIC_URL = 'https://go.acme.example';
const SECRET = 'sealing wax';

/** A gateway that seals what it sends with a key of ours, over the address that it calls and the body. */
export const PARIS: Hook = {
  seal: {
    isGenuine: ({ url, headers, body }: WebhookRequest) => {
      const given = Buffer.from(headers.get('x-seal') ?? '');
      const right = Buffer.from(sealOf(url, body));
      return given.length === right.length && timingSafeEqual(given, right);
    },
  },
  takesGet: false,
  identityOf: ({ body, query }) => {
    const { id } = JSON.parse(body === '' ? fromQuery(query) : body) as { id: string };
    return { key: id, identity: `text ${id}` };
  },
};

export function sealOf(url: string, body: string | Uint8Array): string {
  return createHmac('sha256', SECRET).update(url).update(body).digest('hex');
}

export interface Text {
  readonly id: string;
  readonly from: string;
  readonly text: string;
}

interface Webhook {
  readonly method: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** What the gateway says of a text, as its webhook has it. */
export function webhookOf(text: Text, path = '/hooks/paris'): Webhook {
  const body = JSON.stringify(text);
  return {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-seal': sealOf(`${PUBLIC_URL}${path}`, body) },
  };
}

function fromQuery(query: string): string {
  return new URLSearchParams(query).get('event') ?? '';
}

/** A text of a person we know is their answer; of anybody else it is nobody's. */
export async function textMeaning(to: Listener, stored: StoredInbound): Promise<number> {
  const { body, query } = rawEventIn(stored.bytes);
  const text = JSON.parse(body === '' ? fromQuery(query) : body) as Text;
  const kind = text.from.startsWith('+') ? 'phone' : 'email';
  const prospect = await to.people.byIdentity(kind, text.from);
  const signal = {
    prospectId: prospect?.id ?? '',
    kind: 'reply',
    atMs: stored.receivedAtMs,
    source: stored.source,
    externalId: `text ${text.id}`,
    channel: 'sms',
    details: { text: text.text, inboundId: stored.id },
  } as const;
  const appends =
    prospect === null ? [] : [{ signal, effects: personEffects(signal, prospect, null) }];
  await to.inbound.understood({
    inboundId: stored.id,
    version: 1,
    classification: {
      class: 'human_reply',
      bounce: null,
      failedAddress: null,
      returnAtMs: null,
      departed: null,
      intent: null,
      confidence: 0,
      text: text.text,
      words: text.text,
      textWithSignature: text.text,
      rules: [],
    },
    from: text.from,
    subject: null,
    messageId: null,
    prospectId: prospect?.id ?? null,
    touchId: null,
    matchedBy: prospect === null ? 'none' : 'person: phone',
    quarantined: null,
    appends,
  });
  return appends.length;
}
