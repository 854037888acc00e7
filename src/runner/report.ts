/** What a run did: the result of `run --once`. */
import type { NextDue } from './next-due.ts';
import type { OutcomeKind } from '../core/touch.ts';

export interface RunReport {
  readonly sent: { email: number; sms: number; message: number };
  tasksOpened: number;
  signals: number;
  stopped: number;
  deferred: number;
  uncertain: number;
  failed: number;
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

export function emptyReport(): RunReport {
  return {
    sent: { email: 0, sms: 0, message: 0 },
    tasksOpened: 0,
    signals: 0,
    stopped: 0,
    deferred: 0,
    uncertain: 0,
    failed: 0,
    nextDue: { atMs: null, held: [] },
    touches: [],
  };
}
