/** What every database must do with public holidays. */
import { describe, expect, test } from 'vitest';
import type { RehearsalStores } from '../../src/ports/stores.ts';
import { parseLocalDate } from '../../src/core/time/civil-date.ts';
import { person } from '../support/world/builders.ts';
import { enroll, NOW, OUTREACH } from './store-story.ts';

const day = (date: string): number => parseLocalDate(date)!;
const THANKSGIVING = { day: day('2026-11-26'), name: 'Thanksgiving Day' };
const CHRISTMAS = { day: day('2026-12-25'), name: 'Christmas Day' };

export function describeHolidayStore(name: string, open: () => RehearsalStores): void {
  describe(`holidays in ${name}`, () => {
    test('are kept by country, in order, and of a country that was never looked up there are none', async () => {
      const { holidays } = open();
      await holidays.learn([
        { country: 'US', year: 2026, holidays: [CHRISTMAS, THANKSGIVING] },
        { country: 'US', year: 2025, holidays: [] },
        { country: 'AQ', year: 2026, holidays: null },
      ]);
      expect(await holidays.ofCountry('US')).toEqual([THANKSGIVING, CHRISTMAS]);
      expect(await holidays.ofCountry('DE')).toEqual([]);
      expect(await holidays.years()).toEqual([
        { country: 'AQ', year: 2026, isInAlmanac: false },
        { country: 'US', year: 2025, isInAlmanac: true },
        { country: 'US', year: 2026, isInAlmanac: true },
      ]);
    });

    test('of a year that is learnt again are replaced', async () => {
      const { holidays } = open();
      await holidays.learn([{ country: 'US', year: 2026, holidays: [THANKSGIVING] }]);
      await holidays.learn([{ country: 'US', year: 2026, holidays: [CHRISTMAS] }]);
      expect(await holidays.ofCountry('US')).toEqual([CHRISTMAS]);
      expect(await holidays.years()).toHaveLength(1);
    });

    test('that a long one of the year before reaches into are one day each', async () => {
      const { holidays } = open();
      const newYear = day('2027-01-01');
      await holidays.learn([
        { country: 'SZ', year: 2026, holidays: [{ day: newYear, name: 'Incwala' }] },
        { country: 'SZ', year: 2027, holidays: [{ day: newYear, name: 'New Year' }] },
      ]);
      expect((await holidays.ofCountry('SZ')).map((each) => each.day)).toEqual([newYear]);
    });

    test('matter for countries of people in a running sequence, as they are now', async () => {
      const store = open();
      const countries = ['US', 'FR', null, 'US'];
      const people = countries.map((country, index) => ({
        id: null,
        person: person(`p${index}`, { country }),
      }));
      const ids = await store.people.save(people, NOW, null);
      await store.enrollments.storeVersion({ sequence: OUTREACH, templates: [] }, NOW);
      for (const id of [ids[0]!, ids[2]!, ids[3]!]) await enroll(store, id);
      expect(await store.holidays.inUse()).toEqual([{ country: 'US', prospectId: ids[0] }]);
      const moved = person('p0', { country: 'JP' });
      await store.people.save([{ id: ids[0]!, person: moved }], NOW, null);
      expect(await store.holidays.inUse()).toEqual([
        { country: 'JP', prospectId: ids[0] },
        { country: 'US', prospectId: ids[3] },
      ]);
    });
  });
}
