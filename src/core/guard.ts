/**
 * What must still be true at the gate: plain data, computed by the core, compared and not judged by the store in the
 * same transaction that writes the intent to send.
 */
export interface Guard {
  readonly touchId: string;
  /** The enrollment as it was when the message was rendered. */
  readonly enrollmentRevision: number;
  readonly prospectRevision: number;
  /** The suppression list as it was when it was asked. */
  readonly suppressionEpoch: number;
  /** The ledger of consents and the lists that bind calls, as they were when they were asked. */
  readonly consentEpoch: number;
  /** Touches of the person so far, over all sequences and by hand: one more may have used the budget up. */
  readonly personOpened: number;
  /** The same of all people of their account together; `null`: no limit asks for it. */
  readonly accountOpened: number | null;
  /** Decision time. */
  readonly nowMs: number;
  /** End of the window: from here on the touch may not leave. */
  readonly notAfterMs: number;
  /** Every source on which the person's answer may come must have been heard since. */
  readonly sources: readonly string[];
  readonly sourcesHeardSinceMs: number;
  readonly mailbox: string;
  /** The mailbox's local day, and how many may have been opened on it before this one. */
  readonly mailboxDay: number;
  readonly openedBelow: number;
  /** The last one must have been opened no later than this; `null`: no gap is asked for. */
  readonly lastOpenedNotAfterMs: number | null;
}

/** Why the gate stayed shut. Each has one cure: look again. */
export type ClosedGate =
  | 'touch_moved_on'
  | 'signal_unapplied'
  | 'enrollment_moved_on'
  | 'person_moved_on'
  | 'suppression_changed'
  | 'consent_changed'
  | 'window_shut'
  | 'source_stale'
  | 'mailbox_at_rest'
  | 'cap_reached'
  | 'gap_not_over';

export type GateVerdict =
  { readonly open: true } | { readonly open: false; readonly closed: ClosedGate };
