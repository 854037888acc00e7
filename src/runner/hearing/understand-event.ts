/** What a gateway told, for whom: read, matched by number or by our own id, written in one commit. */
import {
  rawEventIn,
  type CallTold,
  type DeliveryTold,
  type GatewayEvent,
  type TextHeard,
} from '../../core/gateway-event.ts';
import type { Classification } from '../../core/inbound-message.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Channel } from '../../core/sequence.ts';
import type { NewSignal, SignalDetails, SignalKind } from '../../core/signal.ts';
import { CLASSIFIER_VERSION } from '../../inbound/classify.ts';
import { CALL_RULE, classifyText, noText } from '../../inbound/gateways/classify-text.ts';
import { readGatewayEvent } from '../../inbound/gateways/read-gateway-event.ts';
import type { StoredInbound, Understood } from '../../ports/inbound-store.ts';
import type { Engine } from '../engine.ts';
import type { GatewaySettings } from '../settings.ts';
import { withEffects } from './with-effects.ts';

/** What understanding asks of the engine. */
export type Understanding = Pick<
  Engine,
  'clock' | 'inbound' | 'people' | 'settings' | 'enrollments' | 'history'
>;

/** What one event means: whom it is about, what is appended. */
interface Meaning {
  readonly classification: Classification;
  readonly from: string;
  readonly person: Prospect | null;
  readonly touchId: string | null;
  readonly how: string;
  readonly signals: readonly NewSignal[];
}

const TEXT_MAX = 4_000;
/** So many of a company are told that one of them answered. */
const COLLEAGUES_MOST = 200;

/**
 * @returns With what became of our messages, which is settled once this is written.
 * @throws  What can't be read: its caller keeps it where a person can see it.
 */
export async function meaningOfEvent(
  engine: Understanding,
  stored: StoredInbound,
  gateway: GatewaySettings,
): Promise<{ readonly understood: Understood; readonly deliveries: readonly DeliveryTold[] }> {
  const events = readGatewayEvent(gateway.provider, gateway.replies, rawEventIn(stored.bytes));
  const meanings: Meaning[] = [];
  for (const event of events) meanings.push(await meaningOf(engine, stored, gateway, event));
  const [first] = meanings;
  const signals = meanings.flatMap((each) => each.signals);
  return {
    understood: {
      inboundId: stored.id,
      version: CLASSIFIER_VERSION,
      classification: first?.classification ?? noText('nothing for us'),
      from: first?.from ?? null,
      subject: null,
      messageId: null,
      prospectId: first?.person?.id ?? null,
      touchId: first?.touchId ?? null,
      matchedBy: first?.how ?? 'none',
      quarantined: null,
      appends: await withEffects(engine, signals),
    },
    deliveries: events.filter((event) => event.kind === 'delivery'),
  };
}

function meaningOf(
  engine: Understanding,
  stored: StoredInbound,
  gateway: GatewaySettings,
  event: GatewayEvent,
): Promise<Meaning> {
  switch (event.kind) {
    case 'text':
      return textMeaning(engine, stored, gateway, event);
    case 'call':
      return callMeaning(engine, stored, event);
    case 'delivery':
      return deliveryMeaning(engine, stored, gateway, event);
  }
}

async function textMeaning(
  engine: Understanding,
  stored: StoredInbound,
  gateway: GatewaySettings,
  event: TextHeard,
): Promise<Meaning> {
  const classification = classifyText(event);
  const address = gateway.channel === 'sms' ? event.from : `${gateway.id}:${event.from}`;
  const kind = classification.class === 'opt_out' ? 'opt_out' : 'reply';
  const { intent } = classification;
  const details = {
    text: event.text.slice(0, TEXT_MAX),
    inboundId: stored.id,
    ...(intent === null ? {} : { intent }),
  };
  const told = { ...stored, source: numberOf(engine, gateway, event.to).id };
  const about = { stored: told, name: `text ${event.id}`, channel: gateway.channel, details };
  const person = await engine.people.byIdentity(
    gateway.channel === 'sms' ? 'phone' : 'external',
    address,
  );
  return {
    classification,
    from: event.from,
    person,
    touchId: null,
    how: person === null ? 'none' : 'person: address',
    signals: await spoken(engine, person, event.from, kind, about),
  };
}

/** A webhook that several numbers of an account share tells of texts to all of them, and each number's list of its own: one text, heard once. */
function numberOf(
  { settings }: Understanding,
  gateway: GatewaySettings,
  to: string,
): GatewaySettings {
  const isTheirs = ({ provider, channel, from }: GatewaySettings): boolean =>
    provider === gateway.provider && channel === gateway.channel && from.address === to;
  return isTheirs(gateway) ? gateway : (settings.gateways.find(isTheirs) ?? gateway);
}

