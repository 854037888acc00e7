/** A person looked whether a message left whose outcome nobody knew. */
import type { Enrollment } from '../../core/enrollment.ts';
import type { Outcome } from '../../core/touch.ts';
import { UserError } from '../../core/user-error.ts';
import type { HistoryStore, TouchSummary } from '../../ports/history-store.ts';
import { applyEvent } from '../../runner/deciding/apply.ts';
import type { Deciding } from '../../runner/engine.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { settlementOf } from '../../runner/deciding/settlement.ts';

export interface SettledTouch {
  /** As it is now. */
  readonly touch: TouchSummary;
  /** `false`: it was so already. */
  readonly hasChanged: boolean;
  /** As it is now; `null`: nothing changed. */
  readonly enrollment: Enrollment | null;
}

/** @throws {UserError} `unknown_touch`; `touch_settled`: its outcome is known, and it is the other one. */
export async function settleTouch(
  to: Deciding & { readonly history: HistoryStore },
  touchId: string,
  wasSent: boolean,
  moment: Moment,
): Promise<SettledTouch> {
  const touch = await touchOf(to.history, touchId);
  if (touch.status !== 'uncertain') {
    if (isSo(touch, wasSent)) return { touch, hasChanged: false, enrollment: null };
    throw contradiction(touch);
  }
  const due = touch.enrollmentId === null ? null : await to.store.load(touch.enrollmentId);
  if (due === null) throw unknown(touchId);
  const outcome: Outcome = wasSent
    ? { kind: 'sent', detail: 'a rep says that it left', serverMessageId: null }
    : { kind: 'not_sent', detail: 'a rep says that it did not leave' };
  const applied = await applyEvent(
    to,
    due,
    settlementOf(touch, touch.firstAttemptAtMs, outcome, 'rep', moment.nowMs),
    moment,
  );
  return {
    touch: await touchOf(to.history, touchId),
    hasChanged: true,
    enrollment: applied?.decision.next ?? null,
  };
}

type KnownTouch = NonNullable<Awaited<ReturnType<HistoryStore['touch']>>>;

async function touchOf(history: HistoryStore, id: string): Promise<KnownTouch> {
  const touch = await history.touch(id);
  if (touch === null) throw unknown(id);
  return touch;
}

function isSo({ status }: TouchSummary, wasSent: boolean): boolean {
  return wasSent ? status === 'sent' : status === 'planned' || status === 'cancelled';
}

function unknown(id: string): UserError {
  return new UserError(
    'unknown_touch',
    `there is no touch ${id}`,
    'see what is to be settled: touchline tasks',
  );
}

function contradiction({ id, status, detail }: TouchSummary): UserError {
  const known = detail === null ? '' : `: ${detail}`;
  return new UserError(
    'touch_settled',
    `touch ${id} is ${status}, nobody has to settle it${known}`,
  );
}
