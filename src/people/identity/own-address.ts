/** Is the address from which somebody answers their own? Only by the two letters: what lists say of people, and when, has no part in it. */
import { foldedName } from '../../core/person/link-key.ts';
import { domainOf } from '../../core/person/prospect.ts';
import { isRoleAddress } from '../../core/person/role-address.ts';
import { isFreeMail } from '../cells/mail-domains.ts';
import { splitName } from '../cells/names.ts';

/** As a header shows it. */
export interface ShownAddress {
  /** Empty: the address stands alone. */
  readonly name: string;
  /** Normalised. */
  readonly address: string;
}

/**
 * Under the whole name to which we wrote, whoever else has that address in a list: a colleague or an assistant has another name, and an address
 * without one may be anybody's. Where they work, colleagues and desks have their addresses as well: there it must spell the name.
 *
 * @param writer   Who answers.
 * @param written  To whom our letter was addressed.
 */
export function isOwnAddress(writer: ShownAddress, written: ShownAddress): boolean {
  if (isRoleAddress(writer.address) || !isSameName(writer.name, written.name)) return false;
  return !isSameHouse(writer.address, written.address) || spells(writer.address, writer.name);
}

/** Titles, the order of the parts and, where there is none between them, the blank aside. One word is no whole name. */
function isSameName(name: string, other: string): boolean {
  const folded = wholeName(name);
  return folded.includes(' ') && (folded === wholeName(other) || letters(name) === letters(other));
}

function wholeName(name: string): string {
  return foldedName({ ...splitName(name, null), name });
}

function letters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Who has a mailbox where anybody gets one is nobody's colleague for that. */
function isSameHouse(address: string, other: string): boolean {
  const [domain, known] = [domainOf(address), domainOf(other)];
  if (isFreeMail(domain)) return false;
  return domain === known || domain.endsWith(`.${known}`) || known.endsWith(`.${domain}`);
}

/** `kern2@`, `a.kern@`, `ada@`, `ak@` of Ada Kern. */
function spells(address: string, name: string): boolean {
  const local = letters(address.slice(0, address.indexOf('@')));
  const words = wholeName(name).split(' ');
  const initials = words.map((word) => word.slice(0, 1));
  const isInitials = [initials, initials.toReversed()].some((each) => each.join('') === local);
  return isInitials || words.some((word) => word.length >= WORD_LEAST && local.includes(word));
}

/** A shorter word stands in many addresses by chance. */
const WORD_LEAST = 3;
