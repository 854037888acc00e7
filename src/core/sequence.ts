/**
 * A sequence as the engine runs it: compiled from YAML by `definition/`, immutable, named by the hash of its meaning.
 * Steps form a flat program; `next` is the jump target, so branches compile to it and the cursor is a step id.
 */
import type { Condition } from './condition.ts';
import type { Duration } from './time/duration.ts';
import type { SendWindow } from './time/window.ts';

export const CHANNELS = ['email', 'linkedin', 'call', 'sms', 'task', 'message'] as const;
export type Channel = (typeof CHANNELS)[number];
/** Those on which a person can be reached, and answer. */
export const REACHING = ['email', 'linkedin', 'call', 'sms', 'message'] as const;
export const LINKEDIN_ACTIONS = [
  'view',
  'connect',
  'message',
  'inmail',
  'comment',
  'follow',
] as const;

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
  /** When people begin: at a date of their own; `null`: when they are enrolled. */
  readonly start: StartAnchor | null;
  readonly enroll: EnrollRules;
  readonly exits: Exits;
  /** At least one; in the order of the file; ids are unique. */
  readonly steps: readonly Step[];
}

/** `30 days before prospect.renewal_date`. */
export interface StartAnchor {
  readonly distance: Duration;
  readonly side: 'before' | 'after';
  /** The person's field that holds the date, `2026-03-31`. */
  readonly field: string;
}

export interface EnrollRules {
  readonly duplicates: 'disallow' | 'only_if_inactive' | 'allow';
  /** At most one active exclusive sequence per person. */
  readonly exclusive: boolean;
  readonly untouchedFor: Duration | null;
  /** Most people who start on one day; the others stay `pending`. */
  readonly perDay: number | null;
  /** How fast people of one account may start; absent: all at once. Not empty. */
  readonly perAccount?: readonly AccountPace[];
}

export type AccountPace =
  /** So many are under way together. */
  | { readonly kind: 'at_a_time'; readonly most: number }
  /** So many start in any stretch of that time. */
  | { readonly kind: 'paced'; readonly most: number; readonly per: Duration }
  /** So many are ever enrolled. */
  | { readonly kind: 'in_all'; readonly most: number };

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
  /** Do this step only if; judged after the wait. A branch step has its question in `test` instead. */
  readonly condition: Condition | null;
  readonly enabled: boolean;
  readonly note: string | null;
  readonly stage: string | null;
  /** Higher comes first among tasks; 0 by default. */
  readonly priority: number;
  /** When the person has no address on this channel: skip the step, or hold and ask a rep for it. */
  readonly missing: 'skip' | 'ask';
  /** The step after this one, and after its paths; `null`: the sequence is completed. */
  readonly next: string | null;
}

export interface Variant {
  readonly template: string;
  /** Positive; shares are relative to the sum. */
  readonly weight: number;
}

/** What `thread` calls a thread of its own. */
export const NEW_THREAD = 'new';

export interface EmailStep extends StepCommon {
  readonly kind: 'email';
  /** At least one; the first with weight 1 when the step names a single template. */
  readonly variants: readonly Variant[];
  /** `NEW_THREAD`, or the id of the earlier email step whose thread this one continues. */
  readonly thread: string;
  /** A rep edits and approves the draft before it may leave. */
  readonly review: boolean;
  /** Files it carries; the store has their bytes by hash. */
  readonly attachments: readonly { readonly name: string; readonly hash: string }[];
}

/** What a rep's disposition of a call does. */
export interface OutcomeRule {
  /** Tried again so often, as new visits, before `thenTo`; `null`: never. */
  readonly retry: { readonly times: number; readonly every: Duration } | null;
  /** Where it goes on then, whatever the disposition does by itself; absent: the rule has no path, and that applies. */
  readonly thenTo?: string | null;
}

/** A step that a person does. It opens a task; the touch is recorded when the task is done. */
export interface ManualStep extends StepCommon {
  readonly kind: 'linkedin' | 'call' | 'sms' | 'task' | 'message';
  /** LinkedIn: what to do there; messages: the channel of the workspace, such as `line`. Others: `null`. */
  readonly action: string | null;
  /** Rendered as the task's text (note, script, message); `null`: none. */
  readonly template: string | null;
  /** `task:` steps: what to do, in words. */
  readonly text: string | null;
  readonly dueWithin: Duration | null;
  /** skip: expire the task and go on. continue: go on, the task stays open. wait: stay. */
  readonly onOverdue: 'skip' | 'wait' | 'continue';
  /** Calls: by disposition. */
  readonly outcomes: Readonly<Record<string, OutcomeRule>>;
}

