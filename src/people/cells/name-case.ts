/** Capitals for names that a list has in capitals or small letters only. */

/** Parts of a family name that stay small within a name. */
const SMALL =
  /^(?:van|von|vom|zu|zur|de|del|della|der|den|di|da|do|dos|das|du|la|le|ter|ten|y|e|bin|ibn|af|av)$/;
/** Most are, and need no second look. */
const USUAL = /^[A-Z][a-z]+(?: [A-Z][a-z]+)*$/;
const NUMERAL = /^(?:ii|iii|iv|vi|vii|viii)$/i;

/**
 * `Ada van der Berg` of `ADA VAN DER BERG` and of `ada van der berg`; `McDonald`, `O'Neill`, `Anna-Lena`. A name in mixed case stays as it
 * is, and so do fewer than four letters: `AJ` may be initials.
 */
export function nameCase(name: string): string {
  if (USUAL.test(name)) return name;
  return caseOf(name) === null || letterCount(name) < LETTERS_LEAST ? name : capitals(name, true);
}

const LETTERS_LEAST = 4;

/**
 * The same of the parts of a name. Where both are in one case they are told as a whole, else each for itself: `max KERN` is `Max Kern`. What
 * is in small letters is no initials, however short, and neither is a family name.
 */
export function partsCase(
  first: string | null,
  last: string | null,
): readonly [first: string | null, last: string | null] {
  if (first === null || last === null)
    return [first === null ? null : nameCase(first), last === null ? null : nameCase(last)];
  const whole = `${first} ${last}`;
  const both = nameCase(whole);
  if (both !== whole) return [both.slice(0, first.length), both.slice(first.length + 1)];
  const isShort = caseOf(first) === 'upper' && letterCount(first) < LETTERS_LEAST;
  return [
    caseOf(first) === null || isShort ? first : capitals(first, true),
    caseOf(last) === null ? last : capitals(last, false),
  ];
}

function letterCount(name: string): number {
  return name.replace(/\P{L}/gu, '').length;
}

/** `null`: both, none, as in scripts without capitals (Georgian has some that no name is written with), or no name at all: a formula. */
function caseOf(name: string): 'upper' | 'lower' | null {
  if (!/^[\p{L}\p{M}\s.,'’()-]*$/u.test(name) || /\p{Script=Georgian}/u.test(name)) return null;
  const letters = name.replace(/\P{L}/gu, '');
  const [upper, lower] = [letters.toUpperCase(), letters.toLowerCase()];
  if (upper === lower) return null;
  if (letters === upper) return 'upper';
  return letters === lower ? 'lower' : null;
}

/** @param isWhole  It is the name from its beginning, where also a particle has a capital. */
function capitals(name: string, isWhole: boolean): string {
  let isFirst = isWhole;
  return name.replace(/[\p{L}\p{M}]+/gu, (word, at: number) => {
    const lower = word.toLowerCase();
    const before = name[at - 1];
    const isStart = isFirst;
    isFirst = false;
    if (NUMERAL.test(word) && !isStart) return word.toUpperCase();
    const isInitial = name[at + word.length] === '.';
    if (!isStart && !isInitial && (before === undefined || /\s/.test(before)) && SMALL.test(lower))
      return lower;
    // The s of `Anna's`, but `O'Neill` and `D'Angelo`.
    if (
      /['’]/.test(before ?? '') &&
      !/^\p{L}$/u.test(
        name
          .slice(0, at - 1)
          .split(/[\s-]/)
          .at(-1) ?? '',
      )
    )
      return lower;
    return capitalised(lower);
  });
}

function capitalised(lower: string): string {
  const mac = /^(mc)(\p{L}{3,})$/u.exec(lower);
  return mac === null ? upperFirst(lower) : `Mc${upperFirst(mac[2]!)}`;
}

function upperFirst(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
}
