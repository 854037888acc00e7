/** What was compiled, back in the words in which people write it. */
import type { Condition, Operand } from '../../core/condition.ts';
import { writtenDuration } from '../../core/time/duration.ts';
import type { ExitAction } from '../../core/sequence.ts';

/** `finish`, `pause 5 days`, `pause until they return + 2 business days, else 7 days`. */
export function writtenExit(action: ExitAction): string {
  switch (action.do) {
    case 'finish':
    case 'continue':
    case 'address_is_bad':
      return action.do;
    case 'pause':
      return `pause ${writtenDuration(action.for)}`;
    case 'pause_until_return': {
      const plus = action.plus === null ? '' : ` + ${writtenDuration(action.plus)}`;
      return `pause until they return${plus}, else ${writtenDuration(action.otherwise)}`;
    }
  }
}

/** `anna, ben and carla`. */
export function writtenList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `and` and `or` group from the right, so a group on the left, which nobody can write, is put into parentheses. */
export function writtenCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const { left, kind, right } = condition;
      const isGroup = left.kind === 'and' || left.kind === 'or';
      const first = isGroup ? `(${writtenCondition(left)})` : writtenCondition(left);
      return `${first} ${kind} ${writtenCondition(right)}`;
    }
    case 'truthy':
      return writtenOperand(condition.operand);
    case 'compare': {
      const { left, operator, right } = condition;
      return `${writtenOperand(left)} ${operator} ${writtenOperand(right)}`;
    }
  }
}

function writtenOperand(operand: Operand): string {
  if (operand.kind === 'literal') return writtenLiteral(operand.value);
  const [root = '', ...parts] = operand.path;
  return root + parts.map((part) => (PLAIN.test(part) ? `.${part}` : `["${part}"]`)).join('');
}

const PLAIN = /^[\w-]+$/;

function writtenLiteral(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? 'nil' : String(value);
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}
