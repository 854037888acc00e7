/** Whose is the answer? */
import { expect, test } from 'vitest';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const REPS = [
  { id: 'anna', name: 'Anna', email: 'anna@northwind.example' },
  { id: 'ben', name: 'Ben', email: 'ben@northwind.example' },
];

test.each<[string, string | null, string]>([
  ['of the person they belong to', 'ben', 'ben'],
  ['of the mailbox that wrote, where nobody owns the person', null, 'anna'],
])('a reply task is for the rep %s', async (_, owner, rep) => {
  const world = new World({ nowMs: at('2026-03-02T08:00'), settings: { reps: REPS } });
  const [ada] = await world.add(person('ada', { owner }));
  await world.enroll(sequence([email('intro')]), [ada!]);
  await world.run();
  world.source.deliver(
    'From: ada@ada.example\nMessage-ID: <1@ada.example>\n\nSounds interesting.\n',
  );
  await world.run();
  expect(await world.stores.tasks.open(null)).toEqual([
    expect.objectContaining({
      kind: 'reply',
      rep,
      reasons: ['they answered: positive misc reasons'],
    }),
  ]);
});
