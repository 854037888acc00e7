/**
 * Can a condition be true, or false, of anybody? Tried on values that stand for all others: every literal that is compared with, values
 * between and beside them, and none at all. What can't be judged so (two names compared, the order of texts) may be either: `false` is
 * certain, `true` is not.
 */
import {
  evaluate,
  type Comparison,
  type Condition,
  type Facts,
  type FactValue,
} from './condition.ts';

/** A condition without `and` and `or`. */
export type Atom = Exclude<Condition, { readonly kind: 'and' | 'or' }>;

export interface Known {
  readonly atom: Atom;
  readonly truth: boolean;
}

/** What a name may be: one of these words or nil; a text of this form or nil; a number from 0 on; a text or nil; anything. */
export type Domain =
  | { readonly kind: 'words'; readonly words: readonly (string | boolean)[] }
  | {
      readonly kind: 'code';
      readonly form: RegExp;
      readonly hint: string;
      /** What parts of it are made of; left out: nobody looks. */
      readonly parts?: RegExp;
      /** It is there for everybody: never nil. */
      readonly always?: true;
    }
  | { readonly kind: 'number' }
  | { readonly kind: 'text' }
  | { readonly kind: 'any' };
export type DomainOf = (path: readonly string[]) => Domain;

/** @param known  What is true already. */
export function canBe(
  condition: Condition,
  truth: boolean,
  known: readonly Known[],
  domainOf: DomainOf,
): boolean {
  if (isAtom(condition)) {
    const all = [...known, { atom: condition, truth }];
    return isConsistent(all, condition, domainOf);
  }
  const { left, right } = condition;
  if ((condition.kind === 'and') !== truth) {
    return canBe(left, truth, known, domainOf) || canBe(right, truth, known, domainOf);
  }
  return (
    canBe(left, truth, [...known, ...impliedBy(right, truth)], domainOf) &&
    canBe(right, truth, [...known, ...impliedBy(left, truth)], domainOf)
  );
}

/** What is certain when the condition is true, or false. */
export function impliedBy(condition: Condition, truth: boolean): readonly Known[] {
  if (isAtom(condition)) return [{ atom: condition, truth }];
  if ((condition.kind === 'and') !== truth) return [];
  return [...impliedBy(condition.left, truth), ...impliedBy(condition.right, truth)];
}

export function isAtom(condition: Condition): condition is Atom {
  return condition.kind === 'compare' || condition.kind === 'truthy';
}

/** The one name that it is about; `null`: it is about none, or about two. */
export function pathOfAtom(atom: Atom): readonly string[] | null {
  const paths = (atom.kind === 'truthy' ? [atom.operand] : [atom.left, atom.right]).flatMap(
    (operand) => (operand.kind === 'path' ? [operand.path] : []),
  );
  return paths.length === 1 ? paths[0]! : null;
}

function isConsistent(all: readonly Known[], about: Atom, domainOf: DomainOf): boolean {
  const path = pathOfAtom(about);
  if (path === null) return isLiteral(about) ? holds(all.at(-1)!, {}) : true;
  const name = path.join('.');
  const group = all.filter(({ atom }) => pathOfAtom(atom)?.join('.') === name);
  const values = standIns(group, domainOf(path));
  return (
    values === null ||
    values.some((value) => group.every((known) => holds(known, factsWith(path, value))))
  );
}

function isLiteral(atom: Atom): boolean {
  const operands = atom.kind === 'truthy' ? [atom.operand] : [atom.left, atom.right];
  return operands.every(({ kind }) => kind === 'literal');
}

function holds({ atom, truth }: Known, facts: Facts): boolean {
  return evaluate(atom, facts).value === truth;
}

function factsWith([name = '', ...rest]: readonly string[], value: FactValue): Facts {
  return { [name]: rest.length === 0 ? value : factsWith(rest, value) };
}

/** Values for one name; `null`: no list of values stands for all. */
function standIns(group: readonly Known[], domain: Domain): readonly FactValue[] | null {
  if (domain.kind === 'words') return [...domain.words, null];
  const compared = group.flatMap(comparisonOf);
  const texts = compared.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const numbers = compared.flatMap(({ value }) => numberIn(value));
  if (domain.kind === 'number') return [0, ...besides(numbers).filter((each) => each >= 0)];
  const isOrdered = compared.some(({ operator }) => ORDERS.includes(operator));
  const contained = compared.filter(({ operator }) => operator === 'contains');
  const ordersText = compared.some(
    ({ operator, value }) => ORDERS.includes(operator) && typeof value === 'string',
  );
  if (ordersText || (isOrdered && contained.length > 0)) return null;
  // The name stands on the right: it is part of something, not compared with it.
  if (contained.some(({ isFlipped }) => isFlipped)) return null;
  const parts = contained.flatMap(({ value, truth }) => (truth ? [value] : []));
  if (domain.kind === 'code') return codesLike(domain, texts, parts);
  const around = [...texts, [...parts, OTHER].join('\u0001'), OTHER];
  const beside = besides(numbers);
  const lists: FactValue[] = [parts, []];
  if (domain.kind !== 'any') return [null, ...around, ...beside.map(String)];
  return [null, true, false, ...around, ...beside, ...beside.map(String), ...lists];
}

/** Those that are written, one with all the parts, and another one. */
function codesLike(
  { form, parts: made, always }: Extract<Domain, { readonly kind: 'code' }>,
  texts: readonly string[],
  parts: readonly Compared['value'][],
): readonly FactValue[] {
  const nil = always === true ? [] : [null];
  const couldBePart = (part: Compared['value']): boolean =>
    typeof part === 'string' && made?.test(part) !== false;
  if (!parts.every(couldBePart)) return nil;
  const possible = parts.length > 0 ? texts : texts.filter((text) => form.test(text));
  return [...nil, ...possible, [...parts, OTHER].join('\u0001'), OTHER];
}

/** No text that anybody compares with. */
const OTHER = '\u0002another\u0002';
const ORDERS: readonly Comparison[] = ['<', '<=', '>', '>='];

interface Compared {
  readonly operator: Comparison;
  readonly value: string | number | boolean | null;
  readonly truth: boolean;
  /** The literal stands on the left. */
  readonly isFlipped: boolean;
}

function comparisonOf({ atom, truth }: Known): readonly Compared[] {
  if (atom.kind === 'truthy') return [];
  const { left, operator, right } = atom;
  if (right.kind === 'literal') return [{ operator, value: right.value, truth, isFlipped: false }];
  return left.kind === 'literal' ? [{ operator, value: left.value, truth, isFlipped: true }] : [];
}

function numberIn(value: Compared['value']): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? [Number(value)] : [];
}

/** The numbers, one between each two, and one on either side. */
function besides(numbers: readonly number[]): readonly number[] {
  const sorted = [...new Set(numbers)].toSorted((a, b) => a - b);
  if (sorted.length === 0) return [];
  const between = sorted.slice(1).map((number, index) => (number + sorted[index]!) / 2);
  return [sorted[0]! - 1, ...sorted, ...between, sorted.at(-1)! + 1];
}
