/** The engine of a process that dies at a call to whatever lies outside it: stores, journal, channel. */
import type { Engine } from '../../../src/runner/engine.ts';
import { crashing, type Death } from './crashing.ts';
import type { World } from './world.ts';

export function dyingEngine(world: World, death: Death): Engine {
  const { engine, runner, inbound, people, merges, enrollments } = world.stores;
  const dying = world.engine({
    engine: crashing(engine, death),
    runner: crashing(runner, death),
    inbound: crashing(inbound, death),
    people: crashing(people, death),
    merges: crashing(merges, death),
    enrollments: crashing(enrollments, death),
  });
  const channel = crashing(world.channel, death);
  return {
    ...dying,
    journal: crashing(world.journal, death),
    channels: { of: async () => channel, close: async () => {} },
  };
}

/** A rep looks what became of what nobody knows of, and says so truthfully. Answers with how many there were. */
export async function settleUncertain(world: World): Promise<number> {
  const uncertain = await world.stores.history.uncertain();
  for (const { id } of uncertain) {
    const arrived = world.channel.accepted.some((message) => message.touchId === id);
    await world.settle(id, arrived);
  }
  return uncertain.length;
}

/**
 * A dead process is what it left: from the same data, ledger and mailboxes the next one goes the same way. One life that went on from there
 * to its end judges all of them.
 */
export function isJudged(left: string, judged: Set<string>): boolean {
  if (judged.has(left)) return true;
  judged.add(left);
  return false;
}
