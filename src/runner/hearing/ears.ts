/** Listens: polls the sources, stores what came, understands it, and only then calls a source heard. */
import { MINUTE_MS, SECOND_MS } from '../../core/time/duration.ts';
import { rawEventIn } from '../../core/gateway-event.ts';
import type { RawMessage } from '../../core/inbound-message.ts';
import { identityOf } from '../../inbound/mail/identity.ts';
import type { FolderCursor, Intake, MessageSource } from '../../ports/message-source.ts';
import type { Due } from '../../ports/engine-store.ts';
import type { Engine } from '../engine.ts';
import { lookFor } from './look.ts';
import type { RunReport } from '../report.ts';

/** A source is asked again after so long; a hint asks it at once. */
const POLL_EVERY_MS = 30 * SECOND_MS;
/** One poll may take so long before the source counts as down. */
const POLL_MOST_MS = 2 * MINUTE_MS;
/** A daemon waits so long for a slow source before it goes on with what the others said. */
export const PATIENCE_MS = 3 * SECOND_MS;
/** Stored messages are understood in portions of this size. */
const PORTION = 100;

export class Ears {
  readonly #engine: Engine;
  readonly #patienceMs: number;
  readonly #polledAtMs = new Map<string, number>();
  /** Under way, by source. */
  readonly #polls = new Map<string, Promise<void>>();
  /** Read to their end, and not called heard yet. */
  readonly #read = new Map<string, number>();
  /** What came of a poll, and could not even be noted. */
  readonly #failures: unknown[] = [];
  readonly #looks = new Map<string, number>();
  #hint = new Hint();
  #isWaiting = false;
  /** Aborted, `hear` goes on with what has been stored. */
  #enough = new AbortController();
  #looking: Promise<unknown> = Promise.resolve();
  #understanding: Promise<unknown> = Promise.resolve();

  /** @param patienceMs  How long `hear` waits for a slow source; by default to its end. */
  constructor(engine: Engine, patienceMs = Infinity) {
    this.#engine = engine;
    this.#patienceMs = patienceMs;
  }

  /** Something may have come: the next `hear` asks this source. */
  prick(id: string): void {
    this.#polledAtMs.delete(id);
    this.#hint.give();
  }

  /** Resolves when something may have come since `hear` was last called. */
  pricked(): Promise<void> {
    return this.#hint.given;
  }

