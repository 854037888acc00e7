/** Compiled values in the words of a sequence file, for people who compare two of them. */
import type { Condition, Operand } from '../core/condition.ts';
import type { Duration } from '../core/duration.ts';
import { civilFromDay } from '../core/civil-date.ts';
import type { ExitAction } from '../core/sequence.ts';

/** `3 days`, `1 business day`. */
export function durationText({ amount, unit }: Duration): string {
  return `${amount} ${unit.replace('_', ' ')}${amount === 1 ? '' : 's'}`;
}

/** `09:30`. @param minute  After midnight, up to 1440. */
export function timeText(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** `2026-12-24`. @param day  Days since 1970-01-01. */
export function dateText(day: number): string {
  const { year, month, day: date } = civilFromDay(day);
  return `${year}-${two(month)}-${two(date)}`;
}

export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `${conditionText(condition.left)} ${condition.kind} ${conditionText(condition.right)}`;
    case 'truthy':
      return operandText(condition.operand);
    case 'compare':
      return `${operandText(condition.left)} ${condition.operator} ${operandText(condition.right)}`;
  }
}

/** `finish`, `pause 5 days`, `pause until they return + 2 business days, else 7 days`. */
export function exitText(action: ExitAction): string {
  switch (action.do) {
    case 'finish':
    case 'continue':
    case 'address_is_bad':
      return action.do;
    case 'pause':
      return `pause ${durationText(action.for)}`;
    case 'pause_until_return': {
      const plus = action.plus === null ? '' : ` + ${durationText(action.plus)}`;
      return `pause until they return${plus}, else ${durationText(action.otherwise)}`;
    }
  }
}

function operandText(operand: Operand): string {
  if (operand.kind === 'path') return operand.path.join('.');
  const { value } = operand;
  if (value === null) return 'nil';
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** Liquid has no escapes: a text has one kind of quotes in it at most. */
function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

const two = (number: number): string => String(number).padStart(2, '0');
