/** What a runner remembers that never sleeps, in a store that nobody else writes to: read once, then counted along. */
import { BREAKER_LEAST_SENT } from '../core/budget.ts';
import type { Decision } from '../core/decide/decision.ts';
import type { Guard } from '../core/guard.ts';
import type { SignalKind } from '../core/signal.ts';
import type { MailboxRecord, RunnerState } from '../ports/runner-state.ts';

export class Tireless implements Pick<RunnerState, 'beginTick' | 'lastTick' | 'mailbox'> {
  readonly #state: RunnerState;
  readonly #records = new Map<string, { readonly day: number; readonly record: MailboxRecord }>();
  #lastMs: number | null = null;

  constructor(state: RunnerState) {
    this.#state = state;
  }

  /** The jumps of the clock are no sleep: nothing is late by them. */
  async beginTick(nowMs: number): ReturnType<RunnerState['beginTick']> {
    const before = this.#lastMs;
    this.#lastMs = nowMs;
    return { lastMs: before, slept: null };
  }

  async lastTick(): ReturnType<RunnerState['lastTick']> {
    return { lastMs: this.#lastMs, slept: null };
  }

  async mailbox(id: string, day: number): Promise<MailboxRecord> {
    const known = this.#records.get(id);
    if (known?.day === day) return known.record;
    const record = await this.#state.mailbox(id, day);
    this.#records.set(id, { day, record });
    return record;
  }

  /** A gate has opened: the message counts for its mailbox. */
  opened({ mailbox, mailboxDay, nowMs }: Guard): void {
    const known = this.#records.get(mailbox);
    const sent = (known?.record.week.sent ?? 0) + 1;
    // Below that the store does not count what came back.
    if (known === undefined || known.day !== mailboxDay || sent === BREAKER_LEAST_SENT) {
      this.#records.delete(mailbox);
      return;
    }
    const record = {
      ...known.record,
      openedToday: known.record.openedToday + 1,
      lastOpenedAtMs: nowMs,
      restReason: null,
      restUntilMs: null,
      week: { ...known.record.week, sent },
    };
    this.#records.set(mailbox, { day: mailboxDay, record });
  }

  /** What a decision says of mailboxes is read anew. */
  decided({ restedMailboxes, touchChanges }: Decision): void {
    const isOdd = touchChanges.some(({ to }) => to === 'planned');
    if (isOdd || restedMailboxes.length > 0) this.#records.clear();
  }

  /** Something came back that the breaker may count. */
  heard(kind: SignalKind): void {
    if (kind === 'bounce' || kind === 'complaint') this.#records.clear();
  }
}
