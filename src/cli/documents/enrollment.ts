/** An enrollment as `show`, `timeline` and `why` print it. */
import type { Enrollment, Hold } from '../../core/enrollment.ts';
import { isoOf, type Json } from '../output/json.ts';

export type WaitingWord = 'time' | 'touch' | 'task' | 'signal' | 'nothing';

/** What an enrollment waits for. One that is held waits for the end of its hold: a time, or a signal (a rep's word counts as one). */
export function waitingWord({ status, waiting, holds }: Enrollment): WaitingWord {
  if (status === 'finished') return 'nothing';
  if (waiting.for !== 'frozen') return waiting.for;
  return holds.every((hold) => hold.untilMs !== null) ? 'time' : 'signal';
}

export function holdJson(hold: Hold): Json {
  return {
    reason: hold.reason,
    since: isoOf(hold.sinceMs),
    until: isoOf(hold.untilMs),
    detail: hold.detail,
    cause: hold.cause ?? null,
    missing: [...(hold.missing ?? [])],
  };
}

/** `active`, `paused: out of office`, `finished: replied`. */
export function statusText({ status, reason }: Pick<Enrollment, 'status' | 'reason'>): string {
  return reason === null ? status : `${status}: ${reason.replaceAll('_', ' ')}`;
}
