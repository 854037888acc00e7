/**
 * Where and when do people answer? Of a person and their colleagues it is read when it is asked. Of everybody it is what was known at the
 * last midnight UTC, so that a run, `why` and a preview of the same day agree, and a run reads it once.
 */
import type { Exchange } from '../../core/engagement.ts';
import { DAY_MS } from '../../core/time/duration.ts';
import { BEST_HOUR_FIELD, PREFERRED_CHANNEL_FIELD } from '../../core/preference.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { EngagementStore } from '../../ports/engagement-store.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import { declaredHour, learntHour, type BestHour } from '../../score/best-hour.ts';
import {
  declaredChannel,
  NO_PREFERENCE,
  ownPreference,
  groupPreference,
  type ChannelPreference,
} from '../../score/preferred-channel.ts';

/** So many of the latest touches and answers stand for everybody. */
const SAMPLE_MOST = 20_000;
const COLLEAGUES_MOST = 100;

export class Preferences {
  readonly #engagement: Pick<EngagementStore, 'exchangesOf' | 'latestExchanges'>;
  readonly #people: Pick<PeopleStore, 'ofAccount'>;
  readonly #zone: string;
  #sample: { readonly dayMs: number; readonly exchanges: readonly Exchange[] } | null = null;

  /** @param zone  The workspace's. */
  constructor(
    stores: {
      readonly engagement: Pick<EngagementStore, 'exchangesOf' | 'latestExchanges'>;
      readonly people: Pick<PeopleStore, 'ofAccount'>;
    },
    zone: string,
  ) {
    this.#engagement = stores.engagement;
    this.#people = stores.people;
    this.#zone = zone;
  }

  async channelsOf(prospect: Prospect, nowMs: number): Promise<ChannelPreference> {
    const declared = declaredChannel(prospect.fields[PREFERRED_CHANNEL_FIELD]);
    const own = ownPreference(await this.#engagement.exchangesOf([prospect.id], nowMs + 1));
    // What they said comes first, and what they did says the rest.
    if (declared !== null) return { ...declared, channels: joined(declared, own) };
    return own ?? (await this.#ofGroup(prospect, nowMs)) ?? NO_PREFERENCE;
  }

  /** `null`: not enough is known. */
  async hourOf(prospect: Prospect, nowMs: number): Promise<BestHour | null> {
    const declared = declaredHour(prospect.fields[BEST_HOUR_FIELD]);
    if (declared !== null) return declared;
    const theirs = await this.#engagement.exchangesOf([prospect.id], nowMs + 1);
    const own = learntHour('own', 'of theirs', theirs, this.#zone);
    if (own !== null) return own;
    const all = await this.#everybody(nowMs);
    const { country } = prospect;
    const there = country === null ? [] : all.filter((each) => each.country === country);
    return (
      learntHour('country', `from ${country}`, there, this.#zone) ??
      learntHour('everybody', 'of everybody', all, this.#zone)
    );
  }

  async #ofGroup(
    { id, accountId, country }: Prospect,
    nowMs: number,
  ): Promise<ChannelPreference | null> {
    if (accountId !== null) {
      const people = await this.#people.ofAccount(accountId, COLLEAGUES_MOST);
      const ids = people.map((each) => each.id).filter((each) => each !== id);
      const exchanges = await this.#engagement.exchangesOf(ids, nowMs + 1);
      const found = groupPreference('account', 'colleagues', exchanges);
      if (found !== null) return found;
    }
    const all = await this.#everybody(nowMs);
    const there = country === null ? [] : all.filter((each) => each.country === country);
    return (
      groupPreference('country', `people in ${country}`, there) ??
      groupPreference('everybody', 'people', all)
    );
  }

  async #everybody(nowMs: number): Promise<readonly Exchange[]> {
    const dayMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
    if (this.#sample?.dayMs !== dayMs) {
      const exchanges = await this.#engagement.latestExchanges(dayMs, SAMPLE_MOST);
      this.#sample = { dayMs, exchanges };
    }
    return this.#sample.exchanges;
  }
}

function joined(
  declared: ChannelPreference,
  own: ChannelPreference | null,
): ChannelPreference['channels'] {
  const said = new Set(declared.channels.map(({ channel }) => channel));
  return [...declared.channels, ...(own?.channels ?? []).filter((each) => !said.has(each.channel))];
}
