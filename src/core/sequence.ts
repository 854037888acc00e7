/**
 * A sequence as the engine runs it: compiled from YAML by `definition/`, immutable, named by the hash of its meaning.
 * Steps form a flat program; `next` is the jump target, so branches compile to it and the cursor is a step id.
 */
import type { Condition } from './condition.ts';
import type { Duration } from './duration.ts';
import type { SendWindow } from './window.ts';

export type Channel = 'email' | 'linkedin' | 'call' | 'sms' | 'task' | 'message';
export const LINKEDIN_ACTIONS = [
  'view',
  'connect',
  'message',
  'inmail',
  'comment',
  'follow',
] as const;
export type LinkedinAction = (typeof LINKEDIN_ACTIONS)[number];

export interface Sequence {
  /** Equal to the file's name without `.yaml`. */
  readonly name: string;
  /** Hash of the canonical program and of the templates it renders: 12 hex digits. */
  readonly version: string;
  readonly title: string;
  readonly goals: readonly string[];
  /** Mailbox ids to rotate over, sticky per enrollment; `owner`: the mailbox of the prospect's owner; empty without email steps. */
  readonly mailboxes: readonly string[] | 'owner';
  /** `owner`, or the id of the rep who gets every task. */
  readonly rep: string;
  readonly window: SendWindow;
  readonly enroll: EnrollRules;
  readonly exits: Exits;
  /** At least one; in the order of the file; ids are unique. */
  readonly steps: readonly Step[];
}

export interface EnrollRules {
  readonly duplicates: 'disallow' | 'only_if_inactive' | 'allow';
  /** At most one active exclusive sequence per person. */
  readonly exclusive: boolean;
  readonly untouchedFor: Duration | null;
  /** Most people who start on one day; the others stay `pending`. */
  readonly perDay: number | null;
}

/** What a signal does to an enrollment of this sequence. */
export type ExitAction =
  | { readonly do: 'finish' }
  | { readonly do: 'continue' }
  | { readonly do: 'pause'; readonly for: Duration }
  | {
      readonly do: 'pause_until_return';
      readonly plus: Duration | null;
      readonly otherwise: Duration;
    }
  /** The address is dead, the person is not: go on over the other channels. */
  | { readonly do: 'address_is_bad' };

export interface Exits {
  readonly reply: ExitAction;
  readonly colleagueReply: ExitAction;
  readonly outOfOffice: ExitAction;
  readonly bounce: ExitAction;
  readonly meetingBooked: ExitAction;
}

interface StepCommon {
  readonly id: string;
  /** Since the previous step settled, or since enrollment; `null`: at once. */
  readonly wait: Duration | null;
  /** Minutes after local midnight: the first such local time at or after the wait. */
  readonly atMinute: number | null;
  /** Do this step only if; judged after the wait. */
  readonly condition: Condition | null;
  readonly enabled: boolean;
  readonly note: string | null;
  readonly stage: string | null;
  /** Higher comes first among tasks; 0 by default. */
  readonly priority: number;
  /** When the person has no address on this channel: skip the step, or hold and ask a rep for it. */
  readonly missing: 'skip' | 'ask';
  /** The step after this one; `null`: the sequence is completed. */
  readonly next: string | null;
}

export interface Variant {
  readonly template: string;
  /** Positive; shares are relative to the sum. */
  readonly weight: number;
}

export interface EmailStep extends StepCommon {
  readonly kind: 'email';
  /** At least one; the first with weight 1 when the step names a single template. */
  readonly variants: readonly Variant[];
  /** `new`, or the id of the earlier email step whose thread this one continues. */
  readonly thread: string;
  /** A rep edits and approves the draft before it may leave. */
  readonly review: boolean;
}

/** A step that a person does. It opens a task; the touch is recorded when the task is done. */
export interface ManualStep extends StepCommon {
  readonly kind: 'linkedin' | 'call' | 'sms' | 'task';
  /** LinkedIn: what to do there. Others: `null`. */
  readonly action: LinkedinAction | null;
  /** Rendered as the task's text (note, script, message); `null`: none. */
  readonly template: string | null;
  /** `task:` steps: what to do, in words. */
  readonly text: string | null;
  readonly dueWithin: Duration | null;
  /** skip: expire the task and go on. continue: go on, the task stays open. wait: stay. */
  readonly onOverdue: 'skip' | 'wait' | 'continue';
  /** Calls: how often a disposition is tried again, and after what wait. Keyed by disposition. */
  readonly retries: Readonly<Record<string, { readonly times: number; readonly every: Duration }>>;
}

export type Step = EmailStep | ManualStep;

/** The step with this id, or `null`. */
export function stepOf(sequence: Sequence, id: string | null): Step | null {
  return sequence.steps.find((step) => step.id === id) ?? null;
}
