/**
 * What decides an enrollment's next touch at an instant? The checks in the order in which a run asks them. What can be asked of `decide` is
 * asked of `decide`, on copies, so that the explanation and the run cannot disagree.
 */
import { evaluate } from '../condition.ts';
import { isLawRule } from '../person/consent.ts';
import { decide } from '../decide/decide.ts';
import type { DecideContext } from '../decide/context.ts';
import type { Decision } from '../decide/decision.ts';
import { overAtMs } from '../decide/wake.ts';
import { wantsApproval, wasDoneEarlier, type Enrollment } from '../enrollment.ts';
import { askedOfPerson } from '../lack.ts';
import { chooseChannel } from '../reach.ts';
import { addressOn } from '../person/prospect.ts';
import { addressFor, isManual, isTouch, stepOf, type Step } from '../sequence.ts';
import { blocks, ends, movesOn, passed, waits, words, type Why } from './answer.ts';
import { waitsForTouch } from './awaited-touch.ts';
import type { Check, WhyFacts } from './facts.ts';
import { atTheGate, closedMailbox } from './gate.ts';
import {
  checksUpTo,
  holdCheck,
  holdEndMs,
  lawCheck,
  lackWords,
  ruleOfCause,
  rulesOf,
  taskWords,
} from './rules.ts';
import { turnWords } from './turn-words.ts';
import { deferralWords, waitWords, withReason } from './wait-words.ts';

export function why(facts: WhyFacts): Why {
  const { enrollment } = facts;
  if (facts.signals.length > 0) return applySignals(facts);
  switch (enrollment.status) {
    case 'finished':
      return ends(blocks('finished', `finished: ${words(enrollment.reason ?? 'no reason')}`));
    case 'pending':
      return pending(facts);
    case 'paused':
      return paused(facts);
    case 'active':
      break;
  }
  const { waiting } = enrollment;
  switch (waiting.for) {
    case 'time':
      return waitsForTime(facts, waiting);
    case 'task':
      return waitsForTask(facts, waiting);
    case 'signal':
      return waitsForSignal(facts, waiting);
    case 'touch':
      return waitsForTouch(facts, waiting.touchId);
    case 'frozen':
    case 'nothing':
      return waits(facts, blocks('waiting', 'waits for nothing, which must not be: verify'));
  }
}

function applySignals(facts: WhyFacts): Why {
  const { sequence, enrollment, context, signals } = facts;
  const decision = decide(sequence, enrollment, { kind: 'signals', signals }, context);
  const kinds = [...new Set(signals.map((signal) => words(signal.kind)))].join(', ');
  const detail = `recorded and applied first by the next run: ${kinds}`;
  return movesOn(decision?.next ?? enrollment, [passed('signals', detail)]);
}

function pending(facts: WhyFacts): Why {
  const started = onClock(facts);
  const { turn, prospect, zone } = facts.context;
  if (turn !== null && isWaitingForTurn(started))
    return waits(
      facts,
      blocks(
        'per_account',
        turnWords(turn, prospect.accountId, zone),
        turn.because === 'paced' ? turn.clearsAtMs : null,
      ),
    );
  if (started !== null) return movesOn(started.next, [passed('start', 'its day has come')]);
  const { waiting } = facts.enrollment;
  if (waiting.for !== 'time') return waits(facts, blocks('start', 'has not started yet'));
  const startMs = overAtMs(waiting);
  if (waiting.rule === 'failed')
    return waits(facts, blocks('failed', deferralWords(facts, 'failed', startMs), startMs));
  const isFresh = waiting.rule === 'untouched_for';
  const says = isFresh ? 'has not started yet: they were touched lately' : 'has not started yet';
  return waits(facts, blocks('start', says, startMs));
}

function isWaitingForTurn(started: Decision | null): boolean {
  const waiting = started?.next.waiting;
  return (
    started?.next.status === 'pending' && waiting?.for === 'time' && waiting.rule === 'per_account'
  );
}

