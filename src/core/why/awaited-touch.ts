/** What a touch waits for that was planned, or sent, earlier. */
import type { DecideContext } from '../decide/context.ts';
import { timeWait } from '../enrollment.ts';
import { nextLeaving } from '../leaving-hours.ts';
import { NO_HOUR } from '../touch.ts';
import { addressOn } from '../person/prospect.ts';
import { blocks, movesOn, passed, waits, words, type Why } from './answer.ts';
import type { AwaitedTouch, WhyFacts } from './facts.ts';
import { atTheGate, closedMailbox } from './gate.ts';
import { checksUpTo, plannedRules } from './rules.ts';
import { deferralWords } from './wait-words.ts';

export function waitsForTouch(facts: WhyFacts, touchId: string): Why {
  const { touch, context } = facts;
  switch (touch?.status) {
    case 'uncertain':
      return waits(
        facts,
        blocks('uncertain', `nobody knows whether ${touch.id} was accepted: ${touch.detail ?? ''}`),
      );
    case 'sending':
      return waits(facts, blocks('on_the_wire', `${touch.id} is being sent, or its runner died`));
    case 'planned':
      break;
    case 'sent':
    case 'refused':
    case 'cancelled':
    case undefined:
      return waits(facts, blocks('touch', `${touchId} is not planned, which must not be: verify`));
  }
  if (touch.notBeforeMs > context.nowMs) {
    const because = touch.detail === null ? 'planned' : `not before leaves: ${words(touch.detail)}`;
    return waits(facts, blocks('retry', because, touch.notBeforeMs), [], plannedRules(facts));
  }
  return plannedAtItsTime(facts, touch);
}

/** It was decided upon earlier: asked again is what may have changed since. */
function plannedAtItsTime(facts: WhyFacts, touch: AwaitedTouch): Why {
  const rules = plannedRules(facts);
  const wait = passed('retry', `${touch.id} is planned and may leave`);
  const { context } = facts;
  const closed = closedMailbox(facts);
  if (closed !== null) return waits(facts, closed, [wait], rules);
  if (context.suppressedBy !== null) {
    const stop = blocks('suppression', context.suppressedBy);
    const checks = [wait, ...checksUpTo(rules, stop, 'passed', facts)];
    return { outcome: { does: 'ends' }, checks };
  }
  if (!fitsThePerson(context, touch)) return decidedAnew(facts, touch, 'the person changed');
  if (context.law?.verdict === 'hold') return decidedAnew(facts, touch, context.law.rule);
  if (context.personBudget !== null) {
    const { clearsAtMs, rule } = context.personBudget;
    const stop = blocks(rule, deferralWords(facts, rule, clearsAtMs), clearsAtMs);
    return waits(facts, stop, [wait], rules);
  }
  const { sequence } = facts;
  const { atMs, rule } = nextLeaving(sequence.window, context, touch.channel, context.nowMs);
  if (atMs === context.nowMs) return atTheGate(facts, [wait], rules);
  if (atMs === null) return decidedAnew(facts, touch, NO_HOUR);
  const stop = blocks(rule, deferralWords(facts, rule, atMs), atMs);
  return waits(facts, stop, [wait], rules);
}

function fitsThePerson(
  { prospect, draft, gateway }: DecideContext,
  { to, channel }: AwaitedTouch,
): boolean {
  const address = channel === 'email' ? addressOn(prospect, 'email') : (gateway?.to ?? null);
  return address !== null && (to === null ? draft?.ok === true : to === address);
}

/** The bytes no longer fit the person: the step is decided once more, as a new visit. */
function decidedAnew({ enrollment, context }: WhyFacts, touch: AwaitedTouch, because: string): Why {
  const visit = enrollment.visit + 1;
  const leaves = { ...enrollment, visit, waiting: timeWait(context.nowMs) };
  return movesOn(leaves, [passed('retry', `${touch.id} is taken back: ${because}`)]);
}
