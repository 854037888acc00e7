/** "In three business days, then the next open hour of 09:00 to 17:00": ours against luxon, which must agree. */
import { DateTime } from 'luxon';
import { addDuration, type Calendar } from '../../src/core/time/calendar.ts';
import { dayFromCivil } from '../../src/core/time/civil-date.ts';
import { nextOpening } from '../../src/core/time/window.ts';
import { OFFICE_HOURS } from '../support/world/builders.ts';
import type { Part } from './part.ts';
import { inTurns, short } from './rounds.ts';

const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Africa/Cairo',
  'America/St_Johns',
  'UTC',
];
const HOLIDAYS = ['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-12-25'];
const CALENDAR: Calendar = {
  weekend: [6, 7],
  holidays: new Map(
    HOLIDAYS.map((date) => {
      const [year, month, day] = date.split('-').map(Number);
      return [dayFromCivil(year!, month!, day!), { name: date, country: 'DE' }];
    }),
  ),
};
const WINDOW = { ...OFFICE_HOURS, holidays: 'DE' };
const THREE = { amount: 3, unit: 'business_day' } as const;
const CASES = Array.from({ length: 4_096 }, (_, index) => ({
  zone: ZONES[index % ZONES.length]!,
  fromMs: Date.UTC(2026, 0, 1) + index * 7_517_000,
}));

export const zonesPart: Part = {
  name: 'zones',
  title: 'three business days on, then the next open hour, in 12 zones, against luxon',
  run: async ({ rounds }) => {
    for (const { zone, fromMs } of CASES) {
      if (ours(zone, fromMs) !== luxons(zone, fromMs)) {
        throw new Error(`${zone} ${new Date(fromMs).toISOString()}: we and luxon differ`);
      }
    }
    const [base, fast] = await inTurns(
      [
        { name: 'luxon', measure: async () => perSecond(luxons, 1) },
        { name: 'touchline', measure: async () => perSecond(ours, 20) },
      ],
      rounds ?? 5,
    );
    return [
      { what: 'luxon, per second', value: short(base!.median), goal: null },
      { what: 'touchline, per second', value: short(fast!.median), goal: null },
      {
        what: 'ratio',
        value: short(fast!.ratio),
        goal: { words: 'at least 15', isMet: fast!.ratio >= 15 },
      },
    ];
  },
};

function ours(zone: string, fromMs: number): number {
  return nextOpening(WINDOW, zone, CALENDAR, addDuration(fromMs, THREE, zone, CALENDAR))!;
}

function luxons(zone: string, fromMs: number): number {
  let at = DateTime.fromMillis(fromMs, { zone });
  for (let left = 3; left > 0;) {
    at = at.plus({ days: 1 });
    if (isWorkDay(at)) left -= 1;
  }
  for (;;) {
    if (isWorkDay(at) && at.hour < 9)
      return at.set({ hour: 9, minute: 0, second: 0, millisecond: 0 }).toMillis();
    if (isWorkDay(at) && at.hour < 17) return at.toMillis();
    at = at.plus({ days: 1 }).startOf('day');
  }
}

function isWorkDay(at: DateTime): boolean {
  return at.weekday < 6 && !HOLIDAYS.includes(at.toISODate()!);
}

function perSecond(of: (zone: string, fromMs: number) => number, times: number): number {
  const startedMs = performance.now();
  for (let time = 0; time < times; time++) {
    for (const { zone, fromMs } of CASES) of(zone, fromMs);
  }
  return ((CASES.length * times) / (performance.now() - startedMs)) * 1_000;
}
