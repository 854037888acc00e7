/** Everything a decision may need, gathered before it is made: `decide` never asks for more half-way. */
import type { TurnWait } from '../account-turn.ts';
import type { CountedTouch, TouchLimit } from '../budget.ts';
import type { Calendar } from '../time/calendar.ts';
import type { Facts } from '../condition.ts';
import type { LawVerdict } from '../person/consent.ts';
import type { LoudHours } from '../leaving-hours.ts';
import type { Reach } from '../reach.ts';
import type { Prospect } from '../person/prospect.ts';
import type { Sequence } from '../sequence.ts';
import type { Signal, SignalDetails } from '../signal.ts';

export interface DecideContext {
  /** Decision time, epoch ms. */
  readonly nowMs: number;
  readonly prospect: Prospect;
  /** The person's zone and calendar: waits count on them. */
  readonly zone: string;
  readonly calendar: Calendar;
  /** Whose clock the send window goes by. */
  readonly windowZone: string;
  /** Who gets the tasks; `null`: nobody is configured. */
  readonly rep: string | null;
  /** Whose tasks these are otherwise, where somebody covers for a rep who is away; `null`: nobody does. */
  readonly awayRep: string | null;
  /** What the step at the cursor leaves from by itself: a number, a channel of the workspace's own; `null`: a mailbox, or a rep does it. */
  readonly gateway: {
    readonly id: string;
    /** Whom it reaches there; `null`: the person has no address that works. */
    readonly to: string | null;
  } | null;
  /** Which suppression binds the person, in words; `null`: none. */
  readonly suppressedBy: string | null;
  /** When a telephone may ring where they are; `null`: the default, on their own clock. */
  readonly loud: LoudHours | null;
  /** What law and their own word say to the step at the cursor; `null`: nothing is asked. */
  readonly law: LawVerdict | null;
  /** Over all sequences and manual touches; `clearsAtMs` is when the next automatic touch may leave. */
  readonly personBudget: {
    readonly clearsAtMs: number;
    /** `overdue`: what came due during a sleep does not come on top of another touch. */
    readonly rule: 'max_touches' | 'overdue';
    /** `max_touches`: what was used up, and by which touches; absent: nobody asks. */
    readonly spent?: SpentBudget;
  } | null;
  /** For `if`; empty where the step has none. */
  readonly facts: Facts;
  /** What the step at the cursor would say; `null` where it has no template. */
  readonly draft: Draft | null;
  /** Steps that were due in here are late: the runner slept from `fromMs` to `untilMs`. `null`: it did not. */
  readonly slept: { readonly fromMs: number; readonly untilMs: number } | null;
  readonly maxLatenessMs: number;
  /** What happened to this enrollment so far, for a step that awaits; `null` where the step at the cursor asks nothing of it. */
  readonly past: Past | null;
  /** Where the person is best reached; `null` where the step at the cursor does not ask. */
  readonly reach: Reach | null;
  /** Where the step at the cursor hands the person over to; `null` for other steps, and where no such sequence is stored. */
  readonly handover: Handover | null;
  /** By anybody, or last heard from; for who is to start in a sequence that asks it. `null`: never, or not asked. */
  readonly lastTouchedAtMs: number | null;
  /** Of somebody who is to start: whom of their account they wait for; `null`: for nobody, or not asked. */
  readonly turn: TurnWait | null;
  /** The account has an open reply task or a meeting that was booked of late: a colleague hold does not end. */
  readonly accountBusy: boolean;
}

export interface SpentBudget {
  /** Whose it is: of the person, of their account, or of the person on the channel of the step. */
  readonly of: 'person' | 'account' | 'channel';
  readonly limit: TouchLimit;
  /** Those that count now, oldest first. */
  readonly touches: readonly CountedTouch[];
}

export interface Past {
  /** One for each visit that was done or refused, in order; what is planned or on its way is not among them. */
  readonly touches: readonly {
    readonly step: string;
    readonly settledAtMs: number;
    /** The server would not take it for this address, which is a bounce that came at once. */
    readonly wasRefused?: true;
  }[];
  /** Of this person, in any order. */
  readonly signals: readonly Heard[];
}

export interface Heard extends Pick<Signal, 'kind' | 'atMs'> {
  readonly details: Pick<SignalDetails, 'bounce' | 'touchId' | 'outcome'>;
}

/** The other sequence of a handover, and how the person would stand in it. */
export interface Handover {
  readonly sequence: Sequence;
  readonly mailbox: string | null;
  /** With the holidays that its window counts. */
  readonly calendar: Calendar;
  readonly windowZone: string;
  /** Why the person may not be enrolled there, in words; `null`: they may. */
  readonly refusal: string | null;
}

export type Draft =
  | {
      readonly ok: true;
      readonly text: string;
      /** An email that was to continue a thread of which nothing was sent. */
      readonly beginsThread?: true;
    }
  | {
      readonly ok: false;
      readonly missing: readonly string[];
      readonly error: string | null;
      /** Nothing is missing, but there is no room for it, as `error` says. `null`: it is not for the person's own fields. */
      readonly tooLong?: LongField | null;
      /** The value that could not be written as a date. */
      readonly undated?: string;
    };

/** The field that takes the most room: `prospect.company`. */
export interface LongField {
  readonly name: string;
  readonly characters: number;
}
