/** The journal of intents is synced while the envelope is talked about: the body waits for it. */
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { UserError } from '../../src/core/user-error.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { MemoryJournal, World } from '../support/world/world.ts';

/** A disk that takes its time: many turns of the event loop. */
class SlowJournal extends MemoryJournal {
  override async append(intent: number, touchId: string): Promise<void> {
    for (let turns = 0; turns < 20; turns++) await setImmediate();
    await super.append(intent, touchId);
  }
}

class FullJournal extends MemoryJournal {
  override async append(): Promise<void> {
    await setImmediate();
    throw new UserError('journal_unusable', 'the disk is full', 'make room', 1);
  }
}

test('no body leaves before its intent is in the journal', async () => {
  const journal = new SlowJournal();
  const early: string[] = [];
  const world = new World({
    nowMs: at('2026-03-02T09:00'),
    onAccept: ({ touchId }) => {
      if (!journal.lines.some((line) => line.touchId === touchId)) early.push(touchId);
    },
  });
  await world.enroll(sequence([email('intro')]), await world.add(person('ada'), person('eve')));
  await world.run({ ...world.engine(), journal });
  expect(world.channel.accepted).toHaveLength(2);
  expect(early).toEqual([]);
});

test('nothing leaves while the journal cannot be written, and all of it once it can', async () => {
  const world = new World({ nowMs: at('2026-03-02T09:00') });
  await world.enroll(sequence([email('intro')]), await world.add(person('ada'), person('eve')));
  const run = world.run({ ...world.engine(), journal: new FullJournal() });
  await expect(run).rejects.toThrow('the disk is full');
  expect(world.channel.accepted).toEqual([]);
  await world.run();
  expect(world.channel.accepted).toHaveLength(2);
  expect(await world.broken()).toEqual([]);
});
