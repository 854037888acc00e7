/** What people do, and what it is worth: the words and numbers that a score is made of. */
import type { Channel } from './sequence.ts';
import type { Signal } from './signal.ts';

export const LEVELS = ['cold', 'warm', 'engaged', 'hot'] as const;
export type Level = (typeof LEVELS)[number];

/** How engaged somebody is now. */
export interface Standing {
  /** In tenths of a point: 425 is 42.5. */
  readonly tenths: number;
  readonly level: Level;
}

/** `engaged: 47.3 points`. */
export function standingWords({ tenths, level }: Standing): string {
  return `${level}: ${tenths / 10} ${tenths === 10 ? 'point' : 'points'}`;
}

export interface ScoreRules {
  /** Whole points by event, from 0 on. One that is not here is worth nothing. */
  readonly points: Readonly<Record<string, number>>;
  /** After so long an event is worth half, epoch ms apart. */
  readonly halfLifeMs: number;
  /** The least points of each level above `cold`, ascending. */
  readonly from: Readonly<Record<Exclude<Level, 'cold'>, number>>;
}

/** What is heard, or logged where nobody hears it, is worth on its day. */
const HEARD_POINTS = {
  reply: 20,
  positive_reply: 40,
  objection: 5,
  linkedin_reply: 20,
  sms_reply: 20,
  message_reply: 20,
  connection_accepted: 10,
  call_answered: 25,
  meeting_booked: 60,
} as const satisfies Readonly<Record<string, number>>;

/** What only a person can tell. Mail programs open and click by themselves: that is worth nothing unless a workspace says so. */
const TOLD_POINTS = {
  meeting_held: 80,
  asked_for_offer: 60,
  visited_us: 40,
  referred_somebody: 40,
  event_attended: 30,
  opened: 0,
  clicked: 0,
} as const satisfies Readonly<Record<string, number>>;

export const HEARD_EVENTS: readonly string[] = Object.keys(HEARD_POINTS);
export const DEFAULT_POINTS = { ...HEARD_POINTS, ...TOLD_POINTS };

export const DEFAULT_SCORE_RULES: ScoreRules = {
  points: DEFAULT_POINTS,
  halfLifeMs: 30 * 86_400_000,
  from: { warm: 10, engaged: 30, hot: 60 },
};

/** A signal as a score reads it. */
export interface HeardSignal extends Pick<
  Signal,
  'id' | 'kind' | 'atMs' | 'source' | 'channel' | 'details'
> {
  /** What a rep said since of the message that it was read from; `null`: it stands as it was read. */
  readonly correction: {
    /** As a class of messages: `human_reply`, `out_of_office` ... */
    readonly class: string | null;
    readonly intent: string | null;
    readonly isTheirs: boolean;
  } | null;
}

/** One touch of ours that reached a person, or one answer of theirs. */
export interface Exchange {
  readonly prospectId: string;
  readonly what: 'touch' | 'answer';
  readonly channel: Channel;
  readonly atMs: number;
  /** Of the person. */
  readonly zone: string | null;
  readonly country: string | null;
}
