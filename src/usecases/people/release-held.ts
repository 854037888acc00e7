/** Lets go on what was held for a field that is there now, or short enough to be tried again. */
import type { Enrollment, Hold } from '../../core/enrollment.ts';
import { askedOfPerson, stillLacking } from '../../core/lack.ts';
import { effectsOnNobody } from '../../core/person-effects.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { NewSignal } from '../../core/signal.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { applyPending } from '../signals/record-signal.ts';

export interface Released {
  /** Enrollments that go on. */
  readonly resumed: number;
  /** Tasks that asked for what is there now. */
  readonly closedTaskIds: readonly string[];
  /** Names that enrollments are still held for. */
  readonly stillMissing: readonly string[];
  /** Names of what is there, and no shorter than when enrollments were held for it. */
  readonly stillTooLong: readonly string[];
  /** Names of what is there and is no date that they could begin by. */
  readonly notDates: readonly string[];
}

type Ports = Pick<Stores, 'enrollments' | 'signals' | 'tasks'>;

/**
 * Asks the person, not what changed: what an earlier change that died half-way left held is freed by its repeat.
 *
 * @param said  What was filled in, for the timeline.
 */
export async function releaseHeld(
  ports: Ports,
  deciding: Deciding,
  person: Prospect,
  said: string,
  nowMs: number,
): Promise<Released> {
  const held = heldFor(await ports.enrollments.ofPerson(person.id), person);
  const filled = held.filter((each) => each.lacking.length === 0);
  const stillMissing = namesIn(held.filter(({ hold }) => hold.cause !== 'too_long'));
  const stillTooLong = namesIn(held.filter(({ hold }) => hold.cause === 'too_long'));
  if (filled.length === 0)
    return { resumed: 0, closedTaskIds: [], stillMissing, stillTooLong, notDates: [] };
  await report(ports, person, said, nowMs);
  const to = { ...deciding, enrollments: ports.enrollments };
  const { resumed } = await applyPending(to, person.id, { nowMs, slept: null });
  const ids = filled.map((each) => each.enrollment.id);
  // What is there may be no date to start by.
  const after = heldFor(await ports.enrollments.ofPerson(person.id), person);
  const unfit = after.filter((each) => ids.includes(each.enrollment.id));
  const freed = ids.filter((id) => !unfit.some((each) => each.enrollment.id === id));
  return {
    resumed: resumed.length,
    closedTaskIds: await closeTasks(ports, person.id, freed, nowMs),
    stillMissing,
    stillTooLong,
    notDates: [...new Set(unfit.flatMap(({ hold }) => askedOfPerson(hold)))],
  };
}

/**
 * The same for everybody of whom a task asks for something. Returns how many enrollments go on.
 *
 * @param ids  Only these; `null`: everybody.
 */
export async function releaseAll(
  ports: Ports & Pick<Stores, 'people'>,
  deciding: Deciding,
  ids: ReadonlySet<string> | null,
  said: string,
  nowMs: number,
): Promise<number> {
  const missing = (await ports.tasks.open(null)).filter((task) => task.kind === 'missing');
  const asked = new Set(
    missing.map((task) => task.prospectId).filter((id) => ids?.has(id) ?? true),
  );
  let resumed = 0;
  for (const id of asked) {
    const person = await ports.people.byId(id);
    if (person === null) continue;
    resumed += (await releaseHeld(ports, deciding, person, said, nowMs)).resumed;
  }
  return resumed;
}

interface Held {
  readonly enrollment: Enrollment;
  readonly hold: Hold;
  /** What it still waits for. */
  readonly lacking: readonly string[];
}

/** Enrollments held for something of this person. */
function heldFor(enrollments: readonly Enrollment[], person: Prospect): readonly Held[] {
  return enrollments.flatMap((enrollment) => {
    const hold = enrollment.holds.find((each) => each.reason === 'missing_field');
    if (hold === undefined || askedOfPerson(hold).length === 0) return [];
    return [{ enrollment, hold, lacking: stillLacking(hold, person) }];
  });
}

function namesIn(held: readonly Held[]): readonly string[] {
  return [...new Set(held.flatMap((each) => each.lacking))];
}

async function report(ports: Ports, person: Prospect, said: string, nowMs: number): Promise<void> {
  const signal: NewSignal = {
    prospectId: person.id,
    kind: 'field_set',
    atMs: nowMs,
    source: 'rep',
    externalId: `filled ${person.id} ${person.revision} ${nowMs}`,
    channel: null,
    details: { text: said },
  };
  await ports.signals.append({ signal, effects: effectsOnNobody(signal) });
}

async function closeTasks(
  ports: Ports,
  prospectId: string,
  enrollmentIds: readonly string[],
  nowMs: number,
): Promise<readonly string[]> {
  const open = (await ports.tasks.open(null)).filter(
    (task) =>
      task.kind === 'missing' &&
      task.prospectId === prospectId &&
      task.enrollmentId !== null &&
      enrollmentIds.includes(task.enrollmentId),
  );
  for (const task of open) await ports.tasks.close(task.id, 'done', 'filled', null, nowMs);
  return open.map((task) => task.id);
}
