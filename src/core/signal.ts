/** A durable fact about a person from outside: what a mailbox, a gateway or a rep reported. */
import type { Departed } from './inbound-message.ts';
import type { Channel } from './sequence.ts';

/** The source of what is known because people turned out to be one person, or one to be two. */
export const WHO_IS_WHO = 'identity';

export type SignalKind =
  | 'reply'
  | 'colleague_reply'
  | 'out_of_office'
  | 'auto_reply'
  | 'bounce'
  | 'complaint'
  | 'opt_out'
  | 'meeting_booked'
  /** Refused, or called off. */
  | 'meeting_cancelled'
  | 'connection_accepted'
  /** A message names this person or one of our ids and could not be understood. */
  | 'suspect'
  /** We contacted the person by hand: counts against budgets, moves the next automatic step. */
  | 'manual_touch'
  | 'note'
  /** Something they did where nobody hears it: they came to our stand. It counts for their score and moves nothing. */
  | 'engagement'
  /** They did not, says a rep: it counts no more. */
  | 'engagement_taken_back'
  /** A rep filled in what was missing: what was held for it may go on. */
  | 'field_set'
  /** One of the person's addresses was put on the suppression list. */
  | 'suppressed'
  /** Held while a call in another sequence is to be repeated; `callback_done` lifts it. */
  | 'callback'
  | 'callback_done'
  | 'erased';

export interface NewSignal {
  readonly prospectId: string;
  readonly kind: SignalKind;
  /** Receipt time, epoch ms: IMAP INTERNALDATE, the clock at reading a Maildir, the rep's `--at`. */
  readonly atMs: number;
  /** Together unique: appending twice is appending once. `source` is a mailbox id, `rep`, a provider. */
  readonly source: string;
  readonly externalId: string;
  readonly channel: Channel | null;
  readonly details: SignalDetails;
}

export interface SignalDetails {
  /** What they wrote, or the rep's words; at most 4,000 characters. */
  readonly text?: string;
  /** Bounce: hard (the address is dead), soft (it may live), blocked (we are not wanted). */
  readonly bounce?: 'hard' | 'soft' | 'blocked';
  /** Bounce: the address that failed, normalised. */
  readonly failedAddress?: string;
  /** Out of office: when they are back, epoch ms. */
  readonly returnAtMs?: number;
  /** Out of office: they left for good and return to nothing. */
  readonly departed?: Departed;
  /** The touch it refers to. */
  readonly touchId?: string;
  readonly intent?: string;
  /** LinkedIn, by hand: what was done there. */
  readonly action?: string;
  /** Calls: the rep's disposition. */
  readonly outcome?: string;
  /** A meeting: it was on already, and is at another time or place now. */
  readonly moved?: boolean;
  /** Engagement: what they did, as the score calls it. */
  readonly event?: string;
  /** Engagement: what a rep says it is worth; absent: what the workspace says. */
  readonly points?: number;
  /** Engagement taken back: the signal, `s12`, that had told it; `event` is what it had said, `text` why it does not count. */
  readonly takesBack?: string;
  /** Suspect: who may be the same person, for one of them answered as the other. */
  readonly namesakeId?: string;
  /** The inbound message it was read from. */
  readonly inboundId?: string;
}

export interface Signal extends NewSignal {
  readonly id: string;
}
