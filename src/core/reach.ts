/** On which channel is a person best reached? One answer for the run, `why` and a preview. */
import type { Channel, ChannelStep } from './sequence.ts';

/** What is known of it when a step asks. */
export interface Reach {
  /** Best first, each with its reason in words; channels of which nothing is known are left out. */
  readonly preferred: readonly PreferredChannel[];
  /** Paths that can't be taken now. */
  readonly barred: readonly BarredChannel[];
}

export interface PreferredChannel {
  readonly channel: Channel;
  readonly because: string;
}

export interface BarredChannel extends PreferredChannel {
  /** By law or their word, which may change: the step there waits. Otherwise they lack what it needs. */
  readonly isHeld: boolean;
}

export interface ChosenChannel {
  /** `null`: none reaches them. */
  readonly channel: Channel | null;
  readonly because: string;
}

/**
 * The first that may be used: as they prefer it, then in the order of the fallback. Where law holds all that they have, the first of those
 * is taken, and its step waits under the rule's own name.
 */
export function chooseChannel(
  { paths }: Pick<ChannelStep, 'paths'>,
  { preferred, barred }: Reach,
): ChosenChannel {
  const offered = paths.map(({ channel }) => channel);
  const known = preferred.filter(({ channel }) => offered.includes(channel));
  const rest = offered.filter((channel) => !known.some((each) => each.channel === channel));
  const because =
    known.length === 0 ? 'not enough is known of them' : 'their others cannot be used';
  const ordered = [...known, ...rest.map((channel) => ({ channel, because }))];
  const barOn = (channel: Channel): BarredChannel | undefined =>
    barred.find((bar) => bar.channel === channel);
  const free = ordered.findIndex(({ channel }) => barOn(channel) === undefined);
  const at = free === -1 ? ordered.findIndex(({ channel }) => barOn(channel)?.isHeld) : free;
  const passed = (at === -1 ? ordered : ordered.slice(0, at)).flatMap(({ channel }) => {
    const bar = barOn(channel);
    return bar === undefined ? [] : [`not ${channel}: ${bar.because}`];
  });
  const chosen = ordered[at];
  if (chosen === undefined) return { channel: null, because: passed.join('; ') };
  const held = barOn(chosen.channel);
  const words = held === undefined ? [chosen.because] : [chosen.because, `held: ${held.because}`];
  return { channel: chosen.channel, because: [...words, ...passed].join('; ') };
}
