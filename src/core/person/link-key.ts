/**
 * What proves that two rows are about one person? A key belongs to exactly one person: people are the connected parts of rows that share one,
 * so neither the order of rows nor that of lists matters.
 *
 * An address, a LinkedIn profile and an external id are keys by themselves. A telephone number and an address of a role (`info@`) are so
 * only with the name of who stands beside them: a switchboard's number stands in the row of every colleague.
 */
import type { Identity, Prospect } from './prospect.ts';
import { isRoleAddress } from './role-address.ts';

export interface LinkKey {
  readonly kind: Identity['kind'];
  readonly value: string;
  /** Folded name that the key holds for; empty: for anybody. `BY_ITSELF`: it leads to the person and links nobody. */
  readonly name: string;
  /** 53 bits: those of the identity first, so that keys of one identity lie together whatever their names. */
  readonly hash: number;
}

export type Named = Pick<Prospect, 'firstName' | 'lastName' | 'name'>;

/** No letter: no folded name is like it. */
export const BY_ITSELF = '#';

/** A person, or what a row says of one. Identities are normalised. */
export type Linkable = Named & { readonly identities: readonly Pick<Identity, 'kind' | 'value'>[] };

/** One key per identity, in their order. */
export function linkKeysOf(person: Linkable): readonly LinkKey[] {
  const { identities } = person;
  let named: string | null = null;
  return identities.map(({ kind, value }) => {
    if (isProof(kind, value)) return linkKey(kind, value, '');
    named ??= nameBeside(person);
    return linkKey(kind, value, named);
  });
}

/** Whether it says who somebody is by itself, whatever name stands beside it. */
export function isProof(kind: Identity['kind'], value: string): boolean {
  return kind !== 'phone' && !(kind === 'email' && isRoleAddress(value));
}

/** Without a name, such an identity says who they are only where nothing else does. */
function nameBeside(person: Linkable): string {
  const folded = foldedName(person);
  if (folded !== '') return folded;
  return person.identities.some(({ kind, value }) => isProof(kind, value)) ? BY_ITSELF : '';
}

export function linkKey(kind: Identity['kind'], value: string, name: string): LinkKey {
  const [first, second] = bitsOf(kind, value);
  const last = name === '' ? second : bitsOf('external', name)[0] >>> 11;
  return { kind, value, name, hash: first * NAMES + last };
}

/** Whether the key says that whoever else has it is the same person. */
export function isLinking(key: Pick<LinkKey, 'name'>): boolean {
  return key.name !== BY_ITSELF;
}

/** Where the keys of an identity lie, whatever their names: from the first to before the second. */
export function hashRangeOf(kind: Identity['kind'], value: string): readonly [number, number] {
  const from = bitsOf(kind, value)[0] * NAMES;
  return [from, from + NAMES];
}

/** Letters and digits of all parts, in whatever order the parts stand; empty without any. */
export function foldedName({ firstName, lastName, name }: Named): string {
  if (firstName !== null && lastName !== null && PLAIN.test(firstName) && PLAIN.test(lastName)) {
    const [first, last] = [firstName.toLowerCase(), lastName.toLowerCase()];
    return first < last ? `${first} ${last}` : `${last} ${first}`;
  }
  const whole = firstName === null && lastName === null ? name : `${firstName} ${lastName ?? ''}`;
  if (whole === null) return '';
  const shown = firstName === null && lastName !== null ? lastName : whole;
  const words = /[^ -~]/.test(shown)
    ? shown
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
    : shown.toLowerCase().match(/[a-z0-9]+/g);
  return words === null ? '' : words.toSorted().join(' ');
}

/** Most parts are, and need no second look. */
const PLAIN = /^[A-Za-z0-9]+$/;

/** 21 bits are left to names, 32 to identities; together they are a whole number that JavaScript holds. */
const NAMES = 2 ** 21;

/** Two mixes of the text (FNV-1a, and Murmur's multiplier): 32 bits and 21. */
function bitsOf(kind: string, value: string): readonly [number, number] {
  let first = 0x811c9dc5 ^ kind.charCodeAt(0);
  let second = 0x9747b28c ^ kind.charCodeAt(0);
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x5bd1e995);
    second ^= second >>> 13;
  }
  first ^= first >>> 15;
  first = Math.imul(first, 0x2c1b3c6d);
  first ^= first >>> 12;
  return [first >>> 0, second >>> 11];
}
