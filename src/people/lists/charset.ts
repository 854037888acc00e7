/** Which of the older encodings is it? Asked where it is no Unicode, and only then loaded: the tables take time to load. */
import jschardet from 'jschardet';
import { decodedAs, isEncoding, looksLikeShiftJis } from './encoding.ts';

/** Bytes of lines with letters beyond ASCII; more tell nothing new, and each KB takes 2 ms. */
const TOLD_FROM_BYTES = 8_192;
/** The detector's confidence in a short list is small and its best guesses lie close together. */
const NEARLY = 0.97;

/** Western lists are the rule, so in doubt no Central European one is believed. */
const WESTERN_ENOUGH = 0.75;
const CENTRAL = /^(?:windows-1250|iso-8859-(?:2|16))$/;
/** In windows-1252 an ñ stands before a vowel (`Peña`); the Polish letter of the same byte never does (`Gdańsk`). */
const SPANISH = /ñ[aeiouáéíóú]/iu;
/** Signs within a word, and an ñ before a consonant, were letters of Central Europe. */
const NOT_WESTERN = /\p{L}[¹³£¥¿]\p{L}|ñ[b-df-hj-np-tv-z]/iu;

/** Where two of a language fit alike, what a spreadsheet writes. */
const USUAL = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
];
const LATIN = /^(?:windows-125[02478]|iso-8859-(?:1|2|3|4|9|10|13|14|15|16))$/;
/** jschardet's names that iconv-lite does not know by them; what no spreadsheet of the last twenty years wrote is missing. */
const NAMES: Readonly<Record<string, string>> = {
  ascii: 'windows-1252',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp874: 'windows-874',
  'iso8859-15': 'iso-8859-15',
  'iso8859-16': 'iso-8859-16',
};
const UNUSUAL = /^(?:mac|cp\d|kz|ibm|utf|ucs|hz|x-)/;

/** @returns A name that iconv-lite knows, lower case; `windows-1252`, which reads every byte string, when nothing speaks for another. */
export function charsetOf(bytes: Uint8Array): string {
  const lines = tellingLines(bytes);
  if (looksLikeShiftJis(lines)) return 'shift_jis';
  const asciiShare = asciiLettersAmongOthers(lines);
  const guesses = jschardet.detectAll(lines).flatMap(({ encoding, confidence }) => {
    const told = encoding?.toLowerCase() ?? '';
    const name = NAMES[told] ?? told;
    const fits = LATIN.test(name) ? asciiShare > 0.2 : asciiShare < 0.4;
    return fits && !UNUSUAL.test(name) && isEncoding(name) ? [{ name, confidence }] : [];
  });
  const [best] = guesses;
  if (best === undefined) return 'windows-1252';
  const western = guesses.find(({ name }) => name === 'windows-1252')?.confidence ?? 0;
  if (CENTRAL.test(best.name)) {
    const read = decodedAs(lines, 'windows-1252');
    const isNear = western >= best.confidence * WESTERN_ENOUGH && !NOT_WESTERN.test(read);
    if (isNear || SPANISH.test(read)) return 'windows-1252';
  }
  const near = guesses.filter(({ confidence }) => confidence >= best.confidence * NEARLY);
  const text = decodedAs(lines, best.name);
  const usual = USUAL.find(
    (name) => near.some((one) => one.name === name) || decodedAs(lines, name) === text,
  );
  return usual ?? best.name;
}

/** Lines with anything beyond ASCII, or with the escapes of ISO 2022. */
function tellingLines(bytes: Uint8Array): Buffer {
  const told: number[] = [];
  let start = 0;
  for (let at = 0; at <= bytes.length && told.length < TOLD_FROM_BYTES; at++) {
    if (at < bytes.length && bytes[at] !== LINE_FEED) continue;
    // A line as long as a list is looked at in part.
    const line = bytes.subarray(start, Math.min(at + 1, start + TOLD_FROM_BYTES));
    if (line.some((byte) => byte >= 0x80 || byte === ESCAPE)) told.push(...line);
    start = at + 1;
  }
  return Buffer.from(told);
}

const LINE_FEED = 0x0a;
const ESCAPE = 0x1b;

/**
 * In words with letters beyond ASCII, how many letters are ASCII? Most of them in Latin script (`Müller`), none in another, and the few that
 * are second bytes of a Chinese or Japanese letter.
 */
function asciiLettersAmongOthers(bytes: Uint8Array): number {
  let ascii = 0;
  let other = 0;
  let wordAscii = 0;
  let wordOther = 0;
  for (const byte of [...bytes, 0]) {
    const isAscii = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
    if (isAscii) wordAscii++;
    else if (byte >= 0x80) wordOther++;
    else {
      if (wordOther > 0) ascii += wordAscii;
      other += wordOther;
      wordAscii = 0;
      wordOther = 0;
    }
  }
  return ascii / Math.max(1, ascii + other);
}
