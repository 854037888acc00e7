/** What a run did: the result of `run --once`. */
import type { NextDue } from './next-due.ts';
import type { Decision } from '../core/decide/decision.ts';
import type { Channel } from '../core/sequence.ts';
import type { OutcomeKind } from '../core/touch.ts';

export interface RunReport {
  readonly sent: { email: number; sms: number; message: number };
  tasksOpened: number;
  /** Messages that said something: one may be several signals. */
  messages: number;
  signals: number;
  stopped: number;
  deferred: number;
  uncertain: number;
  /** Attempts and decisions that failed, and people who are held because a step cannot be done. */
  failed: number;
  /** Whom a server refused or who were given up, by id: their timelines say why. */
  readonly unreached: string[];
  /** When a run can do something again. */
  nextDue: NextDue;
  readonly touches: TouchReport[];
}

export interface TouchReport {
  readonly touch: string;
  readonly prospect: string;
  readonly step: string;
  readonly channel: string;
  readonly outcome: OutcomeKind;
}

/** The work that a step came to, and whether it could be done at all. */
export function countDecision(
  report: RunReport,
  { openedTasks, activities, next }: Decision,
): void {
  report.tasksOpened += openedTasks.length;
  const isHeldNow = activities.some(({ type }) => type === 'held');
  if (isHeldNow && next.holds.some(({ reason }) => reason === 'failed')) report.failed += 1;
}

/** Of the channels on which something leaves by itself. */
export function countSent({ sent }: RunReport, channel: Channel): void {
  if (channel === 'email' || channel === 'sms' || channel === 'message') sent[channel] += 1;
}

export function emptyReport(): RunReport {
  return {
    sent: { email: 0, sms: 0, message: 0 },
    tasksOpened: 0,
    messages: 0,
    signals: 0,
    stopped: 0,
    deferred: 0,
    uncertain: 0,
    failed: 0,
    unreached: [],
    nextDue: { atMs: null, held: [] },
    touches: [],
  };
}
