import type { Activity } from '../core/activity.ts';
import type { HeldBy } from '../core/held.ts';
import type { TouchRecord } from './engine-store.ts';

export interface TouchSummary extends TouchRecord {
  readonly prospectId: string;
  readonly sequence: string;
}

/** What happened: for `show`, `timeline`, `settle`, `status`. */
export interface HistoryStore {
  /** A person's activities, oldest first. */
  timeline(
    prospectId: string,
  ): Promise<readonly (Activity & { readonly messageId: string | null })[]>;
  /** Imports that stand and made the person or changed them, oldest first. */
  importsOf(prospectId: string): Promise<readonly PersonImport[]>;
  touch(id: string): Promise<(TouchSummary & { readonly firstAttemptAtMs: number | null }) | null>;
  /** Touches whose outcome nobody knows, oldest first. */
  uncertain(): Promise<readonly TouchSummary[]>;
  /** The message of a touch as it was handed over; `null`: it has none. */
  bytesOf(touchId: string): Promise<Uint8Array | null>;
  /** Held because a step cannot be done or failed too often, and for nothing else before it, by sequence and fault; what holds most people first. */
  parked(): Promise<readonly Parked[]>;
  /** How many people are held, who is held by two rules once, and by which: what holds most of them first. */
  held(): Promise<{
    readonly people: number;
    readonly byRule: readonly { readonly rule: HeldBy; readonly people: number }[];
  }>;
  /** Mailboxes that unfinished work waits for, but for these: how much in all, and how much of it is due. By name. */
  lanesBeside(known: readonly string[], nowMs: number): Promise<readonly LaneLoad[]>;
  /** Numbers by name: people, enrollments by status, open tasks, unmatched messages ... */
  counts(): Promise<Readonly<Record<string, number>>>;
}

export interface PersonImport {
  /** `i7`. */
  readonly id: string;
  readonly file: string;
  readonly list: string | null;
  readonly atMs: number;
  /** The person came by it. */
  readonly isFirst: boolean;
}

export interface Parked {
  readonly sequence: string;
  /** In words. */
  readonly fault: string;
  readonly people: number;
  /** One of them. */
  readonly prospectId: string;
}

export interface LaneLoad {
  /** A mailbox id. */
  readonly lane: string;
  readonly waiting: number;
  readonly due: number;
}
