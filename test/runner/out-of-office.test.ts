import { expect, test } from 'vitest';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

test.each([
  // The workspace is in Berlin.
  ['Asia/Tokyo', '2026-03-09T15:00'],
  ['America/Los_Angeles', '2026-03-10T07:00'],
  [null, '2026-03-09T23:00'],
])('who is back on 10 March in %s is back when that day begins there', async (zone, backAt) => {
  const world = new World({ nowMs: MONDAY });
  const [ada] = await world.add(
    person('ada', { zone, zoneSource: zone === null ? null : 'place' }),
  );
  const plain = sequence([email('intro'), email('bump', { wait: '2 days' })]);
  const outOfOffice = { ...plain.exits.outOfOffice, plus: null };
  const of = { ...plain, exits: { ...plain.exits, outOfOffice } } as typeof plain;
  const [enrollment] = await world.enroll(of, [ada!]);
  await world.run();
  world.source.deliver(
    'From: ada@ada.example\nSubject: Out of office: About intro\nAuto-Submitted: auto-replied\nMessage-ID: <1@ada.example>\n\nI am away. I will be back on 10 March 2026.\n',
  );
  await world.run();
  const [hold] = (await world.stores.engine.load(enrollment!))!.enrollment.holds;
  expect(hold).toMatchObject({ reason: 'out_of_office', untilMs: at(backAt) });
});

test('who left for good is paused, and a rep is told who has their work', async () => {
  const world = new World({ nowMs: MONDAY });
  const [ada] = await world.add(person('ada'));
  const of = sequence([email('intro'), email('bump', { wait: '2 days' })]);
  const [enrollment] = await world.enroll(of, [ada!]);
  await world.run();
  world.source.deliver(
    'From: Ada Kern <ada@ada.example>\nSubject: Automatic reply: About intro\nAuto-Submitted: auto-replied\nMessage-ID: <1@ada.example>\n\nI have left the company. Ben Ruf (ben@ada.example) has taken over my work.\n',
  );
  await world.run();
  const [hold] = (await world.stores.engine.load(enrollment!))!.enrollment.holds;
  expect(hold).toMatchObject({
    reason: 'out_of_office',
    detail: 'they left; in their place: Ben Ruf <ben@ada.example>',
  });
  // No return: the sequence's `else`, seven days.
  expect(hold!.untilMs).toBeGreaterThanOrEqual(at('2026-03-09T00:00'));
  expect(await world.stores.tasks.open(null)).toEqual([
    expect.objectContaining({
      kind: 'reply',
      reasons: ['they left: their automatic answer names Ben Ruf <ben@ada.example>'],
    }),
  ]);
});
