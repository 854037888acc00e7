/** Work for a rep. */
import type { Channel } from './sequence.ts';

export const TASK_KINDS = [
  'linkedin',
  'call',
  'sms',
  'task',
  'review',
  'reply',
  'settle',
  'missing',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
export type TaskStatus = 'open' | 'done' | 'skipped' | 'expired' | 'cancelled';

export const DISPOSITIONS = [
  'connected',
  'no_answer',
  'voicemail',
  'gatekeeper',
  'wrong_number',
  'callback',
  'not_interested',
  'meeting_booked',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

export interface NewTask {
  /** `e12.connect.1` for a step's visit; `e12.intro.1.settle`, `p7.reply.s31` for the others. */
  readonly id: string;
  readonly kind: TaskKind;
  readonly prospectId: string;
  readonly enrollmentId: string | null;
  readonly sequence: string | null;
  readonly step: string | null;
  readonly touchId: string | null;
  readonly channel: Channel | null;
  /** LinkedIn: view, connect, ... Others: `null`. */
  readonly action: string | null;
  readonly rep: string | null;
  readonly text: string | null;
  /** Where to do it: a profile, a `tel:` link. */
  readonly url: string | null;
  readonly priority: number;
  readonly openedAtMs: number;
  /** Deadline; `null`: none. */
  readonly dueAtMs: number | null;
  /** Why it exists, in words, strongest first. */
  readonly reasons: readonly string[];
}
