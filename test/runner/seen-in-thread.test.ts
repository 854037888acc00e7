/** Whoever answered in the thread of somebody may write anew, with no reference to us: it stops, and no more than that. */
import { expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../src/core/time/duration.ts';
import { at, duration, email, person, sequence } from '../support/world/builders.ts';
import { letter } from '../support/world/mail-scene.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const ASSISTANT = 'Pia <pia@desk.example>';
const PATIENT = sequence([email('intro'), email('bump', { wait: '10 days' })]);
const STEPS = {
  ...PATIENT,
  exits: { ...PATIENT.exits, reply: { do: 'pause', for: duration('1 day') } } as const,
};

let letters = 0;

async function hear(
  world: World,
  headers: Readonly<Record<string, string>>,
  text: string,
): Promise<void> {
  world.clock.set(world.clock.nowMs() + MINUTE_MS);
  const all = { To: 'anna@northwind.example', 'Message-ID': `<${(letters += 1)}@desk.example>` };
  world.source.deliver(letter({ ...all, ...headers }, text).replaceAll('\r\n', '\n'));
  await world.run();
}

/** Pia has answered in the thread of each; two days later they are written to again. */
async function answeredBy(pia: string, ...names: readonly string[]): Promise<World> {
  const world = new World({ nowMs: MONDAY });
  await world.enroll(STEPS, await world.add(...names.map((name) => person(name))));
  await world.run();
  await world.run();
  for (const { bytes } of world.channel.accepted) {
    const id = /^message-id: (.*)$/im.exec(Buffer.from(bytes).toString())![1]!.trim();
    await hear(world, { From: pia, Subject: 'Re: hello', 'In-Reply-To': id }, 'I will ask.');
  }
  await world.runUntil(MONDAY + 2 * DAY_MS, DAY_MS);
  return world;
}

test.each([
  ['an answer', 'She has no time this year.', 'paused: by_exit'],
  ['a wish to be left alone', 'Please remove her from your list.', 'finished: opted_out'],
])('%s of theirs stops whom they answered for', async (_, text, status) => {
  const world = await answeredBy(ASSISTANT, 'ada');
  expect(await world.status('e1')).toBe('active');
  await hear(world, { From: ASSISTANT, Subject: 'Ada' }, text);
  expect(await world.status('e1')).toBe(status);
  // Never an address to write to.
  expect(await world.stores.people.byIdentity('email', 'pia@desk.example')).toBeNull();
  expect(await world.broken()).toEqual([]);
});

test('of whom they speak who answered for several, a rep has to say', async () => {
  const world = await answeredBy(ASSISTANT, 'ada', 'bo');
  await hear(world, { From: ASSISTANT, Subject: 'No' }, 'Please remove her from your list.');
  expect([await world.status('e1'), await world.status('e2')]).toEqual([
    'paused: suspect',
    'paused: suspect',
  ]);
});

test.each([
  ['an automatic answer', { 'Auto-Submitted': 'auto-replied' }],
  ['a newsletter', { 'List-Unsubscribe': '<https://desk.example/u>' }],
])('%s from there stops nobody', async (_, headers) => {
  const world = await answeredBy(ASSISTANT, 'ada');
  await hear(world, { From: ASSISTANT, Subject: 'News', ...headers }, 'The office is closed.');
  expect(await world.status('e1')).toBe('active');
});

test('an automatic answer in a thread teaches nothing', async () => {
  const world = await answeredBy('Desk <desk@desk.example>\r\nAuto-Submitted: auto-replied', 'ada');
  await hear(world, { From: 'desk@desk.example', Subject: 'Offer' }, 'Would you buy paper of us?');
  expect(await world.status('e1')).toBe('active');
});
