/** Ada Kern got a mail, and somebody answers it. */
import { MINUTE_MS } from '../../../src/core/time/duration.ts';
import { at, email, person, sequence } from './builders.ts';
import { importText } from './lists.ts';
import { World } from './world.ts';

export const MONDAY = at('2026-03-02T08:00');

export const ADA = person('ada', { firstName: 'Ada', lastName: 'Kern', name: 'Ada Kern' });
/** Another address of somebody who goes by her name. */
export const PRIVATE = 'ada.private@mail.example';
export const mails = [email('intro'), email('bump', { wait: '3 days' })];

/** Ada Kern got a mail. */
export async function written(): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  await world.enroll(sequence(mails), await world.add(ADA));
  await world.run();
  return world;
}

/** Somebody answers it a minute later. */
export async function answer(
  world: World,
  from: string,
  {
    text = 'Yes, let us talk.',
    headers = '',
    engine = world.engine(),
    touchId = 'e1.intro.1',
  } = {},
): Promise<void> {
  world.clock.set(world.clock.nowMs() + MINUTE_MS);
  const { db } = world.stores;
  const id = db.prepare(`SELECT message_id FROM message WHERE touch_id = ?`).pluck();
  const number = world.source.delivered.length;
  world.source.deliver(
    `From: ${from}\n${headers}Message-ID: <${number}@home.example>\nIn-Reply-To: ${String(id.get(touchId))}\nSubject: Re: About intro\n\n${text}\n`,
  );
  await world.run(engine);
}

/** A list brings somebody a minute later. */
export async function bring(world: World, address: string, name = 'Ada Kern'): Promise<void> {
  world.clock.set(world.clock.nowMs() + MINUTE_MS);
  const text = `email,name,city\n${address},${name},Bonn\n`;
  await importText(world.stores, text, { nowMs: world.clock.nowMs() });
}

/** Addresses, person by person. */
export async function people({ stores }: World): Promise<readonly string[]> {
  const all = await stores.people.list({ list: null, after: null, limit: 100 });
  return all.map(({ identities }) =>
    identities.flatMap(({ kind, value }) => (kind === 'email' ? [value] : [])).join(' '),
  );
}
