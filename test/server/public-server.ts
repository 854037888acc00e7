/** The public listener over a small world, on a port of this machine. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { rawEventIn } from '../../src/core/gateway-event.ts';
import type { Identity } from '../../src/core/prospect.ts';
import { personEffects } from '../../src/core/person-effects.ts';
import type { StoredInbound } from '../../src/ports/inbound-store.ts';
import type { WebhookRequest } from '../../src/ports/gateway.ts';
import { publicApp, type PublicCounts, type PublicServices } from '../../src/server/public/app.ts';
import type { Hook } from '../../src/server/public/hook.ts';
import { InTurn } from '../../src/server/public/in-turn.ts';
import { listen, type Listening, type Patience } from '../../src/server/public/listener.ts';
import { applyHeard, type Listener } from '../../src/usecases/signals/apply-heard.ts';
import { keepWebhook } from '../../src/usecases/signals/keep-webhook.ts';
import { recipientOf, unsubscribe } from '../../src/usecases/signals/unsubscribe.ts';
import { deskOf, momentOf } from '../support/world/desk.ts';
import type { World } from '../support/world/world.ts';

export const PUBLIC_URL = 'https://go.acme.example';

export interface PublicServer {
  readonly url: string;
  readonly counts: PublicCounts;
  readonly lines: readonly string[];
  readonly listening: Listening;
  /** Resolves when what was kept is applied. */
  settled(): Promise<void>;
}

/** Ends with the test. */
export async function startPublic(
  world: World,
  options: Partial<PublicServices> & { readonly patience?: Patience } = {},
): Promise<PublicServer> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const listener = { ...deskOf(world), clock: world.clock, say };
  const after = new InTurn(
    () => applyHeard(listener, momentOf(world), textMeaning),
    (cause) => say(String(cause)),
  );
  const app = publicApp({
    nowMs: () => world.clock.nowMs(),
    publicUrl: PUBLIC_URL,
    company: 'Northwind Tools',
    hooks: new Map(),
    trustedHops: 0,
    rate: { burst: 1_000_000, perSecond: 1_000_000 },
    languageOf: async (token) =>
      (await recipientOf(deskOf(world), token))?.prospect.language ?? null,
    optOut: (token) => unsubscribe(deskOf(world), token, momentOf(world)),
    keep: async (gateway, raw, { identityOf }) => {
      await keepWebhook(deskOf(world), gateway, raw, identityOf, world.decisionMs());
      after.ask();
    },
    say,
    ...options,
  });
  const listening = await listen(app, { host: '127.0.0.1', port: 0 }, options.patience);
  const now = AbortSignal.abort();
  onTestFinished(() => listening.close(now));
  const url = `http://127.0.0.1:${listening.address.port}`;
  return { url, counts: app.counts, lines, listening, settled: () => after.idle() };
}

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

/** What the gateway says of a text, as its webhook has it. */
export function webhookOf(text: Text, path = '/hooks/paris'): RequestInit {
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
  const phone: Pick<Identity, 'kind' | 'value'> = { kind: 'phone', value: text.from };
  const prospect = await to.people.byIdentity(phone.kind, phone.value);
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
      intent: null,
      confidence: 0,
      text: text.text,
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
