import { describe, expect, test } from 'vitest';
import {
  breakerVerdict,
  capOn,
  gapAfter,
  mailboxDay,
  mailboxVerdict,
  parseCap,
  parseGap,
  parseTouchLimit,
  personVerdict,
  type MailboxLimits,
  type MailboxUse,
} from '../../src/core/budget.ts';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { parseLocalDate } from '../../src/core/time/civil-date.ts';
import { at, shown } from './times.ts';

const anna: MailboxLimits = {
  capPerDay: 50,
  gapMs: [120_000, 120_000],
  ramp: null,
  zone: 'Europe/Paris',
};
const unused: MailboxUse = { openedToday: 0, lastOpenedAtMs: null, sendDays: 0 };

describe('capOn', () => {
  test.each([
    ['without a ramp, on the first day', null, 0, 50],
    ['with a ramp, on the first day', { from: 10, add: 5 }, 0, 10],
    ['after three days with a message', { from: 10, add: 5 }, 3, 25],
    ['when the ramp reaches the cap', { from: 10, add: 5 }, 8, 50],
    ['beyond the cap', { from: 10, add: 5 }, 400, 50],
    ['when the ramp starts above the cap', { from: 80, add: 5 }, 0, 50],
  ])('%s', (_, ramp, sendDays, cap) => expect(capOn({ ...anna, ramp }, sendDays)).toBe(cap));
});

describe('gapAfter', () => {
  const drawn: MailboxLimits = { ...anna, gapMs: [90_000, 180_000] };

  test('draws the same for the same message, and others for others', () => {
    const gaps = Array.from({ length: 1000 }, (_, index) =>
      gapAfter(drawn, `anna:e${index}.intro.1`),
    );
    expect(gapAfter(drawn, 'anna:e7.intro.1')).toBe(gaps[7]);
    expect(new Set(gaps).size).toBeGreaterThan(980);
    expect(gaps.every((gap) => Number.isInteger(gap) && gap >= 90_000 && gap <= 180_000)).toBe(
      true,
    );
    expect(Math.min(...gaps)).toBeLessThan(92_000);
    expect(Math.max(...gaps)).toBeGreaterThan(178_000);
  });

  test('reaches both ends', () => {
    const two: MailboxLimits = { ...anna, gapMs: [1, 2] };
    const gaps = Array.from({ length: 50 }, (_, index) => gapAfter(two, `${index}`));
    expect(new Set(gaps)).toEqual(new Set([1, 2]));
  });
});

describe('mailboxVerdict', () => {
  const noon = at('Mon 2 Mar 2026 12:00 Europe/Paris');
  const ago = (ms: number): MailboxUse => ({
    ...unused,
    openedToday: 1,
    lastOpenedAtMs: noon - ms,
  });

  test('an unused mailbox is open, with its whole cap left', () => {
    expect(mailboxVerdict(anna, unused, noon, 'seed')).toEqual({
      open: true,
      slotsLeft: 50,
      guard: {
        localDay: parseLocalDate('2026-03-02'),
        openedBelow: 50,
        lastOpenedNotAfterMs: noon - 120_000,
      },
    });
  });

  test.each([
    ['at the gap, open', ago(120_000), { open: true, slotsLeft: 49 }],
    [
      'within the gap, shut until its end',
      ago(119_999),
      { open: false, rule: 'gap', clearsAtMs: noon + 1 },
    ],
    ['with the last slot', { ...unused, openedToday: 49 }, { open: true, slotsLeft: 1 }],
    ['without a slot', { ...unused, openedToday: 50 }, { open: false, rule: 'cap' }],
    ['over a cap that was lowered', { ...unused, openedToday: 70 }, { open: false, rule: 'cap' }],
    [
      'after a clock that ran ahead',
      ago(-HOUR_MS),
      { open: false, rule: 'gap', clearsAtMs: noon + HOUR_MS + 120_000 },
    ],
  ] as const)('%s', (_, use, verdict) => {
    expect(mailboxVerdict(anna, use, noon, 'seed')).toMatchObject(verdict);
  });

  test('a ramp shuts a new mailbox earlier', () => {
    const ramping: MailboxLimits = { ...anna, ramp: { from: 10, add: 5 } };
    const use = { ...unused, openedToday: 15, sendDays: 1 };
    expect(mailboxVerdict(ramping, use, noon, 'seed')).toMatchObject({ open: false, rule: 'cap' });
    expect(mailboxVerdict(ramping, { ...use, sendDays: 2 }, noon, 'seed')).toMatchObject({
      open: true,
      slotsLeft: 5,
      guard: { openedBelow: 20 },
    });
  });
});

