/**
 * Where does a person answer? Said by themselves; else learnt from their own answers, then from those of their colleagues, their country,
 * everybody. Rates are smoothed as if ten more had been tried and one of them had answered, so that one lucky hit is no law.
 */
import { counted } from '../core/counted.ts';
import type { Exchange } from '../core/engagement.ts';
import { PREFERRED_CHANNEL_FIELD, saidChannel } from '../core/preference.ts';
import type { PreferredChannel } from '../core/reach.ts';
import { CHANNELS, type Channel } from '../core/sequence.ts';

export const PREFERENCE_SOURCES = ['declared', 'own', 'account', 'country', 'everybody'] as const;
export type PreferenceSource = (typeof PREFERENCE_SOURCES)[number];

export interface ChannelPreference {
  /** `null`: not enough is known. */
  readonly source: PreferenceSource | null;
  readonly channels: readonly RankedChannel[];
}

export interface RankedChannel extends PreferredChannel {
  /** Touches, or people who were touched; 0 where they said so themselves. */
  readonly tried: number;
  readonly answered: number;
}

export const NO_PREFERENCE: ChannelPreference = { source: null, channels: [] };

const TRIED_PRIOR = 10;
const ANSWERED_PRIOR = 1;

/** @param written  The field; what is no channel is nobody's word. */
export function declaredChannel(written: string | undefined): ChannelPreference | null {
  const channel = saidChannel(written);
  if (channel === null) return null;
  const because = `${PREFERRED_CHANNEL_FIELD} says so`;
  return { source: 'declared', channels: [{ channel, tried: 0, answered: 0, because }] };
}

/** Channels on which they answered at least once; `null`: on none. @param exchanges  Theirs. */
export function ownPreference(exchanges: readonly Exchange[]): ChannelPreference | null {
  const counts = countsBy(exchanges, () => '').get('') ?? new Map<Channel, Count>();
  const ranked = rank(
    [...counts].filter(([, { answered }]) => answered > 0),
    (answered, tried) =>
      tried < answered
        ? `they wrote ${counted(answered, 'time')} by themselves`
        : `they answered ${answered} of ${tried}`,
  );
  return ranked.length === 0 ? null : { source: 'own', channels: ranked };
}

const LEAST = {
  account: { people: 2, answered: 2 },
  country: { people: 10, answered: 5 },
  everybody: { people: 10, answered: 5 },
} as const;
type Group = keyof typeof LEAST;

/**
 * Counts people, not messages: one who writes a lot is one. A channel needs so many who were tried on it, and so many of all must have
 * answered anywhere; `null`: they have not.
 */
export function groupPreference(
  group: Group,
  who: string,
  exchanges: readonly Exchange[],
): ChannelPreference | null {
  const people = countsBy(exchanges, ({ prospectId }) => prospectId);
  const totals = new Map<Channel, Count>();
  const answering = new Set<string>();
  for (const [id, counts] of people) {
    for (const [channel, { tried, answered }] of counts) {
      const sum = totals.get(channel) ?? { tried: 0, answered: 0 };
      sum.tried += tried > 0 || answered > 0 ? 1 : 0;
      sum.answered += answered > 0 ? 1 : 0;
      totals.set(channel, sum);
      if (answered > 0) answering.add(id);
    }
  }
  const least = LEAST[group];
  if (answering.size < least.answered) return null;
  const ranked = rank(
    [...totals].filter(([, { tried }]) => tried >= least.people),
    (answered, tried) => `${answered} of ${tried} ${who} answered there`,
  );
  return ranked.length === 0 ? null : { source: group, channels: ranked };
}

interface Count {
  tried: number;
  answered: number;
}

function countsBy(
  exchanges: readonly Exchange[],
  nameOf: (exchange: Exchange) => string,
): ReadonlyMap<string, ReadonlyMap<Channel, Count>> {
  const found = new Map<string, Map<Channel, Count>>();
  for (const exchange of exchanges) {
    const name = nameOf(exchange);
    const counts = found.get(name) ?? new Map<Channel, Count>();
    found.set(name, counts);
    const count = counts.get(exchange.channel) ?? { tried: 0, answered: 0 };
    counts.set(exchange.channel, count);
    if (exchange.what === 'touch') count.tried += 1;
    else count.answered += 1;
  }
  return found;
}

/** The best smoothed rate first; of equal ones the one with more answers, then in the order of channels. */
function rank(
  counts: readonly (readonly [Channel, Count])[],
  says: (answered: number, tried: number) => string,
): readonly RankedChannel[] {
  const rateOf = ({ tried, answered }: Count): number =>
    (answered + ANSWERED_PRIOR) / (Math.max(tried, answered) + TRIED_PRIOR);
  return counts
    .toSorted(
      ([a, one], [b, other]) =>
        rateOf(other) - rateOf(one) ||
        other.answered - one.answered ||
        CHANNELS.indexOf(a) - CHANNELS.indexOf(b),
    )
    .map(([channel, { tried, answered }]) => ({
      channel,
      tried,
      answered,
      because: says(answered, tried),
    }));
}
