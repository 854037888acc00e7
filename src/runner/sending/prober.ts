/** Settles touches whose outcome nobody knew: by proof, or by the workspace's own rule. Never by time alone. */
import { touchlineIdOf } from '../../content/message-id.ts';
import { MINUTE_MS } from '../../core/time/duration.ts';
import type { Outcome } from '../../core/touch.ts';
import type { TouchSummary } from '../../ports/history-store.ts';
import { applyEvent } from '../deciding/apply.ts';
import type { Moment } from '../deciding/context.ts';
import type { Engine } from '../engine.ts';
import { settleWhile } from './recovery.ts';
import { settlementOf, type Settlement } from '../deciding/settlement.ts';

/** A server may take its time to file what it accepted; asking more often proves nothing sooner. */
const LOOK_EVERY_MS = MINUTE_MS;

export class Prober {
  readonly #engine: Engine;
  #lookedAtMs: number | null = null;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Returns whether anything was settled. */
  async look(moment: Moment): Promise<boolean> {
    const { nowMs } = moment;
    if (this.#lookedAtMs !== null && nowMs - this.#lookedAtMs < LOOK_EVERY_MS) return false;
    this.#lookedAtMs = nowMs;
    let settled = false;
    const silent = new Set<string | null>();
    for (const touch of await this.#engine.history.uncertain()) {
      const proof = await this.#proof(touch, silent);
      const outcome = proof ?? this.#assumption(touch, nowMs);
      if (outcome === null) continue;
      const event = settlementOf(touch, null, outcome, proof === null ? 'rule' : 'fact', nowMs);
      settled = (await this.#settle(touch, event, moment)) || settled;
    }
    return settled;
  }

  /** @param silent  Mailboxes that could not be asked: they are not asked for the next touch either. */
  async #proof(touch: TouchSummary, silent: Set<string | null>): Promise<Outcome | null> {
    // A report may come while the answer to the sending is still waited for.
    if (await this.#engine.inbound.isToldSent(touch.id, touch.prospectId))
      return { kind: 'sent', detail: 'the gateway told so', serverMessageId: null };
    const proof = this.#engine.proofs.get(touch.mailbox ?? '');
    const { messageId, to, atMs } = touch;
    if (proof === undefined || silent.has(touch.mailbox)) return null;
    if (messageId === null || to === null || atMs === null) return null;
    const touchlineId = touchlineIdOf(this.#engine.instanceKey, touch.id);
    const bytes = (await this.#engine.history.bytesOf(touch.id)) ?? new Uint8Array();
    try {
      if (!(await proof.wasSent({ messageId, touchlineId, to, atMs, bytes }))) return null;
    } catch (cause) {
      silent.add(touch.mailbox);
      const reason = cause instanceof Error ? cause.message : String(cause);
      this.#engine.say(`cannot look for ${touch.id} in Sent: ${reason}`);
      return null;
    }
    return { kind: 'sent', detail: 'found where what was sent is kept', serverMessageId: null };
  }

  #assumption(touch: TouchSummary, nowMs: number): Outcome | null {
    const { assumeSentAfterMs } = this.#engine.settings;
    if (assumeSentAfterMs === null || touch.atMs === null) return null;
    if (nowMs - touch.atMs < assumeSentAfterMs) return null;
    return { kind: 'sent', detail: 'assumed, by the rule of the workspace', serverMessageId: null };
  }

  /** Proof beats whatever was settled meanwhile. */
  async #settle(touch: TouchSummary, event: Settlement, moment: Moment): Promise<boolean> {
    if (event.basis === 'rule') return settleWhile(this.#engine, touch, 'uncertain', event, moment);
    const due = await this.#engine.store.load(touch.enrollmentId);
    return due !== null && (await applyEvent(this.#engine, due, event, moment)) !== null;
  }
}