describe('a cap that is reached', () => {
  test.each([
    [
      'the next midnight of the mailbox',
      'Europe/Paris',
      'Mon 2 Mar 2026 12:00',
      'Tue 3 Mar 2026 00:00',
    ],
    [
      'the midnight after 23 hours',
      'Europe/Paris',
      'Sun 29 Mar 2026 00:00',
      'Mon 30 Mar 2026 00:00',
    ],
    [
      'the first minute of a day without a midnight',
      'Africa/Cairo',
      'Thu 23 Apr 2026 12:00',
      'Fri 24 Apr 2026 01:00',
    ],
    [
      'the second midnight, between the two',
      'America/St_Johns',
      'Sat 6 Nov 2010 23:30 second',
      'Sun 7 Nov 2010 00:00 second',
    ],
  ])('clears at %s', (_, zone, now, expected) => {
    const use = { ...unused, openedToday: 50 };
    const nowMs = at(`${now} ${zone}`);
    const verdict = mailboxVerdict({ ...anna, zone }, use, nowMs, 'seed');
    expect(verdict.open).toBe(false);
    const clearsAtMs = verdict.open ? null : verdict.clearsAtMs;
    expect(shown(zone, clearsAtMs)).toBe(expected);
    expect(mailboxDay({ ...anna, zone }, clearsAtMs!)).toBeGreaterThan(
      mailboxDay({ ...anna, zone }, nowMs),
    );
  });

  test('clears when the gap does, where that is later', () => {
    const lastOpenedAtMs = at('Mon 2 Mar 2026 23:59 Europe/Paris');
    const use = { ...unused, openedToday: 50, lastOpenedAtMs };
    expect(mailboxVerdict(anna, use, lastOpenedAtMs, 'seed')).toMatchObject({
      rule: 'cap',
      clearsAtMs: lastOpenedAtMs + 120_000,
    });
  });
});

describe('personVerdict', () => {
  const perDay = { most: 2, perMs: DAY_MS };
  const perWeek = { most: 6, perMs: 7 * DAY_MS };
  const now = at('Fri 6 Mar 2026 12:00 UTC');
  const ago = (...hours: number[]): number[] => hours.map((hour) => now - hour * HOUR_MS);

  test.each([
    ['nobody was touched', [], null],
    ['one touch today', ago(2), null],
    ['two touches today', ago(20, 2), 4],
    ['two touches, whatever their order', ago(2, 20), 4],
    ['a touch exactly a day ago does not count', ago(24, 2), null],
    ['three touches today, one of them by hand', ago(20, 5, 2), 19],
    ['six touches in a week', ago(160, 130, 100, 80, 60, 30), 8],
    ['both limits reached: the longer one counts', ago(160, 130, 100, 80, 20, 2), 8],
    ['both limits reached: the later one counts', ago(167, 130, 100, 80, 3, 2), 21],
    ['old touches', ago(900, 800, 700, 600, 500, 400, 300), null],
    ['a touch in the future', ago(-1, 2), 22],
  ])('%s', (_, touchTimesMs, clearsInHours) => {
    const verdict = personVerdict([perDay, perWeek], touchTimesMs, now);
    if (clearsInHours === null) expect(verdict).toEqual({ open: true });
    else expect(verdict).toMatchObject({ open: false, clearsAtMs: now + clearsInHours * HOUR_MS });
  });

  test('names the limit that stands in the way longest', () => {
    expect(personVerdict([perDay, perWeek], ago(160, 130, 100, 80, 20, 2), now)).toMatchObject({
      limit: perWeek,
    });
    expect(personVerdict([perWeek, perDay], ago(167, 130, 100, 80, 3, 2), now)).toMatchObject({
      limit: perDay,
    });
  });

  test('without limits everybody is open', () => {
    expect(personVerdict([], ago(1, 2, 3, 4, 5), now)).toEqual({ open: true });
  });
});

describe('breakerVerdict', () => {
  test.each([
    ['too few to say', 49, 49, 49, 'ok'],
    ['nothing wrong', 1000, 0, 0, 'ok'],
    ['bounces at 2 %', 50, 1, 0, 'ok'],
    ['bounces over 2 %', 50, 2, 0, 'warn'],
    ['bounces at 4 %', 100, 4, 0, 'warn'],
    ['bounces over 4 %', 100, 5, 0, 'pause'],
    ['complaints at 0.1 %', 1000, 0, 1, 'ok'],
    ['complaints over 0.1 %', 1000, 0, 2, 'warn'],
    ['complaints at 0.3 %', 1000, 0, 3, 'warn'],
    ['complaints over 0.3 %', 1000, 0, 4, 'pause'],
    ['one complaint of fifty', 50, 0, 1, 'pause'],
  ] as const)('%s', (_, sent, bounced, complained, verdict) => {
    expect(breakerVerdict({ sent, bounced, complained })).toBe(verdict);
  });
});

describe('what people write', () => {
  test.each([
    ['2 per day', { most: 2, perMs: DAY_MS }],
    ['6 per 7 days', { most: 6, perMs: 7 * DAY_MS }],
    ['3 per week', { most: 3, perMs: 7 * DAY_MS }],
    ['1 per 12 hours', { most: 1, perMs: 12 * HOUR_MS }],
    ['0 per day', null],
    ['2 per 0 days', null],
    ['2 per business day', null],
    ['2 a day', null],
    ['2', null],
  ])('the touch limit "%s"', (text, limit) => expect(parseTouchLimit(text)).toEqual(limit));

  test.each([
    ['50 per day', 50],
    [' 8  per day ', 8],
    ['0 per day', null],
    ['50 per week', null],
    ['-5 per day', null],
    ['50', null],
  ])('the cap "%s"', (text, cap) => expect(parseCap(text)).toBe(cap));

  test.each([
    ['90-180 seconds', [90_000, 180_000]],
    ['1 - 3 minutes', [60_000, 180_000]],
    ['2 minutes', [120_000, 120_000]],
    ['0 seconds', [0, 0]],
    ['180-90 seconds', null],
    ['1 day', null],
    ['90', null],
    ['', null],
  ])('the gap "%s"', (text, gap) => expect(parseGap(text)).toEqual(gap));
});
