/** What nothing can be made of: kept where a person can see it, and whoever it names is held, for it may be their answer. */
import type { Classification } from '../../core/inbound-message.ts';
import type { NewSignal } from '../../core/signal.ts';
import { CLASSIFIER_VERSION } from '../../inbound/classify.ts';
import type { StoredInbound, Understood } from '../../ports/inbound-store.ts';
import type { Engine } from '../engine.ts';
import { withEffects } from './with-effects.ts';

type Needs = Parameters<typeof withEffects>[0] & Pick<Engine, 'inbound'>;

/** Our own rules failed on it. Whoever it says it is from is held: it may be their answer. */
export async function poisonOf(
  engine: Needs,
  stored: StoredInbound,
  fault: string,
): Promise<Understood> {
  const head = Buffer.from(stored.bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const [from = null] = /^from:.*$/im.exec(head)?.[0].match(/[^\s<>"':,;]+@[^\s<>"':,;]+/) ?? [];
  // A copy of what we sent names our own message.
  const named = stored.isSentCopy ? null : head.match(/<[^<>\s]{1,900}>/g);
  const answered = named?.slice(0, IDS_MOST) ?? [];
  const known = await engine.inbound.lookUp(
    answered,
    from === null ? [] : [from.toLowerCase()],
    [],
  );
  const ids = [
    ...new Set([
      ...known.people.map(({ prospect }) => prospect.id),
      ...known.touches.map(({ prospectId }) => prospectId),
    ]),
  ];
  return {
    ...unread(stored, fault),
    from,
    prospectId: ids[0] ?? null,
    matchedBy: ids.length === 0 ? 'none' : 'suspect: address',
    appends: await withEffects(engine, suspectsOf(stored, ids)),
  };
}

/** The same of what a gateway told: whoever's number it names is held. Vonage writes numbers without a plus. */
export async function poisonEventOf(
  engine: Needs,
  stored: StoredInbound,
  fault: string,
): Promise<Understood> {
  const head = Buffer.from(stored.bytes.subarray(0, HEAD_BYTES)).toString('utf8');
  const numbers = [...head.matchAll(/(?:\+|%2B|\\")([1-9]\d{6,14})(?!\d)/gi)].map(
    ([, digits]) => `+${digits}`,
  );
  const named = [...new Set(numbers)]
    .slice(0, IDS_MOST)
    .map((value) => ({ kind: 'phone', value }) as const);
  const people = await engine.people.byIdentities(named);
  const ids = people.map(({ id }) => id);
  return {
    ...unread(stored, fault),
    from: null,
    prospectId: ids[0] ?? null,
    matchedBy: ids.length === 0 ? 'none' : 'suspect: address',
    appends: await withEffects(engine, suspectsOf(stored, ids, 'sms')),
  };
}

function unread(
  { id: inboundId }: StoredInbound,
  fault: string,
): Omit<Understood, 'from' | 'prospectId' | 'matchedBy' | 'appends'> {
  return {
    inboundId,
    version: CLASSIFIER_VERSION,
    classification: NOTHING_KNOWN,
    subject: null,
    messageId: null,
    touchId: null,
    quarantined: `it cannot be understood: ${fault}`,
  };
}

const HEAD_BYTES = 65_536;
const IDS_MOST = 50;

/** Unknown means human. */
const NOTHING_KNOWN: Classification = {
  class: 'human_reply',
  bounce: null,
  failedAddress: null,
  returnAtMs: null,
  departed: null,
  intent: null,
  confidence: 0,
  text: '',
  words: '',
  textWithSignature: '',
  rules: [],
};

/** A message that names a person of ours and can't be read holds that person: it may be the answer. */
export function suspectsOf(
  stored: StoredInbound,
  ids: readonly string[],
  channel: 'email' | 'sms' = 'email',
): NewSignal[] {
  return ids.map((prospectId) => ({
    prospectId,
    kind: 'suspect',
    atMs: stored.receivedAtMs,
    source: stored.source,
    externalId: `${stored.id} ${prospectId} suspect`,
    channel,
    details: { text: 'a message that cannot be read', inboundId: stored.id },
  }));
}
