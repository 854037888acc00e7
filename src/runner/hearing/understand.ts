/** What a stored message means, for whom: parsed, classified, matched, written in one commit. What can't be understood is kept and said. */
import type { Classification } from '../../core/inbound-message.ts';
import { addressOn, type Prospect } from '../../core/person/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import type { NewSignal } from '../../core/signal.ts';
import { classify, CLASSIFIER_VERSION } from '../../inbound/classify.ts';
import { lookupOf, type Lookup } from '../../inbound/lookup.ts';
import { match, type Known, type Match } from '../../inbound/match.ts';
import { parseMessage, recipientOf, type ParsedMessage } from '../../inbound/mail/parse.ts';
import { signalsOf } from '../../inbound/signals.ts';
import type {
  KnownFacts,
  LearntAddress,
  StoredInbound,
  Understood,
} from '../../ports/inbound-store.ts';
import type { Deciding, Engine } from '../engine.ts';
import { joinByLetter, proofIn } from './proof-in-letter.ts';
import { settleDelivery } from './settle-delivery.ts';
import type { GatewaySettings } from '../settings.ts';
import { poisonEventOf, poisonOf, suspectsOf } from './unreadable.ts';
import { meaningOfEvent, type Understanding } from './understand-event.ts';
import { understandSentCopy } from './understand-sent-copy.ts';
import { withEffects } from './with-effects.ts';

type Needs = Understanding & Deciding & Pick<Engine, 'merges' | 'history' | 'say'>;

/** Lists and reps change people while a letter is read: it is read again, which none of them can cause so often in a row. */
const TRIES_MOST = 10;

/** Returns how many signals it gave. What nothing can be made of is quarantined, and the next one has its turn. */
export async function understand(engine: Needs, stored: StoredInbound): Promise<number> {
  const gateway = engine.settings.gateways.find(({ id }) => id === stored.source);
  for (let tries = 1; ; tries += 1) {
    try {
      return gateway === undefined
        ? await understandMail(engine, stored)
        : await understandEvent(engine, stored, gateway);
    } catch (cause) {
      const hasChanged = cause instanceof UserError && cause.code === 'people_changed';
      if (!hasChanged || tries === TRIES_MOST) throw cause;
    }
  }
}

async function understandMail(engine: Needs, stored: StoredInbound): Promise<number> {
  const meaning = await meaningOf(engine, stored).catch((cause: unknown) => {
    // The store is the trouble, not the message.
    if (cause instanceof UserError || !(cause instanceof Error)) throw cause;
    return poisonOf(engine, stored, cause.message);
  });
  await engine.inbound.understood(meaning);
  return meaning.appends.length;
}

async function understandEvent(
  engine: Needs,
  stored: StoredInbound,
  gateway: GatewaySettings,
): Promise<number> {
  const { understood, deliveries } = await meaningOfEvent(engine, stored, gateway).catch(
    async (cause: unknown) => {
      if (cause instanceof UserError || !(cause instanceof Error)) throw cause;
      return { understood: await poisonEventOf(engine, stored, cause.message), deliveries: [] };
    },
  );
  await engine.inbound.understood(understood);
  for (const told of deliveries) await settleDelivery(engine, told);
  return understood.appends.length;
}

async function meaningOf(engine: Needs, stored: StoredInbound): Promise<Understood> {
  const message = await parseMessage(stored.bytes);
  if (stored.isSentCopy) return understandSentCopy(engine, stored, message);
  const readIn = (zone: string): Classification =>
    classify(message, { nowMs: stored.receivedAtMs, zone });
  const first = readIn(engine.settings.zone);
  const { found: written, learnt, doubts } = await whoseLetter(engine, stored, message, first);
  const found = await withFailedOwner(engine, first, written);
  // Whose days a date of return is about is only known now.
  const zone = first.returnAtMs === null ? null : await zoneOfWriter(engine, found);
  const classification = zone === null ? first : readIn(zone);
  const unreadable = message.defects.includes('unparsable');
  const signals = unreadable
    ? suspectsOf(stored, idsIn(found))
    : signalsOf(message, classification, found, {
        inboundId: stored.id,
        source: stored.source,
        receivedAtMs: stored.receivedAtMs,
      });
  return {
    ...(learnt === null ? {} : { learnt }),
    inboundId: stored.id,
    version: CLASSIFIER_VERSION,
    classification,
    from: message.from[0] ?? null,
    subject: message.subject,
    messageId: message.messageId,
    prospectId: found.kind === 'person' ? found.prospectId : null,
    touchId: found.kind === 'person' ? found.touchId : null,
    matchedBy:
      found.kind === 'person' || found.kind === 'suspect'
        ? `${found.kind}: ${found.how}`
        : found.kind,
    quarantined: unreadable ? 'it cannot be parsed' : null,
    appends: await withEffects(engine, [...signals, ...doubts], learnt),
  };
}

