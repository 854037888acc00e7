import type { Peer } from '../core/account-turn.ts';
import type { Ledger } from '../core/person/consent.ts';
import type { Enrollment, EnrollmentStatus } from '../core/enrollment.ts';
import type { Template } from '../core/template.ts';
import type { Sequence } from '../core/sequence.ts';
import type { Wake } from '../core/decide/decision.ts';
import type { Activity } from '../core/activity.ts';
import type { Asset } from '../core/asset.ts';
import type { Prospect } from '../core/person/prospect.ts';
import type { Visit } from '../core/visit.ts';

/** An enrollment before the store gave it an id. */
export interface NewEnrollment {
  readonly enrollment: Omit<Enrollment, 'id' | 'revision'>;
  readonly exclusive: boolean;
  /** May stand beside an unfinished enrollment in the same sequence (`duplicates: allow`). */
  readonly alongside: boolean;
  readonly wake: Wake;
  readonly activity: Omit<Activity, 'enrollmentId'>;
}

/** What decides whether a person may be enrolled. */
export interface EnrollmentFacts {
  readonly enrollments: readonly {
    readonly sequence: string;
    readonly status: EnrollmentStatus;
    readonly reason: string | null;
    readonly exclusive: boolean;
    /** When it begins, or began; of one that continues another, when it went on. */
    readonly startsAtMs: number;
  }[];
  readonly suppressedBy: string | null;
  readonly ledger: Ledger;
  /** They opted out, complained or were erased, whenever it was. */
  readonly hasOptedOut: boolean;
  /** When the person was last touched, by any sequence or by hand, or last heard from; `null`: never. */
  readonly lastTouchedAtMs: number | null;
}

export interface StoredVersion {
  readonly sequence: Sequence;
  readonly templates: readonly Template[];
}

/** A version that comes from files. */
export interface NewVersion extends StoredVersion {
  /** What its emails carry; absent: nothing. */
  readonly assets?: readonly Asset[];
}

/** A plan that somebody began to apply: so it can be gone on with after a kill, and by nobody who read another one. */
export interface AppliedPlan {
  readonly hash: string;
  readonly sequence: string;
  /** The version that it leads to. */
  readonly version: string;
  readonly policy: 'pin' | 'move' | 'stop';
  /** Of the enrollments that it was read for, by id. */
  readonly revisions: Readonly<Record<string, number>>;
}

/** Who is in which sequence? Versions are immutable and stored; the runner reads them from here, never from files. */
export interface EnrollmentStore {
  /**
   * Stores it once, with its files in the same commit: no version is there without them. The first version of a name is its current
   * one.
   */
  storeVersion(version: NewVersion, nowMs: number): Promise<void>;
  /** The file with this hash; `null`: there is none. */
  asset(hash: string): Promise<Asset | null>;
  /** `null`: no such version. */
  version(hash: string): Promise<StoredVersion | null>;
  /** From now on new people, and those who are handed over, get this version. It must be stored; a repeat changes nothing. */
  makeCurrent(name: string, hash: string, nowMs: number): Promise<void>;
  /** The versions that were current, newest first, each once in a row; empty: nothing of this name was ever stored. */
  currents(name: string): Promise<readonly { readonly hash: string; readonly atMs: number }[]>;
  /** Names of all sequences of which a version was stored, sorted. */
  sequenceNames(): Promise<readonly string[]>;
  /** How many unfinished enrollments are on which version of a sequence, by hash. */
  pinned(sequence: string): Promise<readonly { readonly hash: string; readonly people: number }[]>;
  /** What was begun of an enrollment and of those it continues; a visit with a task and a touch is there twice. */
  visits(enrollmentId: string): Promise<readonly Visit[]>;
  /** Once; a repeat changes nothing. The version must be stored. */
  keepPlan(plan: AppliedPlan, nowMs: number): Promise<void>;
  /** `null`: nobody began to apply it. */
  appliedPlan(hash: string): Promise<AppliedPlan | null>;
  facts(prospectId: string): Promise<EnrollmentFacts>;
  /** As `facts`, of many people at once, in their order. */
  factsOf(prospectIds: readonly string[]): Promise<readonly EnrollmentFacts[]>;
  /**
   * `exclusive_elsewhere` and `already_enrolled` are checked again in the same commit, and that nobody continued the same enrollment.
   * Answers with ids; `null` where it was refused.
   */
  enroll(added: readonly NewEnrollment[]): Promise<readonly (string | null)[]>;
  ofPerson(prospectId: string): Promise<readonly Enrollment[]>;
  /** Of everybody of an account in a sequence, whatever their status, by id. */
  inAccount(sequence: string, accountId: string): Promise<readonly Peer[]>;
  /** Unfinished enrollments by what a command selects, by id; `after` pages. */
  select(
    selector: EnrollmentSelector,
    after: string | null,
    limit: number,
  ): Promise<readonly Enrollment[]>;
  /** People with unfinished enrollments in a sequence, by enrollment; `after` is the last one's, and pages. */
  peopleIn(
    sequence: string,
    after: string | null,
    limit: number,
  ): Promise<readonly { readonly enrollmentId: string; readonly prospect: Prospect }[]>;
  /** How many enrollments are unfinished, by sequence, version and mailbox. */
  unfinished(): Promise<
    readonly {
      readonly sequence: string;
      readonly version: string;
      readonly mailbox: string | null;
      readonly enrollments: number;
    }[]
  >;
  /** Unfinished enrollments per mailbox, for the rotation. */
  loadByMailbox(): Promise<ReadonlyMap<string, number>>;
  /** People who start on a local day in a sequence, for `per_day`. */
  startsBetween(sequence: string, fromMs: number, untilMs: number): Promise<number>;
}

export interface EnrollmentSelector {
  readonly prospectId: string | null;
  readonly sequence: string | null;
  readonly mailbox: string | null;
}
