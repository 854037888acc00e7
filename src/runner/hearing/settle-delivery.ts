/** A gateway says what became of a message: proof for a touch whose outcome nobody knew. */
import type { DeliveryTold } from '../../core/gateway-event.ts';
import type { Outcome } from '../../core/touch.ts';
import { applyEvent } from '../deciding/apply.ts';
import type { Deciding, Engine } from '../engine.ts';
import { settlementOf } from '../deciding/settlement.ts';
import { touchOf } from './understand-event.ts';

type Needs = Deciding & Pick<Engine, 'clock' | 'inbound' | 'history'>;

/** Only what is `uncertain` is settled by it: what is known stays, and a failure of it is a signal of its own. */
export async function settleDelivery(engine: Needs, told: DeliveryTold): Promise<void> {
  const found = await touchOf(engine, told);
  const touch = found === null ? null : await engine.history.touch(found.touchId);
  if (touch?.status !== 'uncertain') return;
  const due = await engine.store.load(touch.enrollmentId);
  if (due === null) return;
  const nowMs = engine.clock.nowMs();
  await applyEvent(
    engine,
    due,
    settlementOf(touch, touch.firstAttemptAtMs, outcomeOf(told), 'fact', nowMs),
    { nowMs, slept: null },
  );
}

function outcomeOf({ state, blame, detail, messageId }: DeliveryTold): Outcome {
  if (state !== 'failed')
    return { kind: 'sent', detail: `the gateway says: ${state}`, serverMessageId: messageId };
  return { kind: 'refused', detail, blame: BLAMES[blame ?? 'message'], code: null };
}

const BLAMES = {
  address: 'address',
  opted_out: 'person',
  gateway: 'mailbox',
  message: 'message',
} as const;
