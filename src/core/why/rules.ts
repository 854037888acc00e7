/** The rules that a run asks of a step, in its order, and what they say when they are content. */
import type { Hold, HoldReason } from '../enrollment.ts';
import { addressFor, isTouch, type Step } from '../sequence.ts';
import type { Check, WhyFacts } from './facts.ts';

const MAILBOX_RULES = ['mailbox', 'mailbox_at_rest', 'breaker', 'stale_inbox', 'cap', 'gap'];

const EMAIL_RULES: readonly string[] = [
  ...MAILBOX_RULES,
  'suppression',
  'enabled',
  'condition',
  'address',
  'window',
  'max_touches',
  'late',
  'template',
  'earlier_inbox',
];

/** A touch that was planned earlier: its step is not judged again. */
export const PLANNED_RULES: readonly string[] = [
  ...MAILBOX_RULES,
  'suppression',
  'address',
  'max_touches',
  'window',
  'earlier_inbox',
];

/** Which rules a run asks of the step, in its order. */
export function rulesOf(step: Step): readonly string[] {
  const common = ['suppression', 'enabled', 'condition'];
  if (!isTouch(step)) return common;
  if (step.kind === 'email') return EMAIL_RULES;
  return [
    ...common,
    ...(addressFor(step) === null ? [] : ['address']),
    ...(step.template === null ? [] : ['template']),
  ];
}

/**
 * A check for each rule: `verdict` for those before the one that stops the run, `not_asked` for those after it.
 *
 * @param stop  `null`: none stops it.
 */
export function checksUpTo(
  rules: readonly string[],
  stop: Check | null,
  verdict: 'passed' | 'not_asked',
  facts: WhyFacts,
): Check[] {
  const stopAt = stop === null ? rules.length : rules.indexOf(stop.rule);
  return rules.map((rule, index): Check => {
    if (stop !== null && index === stopAt) return stop;
    if (index > stopAt || verdict === 'not_asked')
      return { rule, verdict: 'not_asked', detail: null, clearsAtMs: null };
    return { rule, verdict: 'passed', detail: null, clearsAtMs: null, ...contentOf(rule, facts) };
  });
}

function contentOf(rule: string, facts: WhyFacts): Partial<Check> {
  const { mailbox, context } = facts;
  switch (rule) {
    case 'mailbox':
      return { detail: mailbox?.mailbox ?? 'none is needed' };
    case 'stale_inbox':
      return mailbox?.hearing ?? {};
    case 'cap':
      return { detail: `${mailbox?.slotsLeft ?? 0} left today` };
    case 'window':
      return { detail: `open in ${context.windowZone}` };
    default:
      return {};
  }
}

const HOLD_WORDS: Readonly<Record<HoldReason, string>> = {
  by_rep: 'paused by a rep',
  by_exit: 'the exits of the sequence pause it',
  out_of_office: 'out of office',
  colleague: 'a colleague answered',
  suspect: 'a message that may be an answer',
  missing_field: 'a field is missing',
  callback: 'a call in another sequence is to be repeated',
  failed: 'it failed, and a rep is to look',
};

/** When it ends by itself; `null`: nobody knows. */
export function holdEndMs({ reason, untilMs }: Hold, accountBusy: boolean): number | null {
  return reason === 'colleague' && accountBusy ? null : untilMs;
}

/** @param stands  Whether it still holds after a run that starts now. */
export function holdCheck(hold: Hold, stands: boolean, accountBusy: boolean): Check {
  const says = hold.detail === null ? [] : [hold.detail];
  const busy =
    hold.reason === 'colleague' && accountBusy
      ? ['the account has an open answer or a meeting']
      : [];
  return {
    rule: hold.reason,
    verdict: stands ? 'blocks' : 'passed',
    detail: stands
      ? [...new Set([HOLD_WORDS[hold.reason], ...says, ...busy])].join(': ')
      : `${HOLD_WORDS[hold.reason]}: the hold has ended`,
    clearsAtMs: stands ? holdEndMs(hold, accountBusy) : null,
  };
}
