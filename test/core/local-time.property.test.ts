import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { expect, test } from 'vitest';
import { civilFromDay, dayFromCivil } from '../../src/core/time/civil-date.ts';
import { offsetMsAt, toEpochMs, toLocal } from '../../src/core/time/local-time.ts';
import { changesOf, instantsAt, ZONES } from './times.ts';

const zones = fc.constantFrom(...ZONES, 'Pacific/Apia', 'America/Recife', 'Africa/Monrovia');
const instants = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2090, 0) });

test('an offset is luxon’s offset', () => {
  fc.assert(
    fc.property(zones, instants, (zone, ms) => {
      const offsetMs = Math.round(IANAZone.create(zone).offset(ms) * 60_000);
      expect(offsetMsAt(zone, ms)).toBe(offsetMs);
    }),
    { numRuns: 500 },
  );
});

test('a local time is luxon’s local time', () => {
  fc.assert(
    fc.property(zones, instants, (zone, ms) => {
      const local = toLocal(zone, ms);
      const oracle = DateTime.fromMillis(ms, { zone });
      expect({ ...civilFromDay(local.day), weekday: local.weekday, minute: local.minute }).toEqual({
        year: oracle.year,
        month: oracle.month,
        day: oracle.day,
        weekday: oracle.weekday,
        minute: oracle.hour * 60 + oracle.minute,
      });
    }),
    { numRuns: 500 },
  );
});

test('the clock at the instant of a local time shows that local time, the first time it does', () => {
  fc.assert(
    fc.property(zones, instants, (zone, ms) => {
      const { day, msOfDay } = toLocal(zone, ms);
      expect(toEpochMs(zone, day, msOfDay)).toBe(instantsAt(zone, day * 86_400_000 + msOfDay)[0]);
    }),
    { numRuns: 500 },
  );
});

test.each(ZONES)('around every change in %s local times go back and forth', (zone) => {
  for (const change of changesOf(zone)) {
    for (let ms = change - 7_200_000; ms <= change + 7_200_000; ms += 900_000) {
      const { day, msOfDay } = toLocal(zone, ms);
      expect(instantsAt(zone, day * 86_400_000 + msOfDay)).toContain(ms);
      expect(toEpochMs(zone, day, msOfDay)).toBe(instantsAt(zone, day * 86_400_000 + msOfDay)[0]);
    }
  }
});

test('days and dates are each other’s inverse', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 2_000_000 }), (day) => {
      const civil = civilFromDay(day);
      expect(dayFromCivil(civil.year, civil.month, civil.day)).toBe(day);
      const oracle = new Date(day * 86_400_000);
      expect([civil.year, civil.month, civil.day]).toEqual([
        oracle.getUTCFullYear(),
        oracle.getUTCMonth() + 1,
        oracle.getUTCDate(),
      ]);
    }),
  );
});
