/** The names we give a message: always the same for one touch, not to be guessed or forged from outside, without personal data. */
import { createHmac } from 'node:crypto';
import { invariant } from '../core/invariant.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
/** Of 5 bits each: 130 bits. */
const TOKEN_LENGTH = 26;
const DOMAIN = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;

/**
 * `<s.` + 26 letters and digits + `@domain>`.
 *
 * @param instanceKey  Secret of this installation.
 * @param domain       The mailbox's, in ASCII.
 */
export function messageIdOf(
  instanceKey: Uint8Array | string,
  touchId: string,
  domain: string,
): string {
  invariant(DOMAIN.test(domain), `an ASCII domain for a Message-ID: ${domain}`);
  return `<s.${token(instanceKey, touchId)}@${domain.toLowerCase()}>`;
}

/** The value of `X-Touchline-Id`, which survives servers that replace our Message-ID. Says nothing about the Message-ID. */
export function touchlineIdOf(instanceKey: Uint8Array | string, touchId: string): string {
  // A touch id has no white space, so no Message-ID is made of the same text.
  return token(instanceKey, `x-touchline-id ${touchId}`);
}

function token(key: Uint8Array | string, text: string): string {
  const digest = createHmac('sha256', key).update(text).digest();
  let letters = '';
  let bits = 0;
  let bitCount = 0;
  for (const byte of digest) {
    bits = ((bits << 8) | byte) & 0xfff;
    bitCount += 8;
    while (bitCount >= 5 && letters.length < TOKEN_LENGTH) {
      bitCount -= 5;
      letters += BASE32[(bits >> bitCount) & 31]!;
    }
  }
  return letters;
}
