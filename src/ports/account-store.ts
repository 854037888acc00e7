import type { CountedTouch } from '../core/budget.ts';
import type { Enrollment } from '../core/enrollment.ts';
import type { SignalKind } from '../core/signal.ts';
import type { Channel } from '../core/sequence.ts';

export interface AccountAlias {
  readonly alias: string;
  /** Never an alias itself. */
  readonly account: string;
  /** `file`: the workspace file says so, and takes it back. */
  readonly source: 'hand' | 'file';
  readonly atMs: number;
}

export interface ListedAccount {
  readonly account: string;
  readonly people: number;
  /** Enrollments that are not finished. */
  readonly unfinished: number;
  /** Reply tasks that are open. */
  readonly openAnswers: number;
  /** When anybody there was last touched, epoch ms; `null`: never. */
  readonly lastTouchAtMs: number | null;
}

export type AccountEnrollment = Pick<
  Enrollment,
  'id' | 'prospectId' | 'sequence' | 'status' | 'reason' | 'cursor'
>;

export interface AccountAnswer {
  readonly prospectId: string;
  readonly kind: SignalKind;
  readonly atMs: number;
  readonly channel: Channel | null;
}

/** Which companies do we know, and what goes on there? */
export interface AccountStore {
  /** By alias. */
  aliases(): Promise<readonly AccountAlias[]>;
  /** In one commit; an alias that is there is replaced. */
  changeAliases(change: {
    readonly set: readonly AccountAlias[];
    readonly drop: readonly string[];
  }): Promise<void>;
  /** Those with most people first. @param part  Of the name; `null`: all. */
  list(part: string | null, limit: number): Promise<readonly ListedAccount[]>;
  /** What counts against its budget since then, of everybody there. */
  counted(account: string, sinceMs: number): Promise<readonly CountedTouch[]>;
  /** By person, then oldest first. */
  enrollments(account: string): Promise<readonly AccountEnrollment[]>;
  /** Answers, meetings, opt-outs and complaints, newest first. */
  answers(account: string, limit: number): Promise<readonly AccountAnswer[]>;
}
