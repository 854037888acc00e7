/** Which telephone number is meant? */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { plainPhone } from './plain-phone.ts';

export type PhoneResult =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly words: string };

/** Characters, with extension and words around it. */
const MAX_LENGTH = 100;

/**
 * E.164 of a number as people write it. Full-width digits count as plain ones; an extension and a label (`Tel:`) are dropped. Only the length is checked against
 * the country's plan: plans grow, and a list that is right today must not be refused next year.
 *
 * @param country  Alpha-2 of the person, for numbers without a country code; `null`: such numbers can't be read.
 */
export function parsePhone(cell: string, country: string | null): PhoneResult {
  const text = cell
    .normalize('NFKC')
    .trim()
    .replace(/^\p{L}{1,10}[.:]+ */u, '');
  if (text.length > MAX_LENGTH) return { ok: false, words: 'is too long for a telephone number' };
  const plain = plainPhone(text, country);
  if (plain !== null) return { ok: true, value: plain };
  // Google's library drops letters and reads the rest; a spreadsheet's 4.9E+11 has lost its digits for good.
  if (/\d[.,]?\d*e\+?\d/i.test(text)) {
    return { ok: false, words: `was shortened by a spreadsheet: "${text.slice(0, 40)}"` };
  }
  const region = country !== null && isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(
    text.replace(/^00(?=[1-9])/, '+'),
    region === undefined ? { extract: false } : { defaultCountry: region, extract: false },
  );
  // The length fits +1 030 123 4567 too; North America's numbers have a shape that will not change.
  const isPossible =
    number?.isPossible() === true &&
    (number.countryCallingCode !== '1' || plainPhone(number.number, null) !== null);
  if (isPossible) return { ok: true, value: number.number };
  const needsCountry = region === undefined && !/^(?:\+|00)/.test(text);
  return {
    ok: false,
    words: `is no telephone number${needsCountry ? ' without a country' : ''}: "${text.slice(0, 40)}"`,
  };
}