export const AWAITABLE = [
  'connection_accepted',
  'reply',
  'colleague_reply',
  'meeting_booked',
  'out_of_office',
  'bounce',
] as const;
export type Awaitable = (typeof AWAITABLE)[number];

/** Waits for a signal, with a deadline. It looks back to when the touch it refers to settled. */
export interface AwaitStep extends StepCommon {
  readonly kind: 'await';
  readonly signal: Awaitable;
  /** The earlier step whose touch may cause it; without that touch nothing is waited for. */
  readonly of: string;
  readonly within: Duration;
  /** It came. */
  readonly thenTo: string | null;
  /** It did not come in time, or can't come. */
  readonly elseTo: string | null;
}

export interface BranchStep extends StepCommon {
  readonly kind: 'branch';
  readonly test: Condition;
  readonly thenTo: string | null;
  readonly elseTo: string | null;
}

export interface SplitPath {
  readonly name: string;
  /** Positive; shares are relative to the sum. */
  readonly weight: number;
  readonly to: string | null;
}

/** Each enrollment takes one of the paths, the same whenever it is asked. */
export interface SplitStep extends StepCommon {
  readonly kind: 'split';
  /** At least two; sorted by name. */
  readonly paths: readonly SplitPath[];
}

/** Goes on where the person is best reached. Each path begins with a step of its channel. */
export interface ChannelStep extends StepCommon {
  readonly kind: 'channel';
  /** At least two, in the order of the fallback. */
  readonly paths: readonly { readonly channel: Channel; readonly to: string | null }[];
}

/** Writes something down about the person. */
export interface SetStep extends StepCommon {
  readonly kind: 'set';
  /** Tags to add. */
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/** Ends this enrollment and begins one in another sequence, in one commit. */
export interface HandoverStep extends StepCommon {
  readonly kind: 'handover';
  readonly to: string;
}

/** Ends the enrollment as completed. */
export interface EndStep extends StepCommon {
  readonly kind: 'end';
  readonly because: string | null;
}

/** Steps that reach the person, or try to. */
export type TouchStep = EmailStep | ManualStep;
/** Steps that only choose where it goes on, or write something down. */
export type ControlStep =
  AwaitStep | BranchStep | SplitStep | ChannelStep | SetStep | HandoverStep | EndStep;
export type Step = TouchStep | ControlStep;

/** The step with this id, or `null`. */
export function stepOf(sequence: Pick<Sequence, 'steps'>, id: string | null): Step | null {
  return sequence.steps.find((step) => step.id === id) ?? null;
}

/** The words of the `end` at which a completed enrollment stands; `null`: it ended otherwise, or without words. */
export function endingWords(
  sequence: Pick<Sequence, 'steps'>,
  { reason, cursor }: { readonly reason: string | null; readonly cursor: string | null },
): string | null {
  const step = reason === 'completed' ? stepOf(sequence, cursor) : null;
  return step?.kind === 'end' ? step.because : null;
}

/** What it touches the person on; `null`: it is no touch. */
export function channelOf(step: Step): Channel | null {
  return isTouch(step) ? step.kind : null;
}

export function isTouch(step: Step): step is TouchStep {
  switch (step.kind) {
    case 'email':
    case 'linkedin':
    case 'call':
    case 'sms':
    case 'task':
    case 'message':
      return true;
    case 'await':
    case 'branch':
    case 'split':
    case 'channel':
    case 'set':
    case 'handover':
    case 'end':
      return false;
  }
}

/** What the person needs so that the step can reach them; `null`: nothing that we would know. */
export function addressFor(step: TouchStep): 'email' | 'linkedin' | 'phone' | null {
  switch (step.kind) {
    case 'email':
    case 'linkedin':
      return step.kind;
    case 'call':
    case 'sms':
      return 'phone';
    case 'task':
    case 'message':
      return null;
  }
}

/** A rep does it. */
export function isManual(step: Step): step is ManualStep {
  return isTouch(step) && step.kind !== 'email';
}
