/** When are the public holidays of a country? Slow to open: asked only by commands that learn of a country, never by a run. */
export interface Almanac {
  /**
   * Days on which all of the country is off, by its law; not those of a region, of banks only, or of half a day.
   *
   * @param country  ISO 3166 alpha-2.
   * @returns Those that begin in this year, in order; a longer one as one entry for each day. `null`: the country is not in the almanac.
   */
  publicHolidays(country: string, year: number): readonly PublicHoliday[] | null;
}

export interface PublicHoliday {
  /** Local date as days since 1970-01-01. */
  readonly day: number;
  /** In English where it has an English name. */
  readonly name: string;
}
