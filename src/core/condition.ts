/**
 * What may a step depend on? A small tree of our own (Liquid's expression syntax is parsed into it by `definition/`),
 * evaluated in three values over facts that exist when asked.
 */
export type Operand =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** `prospect.title` is `['prospect', 'title']`. */
  | { readonly kind: 'path'; readonly path: readonly string[] };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'contains';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Operand;
      readonly right: Operand;
    }
  /** A bare name: true unless it is absent, `false` or `nil` (Liquid's truth). */
  | { readonly kind: 'truthy'; readonly operand: Operand };

/** Nested plain data: absent names are simply not there. */
export type Facts = { readonly [name: string]: FactValue };
export type FactValue = string | number | boolean | null | readonly FactValue[] | Facts | NotYet;

/**
 * Stands where a fact will be that nobody can know yet ("did they reply", before their mailbox was read). Plain data; no
 * row of a list can look like it, because cells are strings.
 */
export interface NotYet {
  readonly notYet: true;
  /** When it is worth asking again, epoch ms; `null`: when something happens. */
  readonly untilMs: number | null;
}

export type Truth =
  | { readonly value: true }
  | { readonly value: false }
  /** `untilMs`: the earliest time at which asking again may help; `null`: when a fact changes. */
  | { readonly value: null; readonly untilMs: number | null };

/** The marker for a fact that nobody can know before `untilMs`; `null`: nobody can say when. */
export function notYet(untilMs: number | null): NotYet {
  return { notYet: true, untilMs };
}

/**
 * What is known of a condition. Kleene's three values: an unknown side does not matter where the other one decides.
 *
 * - A name that is absent, or that leads through anything but named facts, is nil. A path through or to a `NotYet` is
 *   unknown. Only own names count.
 * - nil equals nil only. Nothing is less or more than nil; nil contains nothing and nothing contains it.
 * - Cells of a list are strings, so a number against a string that is written as a plain decimal number compares as
 *   numbers: `prospect.employees > 50` is true of `"120"`. (Liquid does so for `<` and `>`, not for `==`.) Two strings
 *   compare as strings, by UTF-16 code unit. No other two kinds are equal, or one less than the other.
 * - A string contains each of its parts, in this very case; a list contains what equals one of its members.
 *
 * Never throws.
 */
export function evaluate(condition: Condition, facts: Facts): Truth {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const left = evaluate(condition.left, facts);
      return decidedBy(condition.kind === 'or', left, evaluate(condition.right, facts));
    }
    case 'truthy': {
      const value = valueOf(condition.operand, facts);
      return isNotYet(value) ? unknown(value.untilMs) : known(value !== null && value !== false);
    }
    case 'compare': {
      const left = valueOf(condition.left, facts);
      const right = valueOf(condition.right, facts);
      if (isNotYet(left)) return isNotYet(right) ? earlier(left, right) : unknown(left.untilMs);
      if (isNotYet(right)) return unknown(right.untilMs);
      return compare(condition.operator, left, right);
    }
  }
}

type Known = Exclude<FactValue, NotYet>;

/** `and` is decided by one false side, `or` by a true one; undecided, one unknown side makes it unknown. */
function decidedBy(deciding: boolean, left: Truth, right: Truth): Truth {
  if (left.value === deciding) return left;
  if (right.value === deciding) return right;
  if (left.value === null) return right.value === null ? earlier(left, right) : left;
  return right;
}

function valueOf(operand: Operand, facts: Facts): FactValue {
  if (operand.kind === 'literal') return operand.value;
  let value: FactValue = facts;
  for (const name of operand.path) {
    if (isNotYet(value)) return value;
    if (!isNamed(value) || !Object.hasOwn(value, name)) return null;
    value = value[name] ?? null;
  }
  return value;
}

function compare(operator: Comparison, left: Known, right: Known): Truth {
  const order = orderOf(left, right);
  switch (operator) {
    case '==':
      return known(left === right || order === 0);
    case '!=':
      return known(left !== right && order !== 0);
    case '<':
      return known(order !== null && order < 0);
    case '<=':
      return known(order !== null && order <= 0);
    case '>':
      return known(order !== null && order > 0);
    case '>=':
      return known(order !== null && order >= 0);
    case 'contains':
      return contains(left, right);
  }
}

/** Negative, 0, positive; `null` where two values have no order. */
function orderOf(left: Known, right: Known): number | null {
  if (typeof left === 'string' && typeof right === 'string') {
    return left === right ? 0 : left < right ? -1 : 1;
  }
  const a = numberIn(left);
  const b = numberIn(right);
  if (a === null || b === null) return null;
  return a === b ? 0 : a - b;
}

function numberIn(value: Known): number | null {
  if (typeof value === 'number') return Number.isNaN(value) ? null : value;
  if (typeof value !== 'string' || !/^\s*-?\d+(\.\d+)?\s*$/.test(value)) return null;
  return Number(value);
}

function contains(whole: Known, part: Known): Truth {
  if (typeof whole === 'string') return known(typeof part === 'string' && whole.includes(part));
  if (!isList(whole) || part === null) return known(false);
  let truth: Truth = known(false);
  for (const member of whole) {
    const isMember = isNotYet(member) ? unknown(member.untilMs) : compare('==', member, part);
    truth = decidedBy(true, truth, isMember);
  }
  return truth;
}

function known(value: boolean): Truth {
  return value ? { value: true } : { value: false };
}

function unknown(untilMs: number | null): Truth {
  return { value: null, untilMs };
}

/** Of two unknowns either may turn out to decide alone. */
function earlier(left: Pick<NotYet, 'untilMs'>, right: Pick<NotYet, 'untilMs'>): Truth {
  if (left.untilMs === null) return unknown(right.untilMs);
  return unknown(right.untilMs === null ? left.untilMs : Math.min(left.untilMs, right.untilMs));
}

export function isNotYet(value: FactValue): value is NotYet {
  return isNamed(value) && Object.hasOwn(value, 'notYet') && value['notYet'] === true;
}

function isList(value: FactValue): value is readonly FactValue[] {
  return Array.isArray(value);
}

function isNamed(value: FactValue): value is Facts | NotYet {
  return typeof value === 'object' && value !== null && !isList(value);
}
