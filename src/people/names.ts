/** What is a person called, in parts and as a whole? */

export interface NameParts {
  readonly firstName: string | null;
  readonly lastName: string | null;
}

const HONORIFIC =
  /^(?:dr|mr|mrs|ms|miss|mx|prof|rev|sir|dame|herr|frau|hr|fr|mme|mlle|m|sr|sra|srta|dott|ing|mag|dipl\.?-?\p{L}+)\.?$/iu;
const SUFFIX =
  /^(?:jr|sr|ii|iii|iv|v|ph\.?d|m\.?d|mba|cpa|esq|cfa|pmp|msc|bsc|ll\.?m|b\.?sc|m\.?sc|m\.?a|b\.?a)\.?$/i;
/** Words that begin a family name. */
const PARTICLE =
  /^(?:van|von|vom|zu|zur|de|del|della|der|den|di|da|dos|das|du|la|le|lo|ter|ten|bin|ibn|al|el|af|av|st\.?)$/i;
const FAMILY_FIRST =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々 ]+$/u;

/** `Ada Kern`; `null` without parts. Family name first, without a space, where both parts are Chinese, Japanese or Korean. */
export function displayName(firstName: string | null, lastName: string | null): string | null {
  if (firstName === null || lastName === null) return firstName ?? lastName;
  const isFamilyFirst = FAMILY_FIRST.test(firstName) && FAMILY_FIRST.test(lastName);
  return isFamilyFirst ? `${lastName}${firstName}` : `${firstName} ${lastName}`;
}

/**
 * The parts of `Ada Kern`, `Kern, Ada`, `Dr. Ada M. Kern, PhD`, `Ludwig van Beethoven`, `近藤 五郎`. Titles and middle names are in neither
 * part. One word is a first name; a Chinese, Japanese or Korean name without a space stays whole, in neither.
 */
export function splitName(name: string): NameParts {
  const commas = name.split(',').map((part) => part.trim());
  while (
    commas.length > 1 &&
    (commas.at(-1) === '' || SUFFIX.test(commas.at(-1)!.replace(/\s/g, '')))
  )
    commas.pop();
  if (commas.length === 2) {
    const given = wordsOf(commas[1]!);
    return { firstName: given[0] ?? null, lastName: commas[0]! || null };
  }
  const words = wordsOf(commas[0]!);
  const last = words.length - 1;
  if (words.length === 0) return { firstName: null, lastName: null };
  if (FAMILY_FIRST.test(commas[0]!)) {
    return words.length === 2
      ? { firstName: words[1]!, lastName: words[0]! }
      : { firstName: null, lastName: null };
  }
  if (last === 0) return { firstName: words[0]!, lastName: null };
  const particle = words.findIndex(
    (word, index) => index > 0 && index < last && PARTICLE.test(word),
  );
  return { firstName: words[0]!, lastName: words.slice(particle < 0 ? last : particle).join(' ') };
}

/** What tells a person's name from another's: letters without case and accents; `null` when no name is known. */
export function nameKey(person: NameParts & { readonly name: string | null }): string | null {
  const name = displayName(person.firstName, person.lastName) ?? person.name;
  return (
    name
      ?.normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '') ?? null
  );
}

function wordsOf(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  while (words.length > 1 && HONORIFIC.test(words[0]!)) words.shift();
  while (words.length > 1 && SUFFIX.test(words.at(-1)!)) words.pop();
  return words;
}
