import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import { compiledOk, TEMPLATES } from '../definition/samples.ts';
import { at, person } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

function of(name: string, steps: string, enroll = '{}', more = ''): Sequence {
  const head = `sequence: ${name}\ngoals: [meeting_booked]\nmailboxes: [anna]\n`;
  const text = `${head}enroll: ${enroll}\nsteps: [${steps}]\n${more}`;
  return compiledOk(text, undefined, name);
}

/** Ada is in the first of these. */
async function adaIn(...sequences: readonly Sequence[]): Promise<{ world: World; ada: string }> {
  const world = new World({ nowMs: at('2026-03-02T10:00') });
  const [ada] = await world.add(person('ada'));
  const [first, ...others] = sequences;
  const templates = [...TEMPLATES.values()];
  for (const sequence of others) {
    await world.stores.enrollments.storeVersion({ sequence, templates }, world.clock.nowMs());
  }
  await world.enroll(first!, [ada!]);
  return { world, ada: ada! };
}

/** `classic finished, warm active`, in the order in which they began. */
async function livesOf({ world, ada }: { world: World; ada: string }): Promise<string> {
  const all = await world.stores.enrollments.ofPerson(ada);
  return all.map(({ sequence, status }) => `${sequence} ${status}`).join(', ');
}

const AGAIN = '{ duplicates: only_if_inactive }';
const BESIDE = '{ duplicates: allow, exclusive: false }';

describe('a handover', () => {
  test('ends one and begins the other', async () => {
    const life = await adaIn(
      of('classic', '{ id: on, handover: warm }'),
      of('warm', '{ id: hi, task: x }'),
    );
    await life.world.run();
    expect(await livesOf(life)).toBe('classic finished, warm active');
    expect(await life.world.broken()).toEqual([]);
  });

  test('with a condition is for whom it is true', async () => {
    const warm = of('warm', '{ id: hi, task: x }');
    const lives = async (country: string) => {
      const on = `{ id: on, if: "prospect.country == '${country}'", handover: warm }`;
      const life = await adaIn(of('classic', on), warm);
      await life.world.run();
      return livesOf(life);
    };
    expect(await lives('DE')).toBe('classic finished, warm active');
    expect(await lives('FR')).toBe('classic finished');
  });

  test('into a sequence that lets people stand in it twice begins beside what they are in there', async () => {
    const warm = of('warm', '{ id: hi, task: x }', BESIDE);
    const life = await adaIn(
      of('classic', '{ id: on, wait: 1 day, handover: warm }', BESIDE),
      warm,
    );
    await life.world.enroll(warm, [life.ada]);
    life.world.clock.set(life.world.clock.nowMs() + DAY_MS);
    await life.world.run();
    expect(await livesOf(life)).toBe('classic finished, warm active, warm active');
  });

  test('is nothing that verify minds: beside another sequence, and after an answer that the first one let pass', async () => {
    const soft = 'exits: { reply: continue }';
    const rest = of('rest', '{ id: letter, task: x }', '{}', soft);
    const warm = of('warm', '{ id: hi, email: intro }, { id: call, task: x }');
    const life = await adaIn(
      of('classic', '{ id: on, wait: 1 day, handover: warm }', BESIDE, soft),
      warm,
    );
    const { world, ada } = life;
    await world.enroll(rest, [ada]);
    world.clock.set(world.clock.nowMs() + HOUR_MS);
    await world.log(ada, 'reply', { channel: 'linkedin' });
    world.clock.set(world.clock.nowMs() + DAY_MS);
    await world.run();
    expect(await livesOf(life)).toBe('classic finished, rest active, warm active');
    expect(await world.sent()).toEqual(['e3.hi.1']);
    expect(await world.broken()).toEqual([]);
  });

  test('comes back when something happened in between', async () => {
    const life = await adaIn(
      of('classic', '{ id: hi, email: intro }, { id: on, wait: 1 day, handover: warm }', AGAIN),
      of('warm', '{ id: back, handover: classic }, { id: last, task: y }', AGAIN),
    );
    await life.world.runDays(1);
    expect(await livesOf(life)).toBe('classic finished, warm finished, classic active');
  });

  test('back and forth without a touch goes round once, and the run ends', async () => {
    const life = await adaIn(
      of('classic', '{ id: on, handover: warm }, { id: rest, task: x }', AGAIN),
      of('warm', '{ id: back, handover: classic }, { id: last, task: y }', AGAIN),
    );
    await life.world.run();
    expect(await livesOf(life)).toBe('classic finished, warm active');
  });

  test('back and forth ends at the very instant of a touch as well', async () => {
    const life = await adaIn(
      of(
        'classic',
        "{ id: hi, if: prospect.round == nil, email: intro }, { id: mark, set: { fields: { round: '1' } } }, { id: on, handover: warm }, { id: rest, task: x }",
        AGAIN,
      ),
      of('warm', '{ id: back, handover: classic }, { id: last, task: y }', AGAIN),
    );
    await life.world.run();
    expect(await life.world.sent()).toEqual(['e1.hi.1']);
    expect(await livesOf(life)).toMatch(/(finished, )+(classic|warm) active$/);
  });

  // Lint refuses it; a version that was stored before it did so goes on.
  test('to itself, without a touch, goes round once', async () => {
    const written = of('classic', '{ id: on, handover: warm }, { id: rest, task: x }', BESIDE);
    const steps = written.steps.map((step) =>
      step.kind === 'handover' ? { ...step, to: 'classic' } : step,
    );
    const life = await adaIn({ ...written, steps });
    await life.world.run();
    expect(await livesOf(life)).toBe('classic finished, classic active');
  });
});
