/** Rules over text as data: a name, which language, a pattern. The tables that use them say what they mean. */

export interface TextRule {
  /** `snake_case`, unique in its table; shown in `rules`. */
  readonly name: string;
  readonly pattern: RegExp;
}

/** One pattern of many phrases, any of which fits, in any script; with the flags of all. */
export function anyOf(...phrases: readonly RegExp[]): RegExp {
  const flags = ['i', 'u'].filter((flag) => phrases.some((phrase) => phrase.flags.includes(flag)));
  return new RegExp(phrases.map(({ source }) => inAnyScript(source)).join('|'), flags.join(''));
}

/**
 * The same pattern with words of every script: `\w`, `\W` and `\b` know ASCII alone, and "mandéis" would be two words. What
 * is written without blanks is no word: "stop" stands alone in "stopしてください".
 */
function inAnyScript(source: string): string {
  let isClass = false;
  return source.replace(/\\.|\[|\]/gs, (token) => {
    if (token === '[' || token === ']') isClass = token === '[';
    switch (token) {
      case '\\w':
        return isClass ? LETTERS : `[${LETTERS}]`;
      case '\\W':
        return `[^${LETTERS}]`;
      case '\\b':
        return EDGE;
      default:
        return token;
    }
  });
}

/** Latin, Greek, Cyrillic, and the marks upon them. As ranges: classes of Unicode cost ten times as much. */
const LETTERS =
  '0-9A-Za-z_\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u052f\u1e00-\u1fff';
const EDGE = `(?:(?<![${LETTERS}])(?=[${LETTERS}])|(?<=[${LETTERS}])(?![${LETTERS}]))`;

/** The first rule of the table that the text fits, or `null`. Tables are in order of trust. */
export function firstRule<Rule extends TextRule>(
  rules: readonly Rule[],
  text: string,
): Rule | null {
  return rules.find(({ pattern }) => pattern.test(text)) ?? null;
}

/** Lower case, NFKC, straight apostrophes, single blanks: what the patterns are written for. */
export function folded(text: string): string {
  return text
    .slice(0, FOLDED_MAX)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘´`]/g, "'")
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Sentences and lines of a text, folded, the empty ones left out; at most `SENTENCES_MAX`. */
export function sentencesOf(text: string): string[] {
  return text
    .slice(0, FOLDED_MAX)
    .split(/(?<=[.!?])\s|[\n。！？!?;；]/)
    .map(folded)
    .filter((sentence) => sentence !== '')
    .slice(0, SENTENCES_MAX);
}

/** Longer than any answer that a person types; what follows decides nothing. */
const FOLDED_MAX = 20_000;
const SENTENCES_MAX = 400;
