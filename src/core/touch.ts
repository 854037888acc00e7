/**
 * One attempt-tracked outbound contact with a person for one (enrollment, step, visit).
 *
 * `planned -> sending -> sent | refused | uncertain`, or `cancelled`. A manual touch is recorded as `sent` when its task is done.
 */
import type { Channel } from './sequence.ts';

export type TouchStatus = 'planned' | 'sending' | 'sent' | 'refused' | 'uncertain' | 'cancelled';

/** What conditions can find: a touch that is only planned is none to them. */
export const ASKED_STATUSES = [
  'sending',
  'sent',
  'refused',
  'uncertain',
  'cancelled',
] as const satisfies readonly TouchStatus[];

export interface PlannedTouch {
  /** `e12.intro.1`: enrollment, step, visit. Unique for ever, so a step's visit has one touch. */
  readonly id: string;
  readonly enrollmentId: string;
  readonly prospectId: string;
  readonly step: string;
  readonly visit: number;
  readonly channel: Channel;
  /** The mailbox, number or channel it leaves from. */
  readonly mailbox: string | null;
  /** The variant's template. */
  readonly template: string | null;
  readonly plannedAtMs: number;
  /** When its step came due; moved by whatever puts it off. */
  readonly notBeforeMs: number;
}

/** Why a planned touch is taken back, in words. */
export const NO_HOUR = 'there is no hour at which it may leave';
export type WithdrawnBecause = 'the person changed' | typeof NO_HOUR;

/** What the channel said of one attempt. Only `refused` and `sent` are final; `uncertain` waits for proof or a person. */
export type Outcome =
  | {
      readonly kind: 'sent';
      /** The server's words, at most 500 characters. */
      readonly detail: string;
      /** The id the server gave the message, where it replaces ours (Microsoft 365, SES). */
      readonly serverMessageId: string | null;
    }
  | {
      readonly kind: 'refused';
      readonly detail: string;
      /**
       * Who is to blame: the person's address, our mailbox or account (policy, login), or the message itself (size, syntax). `person`: they
       * told the gateway that they want nothing from us.
       */
      readonly blame: 'address' | 'mailbox' | 'message' | 'person';
      /** SMTP reply code or HTTP status; `null` when the refusal was not a reply. */
      readonly code: number | null;
    }
  | {
      readonly kind: 'deferred';
      readonly detail: string;
      readonly code: number | null;
      /** The least wait before the next attempt; the core's backoff applies on top. */
      readonly retryAfterMs: number;
      /** `mailbox`: the login or the server is the trouble, so the mailbox is put to rest, not only this touch. */
      readonly blame: 'address' | 'mailbox' | 'message';
    }
  /** The body was never fully handed over, so the message surely did not leave. */
  | { readonly kind: 'not_sent'; readonly detail: string }
  | { readonly kind: 'uncertain'; readonly detail: string };

export type OutcomeKind = Outcome['kind'];

/** The id of the touch of this step's visit. */
export function touchIdOf(enrollmentId: string, step: string, visit: number): string {
  return `${enrollmentId}.${step}.${visit}`;
}

/** `e12` of `e12.intro.1`. */
export function enrollmentOfTouch(touchId: string): string {
  return touchId.slice(0, touchId.indexOf('.'));
}

/** Where somebody finds out by hand whether it left. */
export function placeToLook(channel: Channel): string {
  return channel === 'email' ? 'the Sent folder' : "the gateway's list";
}