  /**
   * Polls the sources whose time has come, side by side. A source that fails is noted and the others are heard; for one that takes long
   * nobody waits: what it brings is understood by the next call.
   */
  async hear(nowMs: number, report: RunReport, stop: AbortSignal): Promise<void> {
    this.#hint = new Hint();
    const begun = [...this.#engine.sources]
      .filter(([id]) => this.#isDue(id, nowMs))
      .map(([id, source]) => this.#begin(id, source, nowMs, stop));
    if (begun.length > 0) await this.#patiently(Promise.all(begun));
    const [failure] = this.#failures.splice(0);
    if (failure !== undefined) throw failure;
    // Only those whose every message is in the store by now.
    const read = [...this.#read];
    this.#read.clear();
    await this.#understandAll(report);
    for (const [id, heardAtMs] of read) await this.#engine.inbound.heard(id, heardAtMs);
  }

  /**
   * Where a source could not be read to its end, asks it for one person's answer alone. Returns whether every source on which it may come
   * was heard.
   */
  async hearPerson(
    due: Due,
    nowMs: number,
    report: RunReport,
    stop: AbortSignal,
  ): Promise<boolean> {
    const looks = this.#looks;
    const intakeOf = (id: string): Intake => this.#intake(id);
    // One after the other: a source looks for one person at a time.
    const look = this.#looking.then(() =>
      lookFor(this.#engine, due, { nowMs, looks, intakeOf, stop }),
    );
    this.#looking = look.catch(() => {});
    const heard = await look;
    if (heard === null) return false;
    await this.#understandAll(report);
    for (const id of heard) await this.#engine.inbound.heardOf(id, due.prospect.id, nowMs);
    return true;
  }

  /** Resolves when no poll is under way. */
  async rest(): Promise<void> {
    await Promise.all(this.#polls.values());
  }

  #isDue(id: string, nowMs: number): boolean {
    if (this.#polls.has(id)) return false;
    const polledAtMs = this.#polledAtMs.get(id);
    return polledAtMs === undefined || nowMs - polledAtMs >= POLL_EVERY_MS || nowMs < polledAtMs;
  }

  #begin(id: string, source: MessageSource, nowMs: number, stop: AbortSignal): Promise<void> {
    this.#polledAtMs.set(id, nowMs);
    const poll = this.#poll(id, source, nowMs, stop)
      .catch((cause: unknown) => void this.#failures.push(cause))
      .then(() => {
        this.#polls.delete(id);
        this.#bringsLate();
      });
    this.#polls.set(id, poll);
    return poll;
  }

  async #patiently(polls: Promise<unknown>): Promise<void> {
    if (this.#patienceMs === Infinity) {
      await polls;
      return;
    }
    this.#enough = new AbortController();
    this.#isWaiting = true;
    await Promise.race([polls, this.#engine.clock.sleep(this.#patienceMs, this.#enough.signal)]);
    this.#isWaiting = false;
    this.#enough.abort();
  }

  /** Whoever did not wait comes back for what a slow source brought. */
  #bringsLate(): void {
    if (this.#patienceMs !== Infinity && !this.#isWaiting) this.#hint.give();
  }

  async #poll(id: string, source: MessageSource, nowMs: number, stop: AbortSignal): Promise<void> {
    const limit = AbortSignal.any([stop, AbortSignal.timeout(POLL_MOST_MS)]);
    try {
      const { heardAtMs } = await source.poll(this.#intake(id), nowMs, limit);
      this.#read.set(id, heardAtMs);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      if (stop.aborted) return;
      await this.#engine.inbound.failed(id, reason);
      this.#engine.say(`cannot hear ${id}: ${reason}`);
    }
  }

  #intake(source: string): Intake {
    const { inbound } = this.#engine;
    return {
      cursors: () => inbound.cursors(source),
      unseen: (folder, keys) => inbound.unseen(source, folder, keys),
      store: async (messages: readonly RawMessage[], cursor: FolderCursor | null) => {
        const identities = await this.#identitiesOf(source, messages);
        await inbound.storeRaw(source, messages, identities, cursor);
        if (messages.length === 0) return;
        // An answer in the first folder does not wait for the others to be read.
        this.#enough.abort();
        this.#bringsLate();
      },
    };
  }

  /** The same message in two folders, or told and listed, is one. */
  async #identitiesOf(source: string, messages: readonly RawMessage[]): Promise<readonly string[]> {
    const gateway = this.#engine.settings.gateways.find(({ id }) => id === source);
    if (gateway === undefined) return messages.map(({ bytes }) => identityOf(bytes));
    const { gatewayIdentityOf } = await import('../../inbound/gateways/read-gateway-event.ts');
    return messages.map(({ bytes }) =>
      gatewayIdentityOf(gateway.provider, gateway.replies, rawEventIn(bytes)),
    );
  }

  /** One at a time: what two understood at once would count twice. */
  #understandAll(report: RunReport): Promise<void> {
    const done = this.#understanding.then(() => this.#understandNew(report));
    this.#understanding = done.catch(() => {});
    return done;
  }

  async #understandNew(report: RunReport): Promise<void> {
    for (;;) {
      const portion = await this.#engine.inbound.toUnderstand(PORTION);
      if (portion.length === 0) return;
      // Only now: most polls bring nothing, and the rules for mail take long to load.
      const { understand } = await import('./understand.ts');
      for (const stored of portion) {
        const signals = await understand(this.#engine, stored);
        report.signals += signals;
        if (signals > 0 && !stored.isSentCopy) report.messages += 1;
      }
    }
  }
}

class Hint {
  give: () => void = () => {};
  readonly given: Promise<void> = new Promise((resolve) => (this.give = resolve));
}
