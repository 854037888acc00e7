/** Which country is meant? English names, native names of the larger ones, and ISO codes. */
import { COUNTRIES } from './country-table.ts';
import { inFewBytes } from './in-few-bytes.ts';

export interface Country {
  /** ISO 3166 alpha-2, upper case. */
  readonly code: string;
  /** Without `+`. */
  readonly callingCode: string;
  /** `null` where people live in several zones. */
  readonly zone: string | null;
  readonly name: string;
}

/** Who owns a calling code that several share, for a number alone; the codes that are not here belong to nobody in particular. */
const MAIN_OF_SHARED: Readonly<Record<string, string>> = {
  '39': 'IT',
  '44': 'GB',
  '47': 'NO',
  '212': 'MA',
  '358': 'FI',
  '590': 'GP',
  '599': 'CW',
};

const byCode = new Map<string, Country>();
const codeByName = new Map<string, string>();
const codesByCalling = new Map<string, string[]>();
for (const line of COUNTRIES.trim().split('\n')) {
  const [, code, callingCode, zone, names] = inFewBytes(/^(\S+) (\S+) (\S+) (.+)$/.exec(line)!);
  const all = names!.split('|');
  byCode.set(code!, {
    code: code!,
    callingCode: callingCode!,
    zone: zone === '-' ? null : zone!,
    name: all[0]!,
  });
  for (const name of all) codeByName.set(foldPlace(name), code!);
  codesByCalling.set(callingCode!, [...(codesByCalling.get(callingCode!) ?? []), code!]);
}

/** Alpha-2 of a name or code, whatever its case, accents and punctuation. `null` when nobody is called so. */
export function parseCountry(text: string): string | null {
  const upper = text.trim().toUpperCase();
  return byCode.has(upper) ? upper : (codeByName.get(foldPlace(text)) ?? null);
}

/** `null` for a code that is none. */
export function countryOf(code: string): Country | null {
  return byCode.get(code) ?? null;
}

/** The country that a calling code stands for; `null` for shared codes without a main country (`1`, `7`, `61`) and unknown ones. */
export function countryOfCallingCode(callingCode: string): string | null {
  const codes = codesByCalling.get(callingCode) ?? [];
  return codes.length === 1 ? codes[0]! : (MAIN_OF_SHARED[callingCode] ?? null);
}

/** A place's name for comparing: no case, accents, punctuation, `and` or leading `the`; `Saint` is `St`. */
export function foldPlace(text: string): string {
  // One plain word, as most are, has nothing to fold but its case.
  const plain = text.toLowerCase();
  if (/^[a-z]+$/.test(plain) && plain !== 'saint') return plain;
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\bsaint\b/g, 'st')
    .replace(/^the\s+|\s+and\s+|\s*&\s*/g, ' ')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
