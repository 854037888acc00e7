import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilFromDay, weekdayOf } from '../../src/core/time/civil-date.ts';
import { returnAtMs } from '../../src/inbound/dates/return-date.ts';
import { dayNumber, localDay, startOfDayMs } from '../../src/inbound/dates/zone-offset.ts';
import { NOW_MS } from './mail.ts';

/** Now is Wednesday, 3 March 2027. */
function read(text: string): string | null {
  const at = returnAtMs(text, NOW_MS, null);
  return at === null ? null : new Date(at).toISOString().slice(0, 10);
}

describe('the day of return', () => {
  test.each([
    ['I will be back on Monday, March 15th.', '2027-03-15'],
    ['Returning 2027-03-15.', '2027-03-15'],
    ['I return on January 3', '2028-01-03'],
    ['Out until 03/10.', '2027-03-10'],
    ['Out until 10/03.', '2027-03-10'],
    ['Back on Friday', '2027-03-05'],
    ['Back tomorrow', '2027-03-04'],
    ['back in the office on the 24th', '2027-03-24'],
    ['on vacation from 8 March to 12 March', '2027-03-13'],
    ['away through March 12', '2027-03-13'],
    ['Ich bin ab dem 15.03. wieder da', '2027-03-15'],
    ['vom 8. bis 12. März im Urlaub', '2027-03-13'],
    ['Ich bin ab Montag, 15. März wieder da', '2027-03-15'],
    ['on leave until September 2027', '2027-09-01'],
    ['away until the end of March', '2027-04-01'],
    ['On PTO 3/8-3/12.', '2027-03-13'],
    ['Back Thursday of next week', '2027-03-11'],
    ['the day after tomorrow I am back', '2027-03-05'],
    ['I said I would be in on the 8th. New plan: Friday 12 March.', '2027-03-12'],
    ['My last day of leave is 12 March', '2027-03-13'],
    ['Ich bin bis zum 12. März nicht erreichbar', '2027-03-13'],
    ['Am 15. März bin ich wieder im Haus', '2027-03-15'],
    ['congés du 8 au 12 mars', '2027-03-13'],
    ['pas joignable avant le 15 mars', '2027-03-15'],
    ['No podré contestar hasta el lunes 15', '2027-03-15'],
    ['In ferie dal 5 al 12 marzo', '2027-03-13'],
    ['Só volto na próxima segunda-feira, dia 8', '2027-03-08'],
    ['3月10日(水)〜12日(金)は不在です', '2027-03-13'],
    ['来週月曜日に戻ります', '2027-03-08'],
    ['de retour le 15 mars', '2027-03-15'],
    ['regreso el 15 de marzo', '2027-03-15'],
    ['3月15日に出社いたします', '2027-03-15'],
    ['3月12日（金）まで休暇をいただいております', '2027-03-13'],
    // Behind the day that is named, and behind the week or month.
    ['Please expect a reply after 12 March.', '2027-03-13'],
    ['Ich antworte nach dem 12.3.', '2027-03-13'],
    ['away until the end of the month', '2027-04-01'],
    ['Ich bin bis Monatsende abwesend', '2027-04-01'],
    ['今月末まで休職しております', '2027-04-01'],
    ['Back next week', '2027-03-08'],
    ['Ab KW 10 bin ich wieder da', '2027-03-08'],
    // From a day on, for so long.
    ["I'm on leave for two weeks from 8 March.", '2027-03-22'],
    ['Ab dem 8. März für zwei Wochen im Urlaub', '2027-03-22'],
    ['Je suis en congés pour deux semaines à compter du 8 mars.', '2027-03-22'],
    // Two days, of which the first may be today.
    ['Heute und morgen bin ich nicht im Haus.', '2027-03-05'],
    ['Sono assente da oggi a venerdì.', '2027-03-06'],
    ['8日・9日は終日不在です', '2027-03-10'],
    // A bare day, and what follows it.
    ['Ich bin bis 12. verreist', '2027-03-13'],
    ['El lunes 8 retomo el correo.', '2027-03-08'],
    ['Estou ausente até ao dia 12 inclusive.', '2027-03-13'],
    ["I won't be reading mail before 12 March", '2027-03-12'],
    ['Le mie ferie terminano il 12 marzo.', '2027-03-13'],
    ['I had planned to return on the 8th but will be back on the 15th', '2027-03-15'],
    ['Volto na 4ª feira.', '2027-03-10'],
  ])('%s', (text, day) => expect(read(text)).toBe(day));

  test.each([
    ['Je suis absent cette semaine.', '2027-03-08'],
    ["I'm off for the rest of the week", '2027-03-08'],
    ['La semana que viene no estaré.', '2027-03-15'],
    ['In KW 10 bin ich nicht im Büro', '2027-03-15'],
    ['Ich bin in der Woche vom 8. März nicht im Büro.', '2027-03-15'],
  ])('of a note that names no other day: %s', (text, day) => {
    expect(returnAtMs(text, NOW_MS, null, true)).toBe(Date.parse(`${day}T00:00:00Z`));
  });

  test.each([
    'Back soon',
    'I am on vacation.',
    'until further notice',
    'I was back on 1 March 2026',
    'Call 030 12 34 56',
    'until 31 February',
    'Wir sind Montag bis Freitag von 9 bis 17 Uhr besetzt',
    'Our opening hours are Monday to Friday, 9 to 5.',
    'It may take us until Friday to answer.',
  ])('is not in: %s', (text) => expect(read(text)).toBeNull());

  test('begins at midnight of the zone', () => {
    expect(returnAtMs('back on 15 March', NOW_MS, 'America/New_York')).toBe(
      Date.parse('2027-03-15T04:00:00Z'),
    );
    expect(returnAtMs('back on 15 March', NOW_MS, 'nowhere')).toBe(
      Date.parse('2027-03-15T00:00:00Z'),
    );
  });
});

describe('calendar days', () => {
  test('agree with the calendar of the platform', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), (day) => {
        const date = new Date(day * 86_400_000);
        const calendarDay = {
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        };
        expect(dayNumber(calendarDay)).toBe(day);
        expect(civilFromDay(day).year).toBe(calendarDay.year);
        expect(weekdayOf(day) % 7).toBe(date.getUTCDay());
      }),
    );
  });

  test('begin where the local day begins, across every change of the clock', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Asia/Tokyo',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 19_000, max: 22_000 }),
        fc.constantFrom(...zones),
        (day, zone) => {
          const start = startOfDayMs(day, zone);
          expect(localDay(start, zone)).toBe(day);
          expect(localDay(start - 1, zone)).toBe(day - 1);
        },
      ),
    );
  });
});
