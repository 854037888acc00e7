/** Diagnostics as a person reads them in a terminal. */
import { counted } from '../../core/counted.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';

/**
 * The place, what is wrong and its code, the line with a caret under what is meant, and the way out:
 *
 *     sequences/founders.yaml:6:14: "wait" is "3 dayz", expected a duration [unknown_value]
 *       6 |     wait: 3 dayz
 *         |           ^^^^^^
 *       did you mean "3 days"?
 *
 * @param source  The text of the file; `null`: no line is shown.
 * @returns Without a line break at the end. Control characters of the source are shown as spaces, what looks like a secret as stars.
 */
export function renderDiagnostic(diagnostic: Diagnostic, source: string | null): string {
  const { file, line, column, severity, message, code, hint } = diagnostic;
  const label = severity === 'error' ? '' : `${severity}: `;
  const hints = hint === null ? [] : hint.split('\n').map((each) => `  ${each}`);
  return [
    `${file}:${line}:${column}: ${label}${message} [${code}]`,
    ...excerpt(diagnostic, source),
    ...hints,
  ].join('\n');
}

/** `2 errors and 1 warning`, `no problems, 1 note`. */
export function countLine(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): string | null =>
    countedOrNull(diagnostics.filter((each) => each.severity === severity).length, severity);
  const problems = [count('error'), count('warning')].filter((part) => part !== null);
  const notes = count('note');
  return [problems.join(' and ') || 'no problems', ...(notes === null ? [] : [notes])].join(', ');
}

/** Characters of a line that fit a terminal beside its number. */
const EXCERPT_MAX = 110;
/** Characters kept before the caret when a line is too long. */
const LEAD = 60;

function excerpt({ line, column, length }: Diagnostic, source: string | null): readonly string[] {
  const written = source?.split(/\r\n|\n|\r/)[line - 1]?.replace(/^\uFEFF/, '');
  const whole = written === undefined ? undefined : masked(written);
  if (whole === undefined || whole.trim() === '') return [];
  const skip = whole.length > EXCERPT_MAX ? Math.max(0, column - 1 - LEAD) : 0;
  const shownLine = printable(whole.slice(skip, skip + EXCERPT_MAX));
  const before = widthOf(shownLine.slice(0, column - 1 - skip));
  const marked = widthOf(shownLine.slice(column - 1 - skip, column - 1 - skip + length));
  const number = String(line);
  return [
    `  ${number} | ${shownLine}`,
    `  ${' '.repeat(number.length)} | ${' '.repeat(before)}${'^'.repeat(Math.max(1, marked))}`,
  ];
}

/** Logs keep what a terminal shows: a secret that was written into the file by mistake is starred out, column by column. */
function masked(line: string): string {
  return line
    .replace(/(?<=(?:password|secret|token|key)["']?\s*:\s*["']?)(?![\s"'$])[^\s"',}]+/gi, stars)
    .replace(/(?<=:\/\/)[^\s/@]+(?=@)/g, stars);
}

function stars(secret: string): string {
  return '*'.repeat(secret.length);
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}

/** Terminals draw East Asian letters two columns wide. */
function widthOf(text: string): number {
  return Array.from(text).reduce((width, letter) => width + (WIDE.test(letter) ? 2 : 1), 0);
}

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}]/u;

function countedOrNull(count: number, noun: string): string | null {
  return count === 0 ? null : counted(count, noun);
}
