/** Which person does a KEY on the command line mean? */
import { parseEmailAddress } from '../cells/email-address.ts';
import { parseLinkedin } from '../cells/linkedin.ts';
import { plainPhone } from '../cells/plain-phone.ts';

export interface Key {
  readonly kind: 'id' | 'email' | 'phone' | 'linkedin';
  /** Normalised as in `Identity.value`. */
  readonly value: string;
}

/**
 * Reads an id (`p12`), an address, a LinkedIn profile or a telephone number.
 *
 * @param country  The workspace's, for North American numbers without `+1`; other numbers need their country code.
 * @returns `null` when it is none of them.
 */
export function parseKey(text: string, country: string | null): Key | null {
  const key = text.trim();
  if (/^p[1-9]\d{0,15}$/.test(key)) return { kind: 'id', value: key };
  const linkedin = parseLinkedin(key);
  if (linkedin !== null) return { kind: 'linkedin', value: linkedin };
  const address = parseEmailAddress(key);
  if (address.ok) return { kind: 'email', value: address.value };
  const phone = plainPhone(key, country) ?? strippedPhone(key);
  return phone === null ? null : { kind: 'phone', value: phone };
}

/** Good enough to look a stored number up; a wrong digit finds nobody. */
function strippedPhone(key: string): string | null {
  if (!/^\+[0-9 ().\-/]+$/.test(key)) return null;
  const digits = key.replace(/\(0\)/, '').replace(/\D/g, '');
  return digits.length >= 8 && digits.length <= 15 ? `+${digits}` : null;
}
