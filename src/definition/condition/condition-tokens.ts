/** The words of a condition in Liquid's expression syntax. */
import type { Comparison } from '../../core/condition.ts';
import type { Stretch } from '../reading/problem.ts';

export type Token = Stretch &
  (
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    | {
        readonly kind: 'path';
        readonly path: readonly string[];
        readonly parts: readonly Stretch[];
      }
    | { readonly kind: 'comparison'; readonly operator: Comparison }
    | { readonly kind: 'and' | 'or' }
    | { readonly kind: 'wrong'; readonly message: string; readonly hint: string | null }
  );

/** All tokens up to the first that is wrong, which is the last then. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))![0].length;
    if (at >= text.length) return tokens;
    const token = tokenAt(text, at);
    tokens.push(token);
    if (token.kind === 'wrong') return tokens;
    at += token.length;
  }
}

const SYMBOL = /^(?:==|!=|<>|<=|>=|<|>)/;
const NUMBER = /^-?\d+(?:\.\d+)?(?![\w.])/;
const WORD = /^[A-Za-z_][\w-]*/;
const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['nil', null],
  ['null', null],
]);

function tokenAt(text: string, start: number): Token {
  const rest = text.slice(start);
  const symbol = SYMBOL.exec(rest)?.[0];
  if (symbol !== undefined) {
    return { kind: 'comparison', operator: comparisonOf(symbol), start, length: symbol.length };
  }
  const quote = rest[0];
  if (quote === '"' || quote === "'") {
    // Liquid knows no escapes: a text ends at the next quote of its kind.
    const end = rest.indexOf(quote, 1);
    if (end > 0) return { kind: 'literal', value: rest.slice(1, end), start, length: end + 1 };
    return wrong(start, rest.length, `the text has no closing ${quote}`);
  }
  const number = NUMBER.exec(rest)?.[0];
  if (number !== undefined) {
    return { kind: 'literal', value: Number(number), start, length: number.length };
  }
  const word = WORD.exec(rest)?.[0];
  if (word === undefined) return wrongCharacter(rest, start);
  if (word === 'and' || word === 'or') return { kind: word, start, length: word.length };
  if (word === 'contains') return { kind: 'comparison', operator: 'contains', start, length: 8 };
  const literal = LITERALS.get(word);
  if (literal !== undefined) return { kind: 'literal', value: literal, start, length: word.length };
  return pathAt(text, start, word);
}

function comparisonOf(symbol: string): Comparison {
  switch (symbol) {
    case '<=':
    case '>=':
    case '<':
    case '>':
    case '==':
      return symbol;
    default:
      return '!=';
  }
}

const PATH_PART = /^(?:\.([\w-]+)|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\])/;

function pathAt(text: string, start: number, root: string): Token {
  const path = [root];
  const parts: Stretch[] = [{ start, length: root.length }];
  let at = start + root.length;
  for (;;) {
    const match = PATH_PART.exec(text.slice(at));
    if (match === null) break;
    const name = match[1] ?? match[2] ?? match[3] ?? match[4]!;
    path.push(name);
    parts.push({ start: at + match[0].indexOf(name), length: Math.max(1, name.length) });
    at += match[0].length;
  }
  if (text[at] === '.' || text[at] === '[') {
    return wrong(at, 1, `a name is missing after "${text.slice(start, at)}${text[at]}"`);
  }
  return { kind: 'path', path, parts, start, length: at - start };
}

const OTHER_LANGUAGES: readonly (readonly [written: string, hint: string])[] = [
  ['(', 'conditions have no parentheses: "and" and "or" group from the right'],
  [')', 'conditions have no parentheses: "and" and "or" group from the right'],
  ['&&', 'write "and"'],
  ['||', 'write "or"'],
  ['|', 'filters belong in templates, conditions have none'],
  ['=', 'equality is written =='],
  ['!', 'inequality is written !=; for "is not there" compare with nil: prospect.title == nil'],
  ['{', 'write the expression alone, without {{ }} or {% %}'],
  ['“', 'use straight quotes'],
  ['”', 'use straight quotes'],
  ['‘', 'use straight quotes'],
  ['’', 'use straight quotes'],
];

function wrongCharacter(rest: string, start: number): Token {
  const known = OTHER_LANGUAGES.find(([written]) => rest.startsWith(written));
  const character = known?.[0] ?? String.fromCodePoint(rest.codePointAt(0)!);
  return wrong(start, character.length, `unexpected ${character}`, known?.[1]);
}

function wrong(start: number, length: number, message: string, hint: string | null = null): Token {
  return { kind: 'wrong', message, hint, start, length };
}