function paused(facts: WhyFacts): Why {
  const { enrollment, context } = facts;
  const lifted = onClock(facts);
  const left = lifted?.next.holds ?? enrollment.holds;
  const checks = enrollment.holds.map((hold) => {
    const kept = left.find((each) => each.reason === hold.reason);
    return holdCheck(kept ?? hold, kept !== undefined, context.accountBusy);
  });
  if (lifted !== null && lifted.next.status !== 'paused') return movesOn(lifted.next, checks);
  const endings = left.map((hold) => holdEndMs(hold, context.accountBusy));
  // One that a person must lift outlasts those that end by themselves.
  const clearsAtMs = endings.some((each) => each === null)
    ? null
    : Math.max(...endings.filter((each) => each !== null));
  return {
    outcome: { does: 'waits', clearsAtMs, leaves: lifted?.next ?? enrollment },
    checks: [...checks, ...checksUpTo(['wait'], null, 'not_asked', facts)],
  };
}

function waitsForTime(
  facts: WhyFacts,
  waiting: Extract<Enrollment['waiting'], { for: 'time' }>,
): Why {
  const { context } = facts;
  const step = currentStep(facts);
  const notBeforeMs = waiting.notBeforeMs ?? 0;
  const dueMs = Math.max(waiting.untilMs, notBeforeMs);
  const wait =
    waiting.untilMs > context.nowMs
      ? blocks('wait', waitWords(facts, step, waiting), waiting.untilMs)
      : passed('wait', 'the wait is over');
  if (dueMs <= context.nowMs) return atItsTime(facts, step, wait);
  const { law } = context;
  if (isLawRule(waiting.rule) && law?.verdict === 'hold' && step !== null)
    return waits(facts, lawCheck(law), [wait], rulesOf(step, facts));
  const moved =
    waiting.rule !== null && notBeforeMs > waiting.untilMs
      ? [blocks(waiting.rule, deferralWords(facts, waiting.rule, notBeforeMs), notBeforeMs)]
      : [];
  const others =
    step === null ? [] : rulesOf(step, facts).filter((rule) => rule !== moved[0]?.rule);
  return {
    outcome: { does: 'waits', clearsAtMs: dueMs, leaves: facts.enrollment },
    checks: [wait, ...moved, ...checksUpTo(others, null, 'not_asked', facts)],
  };
}

/** The wait is over: the mailbox is asked, then `decide`, then the gate. */
function atItsTime(facts: WhyFacts, step: Step | null, wait: Check): Why {
  const { context } = facts;
  const rules = step === null ? [] : rulesOf(step, facts);
  // What is skipped in any case needs no mailbox (see `decide/wake.ts`).
  const isSkipped =
    step?.enabled === false ||
    (step !== null && wasDoneEarlier(facts.enrollment, step.id)) ||
    addressOn(facts.context.prospect, 'email') === null;
  const leaves = step?.kind === 'email' && !wantsApproval(step, facts.enrollment.waiting);
  const asked = leaves && !isSkipped ? closedMailbox(facts) : null;
  const closed =
    asked !== null && step !== null && isFalseInAnyCase(facts, step, asked) ? null : asked;
  if (closed !== null) return waits(facts, closed, [wait], rules);
  const decision = onClock(facts);
  if (decision === null || step === null)
    return waits(facts, blocks('step', 'the step is not in the version'), [wait], rules);
  if (decision.plannedTouches.length > 0) {
    // A gateway is asked once its touch is planned, a mailbox before: nothing is rewritten while it may not send.
    const shut = step.kind === 'email' ? null : closedMailbox(facts);
    return shut === null ? atTheGate(facts, [wait], rules) : waits(facts, shut, [wait], rules);
  }
  const stop = stopOf(facts, step, decision);
  if (stop === null && !isTouch(step))
    return movesOn(
      decision.next,
      [wait, ...checksUpTo(rules, null, 'passed', facts), ...choiceOf(step, context)],
      decision.noted,
    );
  if (stop === null)
    return {
      outcome: { does: 'opens' },
      checks: [wait, ...checksUpTo(rules, null, 'passed', facts)],
    };
  const checks = [wait, ...checksUpTo(rules, stop, 'passed', facts)];
  const { next } = decision;
  if (next.status === 'finished' && next.reason !== 'completed')
    return { outcome: { does: 'ends' }, checks };
  const stays = next.cursor === step.id && next.status !== 'finished';
  if (!stays) return movesOn(next, checks);
  return { outcome: { does: 'waits', clearsAtMs: stop.clearsAtMs, leaves: next }, checks };
}

