/** From which address does somebody answer whom we know by another one? */
import type { Classification } from '../../core/inbound-message.ts';
import { foldedName } from '../../core/person/link-key.ts';
import { isRoleAddress } from '../../core/person/role-address.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Match } from '../../inbound/match.ts';
import type { ParsedMessage } from '../../inbound/mail/parse.ts';

/**
 * A person's own answer in our thread, under their name: the address is theirs. A colleague who answers in their place has another name, and
 * an address without a name may be anybody's: both stay what they were.
 *
 * @param person  To whom we wrote.
 * @returns Lower case; `null`: nothing is learnt.
 */
export function learntAddress(
  message: ParsedMessage,
  classification: Classification,
  found: Match,
  person: Prospect,
): string | null {
  const [address, ...others] = message.from;
  if (address === undefined || others.length > 0) return null;
  const isAnswer =
    classification.class === 'human_reply' &&
    found.kind === 'person' &&
    found.touchId !== null &&
    found.writtenBy === null;
  if (!isAnswer || isRoleAddress(address)) return null;
  if (person.identities.some(({ value }) => value === address)) return null;
  const written = foldedName({ firstName: null, lastName: null, name: message.fromName });
  return written.includes(' ') && written === foldedName(person) ? address : null;
}
