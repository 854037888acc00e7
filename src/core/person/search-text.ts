/**
 * What a person is found by. Case and accents count for nothing. A store may keep an index of `indexedText` by its trigrams: whoever fits a
 * query or a condition has all trigrams of its clues, so the index may name too many people, never too few.
 */
import { addressOn, type Prospect } from './prospect.ts';

/** So many characters are the least that an index can look up. */
const CLUE_LENGTH_MIN = 3;

/** Texts that are in `indexedText` of everybody who fits, of each group one at least; none is too short to be looked up. */
export type Clues = readonly (readonly string[])[];

/** The words of a query, each of which must be found. */
export function wordsOf(query: string): readonly string[] {
  return folded(query)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Whether every word stands in name, title, company, tags, id or addresses. */
export function mentions(person: Prospect, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = folded(mentionedIn(person).join('\n'));
  const phone = addressOn(person, 'phone');
  return words.every((word) => {
    if (text.includes(word)) return true;
    const digits = digitsOf(word);
    return digits !== null && phone !== null && phone.includes(digits);
  });
}

export function cluesOfWords(words: readonly string[]): Clues {
  return words.flatMap((word) => {
    const digits = digitsOf(word);
    const ways = (digits === null ? [word] : [word, digits]).map(spaced);
    return ways.every(isLookedUp) ? [ways] : [];
  });
}

/** Lines between line breaks, so that a whole value is told from a part; country and owner behind signs that no value begins with. */
export function indexedText(person: Prospect): string {
  const { accountId, city, state, country, owner } = person;
  const lines = [
    ...mentionedIn(person),
    ...[accountId, city, state].filter((each) => each !== null),
    ...(country === null ? [] : [`${COUNTRY_SIGN}${country}`]),
    ...(owner === null ? [] : [`${OWNER_SIGN}${owner}`]),
  ];
  return spaced(folded(`\n${lines.join('\n')}\n`));
}

const COUNTRY_SIGN = '\u0001';
const OWNER_SIGN = '\u0002';

/** What the text of everybody has one of whose values is this one, or holds it; `null`: too short to look up. */
export function clueOfValue(
  value: string,
  how: 'part' | 'whole' | 'country' | 'owner',
): string | null {
  const text = folded(value);
  const clue = spaced(
    how === 'part'
      ? text
      : how === 'whole'
        ? `\n${text}\n`
        : `${how === 'country' ? COUNTRY_SIGN : OWNER_SIGN}${text}\n`,
  );
  return isLookedUp(clue) ? clue : null;
}

/** Every three characters that follow each other, each once. */
export function trigramsOf(clue: string): readonly string[] {
  const characters = Array.from(clue);
  const starts = characters.slice(0, 1 - CLUE_LENGTH_MIN);
  return [...new Set(starts.map((_, at) => characters.slice(at, at + CLUE_LENGTH_MIN).join('')))];
}

function mentionedIn(person: Prospect): readonly string[] {
  const { id, name, firstName, lastName, title, company, identities, tags } = person;
  return [
    ...[id, name, firstName, lastName, title, company].filter((each) => each !== null),
    ...identities.map(({ value }) => value),
    ...tags,
  ];
}

/** `030/123` finds +4930123: separators and a leading 0 count for nothing. `null`: no part of a number. */
function digitsOf(word: string): string | null {
  const digits = /^[+\d][\d()./-]+$/.test(word) ? word.replace(/\D/g, '').replace(/^0+/, '') : '';
  return digits.length >= 4 ? digits : null;
}

/** A part of a text is, folded, a part of the folded text: so the two forms of a sigma are one. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\0]/gu, '')
    .toLowerCase()
    .replaceAll('ς', 'σ');
}

/** One character of these scripts says as much as a word: each is a trigram by itself. */
function spaced(text: string): string {
  return text.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, '$&\u0003\u0003');
}

function isLookedUp(clue: string): boolean {
  return Array.from(clue).length >= CLUE_LENGTH_MIN;
}
