/** What a stored message means, for whom: parsed, classified, matched, written in one commit. What can't be understood is kept and said. */
import { addressOn, type Prospect } from '../core/prospect.ts';
import { personEffects } from '../core/person-effects.ts';
import type { NewSignal } from '../core/signal.ts';
import { classify, CLASSIFIER_VERSION } from '../inbound/classify.ts';
import { lookupOf, match, type Known, type Lookup, type Match } from '../inbound/match.ts';
import { parseMessage } from '../inbound/parse.ts';
import { signalsOf } from '../inbound/signals.ts';
import type { Append, KnownFacts, StoredInbound } from '../ports/inbound-store.ts';
import type { Engine } from './engine.ts';
import { repFor } from './settings.ts';

type Needs = Pick<Engine, 'inbound' | 'people' | 'settings'>;

/** Returns how many signals it gave. */
export async function understand(engine: Needs, stored: StoredInbound): Promise<number> {
  const message = await parseMessage(stored.bytes);
  const classification = classify(message, {
    nowMs: stored.receivedAtMs,
    zone: engine.settings.zone,
  });
  const lookup = lookupOf(message, classification);
  const facts = await engine.inbound.lookUp(idsOf(lookup), lookup.addresses, lookup.domains);
  const known = await knownOf(engine, facts);
  const found = match(message, classification, lookup, known);
  const unreadable = message.defects.includes('unparsable');
  const signals = unreadable
    ? suspectsOf(stored, found)
    : signalsOf(message, classification, found, {
        inboundId: stored.id,
        source: stored.source,
        receivedAtMs: stored.receivedAtMs,
      });
  const appends = await withEffects(engine, signals);
  await engine.inbound.understood({
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
    appends,
  });
  return appends.length;
}

/** Message-IDs are kept with their brackets, as they stand in a header. */
function idsOf(lookup: Lookup): string[] {
  return [...lookup.messageIds.flatMap((id) => [`<${id}>`, id]), ...lookup.touchlineIds];
}

async function knownOf(engine: Needs, facts: KnownFacts): Promise<Known> {
  const written = await Promise.all(
    facts.touches.map((touch) => engine.people.byId(touch.prospectId)),
  );
  const people = [
    ...facts.people,
    // Who was written to is known, too: the answer may come from another address.
    ...written.flatMap((prospect) =>
      prospect === null ? [] : [{ address: addressOn(prospect, 'email') ?? '', prospect }],
    ),
  ];
  const accounts = new Map(
    facts.accounts.map((account) => [account.domain, account.prospects] as const),
  );
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
    ours: engine.settings.mailboxes.map((mailbox) => mailbox.from.address.toLowerCase()),
  };
}

/** A message that names a person of ours and can't be read holds that person: it may be the answer. */
function suspectsOf(stored: StoredInbound, found: Match): NewSignal[] {
  const ids =
    found.kind === 'person'
      ? [found.prospectId]
      : found.kind === 'suspect'
        ? found.prospectIds
        : [];
  return ids.map((prospectId) => ({
    prospectId,
    kind: 'suspect',
    atMs: stored.receivedAtMs,
    source: stored.source,
    externalId: `${stored.id} ${prospectId} suspect`,
    channel: 'email',
    details: { text: 'a message that cannot be read', inboundId: stored.id },
  }));
}

async function withEffects(engine: Needs, signals: readonly NewSignal[]): Promise<Append[]> {
  const appends: Append[] = [];
  for (const signal of signals) {
    const prospect = await engine.people.byId(signal.prospectId);
    if (prospect === null) continue;
    appends.push({ signal, effects: personEffects(signal, prospect, repOf(engine, prospect)) });
  }
  return appends;
}

function repOf(engine: Needs, prospect: Prospect): string | null {
  return repFor(engine.settings, 'owner', prospect.owner, null);
}
