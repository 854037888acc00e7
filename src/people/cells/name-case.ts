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
  const letters = name.replace(/\P{L}/gu, '');
  const isOneCase = letters === letters.toUpperCase() || letters === letters.toLowerCase();
  // What is no name at all (a formula, markup) is left as it is, and scripts without capitals are in no case.
  if (!/^[\p{L}\p{M}\s.,'’()-]*$/u.test(name)) return name;
  if (!isOneCase || letters.length < 4 || letters.toUpperCase() === letters.toLowerCase())
    return name;
  let isFirst = true;
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
