/** A whole small world: the real engine and the real SQLite store, on a clock, channels and sources that the test owns. */
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { DAY_MS, MINUTE_MS } from '../../../src/core/time/duration.ts';
import { DEFAULT_SCORE_RULES } from '../../../src/core/engagement.ts';
import type { EngineEvent } from '../../../src/core/decide/decide.ts';
import { personEffects } from '../../../src/core/person-effects.ts';
import type { Sequence } from '../../../src/core/sequence.ts';
import type { Template } from '../../../src/core/template.ts';
import type { NewSignal, SignalKind } from '../../../src/core/signal.ts';
import type { Due } from '../../../src/ports/engine-store.ts';
import type { Journal } from '../../../src/ports/journal.ts';
import type { OutboundMessage } from '../../../src/ports/message-channel.ts';
import type { ProspectDraft } from '../../../src/ports/people-store.ts';
import type { SendProof } from '../../../src/ports/send-proof.ts';
import type { RunnerLock } from '../../../src/ports/runner-lock.ts';
import { applyEvent } from '../../../src/runner/deciding/apply.ts';
import type { Engine } from '../../../src/runner/engine.ts';
import type { RunReport } from '../../../src/runner/report.ts';
import { runOnce, type RunOptions } from '../../../src/runner/run.ts';
import type { LineSettings, RunnerSettings } from '../../../src/runner/settings.ts';
import { Preferences } from '../../../src/runner/deciding/preferences.ts';
import { Versions } from '../../../src/runner/versions.ts';
import { Whereabouts } from '../../../src/runner/whereabouts.ts';
import { openSqlite, type SqliteStores } from '../../../src/store/sqlite/open.ts';
import { recordSignal } from '../../../src/usecases/signals/record-signal.ts';
import { approveDraft } from '../../../src/usecases/tasks/approve-draft.ts';
import { assertAnswers, settleTask } from '../../../src/usecases/tasks/settle-task.ts';
import { settleTouch } from '../../../src/usecases/tasks/settle-touch.ts';
import { templatesFor } from './builders.ts';
import { deskOf, momentOf } from './desk.ts';
import { emptyStore } from './empty-store.ts';
import { enrollAll } from './seed.ts';
import { SimulatedChannel, type FaultPlan } from './simulated-channel.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { SimulatedSource } from './simulated-source.ts';

export interface WorldOptions {
  readonly nowMs: number;
  readonly path?: string;
  readonly plan?: FaultPlan;
  readonly mailbox?: Partial<LineSettings>;
  /** Instead of the one: each shows only how it differs from Anna's. */
  readonly mailboxes?: readonly (Partial<LineSettings> & { readonly id: string })[];
  readonly onAccept?: (message: OutboundMessage) => void;
  readonly settings?: Partial<RunnerSettings>;
}

interface EnrollOptions {
  readonly mailbox?: string;
  readonly startMs?: number;
  /** One for each email when left out. */
  readonly templates?: readonly Template[];
}

export class World {
  readonly clock: SimulatedClock;
  readonly channel: SimulatedChannel;
  /** By id; `source` is the first. */
  readonly sources: ReadonlyMap<string, SimulatedSource>;
  readonly source: SimulatedSource;
  readonly journal = new MemoryJournal();
  readonly settings: RunnerSettings;
  readonly talk: string[] = [];
  /** Where it can be looked up what a mailbox sent, by mailbox. */
  readonly proofs = new Map<string, SendProof>();
  readonly path: string;
  stores: SqliteStores;
  #signals = 0;
  #lastMs = 0;

  constructor(options: WorldOptions) {
    this.clock = new SimulatedClock(options.nowMs);
    const { plan, onAccept } = options;
    this.channel = new SimulatedChannel({
      ...(plan === undefined ? {} : { plan }),
      ...(onAccept === undefined ? {} : { onAccept }),
    });
    this.path = options.path ?? ':memory:';
    this.stores = this.open();
    this.settings = settingsOf(options);
    const ids = this.settings.mailboxes.flatMap((mailbox) => mailbox.source ?? []);
    this.sources = new Map(ids.map((id) => [id, new SimulatedSource()]));
    this.source = [...this.sources.values()][0]!;
  }

