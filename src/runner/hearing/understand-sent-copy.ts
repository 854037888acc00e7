/**
 * What a copy in the Sent folder means. Ours: nothing, but that the server may have given it another Message-ID. Not ours: somebody wrote to
 * the person by hand, which counts as a touch and moves the next automatic one.
 */
import type { Classification } from '../../core/inbound-message.ts';
import type { NewSignal } from '../../core/signal.ts';
import { CLASSIFIER_VERSION } from '../../inbound/classify.ts';
import type { ParsedMessage } from '../../inbound/mail/parse.ts';
import type { StoredInbound, Understood } from '../../ports/inbound-store.ts';
import type { Engine } from '../engine.ts';
import { withEffects } from './with-effects.ts';

const NO_ANSWER: Classification = {
  class: 'unrelated',
  bounce: null,
  failedAddress: null,
  returnAtMs: null,
  departed: null,
  intent: null,
  confidence: 1,
  text: '',
  words: '',
  textWithSignature: '',
  rules: ['folder sent'],
};

export async function understandSentCopy(
  engine: Pick<Engine, 'clock' | 'inbound' | 'people' | 'settings' | 'enrollments'>,
  stored: StoredInbound,
  message: ParsedMessage,
): Promise<Understood> {
  const { messageId, subject } = message;
  const ids = messageId === null ? [] : [`<${messageId}>`, messageId];
  const ours = message.headers.get('x-touchline-id') ?? [];
  const recipients = [...new Set([...message.to, ...message.cc, ...message.bcc])];
  const known = await engine.inbound.lookUp([...ids, ...ours], recipients, []);
  const [touch] = known.touches;
  const people = [...new Set(known.people.map(({ prospect }) => prospect.id))];
  const signals = touch === undefined ? people.map((id) => touchByHand(stored, id, subject)) : [];
  return {
    inboundId: stored.id,
    version: CLASSIFIER_VERSION,
    classification: NO_ANSWER,
    from: message.from[0] ?? null,
    subject,
    messageId,
    prospectId: touch?.prospectId ?? people[0] ?? null,
    touchId: touch?.touchId ?? null,
    matchedBy: 'own',
    quarantined: null,
    appends: await withEffects(engine, signals),
    ...(touch === undefined || messageId === null
      ? {}
      : { renamed: { touchId: touch.touchId, messageId: `<${messageId}>` } }),
  };
}

function touchByHand(stored: StoredInbound, prospectId: string, subject: string): NewSignal {
  return {
    prospectId,
    kind: 'manual_touch',
    atMs: stored.receivedAtMs,
    source: stored.source,
    externalId: `${stored.id} ${prospectId} manual_touch`,
    channel: 'email',
    details: {
      ...(subject === '' ? {} : { text: subject.slice(0, SUBJECT_MAX) }),
      inboundId: stored.id,
    },
  };
}

const SUBJECT_MAX = 200;
