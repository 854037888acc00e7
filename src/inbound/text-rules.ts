/** Rules over text as data: a name, which language, a pattern. The tables that use them say what they mean. */

export interface TextRule {
  /** `snake_case`, unique in its table; shown in `rules`. */
  readonly name: string;
  readonly pattern: RegExp;
}

/** One pattern of many phrases, any of which fits; the flags are those of the first. */
export function anyOf(...phrases: readonly RegExp[]): RegExp {
  return new RegExp(phrases.map(({ source }) => source).join('|'), phrases[0]?.flags);
}

/**
 * The same pattern with words of every script: without the flag, `\\w` and `\\b` know ASCII alone, and "mandéis" would be two words.
 */
function inAnyScript(pattern: RegExp): RegExp {
  const source = pattern.source.replace(/\\[wb]/g, (escape) => (escape === '\\w' ? WORD : EDGE));
  return new RegExp(source, 'u');
}

/** One pattern of many phrases, in any script. */
export function anyWordsOf(...phrases: readonly RegExp[]): RegExp {
  return inAnyScript(anyOf(...phrases));
}

const WORD = '[\\p{L}\\p{N}_]';
const EDGE = `(?:(?<!${WORD})(?=${WORD})|(?<=${WORD})(?!${WORD}))`;

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