  /** As a process that ends and another that starts: nothing but the file is left. */
  restart(): void {
    this.stores.close();
    this.stores = this.open();
  }

  open(): SqliteStores {
    const options = { create: true, nowMs: this.clock.nowMs(), randomHex: () => '00ff' };
    if (this.path === ':memory:') {
      return openSqlite(this.path, { ...options, image: emptyStore() });
    }
    if (!existsSync(this.path)) writeFileSync(this.path, emptyStore());
    return openSqlite(this.path, options);
  }

  /** The engine over these stores, or over ones that a test has wrapped. */
  engine(
    stores: Pick<
      SqliteStores,
      'engine' | 'runner' | 'inbound' | 'people' | 'merges' | 'enrollments'
    > = this.stores,
  ): Engine {
    return {
      clock: this.clock,
      settings: this.settings,
      store: stores.engine,
      state: stores.runner,
      inbound: stores.inbound,
      people: stores.people,
      merges: stores.merges,
      engagement: this.stores.engagement,
      history: this.stores.history,
      proofs: this.proofs,
      enrollments: stores.enrollments,
      versions: new Versions(stores.enrollments),
      whereabouts: this.whereabouts,
      preferences: new Preferences(this.stores, this.settings.zone),
      journal: this.journal,
      instanceKey: 'key',
      channels: { of: async () => this.channel, close: async () => {} },
      sources: this.sources,
      say: (line) => this.talk.push(line),
    };
  }

  get whereabouts(): Whereabouts {
    return new Whereabouts(this.stores, this.settings.zone);
  }

  /** The clock, but never before the last run: that is when things happen for the engine. */
  decisionMs(): number {
    return Math.max(this.clock.nowMs(), this.#lastMs);
  }

  async add(...people: readonly ProspectDraft[]): Promise<readonly string[]> {
    return this.stores.people.save(
      people.map((person) => ({ id: null, person })),
      this.clock.nowMs(),
      null,
    );
  }

  enroll(
    sequence: Sequence,
    prospectIds: readonly string[],
    {
      mailbox = 'anna',
      startMs = this.clock.nowMs(),
      templates = templatesFor(sequence),
    }: EnrollOptions = {},
  ): Promise<readonly string[]> {
    const nowMs = this.clock.nowMs();
    const { stores, settings } = this;
    const seeding = { stores, settings, mailbox, nowMs, startMs };
    return enrollAll(seeding, sequence, prospectIds, templates);
  }

  run(engine: Engine = this.engine(), options: RunOptions = {}): Promise<RunReport> {
    this.#lastMs = this.decisionMs();
    const never = new AbortController().signal;
    return runOnce(engine, new FreeLock(), { soon: never, now: never }, options);
  }

  /** Runs every so often until an instant, as cron would. */
  async runUntil(untilMs: number, everyMs: number = 30 * MINUTE_MS): Promise<void> {
    while (this.clock.nowMs() < untilMs) {
      await this.run();
      this.clock.set(Math.min(untilMs, this.clock.nowMs() + everyMs));
    }
    await this.run();
  }

  runDays(days: number): Promise<void> {
    return this.runUntil(this.clock.nowMs() + days * DAY_MS);
  }

  /** What a gateway reports: the next run applies it. */
  async signal(prospectId: string, kind: SignalKind, more: Partial<NewSignal> = {}): Promise<void> {
    const signal = this.#newSignal(prospectId, kind, more);
    const prospect = (await this.stores.people.byId(prospectId))!;
    await this.stores.signals.append({ signal, effects: personEffects(signal, prospect, null) });
  }

  #newSignal(prospectId: string, kind: SignalKind, more: Partial<NewSignal>): NewSignal {
    this.#signals += 1;
    return {
      prospectId,
      kind,
      atMs: this.decisionMs(),
      source: 'rep',
      externalId: `test ${this.#signals}`,
      channel: null,
      details: {},
      ...more,
    };
  }

  /** What a person's command does: decided and committed at once, without the runner's lock. */
  async apply(
    enrollmentId: string,
    event: EngineEvent | ((due: Due) => EngineEvent | null),
    engine: Engine = this.engine(),
  ): Promise<void> {
    const due = (await engine.store.load(enrollmentId))!;
    await applyEvent(engine, due, event, { nowMs: this.decisionMs(), slept: null });
  }