interface About {
  readonly stored: StoredInbound;
  readonly name: string;
  readonly channel: Channel;
  readonly details: SignalDetails;
}

/** Whoever answered, their colleagues, and whoever shares the telephone: one of them wrote. */
async function spoken(
  engine: Understanding,
  person: Prospect | null,
  from: string,
  kind: SignalKind,
  about: About,
): Promise<readonly NewSignal[]> {
  const sharing = about.channel === 'message' ? [] : await engine.people.sharingPhone(from);
  const others = sharing.filter(({ id }) => id !== person?.id);
  const suspects = others.map(({ id }) => signalOf(id, 'suspect', about));
  if (person === null) return suspects;
  const { accountId } = person;
  const account =
    accountId === null ? [] : await engine.people.ofAccount(accountId, COLLEAGUES_MOST);
  const colleagues = account.filter(({ id }) => id !== person.id);
  return [
    signalOf(person.id, kind, about),
    ...suspects,
    ...colleagues.map(({ id }) => signalOf(id, 'colleague_reply', about)),
  ];
}

/** A call that went through is an answer, and every call of ours is a touch. */
async function callMeaning(
  engine: Understanding,
  stored: StoredInbound,
  event: CallTold,
): Promise<Meaning> {
  const isOurs = event.direction === 'out';
  const theirs = isOurs ? event.to : event.from;
  const person = await engine.people.byIdentity('phone', theirs);
  const seconds = event.seconds === null ? '' : `, ${event.seconds} s`;
  const text = isOurs ? `a call: ${event.outcome}${seconds}` : `they called us${seconds}`;
  const outcome = event.outcome === 'busy' ? 'no_answer' : event.outcome;
  const details = isOurs ? { text, outcome } : { text, inboundId: stored.id };
  const about = { stored, name: `call ${event.id}`, channel: 'call', details } as const;
  const wasMade = isOurs && event.outcome !== 'failed';
  const touch = person !== null && wasMade ? [signalOf(person.id, 'manual_touch', about)] : [];
  const hasAnswered = isOurs ? event.outcome === 'connected' : true;
  const answers = hasAnswered ? await spoken(engine, person, theirs, 'reply', about) : [];
  return {
    classification: noText(CALL_RULE),
    from: theirs,
    person,
    touchId: null,
    how: person === null ? 'none' : 'person: address',
    signals: [...touch, ...answers],
  };
}

async function deliveryMeaning(
  engine: Understanding,
  stored: StoredInbound,
  gateway: GatewaySettings,
  event: DeliveryTold,
): Promise<Meaning> {
  const touch = await touchOf(engine, event);
  const person = touch === null ? null : await engine.people.byId(touch.prospectId);
  const base = { classification: noText(`delivery ${event.state}`), from: gateway.id, person };
  if (touch === null || person === null || event.state !== 'failed')
    return { ...base, touchId: touch?.touchId ?? null, how: how(touch), signals: [] };
  const summary = await engine.history.touch(touch.touchId);
  const { channel } = gateway;
  const details = { touchId: touch.touchId, text: event.detail };
  const about = { stored, name: `delivery ${event.messageId} failed`, channel, details };
  const failedAddress = summary?.to ?? null;
  const signals =
    event.blame === 'opted_out'
      ? [signalOf(person.id, 'opt_out', about)]
      : event.blame === 'address' && failedAddress !== null
        ? [
            signalOf(person.id, 'bounce', {
              ...about,
              details: { ...details, bounce: 'hard', failedAddress },
            }),
          ]
        : [signalOf(person.id, 'note', about)];
  return { ...base, touchId: touch.touchId, how: how(touch), signals };
}

/** By our own id, where the gateway carries it back, else by the one that it gave. */
export async function touchOf(
  { inbound }: Pick<Understanding, 'inbound'>,
  { touchlineId, messageId }: DeliveryTold,
): Promise<{ readonly touchId: string; readonly prospectId: string } | null> {
  const ids = touchlineId === null ? [messageId] : [touchlineId, messageId];
  const { touches } = await inbound.lookUp(ids, [], []);
  return touches[0] ?? null;
}

const how = (touch: object | null): string => (touch === null ? 'none' : 'person: touch_id');

function signalOf(prospectId: string, kind: SignalKind, about: About): NewSignal {
  const { stored, name, channel, details } = about;
  const externalId = `${name} ${prospectId} ${kind}`;
  const { receivedAtMs: atMs, source } = stored;
  return { prospectId, kind, atMs, source, externalId, channel, details };
}
