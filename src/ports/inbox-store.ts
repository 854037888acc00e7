/** One message that was heard, as a person may look at it. */
export interface InboxEntry {
  readonly id: string;
  readonly source: string;
  readonly atMs: number;
  readonly from: string | null;
  readonly subject: string | null;
  readonly class: string | null;
  readonly intent: string | null;
  readonly confidence: number | null;
  readonly text: string | null;
  readonly rules: readonly string[];
  readonly prospectId: string | null;
  readonly touchId: string | null;
  readonly matchedBy: string | null;
  readonly quarantined: string | null;
  readonly resolvedAtMs: number | null;
  /** How often a person has labelled or assigned it. */
  readonly corrections: number;
}

/** What was heard, for a person to look at and correct. Corrections are kept. */
export interface InboxStore {
  /** Unmatched that nobody resolved first, then newest first. */
  inbox(limit: number): Promise<readonly InboxEntry[]>;
  inboxEntry(id: string): Promise<InboxEntry | null>;
  /** A message as it came in; `null`: there is none. */
  bytesOf(id: string): Promise<Uint8Array | null>;
  /** What people labelled or assigned, as it came in, oldest first. */
  corrected(): Promise<readonly { readonly entry: InboxEntry; readonly bytes: Uint8Array }[]>;
  label(id: string, newClass: string, intent: string | null): Promise<boolean>;
  assign(id: string, prospectId: string): Promise<boolean>;
  resolve(id: string, nowMs: number): Promise<boolean>;
  /** Ids of the open reply tasks that a message gave the person whose it is. */
  replyTasksOf(id: string): Promise<readonly string[]>;
  /** People whom a message made `suspect`, and how many other such messages of theirs no person has labelled or assigned yet. */
  heldBy(id: string): Promise<readonly { readonly prospectId: string; readonly others: number }[]>;
}
