/** Asks `why` over a small world, and says what a run then did. */
import { decide, type EngineEvent } from '../../../src/core/decide/decide.ts';
import { bareContext } from '../../../src/runner/deciding/context.ts';
import { Preferences } from '../../../src/runner/deciding/preferences.ts';
import { Versions } from '../../../src/runner/versions.ts';
import {
  explainNext,
  type ExplainedEnrollment,
} from '../../../src/usecases/enrollments/explain-next.ts';
import type { World } from './world.ts';

export async function explain(
  world: World,
  prospectId: string,
): Promise<readonly ExplainedEnrollment[]> {
  const { stores, settings, clock } = world;
  const needs = {
    settings,
    store: stores.engine,
    versions: new Versions(stores.enrollments),
    whereabouts: world.whereabouts,
    engagement: world.stores.engagement,
    preferences: new Preferences(world.stores, world.settings.zone),
    instanceKey: 'key',
    state: stores.runner,
    enrollments: stores.enrollments,
    tasks: stores.tasks,
    people: stores.people,
    history: stores.history,
  };
  return explainNext(needs, prospectId, clock.nowMs());
}

/** What a rep orders or does, decided and committed as their commands do. `false`: it changed nothing. */
export async function order(
  world: World,
  enrollmentId: string,
  event: EngineEvent,
): Promise<boolean> {
  const due = (await world.stores.engine.load(enrollmentId))!;
  const { sequence } = (await world.stores.enrollments.version(due.enrollment.version))!;
  const moment = { nowMs: world.clock.nowMs(), slept: null };
  const context = await bareContext(world, sequence, due, moment);
  const decision = decide(sequence, due.enrollment, event, context);
  if (decision === null) return false;
  return (await world.stores.engine.commit(decision)) === 'committed';
}

/** Steps of the enrollment that were tried or given to a rep so far, once for each attempt. */
export async function deeds(world: World, enrollmentId: string): Promise<readonly string[]> {
  const { touches } = await world.stores.engine.history(enrollmentId, 0);
  const tried = touches
    .filter((touch) => touch.channel === 'email')
    .flatMap((touch) => Array.from({ length: touch.attempts }, () => touch.step));
  const rows = world.stores.db
    .prepare(
      `SELECT step FROM task WHERE enrollment_id = ? AND kind IN ('linkedin', 'call', 'sms', 'task', 'review') ORDER BY opened_at_ms, id`,
    )
    .pluck()
    .all(Number(enrollmentId.slice(1))) as string[];
  return [...tried, ...rows];
}