/** Why `decide` neither plans a touch nor opens the step's task; `null`: it opens it. */
function stopOf(facts: WhyFacts, step: Step, decision: Decision): Check | null {
  const { context, enrollment } = facts;
  const { next } = decision;
  if (decision.openedTasks.some((task) => task.kind !== 'missing')) return null;
  if (isChoice(step, decision)) return null;
  if (context.suppressedBy !== null) return blocks('suppression', context.suppressedBy);
  if (wasDoneEarlier(enrollment, step.id))
    return blocks('enabled', `${step.id} is skipped: it was done in an earlier version`);
  if (!step.enabled) return blocks('enabled', `${step.id} is skipped: it is switched off`);
  if (next.waiting.for === 'time' && next.cursor === step.id && next.status === 'active') {
    const { rule, notBeforeMs } = next.waiting;
    if (isLawRule(rule) && context.law?.verdict === 'hold') return lawCheck(context.law);
    return blocks(rule ?? 'wait', deferralWords(facts, rule, notBeforeMs), notBeforeMs);
  }
  if (step.condition !== null && evaluate(step.condition, context.facts).value === false)
    return blocks('condition', `${step.id} is skipped: its condition is false`);
  return lackOf(context, step, next);
}

/** Where they are best reached, and why there. */
function choiceOf(step: Step, { reach }: DecideContext): readonly Check[] {
  if (step.kind !== 'channel' || reach === null) return [];
  const { channel, because } = chooseChannel(step, reach);
  return [
    channel === null
      ? blocks('channel', `${step.id} is skipped, no channel reaches them: ${because}`)
      : passed('channel', `${channel}: ${because}`),
  ];
}

/** It chose a way, and the next step is looked at. */
function isChoice(step: Step, { next }: Decision): boolean {
  return !isTouch(step) && (next.cursor !== step.id || next.waiting.for === 'signal');
}

/** The person lacks what the step needs: it is skipped, or a rep is asked. */
function lackOf(context: DecideContext, step: Step, next: Enrollment): Check {
  const kind = isTouch(step) ? addressFor(step) : null;
  const hold = next.holds[0];
  if (kind !== null && addressOn(context.prospect, kind) === null) {
    return hold === undefined
      ? blocks('address', `${step.id} is skipped: no ${kind} that works`)
      : blocks('address', `a rep is asked for what is missing: ${kind}`);
  }
  if (hold?.reason === 'missing_field')
    return {
      ...blocks('template', `a rep is asked for ${lackWords(hold)}`),
      ...(askedOfPerson(hold).length > 0 && { clearsWith: 'it is written down about the person' }),
    };
  return blocks(ruleOfCause(hold?.cause), hold?.detail ?? 'it cannot be done');
}

function waitsForTask(
  facts: WhyFacts,
  waiting: Extract<Enrollment['waiting'], { for: 'task' }>,
): Why {
  const { task } = facts;
  const decision = onClock(facts);
  if (decision !== null && decision.next.waiting.for !== 'task')
    return movesOn(decision.next, [passed('task', `${waiting.taskId} is overdue: goes on`)]);
  const detail =
    task === null
      ? `${waiting.taskId} is not open, which must not be: verify`
      : withReason(taskWords(task.rep, task.id), task.absence);
  const step = currentStep(facts);
  const endsByItself = step !== null && isManual(step) && step.onOverdue !== 'wait';
  return waits(facts, blocks('task', detail, endsByItself ? waiting.deadlineMs : null));
}

function waitsForSignal(
  facts: WhyFacts,
  waiting: Extract<Enrollment['waiting'], { for: 'signal' }>,
): Why {
  const decision = onClock(facts);
  if (decision !== null)
    return movesOn(decision.next, [passed('await', `no ${words(waiting.kind)} came in time`)]);
  const detail = `waits for ${words(waiting.kind)}, and goes on without it then`;
  return waits(facts, blocks('await', detail, waiting.deadlineMs));
}

/** A mailbox that is worked and may not send holds up no skip, unless answers may have come that nobody heard. */
function isFalseInAnyCase({ context }: WhyFacts, step: Step | null, { rule }: Check): boolean {
  if (step === null || step.condition === null) return false;
  if (rule === 'mailbox' || rule === 'stale_inbox') return false;
  return evaluate(step.condition, context.facts).value === false;
}

function onClock({ sequence, enrollment, context }: WhyFacts): Decision | null {
  return decide(sequence, enrollment, { kind: 'clock' }, context);
}

function currentStep({ sequence, enrollment }: WhyFacts): Step | null {
  return stepOf(sequence, enrollment.cursor);
}
