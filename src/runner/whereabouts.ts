/** On whose clock and by which calendar does a person live? Read from the store and kept for an hour. */
import { WORK_WEEK, type Calendar, type Holidays } from '../core/time/calendar.ts';
import { HOUR_MS } from '../core/time/duration.ts';
import type { Prospect } from '../core/person/prospect.ts';
import type { Home } from '../policy/enroll-rules.ts';
import type { SendWindow } from '../core/time/window.ts';
import { weekendOf } from '../core/time/work-week.ts';
import type { HolidayStore } from '../ports/holiday-store.ts';
import type { PeopleStore } from '../ports/people-store.ts';

export interface LivedZone {
  /** IANA name. */
  readonly zone: string;
  /** How it is known. */
  readonly source: NonNullable<Prospect['zoneSource']> | 'account' | 'workspace';
}

/** Most colleagues who are asked for their zone. */
const COLLEAGUES_MOST = 100;
/** Another process may have learnt more since. */
const KEPT_MS = HOUR_MS;

export class Whereabouts {
  readonly #workspaceZone: string;
  readonly #holidays: Kept<Holidays>;
  /** By country, empty where none is known, and account. */
  readonly #accountZones: Kept<string | null>;

  constructor(
    stores: { readonly people: Pick<PeopleStore, 'ofAccount'>; readonly holidays: HolidayStore },
    workspaceZone: string,
    /** What was read is kept so long. */
    keptMs: number = KEPT_MS,
  ) {
    this.#workspaceZone = workspaceZone;
    this.#holidays = new Kept(async (country) => {
      const found = await stores.holidays.ofCountry(country);
      return new Map(found.map(({ day, name }) => [day, { name, country }]));
    }, keptMs);
    this.#accountZones = new Kept(async (key) => {
      const [country = '', accountId = ''] = key.split(' ');
      const colleagues = await stores.people.ofAccount(accountId, COLLEAGUES_MOST);
      return mostCommonZone(
        colleagues.filter((each) => country === '' || each.country === country),
      );
    }, keptMs);
  }

  async homeOf(
    prospect: Prospect,
    window: Pick<SendWindow, 'holidays'>,
    nowMs: number,
  ): Promise<Home> {
    const { zone } = await this.zoneOf(prospect, nowMs);
    return { zone, calendar: await this.calendarOf(prospect, window, nowMs) };
  }

  /** The same without a promise, which costs more than most decisions; `null`: something must be read first. */
  homeAtOnce(
    { zone, zoneSource, country }: Pick<Prospect, 'zone' | 'zoneSource' | 'country'>,
    { holidays }: Pick<SendWindow, 'holidays'>,
    nowMs: number,
  ): Home | null {
    const isOwn = holidays === 'prospect' || holidays === 'none';
    if (zone === null || zoneSource === 'country' || !isOwn) return null;
    const known = country === null ? WORK_WEEK.holidays : this.#holidays.known(country, nowMs);
    return known === null
      ? null
      : { zone, calendar: { weekend: weekendOf(country), holidays: known } };
  }

  /**
   * Their own, else that of most people of their account, else the main one of their country, else the workspace's. Colleagues in another
   * country live on another clock.
   */
  async zoneOf(prospect: Prospect, nowMs: number): Promise<LivedZone> {
    const { zone, zoneSource } = prospect;
    const source = zoneSource ?? 'column';
    if (zone !== null && source !== 'country') return { zone, source };
    const { accountId, country } = prospect;
    const key = `${country ?? ''} ${accountId}`;
    const account = accountId === null ? null : await this.#accountZones.of(key, nowMs);
    if (account !== null) return { zone: account, source: 'account' };
    return zone === null ? { zone: this.#workspaceZone, source: 'workspace' } : { zone, source };
  }

  /** The work week and public holidays of the person's country, and those that the window names. */
  async calendarOf(
    { country }: Pick<Prospect, 'country'>,
    window: Pick<SendWindow, 'holidays'>,
    nowMs: number,
  ): Promise<Calendar> {
    const holidays =
      country === null ? WORK_WEEK.holidays : await this.#holidays.of(country, nowMs);
    const own = { weekend: weekendOf(country), holidays };
    if (window.holidays === 'prospect' || window.holidays === 'none') return own;
    return { ...own, windowHolidays: await this.#holidays.of(window.holidays, nowMs) };
  }
}

/** Guesses are no evidence for somebody else. Of zones with as many people that of who is known longest. */
function mostCommonZone(people: readonly Prospect[]): string | null {
  const counts = new Map<string, number>();
  for (const { zone, zoneSource } of people) {
    if (zone !== null && zoneSource !== 'country') counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}

class Kept<Value> {
  readonly #read: (key: string) => Promise<Value>;
  readonly #kept = new Map<string, { readonly atMs: number; readonly value: Promise<Value> }>();
  readonly #known = new Map<string, { readonly atMs: number; readonly value: Value }>();
  readonly #keptMs: number;

  constructor(read: (key: string) => Promise<Value>, keptMs: number) {
    this.#read = read;
    this.#keptMs = keptMs;
  }

  of(key: string, nowMs: number): Promise<Value> {
    const kept = this.#kept.get(key);
    if (kept !== undefined && Math.abs(nowMs - kept.atMs) < this.#keptMs) return kept.value;
    const value = this.#read(key);
    this.#kept.set(key, { atMs: nowMs, value });
    value.then(
      (found) => this.#known.set(key, { atMs: nowMs, value: found }),
      // A store that was busy once must not fail everybody for an hour.
      () => this.#kept.delete(key),
    );
    return value;
  }

  /** `null`: not read yet, or too long ago. */
  known(key: string, nowMs: number): Value | null {
    const found = this.#known.get(key);
    return found !== undefined && Math.abs(nowMs - found.atMs) < this.#keptMs ? found.value : null;
  }
}
