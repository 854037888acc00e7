/** What a store in memory keeps: everything hangs on its person, and is found by reference where a database would ask an index. */
import type { Activity } from '../../core/activity.ts';
import type { Decision, Wake } from '../../core/decide/decision.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import { invariant } from '../../core/invariant.ts';
import type { Identity, Prospect } from '../../core/person/prospect.ts';
import type { Signal } from '../../core/signal.ts';
import type { ConsentRecord } from '../../ports/consent-store.ts';
import type { ChangedStart, StoredMessage, TouchRecord } from '../../ports/engine-store.ts';
import type { Task } from '../../ports/task-store.ts';
import type { Bound } from '../binding-names.ts';
import { WaitingLine } from './waiting-line.ts';

export interface KeptPerson {
  /** 12 of `p12`. */
  readonly row: number;
  prospect: Prospect;
  /** Touches that counted when they were made, by hand as well. */
  opened: number;
  readonly enrollments: KeptEnrollment[];
  readonly touches: KeptTouch[];
  /** Replaced when it grows: who was handed it keeps what they read. */
  signals: readonly Signal[];
  /** Oldest first; replaced, as `signals`. */
  consents: readonly ConsentRecord[];
  readonly activities: Activity[];
  /** Tasks to answer them. */
  readonly replyTasks: KeptTask[];
  /** When a source was asked for this person alone. */
  readonly heard: Map<string, number>;
  /** What the suppression list says of these identities; `null`: it is to be asked. */
  suppressed: { readonly identities: readonly Identity[]; readonly bound: Bound } | null;
}

export interface KeptEnrollment {
  /** 12 of `e12`. */
  readonly row: number;
  readonly person: KeptPerson;
  enrollment: Enrollment;
  readonly exclusive: boolean;
  startsAtMs: number;
  wake: Wake | null;
  /** By when they were planned, then by id. */
  readonly touches: KeptTouch[];
  readonly tasks: KeptTask[];
  /** Unapplied, oldest first; replaced, as `signals`. */
  pending: readonly Signal[];
}

export interface KeptTouch {
  record: TouchRecord;
  readonly of: KeptEnrollment;
  readonly plannedAtMs: number;
  readonly rank: 0 | 1;
  readonly counts: boolean;
  firstAttemptAtMs: number | null;
  dataStarted: boolean;
  /** `null`: no gate has opened for it. */
  intent: number | null;
  openedDay: number | null;
  message: StoredMessage | null;
}

export interface KeptTask {
  task: Task;
}

/** People, enrollments and touches by their ids, and who waits for what. */
export class Kept {
  readonly people: KeptPerson[] = [];
  readonly enrollments: KeptEnrollment[] = [];
  readonly touches = new Map<string, KeptTouch>();
  readonly tasks = new Map<string, KeptTask>();
  /** Ids of signals by who told of them, and how they named it. */
  readonly signalIds = new Map<string, string>();
  /** Rows of those who have an identity, those we know longest first. */
  readonly owners = new Map<string, readonly number[]>();
  /** Row of whom a key belongs to. */
  readonly keys = new Map<string, number>();
  /** People of an account, those we know longest first. */
  readonly accounts = new Map<string, KeptPerson[]>();
  /** Those that have not begun, and what their person was when they were last looked at. */
  readonly changedStarts = new Map<KeptEnrollment, ChangedStart>();
  readonly line = new WaitingLine<KeptEnrollment>();
  /** Planned and not on the wire, by what they leave from. */
  readonly planned = new Map<string, Set<KeptTouch>>();
  intents = 0;

  person(id: string): KeptPerson {
    const found = this.people[rowOf(id) - 1];
    invariant(found !== undefined, `person ${id} exists`);
    return found;
  }

  enrollment(id: string): KeptEnrollment | null {
    return this.enrollments[rowOf(id) - 1] ?? null;
  }

  ofAccount(accountId: string | null): readonly KeptPerson[] {
    return accountId === null ? [] : (this.accounts.get(accountId) ?? []);
  }

  wait(of: KeptEnrollment, wake: Decision['wake']): void {
    if (of.wake !== null) this.line.remove(of);
    of.wake = wake;
    if (wake !== null) this.line.add(of);
  }

  plannedIn(line: string | null): Set<KeptTouch> {
    const found = this.planned.get(line ?? '') ?? new Set();
    this.planned.set(line ?? '', found);
    return found;
  }
}

/** 12 of `p12`. */
export function rowOf(id: string): number {
  return Number(id.slice(1));
}

/** The name of something that two words tell apart. */
export function pairOf(one: string, other: string): string {
  return `${one}\n${other}`;
}

export function isUnfinished({ enrollment }: KeptEnrollment): boolean {
  return enrollment.status !== 'finished';
}
