import type { PublicHoliday } from './almanac.ts';

/** What an almanac said of one country and one year. */
export interface CountryYear {
  readonly country: string;
  readonly year: number;
  /** `null`: the country is not in the almanac. */
  readonly holidays: readonly PublicHoliday[] | null;
}

export interface KnownYear {
  readonly country: string;
  readonly year: number;
  /** Whether the almanac had the country. */
  readonly isInAlmanac: boolean;
}

/** Public holidays by country and year, looked up once, so that a run needs no almanac. */
export interface HolidayStore {
  /** Everything that was looked up, by country, then year. */
  years(): Promise<readonly KnownYear[]>;
  ofCountry(country: string): Promise<readonly PublicHoliday[]>;
  /** Writes all of it or nothing; what was known of a year before is replaced. */
  learn(years: readonly CountryYear[]): Promise<void>;
  /** Countries of people who are in a running sequence, each with one of these people. */
  inUse(): Promise<readonly { readonly country: string; readonly prospectId: string }[]>;
}
