/** The same weeks twice: rehearsed in memory, and lived by the runner over SQLite at every instant at which the rehearsal did something. */
import { HOUR_MS } from '../../../src/core/time/duration.ts';
import { canonicalJson } from '../../../src/definition/sequence/version.ts';
import type { Enrollment } from '../../../src/core/enrollment.ts';
import type { NewTask } from '../../../src/core/task.ts';
import type { StoredVersion } from '../../../src/ports/enrollment-store.ts';
import type { ProspectDraft } from '../../../src/ports/people-store.ts';
import type { RehearsalStores } from '../../../src/ports/stores.ts';
import { Rehearsal } from '../../../src/rehearsal/rehearsal.ts';
import type { Moment } from '../../../src/runner/deciding/context.ts';
import { openMemory } from '../../../src/store/memory/stores.ts';
import type { TaskKeeper } from '../../../src/usecases/tasks/settle-task.ts';
import { deskOf } from './desk.ts';
import { enrollAll, type Seeding } from './seed.ts';
import { World, type WorldOptions } from './world.ts';

export type Act = (keeper: TaskKeeper, moment: Moment) => Promise<void>;

interface Planned {
  readonly atMs: number;
  readonly act: Act;
}

export interface Lives {
  readonly world: WorldOptions;
  readonly people: readonly ProspectDraft[];
  /** The first is theirs; the others are there to be handed over to. */
  readonly versions: readonly StoredVersion[];
  readonly acts: readonly Planned[];
  /** What a rep does about a task, and how long after it was opened; `null`: nothing. */
  readonly work: (task: NewTask) => { readonly afterMs: number; readonly act: Act } | null;
}

/** Nobody waits longer for the runner: what it does in between is a disagreement. */
const HEARTBEAT_MS = 11 * HOUR_MS;

export class TwoLives {
  readonly world: World;
  readonly rehearsal: Rehearsal;
  readonly #lives: Lives;
  readonly #instants = new Set<number>();
  readonly #acts: Planned[] = [];

  constructor(lives: Lives) {
    this.#lives = lives;
    this.world = new World(lives.world);
    this.rehearsal = new Rehearsal({
      stores: openMemory(),
      settings: this.world.settings,
      startMs: lives.world.nowMs,
      observe: ({ openedTasks }) => {
        this.#instants.add(this.rehearsal.nowMs());
        for (const task of openedTasks) {
          const work = lives.work(task);
          if (work !== null) this.#note(this.rehearsal.nowMs() + work.afterMs, work.act);
        }
      },
    });
  }

  async begin(): Promise<void> {
    const { stores, engine } = this.rehearsal;
    for (const each of [{ ...stores, enrollments: engine.enrollments }, this.world.stores])
      await this.#enroll(each);
    for (const { atMs, act } of this.#lives.acts) this.#note(atMs, act);
  }

  async rehearse(untilMs: number): Promise<void> {
    await this.rehearsal.play(untilMs);
    this.#instants.add(untilMs);
  }

  /** @param lookAround  Called before each run, at its instant. */
  async live(untilMs: number, lookAround: () => Promise<() => Promise<void>>): Promise<void> {
    for (;;) {
      const nextMs = Math.min(...[...this.#instants].filter((each) => each >= this.#fromMs()));
      const nowMs = Math.min(nextMs, this.world.clock.nowMs() + HEARTBEAT_MS);
      this.world.clock.set(nowMs);
      this.#instants.delete(nowMs);
      for (const { act } of this.#acts.filter(({ atMs }) => atMs === nowMs))
        await act(deskOf(this.world), { nowMs, slept: null });
      const lookBack = await lookAround();
      await this.world.run();
      await lookBack();
      if (nowMs >= untilMs) return;
    }
  }

  #fromMs(): number {
    return this.world.clock.nowMs();
  }

  #note(atMs: number, act: Act): void {
    this.#acts.push({ atMs, act });
    this.rehearsal.note(atMs, async () => {
      this.#instants.add(atMs);
      await act(this.rehearsal.keeper(), this.rehearsal.moment());
    });
  }

  async #enroll(stores: Seeding['stores']): Promise<void> {
    const { people, versions } = this.#lives;
    const { nowMs } = this.#lives.world;
    const { settings } = this.world;
    const drafts = people.map((each) => ({ id: null, person: each }));
    const ids = await stores.people.save(drafts, nowMs, null);
    for (const version of versions.slice(1)) await stores.enrollments.storeVersion(version, nowMs);
    const { sequence, templates } = versions[0]!;
    await enrollAll({ stores, settings, mailbox: 'anna', nowMs }, sequence, ids, templates);
  }
}

/** Everything that happened to everybody, and how they stand. */
export async function storyIn(stores: RehearsalStores): Promise<readonly string[]> {
  const told: object[] = [];
  for (const { id } of await stores.people.list({ list: null, after: null, limit: 100 })) {
    told.push((await stores.people.byId(id))!);
    for (const { messageId: _messageId, ...each } of await stores.history.timeline(id))
      told.push(each);
    told.push(...(await stores.enrollments.ofPerson(id)));
  }
  for (const task of await stores.tasks.open(null)) told.push(task);
  // Two servers, two words.
  return told.map((each) => canonicalJson(each).replace(/250 ok|rehearsed/, 'accepted')).toSorted();
}

export async function unfinishedIn({
  enrollments,
}: RehearsalStores): Promise<readonly Enrollment[]> {
  return enrollments.select({ prospectId: null, sequence: null, mailbox: null }, null, 1_000);
}
