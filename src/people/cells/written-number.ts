/** A telephone number in the form that numbering plans are asked in, from all the forms that people write. */
import { isNorthAmerican } from './plain-phone.ts';

/** Keys of a telephone: `2` has A to C. */
const KEYS = '22233344455566677778889999';
/** At the end, in most of its forms. */
const EXTENSION = /(?<=\d)[ ,;]*(?:e?xt(?:ensi[oó])?n?|x)[.:]* *(\d{1,20})#?$/i;
/** Words that say what a number is for: no letters to dial. */
const NOTE =
  /\b(?:cell|mobile|mob|home|work|office|fax|phone|tel|main|direct|call|ask|after|before|only|or|and|e?xt\w*|int|anexo)\b/i;
/** RFC 3966 5.1.5: a global number's beginning, or a domain name. */
const GLOBAL_CONTEXT = /^\+[\d().-]*\d[\d().-]*$/;
const DOMAIN_CONTEXT = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/**
 * Plain digits for those of any script; labels (`Tel:`), `tel:` URIs with their context (RFC 3966), carrier gaps of Latin America (`(0xx) 11`),
 * letters of vanity numbers, a plus sign too many.
 *
 * @param text  NFKC. @param country  Of the person. @returns `null`: a URI whose context is none.
 */
export function writtenNumber(text: string, country: string | null): string | null {
  const plain = plainDigits(
    text.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, ''),
  );
  const uri = /^tel:/i.test(plain) ? numberOfUri(plain.slice(4).trim()) : plain;
  if (uri === null) return null;
  const bare = uri
    .replace(/^\p{L}{1,12}(?: \p{L}{1,8})?[.:#]+ */u, '')
    .replace(/^\+(?:[ +]*\+| *(?=0))/, (plus) => (plus.trim().length > 1 ? '+' : ''))
    .replace(/^(\(?0\d{0,2} ?)x{2,3}/i, '$1')
    .replace(/^00(?=[1-9])/, '+')
    .replace(EXTENSION, ' ext. $1');
  return lettersDialled(bare, country);
}

function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!;
    // A script's ten digits begin at a multiple of sixteen, or six above.
    const low = code % 16;
    const isFirst = low < 10 && /\p{Nd}/u.test(String.fromCodePoint(code - low));
    return String(isFirst ? low : low - 6);
  });
}

function numberOfUri(uri: string): string | null {
  const [local = '', ...parameters] = uri.split(';');
  const value = (name: string): string | undefined =>
    parameters.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const context = value('phone-context');
  const extension = value('ext');
  const isGlobal = context !== undefined && GLOBAL_CONTEXT.test(context);
  if (context !== undefined && !isGlobal && !DOMAIN_CONTEXT.test(context)) return null;
  const number = isGlobal && !local.startsWith('+') ? `${context}${local}` : local;
  return extension === undefined ? number : `${number};ext=${extension}`;
}

/** `1800 SIX FLAGS`: three letters at least, as in Google's library. Fewer are slips and left out. */
function lettersDialled(text: string, country: string | null): string {
  const letters = text.match(/[a-z]/gi)?.length ?? 0;
  if (letters === 0 || NOTE.test(text) || !/^\+?[(\d][a-z\d ().-]*$/i.test(text)) return text;
  if (letters < 3) return text.replace(/[a-z]/gi, '');
  // Elsewhere a number at home begins with 0: other digits before letters are no number.
  if (!/^[+0]/.test(text) && !isNorthAmerican(country)) return text;
  return text.replace(/[a-z]/gi, (letter) => KEYS[letter.toLowerCase().charCodeAt(0) - 97]!);
}
