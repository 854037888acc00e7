/** Where people live, in an index: how many there are, and in which countries, is told without reading each of them. */
import type { Migration } from './migration.ts';

export const COUNTRIES: Migration = {
  number: 17,
  name: 'people by country',
  statements: [`CREATE INDEX prospect_country ON prospect (country)`],
};
