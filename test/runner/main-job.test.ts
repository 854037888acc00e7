import { describe, expect, test } from 'vitest';
import {
  at,
  call,
  email,
  linkedin,
  OFFICE_HOURS,
  person,
  sequence,
  task,
} from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

describe('a linear sequence', () => {
  test('sends each email once, after its wait, and completes', async () => {
    const world = new World({ nowMs: MONDAY });
    const [ada] = await world.add(person('ada'));
    const [enrollment] = await world.enroll(
      sequence([email('intro'), email('bump', { wait: '3 days' })]),
      [ada!],
    );
    await world.runDays(10);
    expect(await world.sent()).toEqual([`${enrollment}.intro.1`, `${enrollment}.bump.1`]);
    expect(await world.status(enrollment!)).toBe('finished: completed');
    expect(await world.broken()).toEqual([]);
  });

  test('stops at a reply that arrives by mail', async () => {
    const world = new World({ nowMs: MONDAY });
    const [ada] = await world.add(person('ada'));
    const [enrollment] = await world.enroll(
      sequence([email('intro'), email('bump', { wait: '3 days' })]),
      [ada!],
    );
    await world.run();
    world.source.deliver(
      'From: Ada <ada@ada.example>\nTo: anna@northwind.example\nSubject: Re: About intro\nMessage-ID: <1@ada.example>\n\nSounds good, call me.\n',
    );
    await world.runDays(10);
    expect(await world.sent()).toEqual([`${enrollment}.intro.1`]);
    expect(await world.status(enrollment!)).toBe('finished: replied');
    expect(await world.broken()).toEqual([]);
  });

  test('waits for a task and goes on when it is done', async () => {
    const world = new World({ nowMs: MONDAY });
    const [ada] = await world.add(person('ada'));
    const [enrollment] = await world.enroll(
      sequence([linkedin('connect'), call('ring', { wait: '1 day' }), task('letter')]),
      [ada!],
    );
    await world.runDays(5);
    expect(await world.status(enrollment!)).toBe('active');
    expect((await world.stores.tasks.open(null)).map((each) => each.id)).toEqual([
      `${enrollment}.connect.1`,
    ]);
    expect(await world.broken()).toEqual([]);
  });

  test('leaves only inside the window', async () => {
    const world = new World({ nowMs: at('2026-02-28T12:00') });
    const [ada] = await world.add(person('ada'));
    await world.enroll(sequence([email('intro')], { window: OFFICE_HOURS }), [ada!]);
    await world.runDays(1);
    expect(await world.sent()).toEqual([]);
    await world.runDays(2);
    expect(await world.sent()).toHaveLength(1);
    expect((await world.stores.history.touch('e1.intro.1'))!.atMs).toBe(MONDAY);
  });
});

test('who has no address is skipped at once: no cap of a mailbox can hold that up', async () => {
  const world = new World({
    nowMs: MONDAY,
    mailbox: { limits: { capPerDay: 1, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' } },
  });
  const phone = [{ kind: 'phone', value: '+49301234567', status: 'good' }] as const;
  const people = await world.add(person('ada'), person('eve', { identities: phone }));
  const [, eve] = await world.enroll(sequence([email('intro'), call('ring')]), people);
  await world.run();
  expect(await world.sent()).toHaveLength(1);
  expect((await world.stores.engine.load(eve!))!.enrollment.cursor).toBe('ring');
  expect(await world.broken()).toEqual([]);
});

test('who has an address again after all is written to from their mailbox, under its cap', async () => {
  const world = new World({
    nowMs: MONDAY,
    mailbox: { limits: { capPerDay: 1, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' } },
  });
  const phone = [{ kind: 'phone', value: '+49301234567', status: 'good' }] as const;
  const people = await world.add(person('ada'), person('eve', { identities: phone }));
  const [, eve] = await world.enroll(sequence([email('intro')]), people);
  const { id: _id, revision: _revision, ...rest } = (await world.stores.people.byId(people[1]!))!;
  const identities = [{ kind: 'email', value: 'eve@eve.example', status: 'good' }] as const;
  await world.stores.people.save(
    [{ id: people[1]!, person: { ...rest, identities } }],
    MONDAY,
    null,
  );
  await world.run();
  expect(await world.sent()).toHaveLength(1);
  await world.runDays(1);
  expect(await world.sent()).toContain(`${eve}.intro.1`);
  expect(await world.broken()).toEqual([]);
});

describe('an email whose condition is false', () => {
  const condition = {
    kind: 'truthy',
    operand: { kind: 'path', path: ['prospect', 'title'] },
  } as const;
  const limits = { capPerDay: 1, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' } as const;

  /** Ada takes the one place under the cap; Eve has no title. */
  async function worldAtItsCap(): Promise<World> {
    const world = new World({ nowMs: MONDAY, mailbox: { limits } });
    const [ada, eve] = await world.add(person('ada'), person('eve'));
    await world.enroll(sequence([email('first')], { name: 'first', version: 'v0' }), [ada!]);
    await world.enroll(sequence([email('intro', { condition }), call('ring')]), [eve!]);
    return world;
  }
  const cursor = async (world: World) => (await world.stores.engine.load('e2'))!.enrollment.cursor;

  test('is skipped though its mailbox may send no more today', async () => {
    const world = await worldAtItsCap();
    await world.run();
    expect(await world.sent()).toEqual(['e1.first.1']);
    expect(await cursor(world)).toBe('ring');
    expect(await world.broken()).toEqual([]);
  });

  test('is skipped though its mailbox rests', async () => {
    const world = await worldAtItsCap();
    await world.stores.runner.restMailbox('anna', null, 'login failed', MONDAY);
    await world.run();
    expect(await cursor(world)).toBe('ring');
    expect(await world.sent()).toEqual([]);
  });

  test('waits while the inbox cannot be heard: an answer may be what it asks for', async () => {
    const world = await worldAtItsCap();
    world.source.isDown = true;
    await world.run();
    expect(await cursor(world)).toBe('intro');
  });
});