/** Whom the letter proves to be one are one before it is anybody's: it means what it would have meant had that been known. */
async function whoseLetter(
  engine: Needs,
  stored: StoredInbound,
  message: ParsedMessage,
  classification: Classification,
): Promise<{
  readonly found: Match;
  readonly learnt: LearntAddress | null;
  /** Of whom it is not known whether they are one. */
  readonly doubts: readonly NewSignal[];
}> {
  const found = await matchOf(engine, message, classification);
  const proof = await proofIn(engine, message, classification, found);
  const nothing = { found, learnt: null, doubts: [] };
  if (proof === null) return nothing;
  const { prospectId, address, ownerId } = proof;
  if (ownerId === null) return { ...nothing, learnt: { prospectId, address } };
  const joined = await joinByLetter(engine, stored, proof, ownerId);
  switch (joined.kind) {
    case 'one':
      return { ...nothing, found: await matchOf(engine, message, classification) };
    case 'two':
      return nothing;
    case 'in_doubt':
      return { ...nothing, doubts: joined.signals };
  }
}

/**
 * A touch goes with its enrollment when two are parted who were one: where it failed may be the other's address. Only of an address to which we
 * wrote it, since whoever has our letter can name any in a report.
 */
async function withFailedOwner(
  { people, history }: Pick<Needs, 'people' | 'history'>,
  { class: inboundClass, failedAddress }: Classification,
  found: Match,
): Promise<Match> {
  if (inboundClass !== 'bounce' || found.kind !== 'person') return found;
  const { touchId, prospectId } = found;
  const bytes = touchId === null ? null : await history.bytesOf(touchId);
  const isTo =
    failedAddress !== null && bytes !== null && recipientOf(bytes)?.address === failedAddress;
  const owner = isTo ? await people.byIdentity('email', failedAddress) : null;
  return { ...found, writtenBy: owner === null || owner.id === prospectId ? null : owner.id };
}

async function matchOf(
  engine: Needs,
  message: ParsedMessage,
  classification: Classification,
): Promise<Match> {
  const lookup = lookupOf(message, classification);
  const addresses = [...lookup.addresses, ...lookup.profiles];
  const domains = [...new Set(lookup.domains.flatMap(withParents))];
  const facts = await engine.inbound.lookUp(idsOf(lookup), addresses, domains);
  const named = lookup.name === null ? [] : await engine.inbound.namedOnLinkedin(lookup.name);
  return match(message, classification, lookup, await knownOf(engine, facts, named));
}

/** `null`: nobody we know, or nothing is known of where they are. */
async function zoneOfWriter(engine: Needs, found: Match): Promise<string | null> {
  if (found.kind !== 'person') return null;
  const writer = await engine.people.byId(found.writtenBy ?? found.prospectId);
  return writer?.zone ?? null;
}

/** `kern.example` behind `mail.kern.example`: an account goes by the domain that was registered, which is more than `example`. */
function withParents(domain: string): readonly string[] {
  const labels = domain.split('.');
  const starts = [...labels.slice(0, PARENTS_MOST).keys()];
  const parents = starts.slice(1).map((from) => labels.slice(from).join('.'));
  return [domain, ...parents.filter((each) => each.includes('.'))];
}

const PARENTS_MOST = 8;

/** Message-IDs are kept with their brackets, as they stand in a header. */
function idsOf(lookup: Lookup): string[] {
  return [...lookup.messageIds.flatMap((id) => [`<${id}>`, id]), ...lookup.touchlineIds];
}

async function knownOf(engine: Needs, facts: KnownFacts, named: readonly string[]): Promise<Known> {
  const written = await Promise.all(
    facts.touches.map((touch) => engine.people.byId(touch.prospectId)),
  );
  const people = [
    ...facts.people,
    // Who was written to is known, too: the answer may come from another address.
    ...written.flatMap((prospect) => (prospect === null ? [] : [knownAs(prospect)])),
    ...facts.threads.map(({ prospect }) => knownAs(prospect)),
  ];
  const accounts = new Map(
    facts.accounts.map((account) => [account.domain, account.prospects] as const),
  );
  // Of a person who writes from a private address the company is known all the same.
  const theirs = people.flatMap(({ prospect: { accountId } }) => accountId ?? []);
  const unasked = [...new Set(theirs)].filter((id) => !accounts.has(id));
  const more = unasked.length === 0 ? [] : (await engine.inbound.lookUp([], [], unasked)).accounts;
  for (const { domain, prospects } of more) accounts.set(domain, prospects);
  return {
    touches: facts.touches.map((touch) => ({ ...touch, id: touch.id.replace(/^<(.*)>$/, '$1') })),
    people: people.map(({ address, prospect }) => ({
      address,
      prospectId: prospect.id,
      accountId: prospect.accountId,
    })),
    accounts: [...accounts].map(([domain, prospects]) => ({
      domain,
      accountId: domain,
      prospectIds: prospects.map((prospect) => prospect.id),
    })),
    threads: facts.threads.map(({ address, prospect }) => ({ address, prospectId: prospect.id })),
    named,
    ours: engine.settings.mailboxes.map((mailbox) => mailbox.from.address.toLowerCase()),
  };
}

function knownAs(prospect: Prospect): KnownFacts['people'][number] {
  return { address: addressOn(prospect, 'email') ?? '', prospect };
}

function idsIn(found: Match): readonly string[] {
  if (found.kind === 'person') return [found.prospectId];
  return found.kind === 'suspect' ? found.prospectIds : [];
}
