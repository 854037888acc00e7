/** One person in one sequence version. Status and reason are separate; it waits for exactly one thing. */
import type { Duration, Remaining } from './time/duration.ts';
import type { Awaitable, EmailStep } from './sequence.ts';

export type EnrollmentStatus = 'pending' | 'active' | 'paused' | 'finished';
export const ENROLLMENT_STATUSES: readonly EnrollmentStatus[] = [
  'pending',
  'active',
  'paused',
  'finished',
];

export const FINISH_REASONS = [
  'completed',
  'replied',
  'bounced',
  'opted_out',
  'complained',
  'meeting_booked',
  'suppressed',
  'removed',
  'failed',
  'erased',
] as const;
export type FinishReason = (typeof FINISH_REASONS)[number];

export type HoldReason =
  | 'by_rep'
  /** The sequence's own `exits` pause it. */
  | 'by_exit'
  | 'out_of_office'
  | 'colleague'
  | 'suspect'
  | 'missing_field'
  /** Another sequence's call is to be repeated at a time the person named. */
  | 'callback'
  /** Deciding or sending failed too often; a rep looks and resumes. */
  | 'failed';

/** What it was that the step could not be done for. */
export type HoldCause =
  /** `missing_field`: the person lacks what the step needs; what they have takes more room than the step has. */
  | 'absent'
  | 'too_long'
  /** `missing_field`: the date that they begin by is not there, is none or has passed. */
  | 'no_date'
  /** `failed`: only somebody who changes the sequence or the workspace can mend it. */
  | 'window_never_opens'
  | 'no_mailbox'
  | 'cannot_render'
  /** `suspect`: who they are is in doubt, not what a message means; a rep who knows resumes. */
  | 'person';

export interface Hold {
  readonly reason: HoldReason;
  readonly sinceMs: number;
  /** Epoch ms; `null`: until somebody or something lifts it. */
  readonly untilMs: number | null;
  /** In words, for people only. */
  readonly detail: string | null;
  /** Absent: the reason says it all. */
  readonly cause?: HoldCause;
  /** `missing_field`: what it waits for, as templates name it: `prospect.company`, `sender.phone`; an address by its kind. */
  readonly missing?: readonly string[];
  /** `too_long`: how many characters the missing one had. */
  readonly characters?: number;
  /** `callback`: the tasks of the calls that are to be repeated. */
  readonly calls?: readonly string[];
  /** `colleague`: the messages that answered, else the signals: with the last that is none after all it ends. */
  readonly answers?: readonly string[];
  /** Its own end is over, and it stands while the account is busy; `untilMs` is when that is looked at again. */
  readonly outlasted?: true;
}

/** Exactly one thing, so that a lost wake-up cannot strand the person. */
export type Waiting =
  | {
      readonly for: 'time';
      /** Epoch ms: when the step's wait is over. */
      readonly untilMs: number;
      /** The unit it is kept in while held. */
      readonly unit: Duration['unit'];
      /** When window, calendar or the person's budget next allow the step; the later of the two counts. `null`: `untilMs`. */
      readonly notBeforeMs: number | null;
      /** Which rule moved it there, for `why`. */
      readonly rule: string | null;
      /** The draft of this visit that a rep approved, a task's id: it may leave as approved, and as nothing else. */
      readonly approved?: string;
    }
  /** A time wait while held: it does not run. */
  | { readonly for: 'frozen'; readonly remaining: Remaining; readonly approved?: string }
  | { readonly for: 'touch'; readonly touchId: string }
  | {
      readonly for: 'task';
      readonly taskId: string;
      /** Epoch ms; `null`: none, or frozen. */
      readonly deadlineMs: number | null;
      /** What was left of the deadline when the enrollment was held; `null`: it runs, or there is none. */
      readonly frozenMs: number | null;
      /** They asked to be called again: the person's other enrollments wait for it. */
      readonly calledBack?: true;
      /** When they did, epoch ms. */
      readonly calledBackAtMs?: number;
    }
  | {
      readonly for: 'signal';
      readonly kind: Awaitable;
      /** Epoch ms: when the touch it answers settled; what came before is no answer to it. */
      readonly sinceMs: number;
      /** Epoch ms; `null` while held. */
      readonly deadlineMs: number | null;
      /** The unit the deadline is kept in while held. */
      readonly unit: Duration['unit'];
      /** What was left when the enrollment was held; `null`: it runs. */
      readonly frozen: Remaining | null;
    }
  | { readonly for: 'nothing' };

export type TimeWait = Extract<Waiting, { readonly for: 'time' }>;

/** Nothing puts it off beyond `untilMs`. */
export function timeWait(untilMs: number, unit: Duration['unit'] = 'second'): TimeWait {
  return { for: 'time', untilMs, unit, notBeforeMs: null, rule: null };
}

/** Whether the step would now open a draft to approve, and send nothing. */
export function wantsApproval(step: EmailStep, waiting: Waiting): boolean {
  return step.review && !(waiting.for === 'time' && waiting.approved !== undefined);
}

export interface EarlierVisits {
  /** Visits that are used up: their ids are taken for ever. */
  readonly visits: number;
  /** It was done, so it is never done again. */
  readonly isDone: boolean;
}

export interface Enrollment {
  /** `e12`. */
  readonly id: string;
  readonly prospectId: string;
  readonly sequence: string;
  readonly version: string;
  readonly status: EnrollmentStatus;
  /** Why it is paused or finished; `null` otherwise. */
  readonly reason: FinishReason | HoldReason | null;
  /** The step to do next, or being done. */
  readonly cursor: string | null;
  /** 1 for the first time at this step; a retry is a new visit. */
  readonly visit: number;
  readonly waiting: Waiting;
  /** Paused = at least one. */
  readonly holds: readonly Hold[];
  readonly mailbox: string | null;
  readonly rep: string | null;
  readonly enrolledAtMs: number;
  /** When the last step settled; the next wait counts from here. */
  readonly settledAtMs: number;
  /** Touches of automatic channels that left; 0: the next email is a first touch. */
  readonly sentCount: number;
  /** Failed attempts in a row at deciding or sending; parks the enrollment at the limit. */
  readonly failures: number;
  /** The finished enrollment this one continues; its visits are inherited, so nothing repeats. */
  readonly continuedFrom: string | null;
  /** By step: what was begun of steps ahead before a move to this version. Absent: nothing was. */
  readonly earlier?: Readonly<Record<string, EarlierVisits>>;
  /** Bumped by every commit; a commit against an older one is refused. */
  readonly revision: number;
}

/** Whether an earlier version did the step already. */
export function wasDoneEarlier({ earlier }: Pick<Enrollment, 'earlier'>, step: string): boolean {
  return earlier?.[step]?.isDone === true;
}

/** The first visit of the step that is still free. */
export function firstVisitOf({ earlier }: Pick<Enrollment, 'earlier'>, step: string): number {
  return 1 + (earlier?.[step]?.visits ?? 0);
}
