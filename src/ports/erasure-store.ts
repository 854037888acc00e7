import type { Naming } from '../core/person/redact.ts';
import type { Erased } from './privacy-store.ts';

/** An erasure that has begun and is not done. From its first commit on nothing goes to the person. */
export interface Erasure extends Erased {
  readonly prospectId: string;
  /** `false`: nothing is left of them, and they may come back with a list. */
  readonly keepsHash: boolean;
}

/** Who is only too old leaves the words of others alone: nobody asked for them. */
export function isThorough({ reason }: Pick<Erasure, 'reason'>): boolean {
  return reason !== 'retention';
}

export interface PersonNaming extends Naming {
  /** The person's with us, and those of whoever was merged into them. */
  readonly ids: readonly string[];
}

/** A message that is not the person's own. */
export interface KeptMail {
  readonly table: 'inbound' | 'message';
  /** Of its row: a number as text, or the touch's id where we sent it. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Takes people out of the store. Only who holds the runner's lock may: nothing is on the wire. */
export interface ErasureStore {
  /** The person is bound from here on. Nothing happens when it has begun, or nobody is there. */
  begin(erasure: Erasure): Promise<void>;
  /** Oldest first. */
  begun(): Promise<readonly Erasure[]>;
  /** What names the person and nobody else; `null`: nobody is there. */
  namingOf(prospectId: string): Promise<PersonNaming | null>;
  /** Messages that are not the person's, in the order of their ids. @param after  The last of the page before. */
  mailOfOthers(
    prospectId: string,
    table: KeptMail['table'],
    after: string | null,
    limit: number,
  ): Promise<readonly KeptMail[]>;
  /** @param isGone  The message goes, where it is nobody else's. */
  replaceMail(mail: KeptMail, isGone: boolean): Promise<void>;
  /** In one commit: their rows go, the words of others are freed of them. How many rows went, by table. */
  finish(erasure: Erasure, nowMs: number): Promise<Readonly<Record<string, number>>>;
  /** Whether rows that were deleted may still lie in the file. */
  isToBeCleaned(): Promise<boolean>;
  /** `false`: another program reads the store; to be tried again. */
  clean(): Promise<boolean>;
}
