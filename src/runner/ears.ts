/** Listens: polls the sources, stores what came, understands it, and only then calls a source heard. */
import { MINUTE_MS, SECOND_MS } from '../core/duration.ts';
import { rawEventIn } from '../core/gateway-event.ts';
import type { RawMessage } from '../core/inbound-message.ts';
import { quickIdentityOf } from '../inbound/identity.ts';
import type { FolderCursor, Intake, MessageSource } from '../ports/message-source.ts';
import type { Engine } from './engine.ts';
import type { RunReport } from './report.ts';

/** A source is asked again after so long; a hint asks it at once. */
const POLL_EVERY_MS = 30 * SECOND_MS;
/** One poll may take so long before the source counts as down. */
const POLL_MOST_MS = 2 * MINUTE_MS;
/** Stored messages are understood in portions of this size. */
const PORTION = 100;

export class Ears {
  readonly #engine: Engine;
  readonly #polledAtMs = new Map<string, number>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Something may have come: the next `hear` asks every source. */
  prick(): void {
    this.#polledAtMs.clear();
  }

  /** Polls the sources whose time has come, side by side. A source that fails is noted and the others are heard. */
  async hear(nowMs: number, report: RunReport, stop: AbortSignal): Promise<void> {
    const asked = [...this.#engine.sources].filter(([id]) => this.#isDue(id, nowMs));
    const heard = await Promise.all(
      asked.map(([id, source]) => this.#poll(id, source, nowMs, stop)),
    );
    await this.#understandAll(report);
    for (const [index, heardAtMs] of heard.entries()) {
      if (heardAtMs !== null) await this.#engine.inbound.heard(asked[index]![0], heardAtMs);
    }
  }

  #isDue(id: string, nowMs: number): boolean {
    const polledAtMs = this.#polledAtMs.get(id);
    return polledAtMs === undefined || nowMs - polledAtMs >= POLL_EVERY_MS || nowMs < polledAtMs;
  }

  /** `null`: it could not be read to its end. */
  async #poll(
    id: string,
    source: MessageSource,
    nowMs: number,
    stop: AbortSignal,
  ): Promise<number | null> {
    this.#polledAtMs.set(id, nowMs);
    const limit = AbortSignal.any([stop, AbortSignal.timeout(POLL_MOST_MS)]);
    try {
      return (await source.poll(this.#intake(id), nowMs, limit)).heardAtMs;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      if (!stop.aborted) {
        await this.#engine.inbound.failed(id, reason);
        this.#engine.say(`cannot hear ${id}: ${reason}`);
      }
      return null;
    }
  }

  #intake(source: string): Intake {
    const { inbound } = this.#engine;
    return {
      cursors: () => inbound.cursors(source),
      unseen: (folder, keys) => inbound.unseen(source, folder, keys),
      store: async (messages: readonly RawMessage[], cursor: FolderCursor) =>
        inbound.storeRaw(source, messages, await this.#identitiesOf(source, messages), cursor),
    };
  }

  /** The same message in two folders, or told and listed, is one. */
  async #identitiesOf(source: string, messages: readonly RawMessage[]): Promise<readonly string[]> {
    const gateway = this.#engine.settings.gateways.find(({ id }) => id === source);
    if (gateway === undefined) return messages.map(({ bytes }) => quickIdentityOf(bytes));
    const { gatewayIdentityOf } = await import('../inbound/gateways/read-gateway-event.ts');
    return messages.map(({ bytes }) =>
      gatewayIdentityOf(gateway.provider, gateway.replies, rawEventIn(bytes)),
    );
  }

  async #understandAll(report: RunReport): Promise<void> {
    for (;;) {
      const portion = await this.#engine.inbound.toUnderstand(PORTION);
      if (portion.length === 0) return;
      // Only now: most polls bring nothing, and the rules for mail take long to load.
      const { understand } = await import('./understand.ts');
      for (const stored of portion) {
        const signals = await understand(this.#engine, stored);
        report.signals += signals;
        if (signals > 0) report.messages += 1;
      }
    }
  }
}
