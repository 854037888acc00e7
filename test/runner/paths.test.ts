/** Paths, awaits, handovers and reviews, through the real engine and store. */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import { settleTask, taskOf } from '../../src/usecases/tasks/settle-task.ts';
import { approveDraft } from '../../src/usecases/tasks/approve-draft.ts';
import { compiledOk, SURROUNDINGS } from '../definition/samples.ts';
import { at, person } from '../support/world/builders.ts';
import { deskOf, momentOf } from '../support/world/desk.ts';
import { templatesFor } from '../support/world/builders.ts';
import { World, type WorldOptions } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T10:00');
const DONE = { end: 'done', outcome: null, note: null, untilMs: null } as const;

function of(steps: string, name = 'classic', more = ''): Sequence {
  return compiledOk(
    `sequence: ${name}\ngoals: [positive_reply]\nmailboxes: [anna]\nwindow: { days: [mon, tue, wed, thu, fri, sat, sun], hours: ["00:00-24:00"] }\nsteps: [${steps}]\n${more}`,
    SURROUNDINGS,
    name,
  );
}

async function worldIn(sequence: Sequence, options: Partial<WorldOptions> = {}): Promise<World> {
  const world = new World({ nowMs: MONDAY, ...options });
  const [ada] = await world.add(person('ada'));
  const script = { name: 'discovery', subject: null, body: 'Say hello' };
  await world.enroll(sequence, [ada!], { templates: [...templatesFor(sequence), script] });
  await world.run();
  return world;
}

async function standing(world: World, id = 'e1'): Promise<string> {
  const { enrollment } = (await world.stores.engine.load(id))!;
  return `${enrollment.status} ${enrollment.cursor} ${enrollment.waiting.for}`;
}

async function doTask(world: World, id: string, outcome: string | null = null): Promise<void> {
  const task = await taskOf(deskOf(world), id);
  await settleTask(deskOf(world), task, { ...DONE, outcome }, momentOf(world));
}

test('what was accepted while the await was not yet begun is not missed', async () => {
  const world = await worldIn(
    of(
      '{ id: hi, linkedin: connect }, { id: ok, wait: 2 days, await: connection_accepted, within: 5 days, then: [{ id: thanks, task: x }], else: [{ id: mail, email: intro }] }',
    ),
  );
  await doTask(world, 'e1.hi.1');
  world.clock.set(world.clock.nowMs() + HOUR_MS);
  await world.log('p1', 'connection_accepted', { channel: 'linkedin' });
  await world.runDays(3);
  expect(await standing(world)).toBe('active thanks task');
  expect(await world.broken()).toEqual([]);
});

test('what does not come in time takes the other way, and the email behind it leaves', async () => {
  const world = await worldIn(
    of(
      '{ id: hi, linkedin: connect }, { id: ok, await: connection_accepted, within: 5 days, else: [{ id: mail, email: intro }] }',
    ),
  );
  await doTask(world, 'e1.hi.1');
  await world.run();
  expect(await standing(world)).toBe('active ok signal');
  expect(await world.broken()).toEqual([]);
  await world.runDays(6);
  expect(await world.sent()).toEqual(['e1.mail.1']);
  expect(await world.status('e1')).toBe('finished: completed');
});

test('a call that took a path of its own is not the answer that is awaited behind it', async () => {
  const world = await worldIn(
    of(
      '{ id: ring, call: discovery, outcomes: { connected: { then: [{ id: thanks, task: x }] } } }, { id: ok, await: reply, of: ring, within: 5 days, then: [{ id: yes, task: y }], else: [{ id: no, task: z }] }',
      'classic',
      'exits: { reply: continue }',
    ),
  );
  await doTask(world, 'e1.ring.1', 'connected');
  await world.run();
  await doTask(world, 'e1.thanks.1');
  await world.run();
  expect(await standing(world)).toBe('active ok signal');
  world.clock.set(world.clock.nowMs() + HOUR_MS);
  await world.log('p1', 'reply', { channel: 'email' });
  await world.run();
  expect(await standing(world)).toBe('active yes task');
});

test('an address that the server refuses is a bounce for who awaits one', async () => {
  const world = await worldIn(
    of(
      '{ id: intro, email: intro }, { id: dead, await: bounce, within: 2 days, then: [{ id: ring, task: x }] }',
    ),
    { plan: () => 'refused_address' },
  );
  await world.run();
  expect(await standing(world)).toBe('active ring task');
});

test('a branch on what they did not do waits until their mailbox was heard', async () => {
  const world = await worldIn(
    of(
      '{ id: intro, email: intro }, { id: ask, wait: 1 hour, if: signals.reply, then: [{ id: no, task: x }], else: [{ id: yes, task: y }] }',
    ),
  );
  world.source.isDown = true;
  world.clock.set(world.clock.nowMs() + 2 * HOUR_MS);
  await world.run();
  expect(await standing(world)).toBe('active ask time');
  world.source.isDown = false;
  world.clock.set(world.clock.nowMs() + HOUR_MS);
  await world.run();
  expect(await standing(world)).toBe('active yes task');
});

