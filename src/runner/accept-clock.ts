/** A person says that the clock is right, though the last run was later: a run on a clock that had been set ahead. */
import { counted } from '../core/counted.ts';
import { applyEvent } from './deciding/apply.ts';
import type { Engine } from './engine.ts';
import { dayOf } from './sending/lane-verdict.ts';
import { linesOf } from './settings.ts';
import { unfinished } from './unfinished.ts';

/**
 * Brings back to now what was noted ahead of it. Which touches left is not touched, so nothing is sent again; each person's timeline says it.
 * The runner's own memory comes last: until then the next run refuses, and accepting is tried again.
 */
export async function acceptClock(engine: Engine): Promise<void> {
  const nowMs = engine.clock.nowMs();
  const { lastMs } = await engine.state.lastTick();
  if (lastMs === null || lastMs <= nowMs) {
    engine.say('the clock is not behind the last run: there is nothing to accept');
    return;
  }
  let moved = 0;
  for await (const page of unfinished(engine.enrollments)) {
    for (const { id } of page) {
      const due = await engine.store.load(id);
      if (due === null) continue;
      const event = { kind: 'clock_set_back' } as const;
      const applied = await applyEvent(engine, due, event, { nowMs, slept: null });
      if (applied !== null) moved += 1;
    }
  }
  const days = linesOf(engine.settings).map((mailbox) => ({
    mailbox: mailbox.id,
    day: dayOf(mailbox, nowMs),
  }));
  const snoozed = await engine.state.setBack(nowMs, days);
  const last = new Date(lastMs).toISOString();
  const enrollments = counted(moved, 'enrollment');
  engine.say(
    `the clock is accepted: the last run was noted at ${last}; waits of ${enrollments} count from now`,
  );
  if (snoozed === 0) return;
  const tasks = counted(snoozed, 'task that was', 'tasks that were');
  engine.say(`${tasks} put off while it was ahead come back as many days from now`);
}
