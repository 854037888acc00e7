/** The law of versions: at whatever point of whatever history people are moved to whatever edit, nothing is done twice and nobody is stuck. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/core/time/duration.ts';
import type { Task } from '../../../src/ports/task-store.ts';
import type { StoredVersion } from '../../../src/ports/enrollment-store.ts';
import { migratePeople } from '../../../src/usecases/versions/migrate-people.ts';
import { planMigration } from '../../../src/usecases/versions/plan-migration.ts';
import { revisionsOf } from '../../../src/usecases/versions/apply-plan.ts';
import { at, person } from '../../support/world/builders.ts';
import type { SimulatedFate } from '../../support/world/simulated-channel.ts';
import { enrollAll } from '../../support/world/seed.ts';
import { World } from '../../support/world/world.ts';
import { anyEdits, anyProgram, RETRIES } from './random-versions.ts';

const MONDAY = at('2026-03-02T09:00');

type Happening =
  | 'run'
  | 'hours'
  | 'days'
  | 'work'
  | 'no_answer'
  | 'call_back'
  | 'skip'
  | 'pause'
  | 'resume'
  | 'settle';
type Work = 'work' | 'no_answer' | 'call_back' | 'skip';
const anyLife = fc.array(
  fc.constantFrom<Happening>(
    'run',
    'hours',
    'days',
    'days',
    'work',
    'work',
    'no_answer',
    'call_back',
    'skip',
    'pause',
    'resume',
    'settle',
  ),
  { minLength: 1, maxLength: 12 },
);
const anyFates = fc.array(
  fc.constantFrom<SimulatedFate>(
    'accepted',
    'accepted',
    'accepted',
    'deferred',
    'not_sent',
    'uncertain_accepted',
    'uncertain_lost',
  ),
  { minLength: 1, maxLength: 6 },
);
/** So long after they were enrolled. */
const anyStart = fc.constantFrom(0, 0, 6 * HOUR_MS, 3 * DAY_MS);

class History {
  readonly world: World;
  readonly done: string[] = [];
  /** Servers take everything: it is to come to an end. */
  isCalm = false;
  #attempts = 0;

  constructor(fates: readonly SimulatedFate[]) {
    this.world = new World({
      nowMs: MONDAY,
      plan: () => (this.isCalm ? 'accepted' : fates[this.#attempts++ % fates.length]!),
      settings: { personLimits: [] },
    });
  }

  async live(what: Happening): Promise<void> {
    const { world } = this;
    switch (what) {
      case 'run':
        return void (await world.run());
      case 'hours':
        world.clock.set(world.clock.nowMs() + 5 * HOUR_MS);
        return void (await world.run());
      case 'days':
        return world.runUntil(world.clock.nowMs() + 2 * DAY_MS, 12 * HOUR_MS);
      case 'work':
      case 'no_answer':
      case 'call_back':
      case 'skip':
        return this.#work(what);
      case 'pause':
      case 'resume':
        for (const { id } of await this.#running())
          await world.apply(
            id,
            what === 'resume'
              ? { kind: 'command', command: 'resume' }
              : { kind: 'command', command: 'pause', untilMs: null, because: null },
          );
        return;
      case 'settle':
        for (const touch of await world.stores.history.uncertain()) {
          await world.settle(touch.id, (await world.sent()).includes(touch.id));
        }
        return;
    }
  }

  /** Plans and migrates; what was planned is what became of everybody. */
  async migrate(version: StoredVersion): Promise<void> {
    const { world } = this;
    const engine = world.engine();
    const to = { ...engine, enrollments: world.stores.enrollments };
    const moment = { nowMs: world.decisionMs(), slept: null };
    await world.stores.enrollments.storeVersion(version, moment.nowMs);
    const plan = await planMigration(to, version, moment, () => undefined);
    const people = await migratePeople(
      to,
      version,
      'move',
      revisionsOf(plan),
      moment,
      () => undefined,
    );
    for (const [index, { landing, enrollment }] of plan.travellers.entries()) {
      const now = (await world.stores.engine.load(enrollment.id))!.enrollment;
      const { fate } = people[index]!;
      switch (landing?.does) {
        case 'moves':
          expect([fate, now.version, now.cursor]).toEqual([
            'moved',
            version.sequence.version,
            landing.to,
          ]);
          break;
        case 'stays':
          expect([fate, now]).toEqual(['kept', enrollment]);
          break;
        case 'ends':
          expect([fate, now.status]).toEqual(['ended', 'finished']);
          break;
        case undefined:
          expect(now.status).toBe('finished');
      }
    }
  }

  async #work(how: Work): Promise<void> {
    for (const task of await this.world.stores.tasks.open(null)) await this.#settle(task, how);
  }

  async #settle(task: Task, how: Work): Promise<void> {
    if (task.enrollmentId === null || task.kind === 'settle') return;
    if (task.kind === 'missing') return this.#goWithout(task);
    const { enrollment } = (await this.world.stores.engine.load(task.enrollmentId))!;
    const isAwaited = enrollment.waiting.for === 'task' && enrollment.waiting.taskId === task.id;
    if (how === 'call_back') return isAwaited ? this.#callBack(task) : undefined;
    const end = how === 'skip' ? 'skipped' : 'done';
    const outcome = task.kind !== 'call' ? null : how === 'no_answer' ? 'no_answer' : 'voicemail';
    if (end === 'done' && task.kind !== 'review')
      this.done.push(`${task.enrollmentId}.${task.step} ${task.kind}`);
    if (isAwaited)
      await this.world.apply(enrollment.id, {
        kind: 'task_settled',
        taskId: task.id,
        end,
        outcome,
        note: null,
        untilMs: null,
      });
    else await this.world.stores.tasks.close(task.id, end, outcome, null, this.world.decisionMs());
  }

  /** Their date to begin by has passed: in the end somebody gives them up. */
  async #goWithout({ id, enrollmentId }: Task): Promise<void> {
    if (!this.isCalm) return;
    const event = { kind: 'task_settled', taskId: id, end: 'skipped', outcome: null } as const;
    await this.world.apply(enrollmentId!, { ...event, note: null, untilMs: null });
  }

