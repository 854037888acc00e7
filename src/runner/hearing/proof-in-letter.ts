/**
 * What a letter proves of who is who: the writer's address is of whom we wrote to. It is like a row of a list that names both, so whoever else has
 * the address is the same person, whichever came first, the letter or the list.
 */
import type { Classification } from '../../core/inbound-message.ts';
import { UserError } from '../../core/user-error.ts';
import type { Match } from '../../inbound/match.ts';
import { recipientOf, type ParsedMessage } from '../../inbound/mail/parse.ts';
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
  return { prospectId, touchId, address, ownerId: owner?.id ?? null };
}

/**
 * Makes one person of the two. @returns `false`: a rep said that they are two, or one of them is being erased.
 *
 * @throws {UserError} `people_changed` (exit 75).
 */
export async function joinByLetter(
  { merges, clock, say }: Pick<Engine, 'merges' | 'clock' | 'say'>,
  inboundId: string,
  { prospectId, touchId, address }: Proof,
  ownerId: string,
): Promise<boolean> {
  if (await merges.areTwo(prospectId, ownerId)) return false;
  const evidence = { by: 'letter', inboundId, touchId, address } as const;
  try {
    const two = [prospectId, ownerId] as const;
    const { survivor, absorbedId } = await joinPeople(merges, two, evidence, clock.nowMs());
    say(
      `${absorbedId} is ${survivor.id}: the answer to ${touchId} came from ${address}; to part them: touchline unmerge ${absorbedId}`,
    );
    return true;
  } catch (cause) {
    if (cause instanceof UserError && cause.code === 'being_erased') return false;
    throw cause;
  }
}
