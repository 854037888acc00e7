/**
 * A telephone number whose form leaves nothing to guess, read without loading the numbering plans of the world (60 ms at start, 10 us a
 * number). What this file can't read may still be a number: ask `phone.ts`.
 */

/** Calling codes whose national numbers have one of these lengths and never begin with 0: no trunk digits to guess about. */
const NATIONAL_LENGTHS: Readonly<Record<string, readonly number[]>> = {
  '31': [9],
  '33': [9],
  '34': [9],
  '41': [9],
  '44': [10],
  '45': [8],
  '46': [8, 9],
  '47': [8],
  '48': [9],
  '49': [8, 9, 10, 11],
  '61': [9],
  '65': [8],
  '81': [9, 10],
  '91': [10],
};

/** Where one 0 stands before a number at home, and nowhere else. */
const WITH_TRUNK_ZERO: Readonly<Record<string, string>> = {
  NL: '31',
  FR: '33',
  CH: '41',
  GB: '44',
  SE: '46',
  DE: '49',
  AU: '61',
  JP: '81',
  IN: '91',
};

const NANP_COUNTRIES: ReadonlySet<string> = new Set([
  'US',
  'CA',
  'PR',
  'DO',
  'JM',
  'BS',
  'BB',
  'TT',
  'BM',
  'KY',
]);

/**
 * E.164 of `+49 30 1234567`, `0044 20 7946 0958`, of `030 1234567` for a person in Germany, and of ten digits for one in North America.
 *
 * @param country  Alpha-2 of the person, for numbers without a country code; `null`: unknown.
 */
export function plainPhone(text: string, country: string | null): string | null {
  if (!/^\+?[0-9 ().\-/\u00a0]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+')) return international(digits);
  if (digits.startsWith('00')) return international(digits.slice(2));
  if (country === null) return null;
  const code = WITH_TRUNK_ZERO[country];
  if (code !== undefined) {
    if (digits.startsWith('0')) return international(code + digits.slice(1));
    // A spreadsheet takes the plus of `+491701234567` for a sign.
    return digits.startsWith(code) ? international(digits) : null;
  }
  if (!isNorthAmerican(country)) return null;
  return northAmerican(digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits);
}

/** Whether people there dial ten digits, `+1` before them. @param country  Alpha-2. */
export function isNorthAmerican(country: string | null): boolean {
  return country !== null && NANP_COUNTRIES.has(country);
}

function international(digits: string): string | null {
  if (digits.startsWith('1')) return northAmerican(digits.slice(1));
  const code = digits.slice(0, 2);
  const national = digits.slice(2);
  const fits =
    NATIONAL_LENGTHS[code]?.includes(national.length) === true && !national.startsWith('0');
  return fits ? `+${digits}` : null;
}

/** Area code and exchange begin with 2 to 9 (NANPA numbering rules). */
function northAmerican(digits: string): string | null {
  return /^[2-9]\d{2}[2-9]\d{6}$/.test(digits) ? `+1${digits}` : null;
}
