import { describe, expect, test } from 'vitest';
import { meetingText, meetingTime } from '../../src/inbound/meeting.ts';
import { parseMessage } from '../../src/inbound/mail/parse.ts';
import { letter, NOW_MS } from './mail.ts';

async function read(text: string, type = 'text/plain; charset=utf-8'): Promise<string | null> {
  const message = await parseMessage(letter(text, { 'Content-Type': type }));
  const time = meetingTime(message, NOW_MS);
  return time === null ? null : meetingText(time);
}

describe('when a meeting is', () => {
  test.each([
    [
      'Thursday, March 18, 2027 at 3:00 PM (Eastern Time)',
      'Thu 18 Mar 2027 15:00 (America/New_York)',
    ],
    ['10:00 - Mittwoch, 17. März 2027 (MEZ)', 'Wed 17 Mar 2027 10:00 (Europe/Berlin)'],
    ['Date : 20 mars 2027\nHeure : 9 h 30', 'Sat 20 Mar 2027 09:30'],
    ['日時:2027年3月17日(水) 午後2:00', 'Wed 17 Mar 2027 14:00'],
    ['Alt: 09.03.2027, 14:00 Uhr\nNeu: 10.03.2027, 08:30 Uhr', 'Wed 10 Mar 2027 08:30'],
    [
      'Moved from Tuesday 9 March 2027 14:00 to Friday 12 March 2027 09:15',
      'Fri 12 Mar 2027 09:15',
    ],
  ])('is read beside its day: %s', async (text, expected) =>
    expect(await read(text)).toBe(expected),
  );

  test('is in the event of a calendar, not in its zone', async () => {
    const calendar = [
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      'BEGIN:VTIMEZONE',
      'TZID:W. Europe Standard Time',
      'DTSTART:16010101T030000',
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
      'DTSTART;TZID="W. Europe Standard Time":20270312T150000',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\n');
    expect(await read(calendar, 'text/calendar; method=REQUEST')).toBe(
      'Fri 12 Mar 2027 15:00 (Europe/Berlin)',
    );
  });

  test.each([
    [';VALUE=DATE:20270312', 'Fri 12 Mar 2027, all day'],
    [';TZID=Etc/GMT-3:20270312T150000', 'Fri 12 Mar 2027 15:00 (Etc/GMT-3)'],
    [
      ';TZID=/citadel.org/20260101_1/Asia/Seoul:20270312T150000',
      'Fri 12 Mar 2027 15:00 (Asia/Seoul)',
    ],
    [';TZID=AUS Eastern Standard Time:20270312T150000', 'Fri 12 Mar 2027 15:00 (Australia/Sydney)'],
    [':20270312T150000', 'Fri 12 Mar 2027 15:00'],
  ])('is in an event that begins%s', async (start, expected) => {
    const event = `BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART${start}\nEND:VEVENT\nEND:VCALENDAR`;
    expect(await read(event, 'text/calendar; method=REQUEST')).toBe(expected);
  });

  test.each(['We have to cancel.', 'The whole of 12 March 2027'])(
    'is nowhere in: %s',
    async (text) => expect(await read(text)).toBeNull(),
  );
});
