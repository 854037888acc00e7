/**
 * One seed, one life: weeks of people, programs, mailboxes, servers that fail, clocks that jump, reps who work and programs that restart, on
 * the real engine. What was delivered and recorded is told to the checker at the instant it is.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/duration.ts';
import { WORK_WEEK } from '../../src/core/time/calendar.ts';
import type { Enrollment } from '../../src/core/enrollment.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import { anchoredStart } from '../../src/core/start.ts';
import type { EngineStore } from '../../src/ports/engine-store.ts';
import type { SqliteStores } from '../../src/store/sqlite/open.ts';
import type { Engine } from '../../src/runner/engine.ts';
import { linesOf } from '../../src/runner/settings.ts';
import { at } from '../support/world/builders.ts';
import { seeded, type Chance } from '../support/chance.ts';
import { brokenHandovers } from '../support/world/handovers.ts';
import { prepared } from '../support/world/prepared.ts';
import { PROGRAM_REPS, PROGRAM_TEMPLATES } from '../support/programs/program-words.ts';
import { seededPlan } from '../support/world/simulated-channel.ts';
import { World } from '../support/world/world.ts';
import {
  gatewaysOf,
  limitsOf,
  mailboxesOf,
  pauseMs,
  peopleOf,
  programsOf,
  withLastName,
} from './cast.ts';
import { Checker } from './checker.ts';
import type { Sighting } from './terms.ts';
import { Clerk } from './clerk.ts';
import { Post } from './post.ts';
import { Rep } from './rep.ts';
import { Wishes } from './wishes.ts';

/** Shares of what servers say, in percent. */
const FATES = {
  accepted: 75,
  deferred: 6,
  deferred_mailbox: 3,
  not_sent: 4,
  refused_address: 3,
  refused_mailbox: 1,
  refused_message: 1,
  uncertain_accepted: 4,
  uncertain_lost: 3,
};

/** Servers stay as they are for so long, while the rep catches up. */
const STORMY_ROUNDS = 20;

/** Lines are drawn apart, so that a seed's life is otherwise the one that it would be without them. */
const GATEWAYS = 1_000_000;

/** Nor are consents; in some lives the law is asked. */
const WISHES = 2_000_000;

/** Nor are limits of accounts and channels. */
const LIMITS = 3_000_000;

/** Nor who turns out to be whom; in some lives somebody keeps the lists. */
const LISTS = 4_000_000;

export class Life {
  readonly world: World;
  readonly checker: Checker;
  readonly #chance: Chance;
  readonly #rep: Rep;
  readonly #wishes: Wishes | null;
  readonly #clerk: Clerk | null;
  readonly #listing: Chance;
  readonly #post: Post;
  readonly #sequences: ReadonlyMap<string, Sequence>;
  /** What a handover did not begin. */
  readonly #enrolled = new Set<string>();
  readonly #restarts: boolean;
  #isCalm = false;
  /** Kept from run to run, as a daemon does: versions are read and compiled once. */
  #engine: Engine | null = null;

