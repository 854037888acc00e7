import { expect, test } from 'vitest';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { importText } from '../support/world/lists.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

/** Ada Kern got a mail; somebody answers it. */
async function answered(from: string, subject = 'Re: About intro'): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  const ada = person('ada', { firstName: 'Ada', lastName: 'Kern', name: 'Ada Kern' });
  const ids = await world.add(ada);
  await world.enroll(sequence([email('intro'), email('bump', { wait: '3 days' })]), ids);
  await world.run();
  world.clock.set(MONDAY + 60_000);
  const id = world.stores.db.prepare(`SELECT message_id FROM message`).pluck().get();
  world.source.deliver(
    `From: ${from}\nMessage-ID: <1@home.example>\nIn-Reply-To: ${String(id)}\nSubject: ${subject}\n\nYes, let us talk.\n`,
  );
  await world.run();
  return world;
}

test('who answers under their name from another address has that address as well', async () => {
  const world = await answered('"Kern, Ada" <Ada.Kern@home.example>');
  expect(await world.status('e1')).toBe('finished: replied');
  const ada = await world.stores.people.byIdentity('email', 'ada.kern@home.example');
  expect(ada?.id).toBe('p1');
  expect(ada?.identities[0]?.value).toBe('ada@ada.example');
  const told = await world.stores.history.timeline('p1');
  expect(told.find(({ type }) => type === 'address_learnt')?.summary).toContain('home.example');
  const list = 'email,title\nada.kern@home.example,CEO\n';
  const report = await importText(world.stores, list, { nowMs: MONDAY + 120_000 });
  expect(report.counts).toMatchObject({ created: 0, merged: 0, updated: 1 });
  expect(await world.broken()).toEqual([]);
});

test.each([
  ['a colleague', 'Ben Oz <ben@ada.example>'],
  ['an address of a role', 'Ada Kern <info@ada.example>'],
  ['somebody without a name', 'x7@home.example'],
])('%s who answers in their place teaches nothing, and stops all the same', async (_, from) => {
  const world = await answered(from);
  expect(await world.status('e1')).toBe('finished: replied');
  expect((await world.stores.people.byId('p1'))?.identities).toHaveLength(3);
});

test.each([
  ['yes', 'Yes, let us talk.', 'finished: replied'],
  ['a wish to be left alone', 'Please unsubscribe me.', 'finished: opted_out'],
])(
  'whom we know under the address that wrote gets nothing more either: %s',
  async (_, text, standing) => {
    const world = new World({ nowMs: MONDAY });
    await world.add(person('ada'), person('home'));
    const mails = [email('intro'), email('bump', { wait: '3 days' })];
    await world.enroll(sequence(mails), ['p1']);
    await world.enroll(sequence(mails, { name: 'other', version: 'v8' }), ['p2']);
    await world.run();
    world.clock.set(MONDAY + 60_000);
    const ids = world.stores.db.prepare(
      `SELECT message_id FROM message WHERE touch_id LIKE 'e1.%'`,
    );
    world.source.deliver(
      `From: Ada Kern <home@home.example>\nMessage-ID: <1@home.example>\nIn-Reply-To: ${String(ids.pluck().get())}\nSubject: Re: hello\n\n${text}\n`,
    );
    await world.runDays(5);
    expect(await world.status('e1')).toMatch(/^finished/);
    expect(await world.status('e2')).toBe(standing);
    expect(world.channel.accepted).toHaveLength(2);
    expect(await world.broken()).toEqual([]);
  },
);
