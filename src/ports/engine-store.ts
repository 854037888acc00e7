import type { CountedTouch } from '../core/budget.ts';
import type { Ledger } from '../core/person/consent.ts';
import type { Decision } from '../core/decide/decision.ts';
import type { Enrollment } from '../core/enrollment.ts';
import type { TouchFact } from '../core/facts.ts';
import type { GateVerdict, Guard } from '../core/guard.ts';
import type { Prospect } from '../core/person/prospect.ts';
import type { Channel } from '../core/sequence.ts';
import type { Signal } from '../core/signal.ts';
import type { TouchStatus } from '../core/touch.ts';

/** An enrollment that something may have happened to, with all that is read with it. */
export interface Due {
  readonly enrollment: Enrollment;
  readonly prospect: Prospect;
  /** Unapplied, oldest first. */
  readonly signals: readonly Signal[];
  /** In words; `null`: no suppression binds the person. */
  readonly suppressedBy: string | null;
  readonly suppressionEpoch: number;
  readonly ledger: Ledger;
}

/** A touch of an enrollment as conditions, threads and `why` need it. */
export interface TouchRecord {
  readonly id: string;
  readonly enrollmentId: string;
  readonly step: string;
  readonly visit: number;
  readonly channel: Channel;
  readonly status: TouchStatus;
  readonly mailbox: string | null;
  readonly template: string | null;
  readonly messageId: string | null;
  /** What the server that accepted it calls it; in angle brackets where that is a whole Message-ID. */
  readonly serverMessageId: string | null;
  readonly references: readonly string[];
  readonly subject: string | null;
  readonly to: string | null;
  /** When the last attempt was made or the rep did it; `null`: not yet. */
  readonly atMs: number | null;
  readonly notBeforeMs: number;
  readonly attempts: number;
  readonly outcome: string | null;
  readonly detail: string | null;
}

export interface History {
  /** Touches of the enrollment and of those it continues, oldest first. */
  readonly touches: readonly TouchRecord[];
  /** Of the person, the latest that was tried, in whatever sequence, of two at one instant that of the later id; `null`: none was. */
  readonly lastTouch: TouchFact | null;
  /** The person's touches that count against budgets, over all sequences and by hand, since the asked instant. */
  readonly counted: readonly CountedTouch[];
  /** Of the person, in any order. */
  readonly signals: readonly Pick<Signal, 'kind' | 'atMs' | 'channel' | 'details'>[];
  /** The draft that a rep approved for the visit of the step at the cursor; `null`: none. */
  readonly approved: string | null;
  /** Instants at which the person's telephone rang by us since the asked instant, by calls and texts, whatever came of them. */
  readonly rangAtMs: readonly number[];
  /** Touches of the person so far, by hand as well: the guard's counter. */
  readonly personOpened: number;
  /** Mailboxes that ever wrote to the person: answers may come to each. */
  readonly mailboxes: readonly string[];
  /** Of the person's account; nothing for who has none. */
  readonly account: {
    readonly hasOpenAnswer: boolean;
    /** When somebody last booked a meeting, epoch ms; `null`: nobody did. */
    readonly lastMeetingAtMs: number | null;
    /** As `counted` of the person, of all its people together; empty unless asked for. */
    readonly counted: readonly CountedTouch[];
    /** As `personOpened`, of all its people together; `null`: not asked for. */
    readonly opened: number | null;
  };
}

/** A planned touch that may leave now. */
export interface PlannedSend extends Due {
  readonly touch: TouchRecord;
  readonly firstAttemptAtMs: number | null;
  /** Bytes of an earlier attempt, to be reused as they are; `null`: not rendered yet. */
  readonly message: StoredMessage | null;
}

export interface StoredMessage {
  readonly messageId: string;
  readonly touchlineId: string;
  readonly references: readonly string[];
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly bytes: Uint8Array;
}

/** A touch that a dead runner left in `sending`. */
export interface Orphan {
  readonly touch: TouchRecord;
  /** Whether the body may have been begun: only then is the outcome unknown. */
  readonly dataStarted: boolean;
  readonly firstAttemptAtMs: number;
  readonly enrollmentId: string;
}

/** An enrollment that has not begun; its person is another than they were. */
export interface ChangedStart {
  readonly enrollmentId: string;
  /** The person's fields when the enrollment was last looked at. */
  readonly before: Prospect['fields'];
  /** How often the person was written since. */
  readonly writes: number;
}

export type CommitResult = 'committed' | 'conflict';

/**
 * What the runner asks of storage. Every method is one atomic step, durable when it resolves: there is no transaction to hold open.
 * Steps issued in the same turn may share one commit; each still succeeds or fails alone.
 */
export interface EngineStore {
  /** Enrollments with unapplied signals, oldest signal first. */
  signalled(limit: number): Promise<readonly Due[]>;
  /**
   * Enrollments whose wake is due in a lane (a mailbox id, or `''`), follow-ups first, then by due time, then by id. Cost does not
   * grow with the table. A read: the runner's lock makes it the only one who claims.
   */
  due(lane: string, nowMs: number, limit: number): Promise<readonly Due[]>;
  /**
   * Enrollments that have not begun, and whose person was written anew since they were last looked at, by id. Marked by the write itself,
   * whoever wrote: a list, a rep, a step, a merge.
   */
  changedStarts(limit: number): Promise<readonly ChangedStart[]>;
  /** They were looked at. What was written meanwhile stays marked. */
  startsSeen(seen: readonly ChangedStart[]): Promise<void>;
  /** One enrollment as `due` gives it; `null`: there is none. */
  load(enrollmentId: string): Promise<Due | null>;
  /** @param ofAccount  Whether the touches of the account are asked for. */
  history(enrollmentId: string, countedSinceMs: number, ofAccount?: boolean): Promise<History>;
  /** Writes a decision, all or nothing. `conflict`: the enrollment has moved on since; nothing was written, decide anew. */
  commit(decision: Decision): Promise<CommitResult>;
  /**
   * Writes many decisions in one commit; results in their order. One that lost is left out.
   *
   * @throws  When any of them can't be written: then none was.
   */
  commitAll(decisions: readonly Decision[]): Promise<readonly CommitResult[]>;
  /** Planned touches of a mailbox that may leave at `nowMs`, of active enrollments, follow-ups first, then oldest. */
  plannedSends(mailbox: string, nowMs: number, limit: number): Promise<readonly PlannedSend[]>;
  /**
   * The gate: `planned -> sending` with the bytes stored, only while everything in the guard still holds and no signal of the enrollment is
   * unapplied. Counts the touch against mailbox and person in the same write.
   */
  openGate(
    guard: Guard,
    message: StoredMessage,
  ): Promise<GateVerdict & { readonly intent: number }>;
  /**
   * The durable mark in front of the first byte of the body.
   *
   * @param intent  As the gate gave it. Rejects when the touch is not `sending` for that intent any more: somebody has settled it.
   */
  startData(touchId: string, intent: number): Promise<void>;
  orphans(): Promise<readonly Orphan[]>;
  /** The earliest wake in these lanes, or planned touch; `null`: nothing is planned. */
  nextDueAtMs(lanes: readonly string[]): Promise<number | null>;
}