  /** @param path  A file: it may be closed and opened again. */
  constructor(seed: number, path: string | null) {
    const chance = seeded(seed);
    this.#chance = chance;
    this.#restarts = path !== null;
    const fates = seededPlan(seed, FATES);
    const wishing = seeded(seed + WISHES);
    const isLawful = wishing.isLucky(0.3);
    this.world = new World({
      nowMs: at('2026-03-23T07:00') + chance.between(0, 7 * 24 * 60) * MINUTE_MS,
      mailboxes: mailboxesOf(chance),
      plan: (message, attempt) => (this.#isCalm ? 'accepted' : fates(message, attempt)),
      onAccept: (message) => this.checker.onAccept(message, this.#nowMs()),
      settings: {
        gateways: gatewaysOf(seeded(seed + GATEWAYS)),
        compliance: isLawful ? 'auto' : 'off',
        ...limitsOf(seeded(seed + LIMITS)),
        reps: PROGRAM_REPS.map((id) => ({ id, name: id, email: `${id}@northwind.example` })),
      },
      ...(path === null ? {} : { path }),
    });
    this.checker = new Checker(this.world.settings, () => this.#sightings());
    const mailboxes = this.world.settings.mailboxes.map((each) => each.id);
    this.#sequences = new Map(programsOf(chance, mailboxes).map((each) => [each.name, each]));
    this.#rep = new Rep(this.world, this.checker, chance, this.#sequences);
    this.#wishes = isLawful ? new Wishes(this.world, this.checker, wishing) : null;
    this.#listing = seeded(seed + LISTS);
    const isListed = this.#listing.isLucky(0.3);
    this.#post = new Post(this.world, this.checker, chance, isListed ? this.#listing : null);
    const isUnread = (address: string): boolean => this.#post.isUnread(address);
    this.#clerk = isListed ? new Clerk(this.world, this.checker, this.#listing, isUnread) : null;
  }

  /** Throws what was broken, with the seed's last activities. */
  async live(passes: number): Promise<void> {
    await this.#begin();
    for (let pass = 0; pass < passes; pass++) {
      await this.#happen();
      await this.#run();
    }
    await this.#calmDown();
    await this.#clerk?.compare();
  }

  /** What the rows say is wrong with them. */
  async broken(): Promise<readonly string[]> {
    const left = this.#clerk?.leftovers() ?? [];
    return [...(await this.#brokenRows()), ...left];
  }

  async #brokenRows(): Promise<readonly string[]> {
    return [...(await this.world.broken()), ...brokenHandovers(this.world.stores, this.#enrolled)];
  }

  /** What SQLite says is wrong with its file. */
  async #damaged(): Promise<readonly string[]> {
    const checks = await this.world.stores.invariants.inspect();
    return checks.flatMap(({ check, broken }) => broken.map((each) => `${check}: ${each}`));
  }

  #nowMs(): number {
    return this.world.decisionMs();
  }

  #sightings(): Sighting[] {
    const rows = prepared(
      this.world.stores.db,
      `SELECT 'e' || id AS id, 'p' || prospect_id AS prospectId, sequence, mailbox, enrolled_at_ms AS enrolledAtMs,
           status = 'finished' AS isFinished, json_extract(waiting, '$.taskId') AS taskId FROM enrollment`,
    ).all() as (Omit<Sighting, 'isFinished'> & { readonly isFinished: number })[];
    return rows.map((row) => ({ ...row, isFinished: row.isFinished === 1 }));
  }

  async #begin(): Promise<void> {
    const { world, checker } = this;
    const people = peopleOf(this.#chance);
    const ids = await world.add(...(this.#clerk === null ? people : people.map(withLastName)));
    for (const id of ids) checker.meet((await world.stores.people.byId(id))!);
    await this.#wishes?.begin(ids);
    const templates = [...PROGRAM_TEMPLATES.values()];
    for (const sequence of this.#sequences.values()) {
      checker.learn(sequence);
      await world.stores.enrollments.storeVersion({ sequence, templates }, world.clock.nowMs());
    }
    const [first, second = first] = this.#sequences.values();
    for (const id of ids) {
      if (this.#chance.isLucky(0.8)) await this.#enroll(first!, id);
      if (this.#chance.isLucky(0.4)) await this.#enroll(second!, id);
    }
  }

  async #enroll(sequence: Sequence, prospectId: string): Promise<void> {
    const { world } = this;
    // `enroll` refuses them, and lists bring them back.
    if (this.#clerk !== null && this.checker.isLeftAlone(prospectId)) return;
    const nowMs = world.clock.nowMs();
    const mailbox = this.#chance.pick(world.settings.mailboxes).id;
    let startMs = nowMs + (this.#chance.isLucky(0.3) ? DAY_MS : 0);
    if (sequence.start !== null) {
      const prospect = (await world.stores.people.byId(prospectId))!;
      const start = anchoredStart(sequence.start, prospect, prospect.zone!, WORK_WEEK, nowMs);
      if (!start.ok) return;
      startMs = start.atMs;
    }
    const templates = [...PROGRAM_TEMPLATES.values()];
    const [id] = await world.enroll(sequence, [prospectId], { mailbox, startMs, templates });
    // Who stands in an exclusive sequence is not taken into another one.
    if (id !== 'refused') this.#enrolled.add(id!);
  }

  /** Between two runs: time passes, and something happens, or nothing. */
  async #happen(): Promise<void> {
    const { clock, sources } = this.world;
    clock.set(clock.nowMs() + pauseMs(this.#chance));
    if (this.#chance.isLucky(0.02)) {
      clock.set(clock.nowMs() - this.#chance.between(1, 4) * MINUTE_MS);
    }
    for (const source of sources.values()) {
      if (this.#chance.isLucky(source.isDown ? 0.4 : 0.06)) source.isDown = !source.isDown;
    }
    if (this.#chance.isLucky(0.35)) await this.#post.write();
    await this.#wishes?.happen(this.checker.who.ids);
    await this.#list();
    for (let tasks = this.#chance.between(0, 2); tasks > 0; tasks--) await this.#rep.work();
    // Nobody may be enrolled: the date at which they would begin has passed.
    const enrolled = this.#sightings();
    if (enrolled.length > 0 && this.#chance.isLucky(0.2)) {
      await this.#rep.command(this.#chance.pick(enrolled));
    }
    if (this.#chance.isLucky(0.03)) {
      const sequence = this.#chance.pick([...this.#sequences.values()]);
      const who = this.#chance.pick(this.checker.who.ids);
      if (who !== undefined) await this.#enroll(sequence, who);
    }
    if (this.#restarts && this.#chance.isLucky(0.1)) {
      this.world.restart();
      this.#engine = null;
    }
    if (this.#chance.isLucky(0.01)) await this.#setBackFar();
  }

  async #run(): Promise<void> {
    const { world, checker } = this;
    // Sources are read at the start of a run: what a poll hands over is recorded before anything can leave.
    for (const [id, source] of world.sources) {
      if (source.isDown) continue;
      checker.heardAtMs.set(id, this.#nowMs());
      this.#post.arrive(id);
    }
    this.#engine ??= this.#newEngine();
    const upkeep = async (nowMs: number): Promise<void> => this.#clerk?.keepUp(nowMs);
    await world.run(this.#engine, { upkeep });
    // Nobody's decision may fail, whatever servers and clocks do.
    checker.violations.push(...world.talk.filter((line) => /^e\d+: /.test(line)));
    checker.onTick(await this.#unfinished(), this.#nowMs());
    checker.violations.push(...(await this.#brokenRows()));
    if (this.#chance.isLucky(0.05)) checker.violations.push(...(await this.#damaged()));
    if (checker.violations.length > 0) throw new Error(checker.violations.join('\n'));
  }

  /** Somebody keeps the lists while it is at work. */
  #newEngine(): Engine {
    const { stores } = this.world;
    const clerk = this.#clerk;
    if (clerk === null) return this.world.engine();
    const engine: EngineStore = {
      ...stores.engine,
      openGate: async (guard, message) => {
        await clerk.meanwhile();
        const verdict = await stores.engine.openGate(guard, message);
        if (verdict.open) this.checker.onGate(guard.touchId);
        return verdict;
      },
    };
    const merges: SqliteStores['merges'] = {
      ...stores.merges,
      merge: async (order) => {
        const merged = await stores.merges.merge(order);
        const { id } = order.survivor.prospect;
        this.checker.note((await stores.people.byId(id))!);
        clerk.happened.add('a letter joined two');
        return merged;
      },
    };
    const inbound: SqliteStores['inbound'] = {
      ...stores.inbound,
      understood: async (what) => {
        await stores.inbound.understood(what);
        for (const { prospectId, details } of what.appends.map(({ signal }) => signal))
          if (details.namesakeId !== undefined) this.checker.doubt(prospectId, details.namesakeId);
      },
    };
    return this.world.engine({ ...stores, engine, merges, inbound });
  }

  async #list(): Promise<void> {
    for (const id of (await this.#clerk?.happen()) ?? []) {
      const [first] = this.#sequences.values();
      if (this.#listing.isLucky(0.6)) await this.#enroll(first!, id);
    }
  }

  #unfinished(): Promise<readonly Enrollment[]> {
    const everybody = { prospectId: null, sequence: null, mailbox: null };
    return this.world.stores.enrollments.select(everybody, null, 1_000);
  }

  /** Somebody sets the clock back by more than the engine believes: it refuses, until it is set right. */
  async #setBackFar(): Promise<void> {
    const { clock } = this.world;
    const rightMs = this.#nowMs();
    await this.#run();
    const before = this.checker.accepted.length;
    clock.set(rightMs - this.#chance.between(6, 600) * MINUTE_MS);
    const refusal = await this.world.run().catch((cause: unknown) => String(cause));
    if (typeof refusal !== 'string' || !refusal.includes('the clock says')) {
      this.checker.violations.push('a clock that was set back far was believed');
    }
    if (this.checker.accepted.length > before)
      this.checker.violations.push('sent on a wrong clock');
    clock.set(rightMs);
  }

  /** Soon nothing fails any more, and the rep does the work: then every life must come to its end. */
  async #calmDown(): Promise<void> {
    const { world } = this;
    for (const source of world.sources.values()) source.isDown = false;
    // A cap of one a day makes the last of many wait for months.
    for (let round = 0; round < 1_500; round++) {
      const unfinished = await this.#unfinished();
      if (unfinished.length === 0) return;
      this.#isCalm = round >= STORMY_ROUNDS;
      for (const { id } of linesOf(world.settings))
        await world.stores.runner.restMailbox(id, null, null, world.clock.nowMs());
      for (const task of await this.#rep.open()) {
        if (this.#chance.isLucky(0.7)) await this.#rep.do(task);
      }
      if (round % 5 === 4) await this.#release(unfinished);
      if (round % 20 === 19) {
        await this.#wishes?.end(this.checker.who.ids);
        await this.#clerk?.end();
      }
      await this.#breakCircles(unfinished);
      // Always as long a step would pass over the same hours of every day.
      const least = (1 + (round % 7)) * HOUR_MS;
      world.clock.set(Math.max(world.clock.nowMs() + least, await this.#nextMs()));
      await this.#run();
    }
    const left = (await this.#unfinished()).map((each) => JSON.stringify(each));
    throw new Error(`lost: ${left.join('\n')}`);
  }

  /** Sequences may hand people over to each other for as long as they like: a rep ends that. */
  async #breakCircles(unfinished: readonly Enrollment[]): Promise<void> {
    const all = this.#sightings();
    for (const { id, prospectId, sequence } of unfinished) {
      const rounds = all.filter(
        (each) => each.prospectId === prospectId && each.sequence === sequence,
      );
      if (rounds.length <= 3) continue;
      await this.world.apply(id, { kind: 'command', command: 'stop', because: 'in circles' });
    }
  }

  async #nextMs(): Promise<number> {
    const lanes = ['', ...linesOf(this.world.settings).map((line) => line.id)];
    const nextMs = await this.world.stores.engine.nextDueAtMs(lanes);
    return Math.min(nextMs ?? 0, this.world.clock.nowMs() + DAY_MS);
  }

  /** A rep has looked at whom nothing but a person can release. */
  async #release(held: readonly Enrollment[]): Promise<void> {
    for (const { id, holds } of held) {
      this.checker.letsGoOn(id);
      for (const { reason } of holds) {
        await this.world.apply(id, { kind: 'command', command: 'lift', reason });
      }
    }
  }

  /** Which of the rarer things of the language happened. */
  rarities(): readonly string[] {
    const happened = (rarity: string, type: string, summary: string): string[] => {
      const like = `SELECT 1 FROM activity WHERE type = ? AND summary LIKE ? LIMIT 1`;
      return prepared(this.world.stores.db, like).get(type, summary) === undefined ? [] : [rarity];
    };
    return [
      ...happened('handed over', 'finished', 'completed: handed over to %'),
      ...happened('not handed over', 'step_skipped', 'not handed over to %'),
      ...happened('approved', 'task_done', 'the draft was approved'),
      ...happened('awaited in vain', 'step_done', 'no connection accepted'),
      ...happened('awaited', 'step_done', 'connection accepted'),
      ...happened('split', 'step_done', 'path %'),
      ...happened('reached', 'step_done', '%: not enough is known of them%'),
      ...happened('reached where they answer', 'step_done', '%: they %'),
      ...happened('branched', 'step_done', 'then'),
      ...happened('held for a call', 'held', 'callback: %'),
      ...happened('held for a colleague', 'held', 'colleague: %'),
      ...happened('waited for a turn', 'deferred', 'per_account'),
      ...happened('filled in', 'resumed', 'a field was filled in'),
      ...(this.#wishes?.happened ?? []),
      ...(this.#clerk?.happened ?? []),
    ];
  }

  /** What happened last, for a person who looks at a failure. */
  async lastActivities(most: number): Promise<string[]> {
    const { history } = this.world.stores;
    const timelines = await Promise.all(this.checker.who.ids.map((id) => history.timeline(id)));
    return timelines
      .flat()
      .toSorted((a, b) => a.atMs - b.atMs)
      .slice(-most)
      .map((each) => {
        const where = each.touchId ?? `${each.enrollmentId ?? each.prospectId} ${each.step ?? ''}`;
        return `${new Date(each.atMs).toISOString()} ${each.type} ${where} ${each.summary}`;
      });
  }
}
