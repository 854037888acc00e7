/** What an event does to one enrollment, as plain data: not yet true, written by one commit, all or nothing. */
import type { Activity } from '../activity.ts';
import type { Enrollment } from '../enrollment.ts';
import type { Identity } from '../person/prospect.ts';
import type { PersonEffects } from '../person-effects.ts';
import type { NewSignal } from '../signal.ts';
import type { NewTask, TaskKind, TaskStatus } from '../task.ts';
import type { PlannedTouch, TouchStatus } from '../touch.ts';

export interface Decision {
  /** The revision it was decided on; an enrollment that has moved on refuses the commit. */
  readonly expectedRevision: number;
  /** Carries `expectedRevision + 1`. */
  readonly next: Enrollment;
  /** When the enrollment wants to be looked at again; `null`: only a signal, a touch or a task can move it. */
  readonly wake: Wake | null;
  readonly plannedTouches: readonly PlannedTouch[];
  readonly touchChanges: readonly TouchChange[];
  readonly openedTasks: readonly NewTask[];
  readonly closedTasks: readonly ClosedTask[];
  readonly snoozedTasks: readonly {
    readonly taskId: string;
    readonly untilMs: number;
    readonly note: string | null;
  }[];
  /** Deadlines that ran on after a hold. */
  readonly movedDeadlines: readonly { readonly taskId: string; readonly dueAtMs: number }[];
  /** Open tasks of this enrollment of these kinds are cancelled. */
  readonly cancelledTaskKinds: readonly TaskKind[];
  readonly appliedSignalIds: readonly string[];
  /** For the person's other enrollments, appended with it; its own takes no notice. */
  readonly raisedSignals: readonly RaisedSignal[];
  /** Addresses that turned out not to reach the person. */
  readonly badAddresses: readonly Pick<Identity, 'kind' | 'value'>[];
  readonly restedMailboxes: readonly RestedMailbox[];
  /** Written into the person's own record. */
  readonly noted: readonly PersonNote[];
  /** Enrollments that begin with this decision: a handover. What is unapplied of this one binds them as well. */
  readonly begun: readonly Successor[];
  /** Manual touches done with this decision. */
  readonly recordedTouches: readonly RecordedTouch[];
  readonly activities: readonly Activity[];
  /**
   * Where people of one account start one after the other. `taken`: this one has begun now; `freed`: it is over, and whoever of the
   * account waits for a turn is looked at again.
   */
  readonly turn: 'taken' | 'freed' | null;
  /** `next` is on another version: written as well. `null`: it stays on its own. */
  readonly moved: MovedVersion | null;
}

export interface MovedVersion {
  /** The commit is refused unless this touch is still planned: on the wire it would be sent twice. `null`: none was. */
  readonly withdraws: string | null;
}

export interface Wake {
  readonly atMs: number;
  /** The mailbox whose budget the next step needs; `''`: it needs none, so no mailbox can block it. */
  readonly lane: string;
  /** 0: a follow-up, goes before 1: a first touch. */
  readonly rank: 0 | 1;
}

/** Applies only while the touch's status is one of `from`: a touch on the wire keeps its own fate. */
export interface TouchChange {
  readonly touchId: string;
  readonly from: readonly TouchStatus[];
  readonly to: TouchStatus;
  /** For `planned`: not before this instant. */
  readonly notBeforeMs: number | null;
  /** When the attempt was answered or given up; `null` when it was never on the wire. */
  readonly settledAtMs: number | null;
  readonly detail: string | null;
  readonly serverMessageId: string | null;
  /** A stop was recorded while it was on the wire. */
  readonly crossed: boolean;
}

export interface ClosedTask {
  readonly taskId: string;
  readonly status: Exclude<TaskStatus, 'open'>;
  readonly outcome: string | null;
  readonly note: string | null;
  /** The draft as the rep left it; absent: the text stays as it was. */
  readonly text?: string;
}

/** What the person's other enrollments are told, with what it does to the person. */
export interface RaisedSignal {
  readonly signal: NewSignal;
  readonly effects: PersonEffects;
}

export interface RestedMailbox {
  readonly mailbox: string;
  /** `null`: until a person resumes it. */
  readonly untilMs: number | null;
  readonly reason: string;
}

export interface PersonNote {
  /** Tags to add; those the person has stay once. */
  readonly tags: readonly string[];
  /** Fields to write; one that has a value is replaced. */
  readonly fields: Readonly<Record<string, string>>;
}

/** An enrollment before it is stored. */
export interface Beginning {
  readonly enrollment: Omit<Enrollment, 'id' | 'revision'>;
  readonly wake: Wake;
  readonly activity: Omit<Activity, 'enrollmentId'>;
}

export interface Successor extends Beginning {
  /** Whether its sequence is exclusive: it was not asked when it began, and is asked of those that come later. */
  readonly exclusive: boolean;
  /** May stand beside an unfinished enrollment in the same sequence (`duplicates: allow`). */
  readonly alongside: boolean;
}

/** A touch that a person made: it left without a gate and is recorded as sent. */
export interface RecordedTouch extends PlannedTouch {
  readonly action: string | null;
  readonly outcome: string | null;
}
