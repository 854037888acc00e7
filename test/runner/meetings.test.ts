/** Invitations in the mailbox: booked once, moved without a second booking, called off. */
import { expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../src/core/time/duration.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const STEPS = sequence([email('intro'), email('bump', { wait: '3 days' })]);

function invitation(method: string, changes: number, start: string): string {
  return [
    'From: ada@ada.example',
    'To: anna@northwind.example',
    'Subject: A call',
    `Message-ID: <${method}-${changes}@ada.example>`,
    `Content-Type: text/calendar; method=${method}; charset=utf-8`,
    '',
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    'UID:1@ada.example',
    `SEQUENCE:${changes}`,
    `DTSTART:${start}`,
    'ORGANIZER:mailto:ada@ada.example',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

async function enrolled(): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  await world.enroll(STEPS, await world.add(person('ada')));
  await world.run();
  return world;
}

async function hear(world: World, raw: string): Promise<void> {
  world.clock.set(world.clock.nowMs() + MINUTE_MS);
  world.source.deliver(raw);
  await world.run();
}

const toldOf = async (world: World) =>
  (await world.stores.history.timeline('p1'))
    .filter(({ type }) => type.startsWith('signal_'))
    .map(({ type, summary }) => `${type}: ${summary}`);

test('one that is moved is told as moved, not as a second one', async () => {
  const world = await enrolled();
  await hear(world, invitation('REQUEST', 0, '20260310T090000Z'));
  await hear(world, invitation('REQUEST', 1, '20260311T140000Z'));
  await hear(world, invitation('CANCEL', 2, '20260311T140000Z'));
  expect(await toldOf(world)).toEqual([
    'signal_meeting_booked: Meeting on Tue 10 Mar 2026 09:00 (UTC)',
    'signal_meeting_moved: Meeting now on Wed 11 Mar 2026 14:00 (UTC)',
    'signal_meeting_cancelled: Meeting on Wed 11 Mar 2026 14:00 (UTC)',
  ]);
  expect(await world.status('e1')).toBe('finished: meeting_booked');
});

/** An answer to an invitation of ours, with a word beside it. */
function declined(words: string, from = 'ada@ada.example'): string {
  return [
    `From: ${from}`,
    'To: anna@northwind.example',
    'Subject: Declined: A call',
    'Message-ID: <no@ada.example>',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    '',
    words,
    '--b',
    'Content-Type: text/calendar; method=REPLY; charset=utf-8',
    '',
    'BEGIN:VCALENDAR',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    'ORGANIZER:mailto:anna@northwind.example',
    'ATTENDEE;PARTSTAT=DECLINED:mailto:ada@ada.example',
    'DTSTART:20260310T090000Z',
    'END:VEVENT',
    'END:VCALENDAR',
    '--b--',
    '',
  ].join('\n');
}

test.each([
  ['ada@ada.example', 'Please remove me from your list.', 'finished: opted_out'],
  // Calendars answer in the name of whoever invited.
  ['anna@northwind.example', 'Please remove me from your list.', 'finished: opted_out'],
  ['ada@ada.example', 'I am away that day.', 'finished: replied'],
  [
    'ada@ada.example',
    'Ada has declined this invitation.\n\nYou are receiving this email because you are subscribed to calendar notifications. To stop receiving these emails, go to the settings and change them.',
    'finished: replied',
  ],
])('one that is declined by %s with the words "%s"', async (from, words, status) => {
  const world = await enrolled();
  await hear(world, declined(words, from));
  expect(await world.status('e1')).toBe(status);
});

test('one of several people stops each of them, whatever company they are of', async () => {
  const world = new World({ nowMs: MONDAY });
  const guests = ['ada', 'bo', 'cy'].map((name) => person(name));
  await world.enroll(STEPS, await world.add(...guests));
  await world.runUntil(MONDAY + DAY_MS, DAY_MS);
  const booked = invitation('REQUEST', 0, '20260310T090000Z')
    .replace('From: ada@ada.example', 'From: no-reply@calendly.com')
    .replace(
      'ORGANIZER:mailto:ada@ada.example',
      'ORGANIZER:mailto:anna@northwind.example\r\nATTENDEE:mailto:ada@ada.example\r\nATTENDEE:mailto:bo@bo.example',
    );
  await hear(world, booked);
  const standing = await Promise.all(['e1', 'e2', 'e3'].map((id) => world.status(id)));
  expect(standing).toEqual(['finished: meeting_booked', 'finished: meeting_booked', 'active']);
  expect(await world.broken()).toEqual([]);
});

test('one that is moved stops as well, for who did not see the first invitation', async () => {
  const world = await enrolled();
  await hear(world, invitation('REQUEST', 3, '20260311T140000Z'));
  await world.runUntil(MONDAY + 5 * DAY_MS, DAY_MS);
  expect(await world.status('e1')).toBe('finished: meeting_booked');
  expect(await world.sent()).toEqual(['e1.intro.1']);
});
