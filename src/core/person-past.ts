/** What may a condition about people ask of what happened with them? Over all sequences, unlike a step's, which asks of its own enrollment. */
import type { Facts } from './condition.ts';
import type { EnrollmentStatus } from './enrollment.ts';
import {
  lastReplyFacts,
  lastTouchFacts,
  signalFactsOf,
  touchFactsOf,
  type ToldFact,
  type TouchFact,
} from './facts.ts';

/** What a condition about people may ask about. */
export const PEOPLE_ROOTS = [
  'prospect',
  'account',
  'lists',
  'enrollments',
  'held_by',
  'touches',
  'signals',
  'last_touch',
  'last_reply',
  'now',
] as const;

/** Names behind `enrollments.<sequence>`. */
export const ENROLLED_NAMES = ['status', 'reason', 'step', 'at'] as const;

export interface PersonPast {
  readonly lists: readonly string[];
  /** Oldest first. */
  readonly enrollments: readonly {
    readonly sequence: string;
    readonly status: EnrollmentStatus;
    readonly reason: string | null;
    readonly step: string | null;
    readonly atMs: number;
  }[];
  /** The rules by which they are held now. */
  readonly heldBy: readonly string[];
  /** Oldest first. */
  readonly touches: readonly TouchFact[];
  /** Oldest first. */
  readonly signals: readonly ToldFact[];
}

export const NO_PAST: PersonPast = {
  lists: [],
  enrollments: [],
  heldBy: [],
  touches: [],
  signals: [],
};

/** @param localOf  Writes an instant as the person's local date and time, as `now` is. */
export function pastFactsOf(past: PersonPast, localOf: (atMs: number) => string): Facts {
  const { lists, enrollments, heldBy, touches, signals } = past;
  return {
    lists,
    // Of several in one sequence the latest counts.
    enrollments: Object.fromEntries(
      enrollments.map(({ sequence, status, reason, step, atMs }) => [
        sequence,
        { status, reason, step, at: localOf(atMs) },
      ]),
    ),
    ...(heldBy.length === 0 ? {} : { held_by: heldBy }),
    ...touchFactsOf(touches, localOf),
    ...lastTouchFacts(touches, signals, localOf),
    signals: signalFactsOf([...new Set(signals.map(({ kind }) => kind))], null),
    ...lastReplyFacts(signals, localOf),
  };
}
