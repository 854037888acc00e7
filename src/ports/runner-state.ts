/** What the runner must remember between ticks, in the store so that the next one knows. */
export interface RunnerState {
  /** Notes the start of a tick and tells when the one before it was. */
  beginTick(nowMs: number, asleepMs: number): Promise<TickRecord>;
  /** What `beginTick` last noted; changes nothing. */
  lastTick(): Promise<TickRecord>;
  /**
   * The clock ran ahead and is right now: what was noted later than `nowMs` is noted as now, so that no cap, gap or budget waits for it and no
   * inbox passes for heard. What was put off then is put off as long from now: mailboxes to the millisecond, tasks by whole days. Which touches
   * left stays as it is.
   *
   * @param days  Today, by mailbox: what was counted on days that have not come counts today.
   * @returns How many open tasks come back at another instant.
   */
  setBack(
    nowMs: number,
    days: readonly { readonly mailbox: string; readonly day: number }[],
  ): Promise<number>;
  mailbox(mailbox: string, day: number): Promise<MailboxRecord>;
  /** Rests a mailbox, or wakes it (`reason` null). */
  restMailbox(
    mailbox: string,
    untilMs: number | null,
    reason: string | null,
    nowMs: number,
  ): Promise<void>;
  /**
   * When each source was last heard, by id.
   *
   * @param prospectId  For this person: an answer of theirs may have been looked for alone.
   */
  heard(prospectId?: string): Promise<ReadonlyMap<string, SourceRecord>>;
  /**
   * Nothing may leave while nobody can tell who was erased.
   *
   * @throws {UserError} `suppression_key_missing`, `suppression_key_wrong` (exit 1).
   */
  assertKey(): Promise<void>;
  /** The store's own id, and the key of its Message-IDs. A copy has the same. */
  identity(): Promise<{ readonly storeId: string; readonly instanceKey: string }>;
  /** How far the intents are: compared with the journal beside the database. */
  lastIntent(): Promise<number>;
  /** Touch ids of the intents after `number`, in order, for a journal that is behind. */
  intentsAfter(
    number: number,
  ): Promise<readonly { readonly intent: number; readonly touchId: string }[]>;
}

export interface TickRecord {
  /** The last committed instant; the decision time is never before it. */
  readonly lastMs: number | null;
  /** The runner's latest long sleep, if there was one. */
  readonly slept: { readonly fromMs: number; readonly untilMs: number } | null;
}

export interface MailboxRecord {
  readonly openedToday: number;
  readonly lastOpenedAtMs: number | null;
  /** Earlier local days on which it sent. */
  readonly sendDays: number;
  readonly restReason: string | null;
  /** `null` with a reason: until a person resumes it. */
  readonly restUntilMs: number | null;
  /** Over the last 7 days, for the breaker. */
  readonly week: { readonly sent: number; readonly bounced: number; readonly complained: number };
}

export interface SourceRecord {
  /** `null`: never. */
  readonly heardAtMs: number | null;
  /** The last failure since it was heard, in words; `null`: none. */
  readonly failure: string | null;
}
