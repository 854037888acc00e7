/** The rules that a run asks of a step, in its order, and what they say when they are content. */
import type { LawHold } from '../person/consent.ts';
import type { Hold, HoldCause, HoldReason } from '../enrollment.ts';
import { gatewayOf } from '../decide/step.ts';
import { addressFor, isTouch, type Step } from '../sequence.ts';
import type { Check, WhyFacts } from './facts.ts';

const MAILBOX_RULES = ['mailbox', 'mailbox_at_rest', 'breaker', 'stale_inbox', 'cap', 'gap'];

const EMAIL_RULES: readonly string[] = [
  ...MAILBOX_RULES,
  'suppression',
  'enabled',
  'condition',
  'address',
  'consent',
  'window',
  'max_touches',
  'overdue',
  'late',
  'template',
  'earlier_inbox',
];

/** Planned first, and then as a mailbox's. */
const GATEWAY_RULES: readonly string[] = [
  'suppression',
  'enabled',
  'condition',
  'address',
  'consent',
  'window',
  'quiet_hours',
  'max_touches',
  'overdue',
  'late',
  'template',
  ...MAILBOX_RULES,
  'earlier_inbox',
];

/** A touch that was planned earlier: its step is not judged again. */
const PLANNED_RULES: readonly string[] = [
  ...MAILBOX_RULES,
  'suppression',
  'address',
  'consent',
  'max_touches',
  'overdue',
  'window',
  'quiet_hours',
  'earlier_inbox',
];

export function plannedRules({ context }: Pick<WhyFacts, 'context'>): readonly string[] {
  return withLaw(PLANNED_RULES, context);
}

/** Which rules a run asks of the step, in its order. */
export function rulesOf(
  step: Step,
  facts: Pick<WhyFacts, 'sequence' | 'context'>,
): readonly string[] {
  return withLaw(rulesOfKind(step, facts), facts.context);
}

/** The rule of law under its own name; none where nothing is asked. */
function withLaw(
  rules: readonly string[],
  { law }: Pick<WhyFacts['context'], 'law'>,
): readonly string[] {
  return rules.flatMap((rule) => (rule === 'consent' ? (law?.rule ?? []) : [rule]));
}

function rulesOfKind(
  step: Step,
  { sequence, context }: Pick<WhyFacts, 'sequence' | 'context'>,
): readonly string[] {
  const common = ['suppression', 'enabled', 'condition'];
  if (!isTouch(step)) return common;
  if (step.kind === 'email') return EMAIL_RULES;
  if (gatewayOf(step, sequence, context) !== null) return GATEWAY_RULES;
  return [
    ...common,
    ...(addressFor(step) === null ? [] : ['address']),
    'consent',
    ...(step.template === null ? [] : ['template']),
  ];
}

/**
 * A check for each rule: `verdict` for those before the one that stops the run, `not_asked` for those after it. `overdue` is asked only
 * after a sleep and the quiet hours only of what rings: both are said only when they stop the run.
 *
 * @param stop  `null`: none stops it.
 */
export function checksUpTo(
  rules: readonly string[],
  stop: Check | null,
  verdict: 'passed' | 'not_asked',
  facts: WhyFacts,
): Check[] {
  const asked = rules.filter((rule) => !SELDOM.has(rule) || rule === stop?.rule);
  const stopAt = stop === null ? asked.length : asked.indexOf(stop.rule);
  return asked.map((rule, index): Check => {
    if (stop !== null && index === stopAt) return stop;
    if (index > stopAt || verdict === 'not_asked')
      return { rule, verdict: 'not_asked', detail: null, clearsAtMs: null };
    return { rule, verdict: 'passed', detail: null, clearsAtMs: null, ...contentOf(rule, facts) };
  });
}

const SELDOM: ReadonlySet<string> = new Set(['overdue', 'quiet_hours']);

function contentOf(rule: string, facts: WhyFacts): Partial<Check> {
  const { mailbox, context } = facts;
  switch (rule) {
    case 'mailbox':
      return { detail: mailbox?.mailbox ?? 'none is needed' };
    case 'stale_inbox':
      return mailbox?.hearing ?? {};
    case 'cap':
      return { detail: `${mailbox?.slotsLeft ?? 0} left today` };
    case 'earlier_inbox': {
      const { heard } = facts.earlierSources;
      return heard.length === 0 ? {} : { detail: heard.join('; ') };
    }
    case 'consent':
      return { detail: context.law?.detail ?? null };
    case 'window':
      return { detail: `open in ${context.windowZone}` };
    case 'template':
      return context.draft?.ok === true && context.draft.beginsThread === true
        ? { detail: 'begins a new thread: nothing was sent that it could continue' }
        : {};
    default:
      return {};
  }
}

const DEFERRALS: ReadonlyMap<string, string> = new Map([
  ['window', 'the send window is shut'],
  ['quiet_hours', 'it would ring in their evening, night or Sunday'],
  ['max_touches', 'the person, or their company, was touched as often as the limits allow'],
  ['overdue', 'it came due while nobody ran, and they had another touch lately: never two at once'],
  ['condition', 'the condition cannot be judged yet'],
  ['late', 'it is late, and what is late is spread'],
  ['failed', 'it failed, and is tried again'],
]);

/** What a rule says that puts a step off. */
export function deferralOf(rule: string | null): string {
  return DEFERRALS.get(rule ?? '') ?? 'its time has not come';
}

/** What law or their wish says that holds a step. */
export function lawCheck({ rule, detail, clears, clearsAtMs }: LawHold): Check {
  return { rule, verdict: 'blocks', detail, clearsAtMs, clearsWith: clears };
}

/** What a rep is asked for. */
export function lackWords({ cause, detail }: Hold): string {
  return `${cause === 'too_long' ? '' : 'what is missing: '}${detail ?? 'a field'}`;
}

/** Which rule held it back. */
export function ruleOfCause(cause: HoldCause | undefined): string {
  if (cause === 'window_never_opens') return 'window';
  return cause === 'no_mailbox' ? 'mailbox' : 'template';
}

/** @param task  Its id, or what it is called among others. */
export function taskWords(rep: string | null, task: string): string {
  return `waits for ${rep ?? 'a rep'} to do ${task}`;
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

/** Where the cause says more than the reason. */
const CAUSE_WORDS: Readonly<Partial<Record<HoldCause, string>>> = {
  too_long: 'a text is too long',
  no_date: 'there is no date to come',
};

/** When it ends by itself; `null`: nobody knows. */
export function holdEndMs({ reason, untilMs }: Hold, accountBusy: boolean): number | null {
  return reason === 'colleague' && accountBusy ? null : untilMs;
}

/** @param stands  Whether it still holds after a run that starts now. */
export function holdCheck(hold: Hold, stands: boolean, accountBusy: boolean): Check {
  const reason = CAUSE_WORDS[hold.cause ?? 'absent'] ?? HOLD_WORDS[hold.reason];
  const says = hold.detail === null ? [] : [hold.detail];
  const busy =
    hold.reason === 'colleague' && accountBusy
      ? ['the account has an open answer, or a meeting of the last 30 days']
      : [];
  return {
    rule: hold.reason,
    verdict: stands ? 'blocks' : 'passed',
    detail: stands
      ? [...new Set([reason, ...says, ...busy])].join(': ')
      : `${reason}: the hold has ended`,
    clearsAtMs: stands ? holdEndMs(hold, accountBusy) : null,
  };
}
