/** A way out that goes nowhere: every outcome on request, and a ledger of what the far end would have. */
import { createHash } from 'node:crypto';

import type { Outcome } from '../../../src/core/touch.ts';
import type { MessageChannel, OutboundMessage } from '../../../src/ports/message-channel.ts';

export type SimulatedFate =
  | 'accepted'
  | 'refused_address'
  | 'refused_mailbox'
  | 'refused_message'
  | 'refused_person'
  | 'deferred'
  | 'deferred_mailbox'
  | 'not_sent'
  /** The body left and the answer did not come back; the far end has the message. */
  | 'uncertain_accepted'
  /** The same to us, but the far end has nothing. */
  | 'uncertain_lost'
  /** No answer until the attempt is aborted; the far end has the message. */
  | 'silent';

/** Decides what becomes of an attempt. `attempt` counts the touch's calls from 1. */
export type FaultPlan = (message: OutboundMessage, attempt: number) => SimulatedFate;

export interface SimulatedChannelOptions {
  readonly plan?: FaultPlan;
  /** Most attempts at a time; the others wait. Unlimited by default. */
  readonly connections?: number;
  /** Called when the far end has taken a message. */
  readonly onAccept?: (message: OutboundMessage) => void;
}

export class SimulatedChannel implements MessageChannel {
  /** What the far end has, in the order of acceptance. */
  readonly accepted: OutboundMessage[] = [];
  /** How many there were, by touch. */
  readonly attempts = new Map<string, number>();
  /** Most attempts that were under way at one time. */
  peak = 0;
  readonly #plan: FaultPlan;
  readonly #connections: number;
  readonly #onAccept: (message: OutboundMessage) => void;
  readonly #queue: (() => void)[] = [];
  readonly #running = new Set<Promise<unknown>>();
  #busy = 0;
  #isClosed = false;

  constructor({
    plan = () => 'accepted',
    connections = Infinity,
    onAccept = () => {},
  }: SimulatedChannelOptions = {}) {
    this.#plan = plan;
    this.#onAccept = onAccept;
    this.#connections = connections;
  }

  async send(
    message: OutboundMessage,
    dataStarted: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<Outcome> {
    if (this.#isClosed) return { kind: 'not_sent', detail: 'the channel is closed' };
    const attempt = this.#attempt(message, dataStarted, signal);
    this.#running.add(attempt);
    try {
      return await attempt;
    } finally {
      this.#running.delete(attempt);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#running);
  }

  async #attempt(
    message: OutboundMessage,
    dataStarted: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<Outcome> {
    if (this.#busy >= this.#connections) {
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    } else {
      this.#busy += 1;
      this.peak = Math.max(this.peak, this.#busy);
    }
    try {
      const attempt = (this.attempts.get(message.touchId) ?? 0) + 1;
      this.attempts.set(message.touchId, attempt);
      if (signal.aborted) return { kind: 'not_sent', detail: 'aborted' };
      return await this.#meet(this.#plan(message, attempt), message, dataStarted, signal);
    } finally {
      const next = this.#queue.shift();
      if (next === undefined) this.#busy -= 1;
      else next();
    }
  }

  async #meet(
    fate: SimulatedFate,
    message: OutboundMessage,
    dataStarted: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<Outcome> {
    switch (fate) {
      case 'refused_address':
        return refused('550 5.1.1 no such person', 'address');
      case 'refused_person':
        return refused('403 they wrote STOP', 'person');
      case 'refused_mailbox':
        return refused('550 5.7.26 unauthenticated', 'mailbox');
      case 'deferred_mailbox':
        return deferred('421 4.3.2 not now', 421, 60_000, 'mailbox');
      case 'not_sent':
        return { kind: 'not_sent', detail: 'connection refused' };
      case 'deferred':
        return deferred('450 4.7.1 greylisted', 450, 300_000, 'address');
      case 'accepted':
      case 'refused_message':
      case 'uncertain_accepted':
      case 'uncertain_lost':
      case 'silent':
        await dataStarted();
        if (signal.aborted) return { kind: 'not_sent', detail: 'aborted before the body' };
    }
    if (fate === 'refused_message') return refused('552 5.3.4 too big', 'message');
    if (fate !== 'uncertain_lost') {
      this.accepted.push(message);
      this.#onAccept(message);
    }
    if (fate === 'accepted') return { kind: 'sent', detail: '250 ok', serverMessageId: null };
    if (fate === 'silent') {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    }
    return { kind: 'uncertain', detail: 'no answer after the body' };
  }
}

/**
 * The same fates for the same seed, touch and attempt, whatever the order of the calls.
 *
 * @param shares  Relative frequencies, at least one above 0.
 */
export function seededPlan(
  seed: number,
  shares: Readonly<Partial<Record<SimulatedFate, number>>>,
): FaultPlan {
  const fates = Object.entries(shares) as [SimulatedFate, number][];
  const sum = fates.reduce((total, [, share]) => total + share, 0);
  return (message, attempt) => {
    const hash = createHash('sha256').update(`${seed} ${message.touchId} ${attempt}`).digest();
    let left = (hash.readUInt32BE() / 2 ** 32) * sum;
    return (fates.find(([, share]) => (left -= share) < 0) ?? fates[0]!)[0];
  };
}

function refused(detail: string, blame: 'address' | 'mailbox' | 'message' | 'person'): Outcome {
  return { kind: 'refused', detail, blame, code: Number(detail.slice(0, 3)) };
}

function deferred(
  detail: string,
  code: number,
  retryAfterMs: number,
  blame: 'address' | 'mailbox',
): Outcome {
  return { kind: 'deferred', detail, code, retryAfterMs, blame };
}
