/** What an explanation is made from, and what it is made of. */
import type { DecideContext } from '../decide/context.ts';
import type { PersonNote } from '../decide/decision.ts';
import type { Enrollment } from '../enrollment.ts';
import type { Channel, Sequence } from '../sequence.ts';
import type { Signal } from '../signal.ts';
import type { TouchStatus } from '../touch.ts';

export interface Check {
  readonly rule: string;
  readonly verdict: 'passed' | 'blocks' | 'not_asked';
  /** In words; `null`: there is nothing to say. */
  readonly detail: string | null;
  /** When a block ends by itself; `null`: when something happens. */
  readonly clearsAtMs: number | null;
  /** What a person would do about it, in words; absent: the rule says it all. */
  readonly clearsWith?: string;
}

/** May the mailbox, number or channel send at this instant? */
export interface MailboxStanding {
  readonly mailbox: string;
  readonly isConfigured: boolean;
  /** What shuts it; `null`: nothing does. */
  readonly closed: Omit<Check, 'verdict'> | null;
  readonly slotsLeft: number | null;
  /** How its answers are heard, in words; `not_asked`: the next run hears before it asks. */
  readonly hearing: Pick<Check, 'verdict' | 'detail'>;
}

export interface WhyFacts {
  readonly sequence: Sequence;
  readonly enrollment: Enrollment;
  /** Made for the step at the cursor, as if the enrollment were active. */
  readonly context: DecideContext;
  /** Recorded and not applied yet. */
  readonly signals: readonly Signal[];
  /** Of what the awaited touch or the step at the cursor leaves from; `null`: there is none. */
  readonly mailbox: MailboxStanding | null;
  /** The touch it waits for. */
  readonly touch: AwaitedTouch | null;
  /** The open task it waits for. */
  readonly task: {
    readonly id: string;
    readonly kind: string;
    readonly rep: string | null;
    /** That the rep is away, until when and who covers, in words; `null`: they are there. */
    readonly absence: string | null;
  } | null;
  /** Who used up the budget that shuts the gate, in words; `null`: none does. */
  readonly spent: string | null;
  /** Sources of mailboxes that wrote to the person earlier: those that are not heard now, and the others, in words. */
  readonly earlierSources: {
    readonly silent: readonly string[];
    readonly heard: readonly string[];
  };
}

export interface AwaitedTouch {
  readonly id: string;
  readonly channel: Channel;
  readonly status: TouchStatus;
  readonly notBeforeMs: number;
  readonly detail: string | null;
  /** Whom the stored bytes of an earlier attempt are for; `null`: none are stored. */
  readonly to: string | null;
}

export type WhyOutcome =
  /** Nothing blocks: a run that starts now sends the touch, or opens the task. */
  | { readonly does: 'sends' | 'opens' }
  /** A run that starts now neither sends nor opens. `leaves` is how it leaves the enrollment. */
  | { readonly does: 'waits'; readonly clearsAtMs: number | null; readonly leaves: Enrollment }
  /** A run first does this, without a touch: look again at what it leaves. */
  | {
      readonly does: 'moves_on';
      readonly leaves: Enrollment;
      /** Written down about the person by then. */
      readonly noted: readonly PersonNote[];
    }
  /** No touch will ever come. */
  | { readonly does: 'ends' };
