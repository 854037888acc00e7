/** What is a person called, in parts and as a whole? */
import { partsCase } from './name-case.ts';
import { familyOf, givenOf, parsePersonName } from './person-name.ts';

export interface NameParts {
  readonly firstName: string | null;
  readonly lastName: string | null;
}

const FAMILY_FIRST =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々 ]+$/u;

/** `Ada Kern`; `null` without parts. Family name first, without a space, where both parts are Chinese, Japanese or Korean. */
export function displayName(firstName: string | null, lastName: string | null): string | null {
  if (firstName === null || lastName === null) return firstName ?? lastName;
  const isFamilyFirst = FAMILY_FIRST.test(firstName) && FAMILY_FIRST.test(lastName);
  return isFamilyFirst ? `${lastName}${firstName}` : `${firstName} ${lastName}`;
}

/** What companies call themselves after their name, and a few before it. */
const COMPANY =
  /(?:^|[\s,])(?:inc|llc|llp|ltd|limited|gmbh|mbh|ag|kg|ohg|ug|plc|corp|corporation|co|company|s\.?a\.?s?|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|oy|oyj|a\/s|aps|ab|o[üu]|pty|pvt|k\.?k|s\.?l|e\.?v|sp\. ?z ?o\.? ?o|group|holdings?|partners|associates|solutions|technologies|& (?:co|partners|sons|söhne)|株式会社|有限公司|주식회사)\.?$|^(?:pt|cv|株式会社|有限会社|주식회사)[\s.]|^(?:株式会社|有限会社)/iu;

/** Whether a cell of names holds a company's. */
export function isCompanyName(name: string): boolean {
  return COMPANY.test(name);
}

/** Family names of two letters; all others in Chinese and Korean have one. */
const TWO_LETTER_FAMILIES =
  /^(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|司徒|东方|東方|皇甫|尉迟|公孙|令狐|慕容|夏侯|端木|宇文|长孙|长孫|남궁|황보|제갈|선우|독고|사공|서문)/u;
const HANGUL = /^\p{Script=Hangul}{2,4}$/u;
const HAN = /^\p{Script=Han}{2,4}$/u;
const CHINESE_COUNTRIES: ReadonlySet<string> = new Set(['CN', 'TW', 'HK', 'SG', 'MO']);

/**
 * The parts of `Ada Kern`, `Kern, Ada`, `Dr. Ada M. Kern, PhD`, `Ludwig van Beethoven`, `近藤 五郎`. Titles and middle names are in neither
 * part. One word is a first name. A Korean name without a space is divided, a Chinese one where the country says that it is one; Japanese
 * ones stay whole, in neither part, and so does what is a company.
 *
 * @param country  Alpha-2 of the person: Hungarians and Vietnamese write the family name first.
 */
export function splitName(name: string, country: string | null): NameParts {
  const text = nameAlone(name);
  if (text === '' || isCompanyName(text)) return NEITHER;
  if (FAMILY_FIRST.test(text)) return familyFirst(text, country);
  const parts = parsePersonName(text);
  const [first, last] = partsCase(parts.first, parts.last);
  const isOpen = first !== null && last !== null && !text.includes(',');
  if (isOpen && country === 'HU') return { firstName: last, lastName: first };
  if (isOpen && country === 'VN') return { firstName: last.split(' ').at(-1)!, lastName: first };
  return { firstName: first, lastName: last };
}

/**
 * The parts of a list that has a column for each, without titles, pictures and what stands behind a name, as in `Dr. Ada` and `Kern, PhD`.
 * Nobody wants to be greeted with them.
 */
export function givenParts(first: string | null, last: string | null): NameParts {
  if (first !== null && last !== null && USUAL.test(first) && USUAL.test(last))
    return { firstName: first, lastName: last };
  const [given, family] = [first, last].map((cell) => (cell === null ? '' : nameAlone(cell)));
  const [firstName, lastName] = partsCase(
    given === '' ? null : givenOf(given!),
    family === '' ? null : familyOf(family!),
  );
  return { firstName, lastName };
}

const PICTURE = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)+/gu;
/** Most are, and need no second look. */
const USUAL = /^[A-Z][a-z]+$/;

const ASIDE = /\s*(?:\([^()]*\)|（[^（）]*）)/gu;

/**
 * Without pictures, what stands in brackets, and the headline that profiles have behind a bar, or behind a dash under a whole name:
 * `Ada Kern (she/her) | CTO 🚀`, yet `Jean - Luc Picard`.
 */
function nameAlone(text: string): string {
  const plain = text.replace(PICTURE, ' ').trim();
  const [bare = ''] = (plain.replace(ASIDE, '').trim() || plain).split(/\s+[|•·]\s+/u);
  const name = /^(\S+ .*?)\s[–—-]\s/u.exec(bare)?.[1] ?? bare;
  return name.trim();
}

const NEITHER: NameParts = { firstName: null, lastName: null };

function familyFirst(text: string, country: string | null): NameParts {
  const words = text.split(/[\s・]+/);
  if (words.length === 2) return { firstName: words[1]!, lastName: words[0]! };
  const isDivided =
    HANGUL.test(text) || (HAN.test(text) && country !== null && CHINESE_COUNTRIES.has(country));
  if (!isDivided) return NEITHER;
  const length = text.length > 2 && TWO_LETTER_FAMILIES.test(text) ? 2 : 1;
  return { firstName: text.slice(length), lastName: text.slice(0, length) };
}
