/** Which telephone number is meant? */
import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from 'libphonenumber-js/min';
import { plainPhone } from './plain-phone.ts';
import { writtenNumber } from './written-number.ts';

export type PhoneResult =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly words: string };

/** Characters, with extension and words around it. */
const MAX_LENGTH = 100;

/**
 * E.164 of a number as people write it. Digits of any script count as plain ones; an extension and a label (`Tel:`) are dropped. Only the
 * length is checked against the country's plan: plans grow, and a list that is right today must not be refused next year.
 *
 * @param country  Alpha-2 of the person, for numbers without a country code; `null`: such numbers can't be read.
 */
export function parsePhone(cell: string, country: string | null): PhoneResult {
  const plain = plainPhone(cell, country);
  if (plain !== null) return { ok: true, value: plain };
  const text = cell.normalize('NFKC').trim();
  if (text.length > MAX_LENGTH) return { ok: false, words: 'is too long for a telephone number' };
  const number = dialled(text, country);
  // The length fits +1 030 123 4567 too; North America's numbers have a shape that will not change.
  const isPossible =
    number?.isPossible() === true &&
    (number.countryCallingCode !== '1' || plainPhone(number.number, null) !== null);
  if (isPossible) return { ok: true, value: number.number };
  // Google's library drops letters and reads the rest; a spreadsheet's 4.9E+11 has lost its digits for good.
  if (SHORTENED.test(text))
    return { ok: false, words: `was shortened by a spreadsheet: "${text.slice(0, 40)}"` };
  const needsCountry = regionOf(country) === undefined && !/^(?:\+|00)/.test(text);
  return {
    ok: false,
    words: `is no telephone number${needsCountry ? ' without a country' : ''}: "${text.slice(0, 40)}"`,
  };
}

const SHORTENED = /\d[.,]?\d*e\+?\d/i;

/** The digits that somebody would dial, whether or not such a number can be. `null` when there are none. */
export function dialled(text: string, country: string | null): PhoneNumber | null {
  if (SHORTENED.test(text)) return null;
  const written = writtenNumber(text, country);
  if (written === null) return null;
  const region = regionOf(country);
  const number = parsePhoneNumberFromString(
    written,
    region === undefined ? { extract: false } : { defaultCountry: region, extract: false },
  );
  return number ?? null;
}

function regionOf(country: string | null) {
  return country !== null && isSupportedCountry(country) ? country : undefined;
}
