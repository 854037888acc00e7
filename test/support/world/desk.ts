/** A world as people's commands see it: its stores, and what deciding needs. */
import type { Moment } from '../../../src/runner/deciding/context.ts';
import type { World } from './world.ts';

export function deskOf(world: World) {
  const { engine: _engine, ...stores } = world.stores;
  const { settings, store, state, versions, whereabouts, preferences, instanceKey } =
    world.engine();
  return { ...stores, settings, store, state, versions, whereabouts, preferences, instanceKey };
}

/** As a session has it: never before the last run. */
export function momentOf(world: World): Moment {
  return { nowMs: world.decisionMs(), slept: null };
}