  /** They take the call, and want another: the task stays open until then. */
  async #callBack({ id, kind, enrollmentId }: Task): Promise<void> {
    if (kind !== 'call') return;
    const untilMs = this.world.decisionMs() + 30 * HOUR_MS;
    const event = { kind: 'task_settled', taskId: id, end: 'done', outcome: 'callback' } as const;
    await this.world.apply(enrollmentId!, { ...event, note: null, untilMs });
  }

  async #running() {
    const selector = { prospectId: null, sequence: 'classic', mailbox: null };
    return this.world.stores.enrollments.select(selector, null, 100);
  }

  async runningCount(): Promise<number> {
    return (await this.#running()).length;
  }
}

const timesEach = (names: readonly string[]): Map<string, number> => {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return times;
};

async function holds(
  versions: readonly StoredVersion[],
  lives: readonly (readonly Happening[])[],
  fates: readonly SimulatedFate[],
  startAfterMs: number,
): Promise<void> {
  const history = new History(fates);
  const { world } = history;
  try {
    const renews = (date: string) => ({ fields: { renewal_date: date } });
    const people = await world.add(
      person('ada', renews('2026-03-06')),
      person('bob', { country: 'FR', ...renews('2026-03-04') }),
    );
    const [first, ...edits] = versions;
    const seeding = {
      stores: world.stores,
      settings: world.settings,
      mailbox: 'anna',
      nowMs: MONDAY,
      startMs: MONDAY + startAfterMs,
    };
    await enrollAll(seeding, first!.sequence, people, [...first!.templates]);
    for (const [index, life] of lives.entries()) {
      for (const what of life) await history.live(what);
      const edit = edits[index % edits.length];
      if (edit !== undefined) await history.migrate(edit);
      expect(await world.broken()).toEqual([]);
    }
    history.isCalm = true;
    for (let day = 0; day < 60 && (await history.runningCount()) > 0; day++) {
      await history.live('settle');
      await history.live('resume');
      await history.live('work');
      await history.live('hours');
      await history.live('days');
    }
    expect(await world.broken()).toEqual([]);
    expect(await history.runningCount()).toBe(0);
    const letters = (await world.sent()).map((id) => id.replace(/\.\d+$/, ''));
    expect([...timesEach(letters)].filter(([, times]) => times > 1)).toEqual([]);
    const most = (name: string): number => (name.endsWith(' call') ? 1 + RETRIES : 1);
    expect([...timesEach(history.done)].filter(([name, times]) => times > most(name))).toEqual([]);
  } finally {
    world.stores.close();
  }
}

const runs = { numRuns: process.env['LONG'] === undefined ? 40 : 1_000 };

test('an unrelated program at any point of any history repeats nothing and strands nobody', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyProgram, { minLength: 2, maxLength: 3 }),
      fc.array(anyLife, { minLength: 1, maxLength: 3 }),
      anyFates,
      anyStart,
      holds,
    ),
    runs,
  );
}, 300_000);

test('nor do edits of the same program, moved to and back', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyEdits,
      fc.array(anyLife, { minLength: 1, maxLength: 4 }),
      anyFates,
      anyStart,
      holds,
    ),
    runs,
  );
}, 300_000);