test('a set is written into the person and seen by the next condition', async () => {
  const world = await worldIn(
    of(
      "{ id: mark, set: { tags: [done], fields: { round: two } } }, { id: vip, if: \"prospect.round == 'two' and prospect.tags contains 'done'\", task: x }",
    ),
  );
  expect(await standing(world)).toBe('active vip task');
  const ada = (await world.stores.people.byId('p1'))!;
  expect([ada.tags, ada.fields['round']]).toEqual([['done'], 'two']);
});

describe('a handover', () => {
  const FIRST = of('{ id: over, wait: 1 day, handover: warm }');
  const WARM = of('{ id: hello, wait: 1 day, email: intro }', 'warm');

  async function handingOver(): Promise<World> {
    const world = await worldIn(FIRST);
    const version = { sequence: WARM, templates: templatesFor(WARM) };
    await world.stores.enrollments.storeVersion(version, MONDAY);
    world.clock.set(world.clock.nowMs() + DAY_MS);
    return world;
  }

  test('ends the one and begins the other', async () => {
    const world = await handingOver();
    await world.run();
    expect(await world.status('e1')).toBe('finished: completed');
    expect(await standing(world, 'e2')).toBe('active hello time');
    await world.runDays(2);
    expect(await world.sent()).toEqual(['e2.hello.1']);
    expect(await world.broken()).toEqual([]);
  });

  test('takes an answer with it that nobody applied yet', async () => {
    const world = await handingOver();
    const engine = world.engine();
    const { store } = engine;
    let answered = false;
    const commitAll: typeof store.commitAll = async (decisions) => {
      // In the last moment before the handover is written.
      if (!answered) await world.signal('p1', 'reply', { channel: 'linkedin' });
      answered = true;
      return store.commitAll(decisions);
    };
    const commit: typeof store.commit = async (decision) => (await commitAll([decision]))[0]!;
    await world.run({ ...engine, store: { ...store, commit, commitAll } });
    await world.runDays(2);
    expect(answered).toBe(true);
    expect(await world.sent()).toEqual([]);
    expect(await world.status('e2')).toBe('finished: replied');
  });

  test('an answer to the first that is heard after it stops the second', async () => {
    const world = await handingOver();
    await world.run();
    await world.log('p1', 'reply', { atMs: MONDAY + HOUR_MS, channel: 'email' });
    expect(await world.status('e2')).toBe('finished: replied');
  });

  test('to somebody who is there already goes on where it is', async () => {
    const world = await handingOver();
    await world.enroll({ ...WARM, enroll: { ...WARM.enroll, exclusive: false } }, ['p1']);
    await world.run();
    expect((await world.stores.enrollments.ofPerson('p1')).map((each) => each.sequence)).toEqual([
      'classic',
      'warm',
    ]);
  });
});

describe('a draft', () => {
  const REVIEW = of(
    '{ id: intro, email: intro, review: true }, { id: bump, wait: 1 day, email: bump }',
  );

  const approve = async (world: World, text: string | null) =>
    approveDraft(
      deskOf(world),
      await taskOf(deskOf(world), 'e1.intro.1.review'),
      text,
      momentOf(world),
    );

  const words = (world: World): string =>
    Buffer.from(world.channel.accepted[0]!.bytes).toString('utf8');

  test('waits for its approval, and then leaves word for word', async () => {
    const world = await worldIn(REVIEW);
    await world.runDays(3);
    expect(await world.sent()).toEqual([]);
    await approve(world, 'Subject: Torque\n\nDear *Ada*,\n\n- one\n- two {{ prospect.title }}');
    await world.run();
    expect(await world.sent()).toEqual(['e1.intro.1']);
    expect(words(world)).toContain('Subject: Torque\r\n');
    expect(words(world)).toContain('Dear *Ada*,\r\n\r\n- one\r\n- two {{ prospect.title }}');
    expect(words(world)).toContain('Northwind Tools');
    expect(await approve(world, null)).toBeNull();
  });

  test('as it was drafted it says what the template says', async () => {
    const world = await worldIn(REVIEW);
    const { text } = await taskOf(deskOf(world), 'e1.intro.1.review');
    expect(text).toMatch(/^Subject: .+\n\n.+/);
    await approve(world, null);
    await world.run();
    expect(words(world)).toContain(text!.split('\n\n')[1]!);
  });

  test('of somebody who answered is cancelled, and approving it sends nothing', async () => {
    const world = await worldIn(REVIEW);
    await world.log('p1', 'reply', { channel: 'linkedin' });
    expect(await approve(world, null)).toBeNull();
    await world.runDays(2);
    expect(await world.sent()).toEqual([]);
  });

  test('approved in the moment before an answer is heard does not leave', async () => {
    const world = await worldIn(REVIEW);
    await approve(world, null);
    await world.log('p1', 'opt_out');
    await world.runDays(2);
    expect(await world.sent()).toEqual([]);
    expect(await world.broken()).toEqual([]);
  });
});