  /** What a rep reports: it binds at once, the person and their colleagues. */
  async log(prospectId: string, kind: SignalKind, more: Partial<NewSignal> = {}): Promise<void> {
    const prospect = (await this.stores.people.byId(prospectId))!;
    const signal = this.#newSignal(prospectId, kind, more);
    await recordSignal(deskOf(this), prospect, signal, momentOf(this));
  }

  /** A rep has looked what became of a touch. */
  async settle(touchId: string, wasSent: boolean): Promise<void> {
    await settleTouch(deskOf(this), touchId, wasSent, momentOf(this));
  }

  /** A rep does all that is open, approves drafts, and has nothing to say about it. */
  async doTasks(): Promise<void> {
    const answer = { end: 'done', outcome: null, note: null, untilMs: null } as const;
    for (const task of await this.stores.tasks.open(null)) {
      if (task.kind === 'review') {
        await approveDraft(deskOf(this), task, null, momentOf(this));
        continue;
      }
      assertAnswers(task, answer);
      await settleTask(deskOf(this), task, answer, momentOf(this));
    }
  }

  /** Steps of the messages that the far end has, with their times. */
  async sent(): Promise<string[]> {
    return this.channel.accepted.map((message) => message.touchId);
  }

  async status(enrollmentId: string): Promise<string> {
    const due = await this.stores.engine.load(enrollmentId);
    const { status, reason } = due!.enrollment;
    return reason === null ? status : `${status}: ${reason}`;
  }

  /** Names all that outlives a process: two worlds of the same name, at rest, have the same future. */
  whatIsLeft(): string {
    const { stores, clock, journal, channel, sources } = this;
    const outside = {
      nowMs: clock.nowMs(),
      lastMs: this.#lastMs,
      signals: this.#signals,
      journal: journal.lines,
      accepted: channel.accepted.map(({ touchId, to, bytes }) => [touchId, to, hashOf(bytes)]),
      attempts: [...channel.attempts],
      delivered: [...sources.values()].map(({ delivered }) => delivered.map(hashOf)),
    };
    return `${hashOf(stores.db.serialize())} ${JSON.stringify(outside)}`;
  }

  /** Invariants that are broken, with what breaks them. */
  async broken(): Promise<string[]> {
    const checks = await this.stores.invariants.verify();
    return checks.flatMap(({ check, broken }) => broken.map((id) => `${check}: ${id}`));
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** In a test there is no other process. */
export class FreeLock implements RunnerLock {
  async acquire(): Promise<{ release(): Promise<void> }> {
    return { release: async () => {} };
  }
}

export class MemoryJournal implements Journal {
  readonly lines: { readonly intent: number; readonly touchId: string }[] = [];

  async last(): Promise<number> {
    return this.lines.at(-1)?.intent ?? 0;
  }

  async append(intent: number, touchId: string): Promise<void> {
    this.lines.push({ intent, touchId });
  }

  async close(): Promise<void> {}
}

function settingsOf(options: WorldOptions): RunnerSettings {
  return {
    zone: 'Europe/Berlin',
    sender: {
      company: 'Northwind Tools',
      postalAddress: '1 Quay Street, Leith',
      unsubscribeUrl: null,
    },
    reps: [{ id: 'anna', name: 'Anna', email: 'anna@northwind.example' }],
    mailboxes: (options.mailboxes ?? [{ id: 'anna', ...options.mailbox }]).map((mailbox) => ({
      rep: 'anna',
      from: { name: mailbox.id, address: `${mailbox.id}@northwind.example` },
      limits: { capPerDay: 50, gapMs: [0, 0], ramp: null, zone: 'Europe/Berlin' },
      connections: 2,
      source: 'anna',
      ...mailbox,
    })),
    gateways: [],
    accountLimits: [],
    channelLimits: {},
    personLimits: [
      { most: 2, perMs: DAY_MS },
      { most: 6, perMs: 7 * DAY_MS },
    ],
    score: DEFAULT_SCORE_RULES,
    maxInboxAgeMs: 10 * MINUTE_MS,
    maxLatenessMs: DAY_MS,
    assumeSentAfterMs: null,
    compliance: 'off',
    ...options.settings,
  };
}
