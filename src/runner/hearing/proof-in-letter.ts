/**
 * What a letter proves of who is who: the writer's address is of whom we wrote to. It is like a row of a list that names both, so whoever else has
 * the address is the same person, whichever came first, the letter or the list.
 */
import type { Classification } from '../../core/inbound-message.ts';
import { UserError } from '../../core/user-error.ts';
import type { Match } from '../../inbound/match.ts';
import { recipientOf, type ParsedMessage } from '../../inbound/mail/parse.ts';
import { WHO_IS_WHO, type NewSignal } from '../../core/signal.ts';
import { knownApartBy, type AgainstOne } from '../../people/identity/namesakes.ts';
import type { StoredInbound } from '../../ports/inbound-store.ts';
import { parseEmailAddress } from '../../people/cells/email-address.ts';
import { isOwnAddress } from '../../people/identity/own-address.ts';
import type { Engine } from '../engine.ts';
import { joinPeople } from './join-people.ts';

export interface Proof {
  readonly prospectId: string;
  /** Of our touch that it answers. */
  readonly touchId: string;
  /** Normalised. */
  readonly address: string;
  /** To which we had written. */
  readonly writtenTo: string;
  /** Who is known by it; `null`: nobody. */
  readonly ownerId: string | null;
}

/** @returns `null`: it proves nothing that is not known. */
export async function proofIn(
  { people, history, settings }: Pick<Engine, 'people' | 'history' | 'settings'>,
  { from, fromName, replyTo, defects }: ParsedMessage,
  classification: Classification,
  found: Match,
): Promise<Proof | null> {
  const [shown = '', ...others] = from;
  if (others.length > 0 || defects.includes('unparsable')) return null;
  if (found.kind !== 'person' || found.touchId === null) return null;
  if (classification.class !== 'human_reply' && classification.class !== 'opt_out') return null;
  const { prospectId, touchId } = found;
  // As lists call it: the domain may be written in letters of any script.
  const parsed = parseEmailAddress(shown);
  if (!parsed.ok) return null;
  const address = parsed.value;
  // A group writes in our name what somebody else has written.
  if (settings.mailboxes.some(({ from: ours }) => ours.address.toLowerCase() === address))
    return null;
  const owner = await people.byIdentity('email', address);
  if (owner?.id === prospectId) return null;
  const bytes = await history.bytesOf(touchId);
  const written = bytes === null ? null : recipientOf(bytes);
  if (written === null || !isOwnAddress({ name: fromName, address }, written)) return null;
  // Behind a desk that shows each one's name, answers go elsewhere.
  if (replyTo.some((each) => each !== shown && each !== written.address)) return null;
  return { prospectId, touchId, address, writtenTo: written.address, ownerId: owner?.id ?? null };
}

/** What became of the two. */
export type Joined =
  | { readonly kind: 'one' }
  /** A rep said that they are two, or one of them is being erased. */
  | { readonly kind: 'two' }
  /** They were known apart: a rep is asked, and neither is written to until then. */
  | { readonly kind: 'in_doubt'; readonly signals: readonly NewSignal[] };

/**
 * Makes one person of the two, unless something says that they are not.
 *
 * @throws {UserError} `people_changed` (exit 75).
 */
export async function joinByLetter(
  engine: Pick<Engine, 'merges' | 'people' | 'inbound' | 'clock' | 'say'>,
  stored: Pick<StoredInbound, 'id' | 'receivedAtMs'>,
  proof: Proof,
  ownerId: string,
): Promise<Joined> {
  const { merges, clock, say } = engine;
  const { prospectId, touchId, address } = proof;
  const inboundId = stored.id;
  if (await merges.areTwo(prospectId, ownerId)) return { kind: 'two' };
  const against = await knownApart(engine, proof, ownerId);
  if (against !== null) {
    const words = `the answer to ${touchId} (${inboundId}) came from the other's address, but ${WORDS[against]}`;
    say(`${prospectId} and ${ownerId} may be one person: ${words}: touchline duplicates`);
    const pairs = [[prospectId, ownerId] as const, [ownerId, prospectId] as const];
    return { kind: 'in_doubt', signals: pairs.map((pair) => doubtOf(pair, words, stored)) };
  }
  const evidence = { by: 'letter', inboundId, touchId, address } as const;
  try {
    const two = [prospectId, ownerId] as const;
    const { survivor, absorbedId } = await joinPeople(merges, two, evidence, clock.nowMs());
    say(
      `${absorbedId} is ${survivor.id}: the answer to ${touchId} came from ${address}; to part them: touchline unmerge ${absorbedId}`,
    );
    return { kind: 'one' };
  } catch (cause) {
    if (cause instanceof UserError && cause.code === 'being_erased') return { kind: 'two' };
    throw cause;
  }
}

const WORDS: Readonly<Record<AgainstOne, string>> = {
  two_linkedin_profiles: 'they have two LinkedIn profiles',
  two_external_ids: 'they have two ids in the same system',
  two_companies: 'they work at two companies',
  two_conversations: 'each answers from an address of their own',
};

async function knownApart(
  { people, inbound }: Pick<Engine, 'people' | 'inbound'>,
  { prospectId, address, writtenTo }: Proof,
  ownerId: string,
): Promise<AgainstOne | null> {
  const [one, other] = [await people.byId(prospectId), await people.byId(ownerId)];
  const found = one === null || other === null ? null : knownApartBy(one, other);
  if (found !== null) return found;
  const isApart =
    (await inbound.hasAnsweredFrom(prospectId, writtenTo)) &&
    (await inbound.hasAnsweredFrom(ownerId, address));
  return isApart ? 'two_conversations' : null;
}

/** Holds what the one is in, and names the other to `duplicates`. */
function doubtOf(
  [prospectId, namesakeId]: readonly [string, string],
  words: string,
  { id, receivedAtMs }: Pick<StoredInbound, 'id' | 'receivedAtMs'>,
): NewSignal {
  return {
    prospectId,
    kind: 'suspect',
    atMs: receivedAtMs,
    source: WHO_IS_WHO,
    externalId: `${id} ${prospectId} ${namesakeId}`,
    channel: null,
    details: { text: `may be ${namesakeId}: ${words}`, namesakeId },
  };
}
