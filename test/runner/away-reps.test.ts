/** Who gets the tasks while a rep is away, through the real engine and store. */
import { describe, expect, test } from 'vitest';
import { dayFromCivil } from '../../src/core/time/civil-date.ts';
import { DAY_MS } from '../../src/core/time/duration.ts';
import { listTasks } from '../../src/usecases/tasks/list-tasks.ts';
import { at, call, duration, email, person, sequence, task } from '../support/world/builders.ts';
import { explain } from '../support/world/explain.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
/** Tuesday and Wednesday. */
const AWAY = [[dayFromCivil(2026, 3, 3), dayFromCivil(2026, 3, 4)]] as const;
const ANNA = { id: 'anna', name: 'Anna', email: null, away: AWAY };
const BEN = { id: 'ben', name: 'Ben', email: null };

async function worldOf(cover: string | null): Promise<World> {
  const world = new World({ nowMs: MONDAY, settings: { reps: [{ ...ANNA, cover }, BEN] } });
  const [ada, bo] = await world.add(person('ada', { owner: 'anna' }), person('bo'));
  await world.enroll(sequence([call('ring')]), [bo!]);
  const steps = [
    call('before', { dueWithin: duration('1 hour'), onOverdue: 'continue' }),
    email('intro'),
    call('during', { wait: '1 day' }),
  ];
  await world.enroll(sequence(steps, { name: 'second', version: 'v2' }), [ada!]);
  return world;
}

const repsOf = async (world: World): Promise<Record<string, string | null>> =>
  Object.fromEntries(
    (await world.stores.tasks.open(null)).map(({ step, kind, rep }) => [step ?? kind, rep]),
  );

const listed = async (world: World, rep: string) =>
  (
    await listTasks(
      { ...world.stores, settings: world.settings },
      { rep, channel: null },
      world.clock.nowMs(),
    )
  ).tasks.map(({ task: { step }, reasons }) => [step, reasons.at(-1)]);

describe('while a rep is away', () => {
  test('what opens is the task of who covers, who is told for whom it is', async () => {
    const world = await worldOf('ben');
    await world.runUntil(MONDAY + 1.5 * DAY_MS);
    expect(await repsOf(world)).toEqual({ ring: 'anna', before: 'anna', during: 'ben' });
    expect(await world.sent()).toEqual(['e2.intro.1']);
    expect(await listed(world, 'ben')).toEqual([
      ['before', 'anna is away until Wed 4 Mar, ben covers'],
      ['ring', 'anna is away until Wed 4 Mar, ben covers'],
      ['during', 'for anna, who is away'],
    ]);
    const [ringing] = await explain(world, 'p2');
    expect(ringing!.checks[0]!.detail).toBe(
      'waits for anna to do e1.ring.1: anna is away until Wed 4 Mar, ben covers',
    );
  });

  test('an answer is for who covers', async () => {
    const world = await worldOf('ben');
    await world.runUntil(MONDAY + 1.2 * DAY_MS);
    world.source.deliver(
      'From: ada@ada.example\nTo: anna@northwind.example\nMessage-ID: <r1@ada.example>\nSubject: Re: Hello\n\nSounds good, call me.\n',
    );
    await world.run();
    expect(await repsOf(world)).toMatchObject({ reply: 'ben' });
  });

  test('and nobody covers, the tasks wait and say so; the emails leave all the same', async () => {
    const world = await worldOf(null);
    await world.runUntil(MONDAY + 1.5 * DAY_MS);
    expect(await repsOf(world)).toEqual({ ring: 'anna', before: 'anna', during: 'anna' });
    expect(await world.sent()).toEqual(['e2.intro.1']);
    expect(await listed(world, 'ben')).toEqual([]);
    expect((await listed(world, 'anna')).map(([, reason]) => reason)).toEqual(
      Array(3).fill('anna is away until Wed 4 Mar, and nobody covers'),
    );
  });

  test('what was taken over stays with who took it; what opens later is theirs again', async () => {
    const world = await worldOf('ben');
    await world.runUntil(MONDAY + 1.5 * DAY_MS);
    world.clock.set(MONDAY + 3 * DAY_MS);
    const step = sequence([task('late')], { name: 'third', version: 'v3' });
    await world.enroll(step, await world.add(person('cy')));
    await world.run();
    expect(await repsOf(world)).toMatchObject({ during: 'ben', late: 'anna' });
    expect((await listed(world, 'ben')).map(([id]) => id)).toEqual(['during']);
  });
});
