/** What a wait says, and what put it off, with the days that are in the way. */
import { writtenDuration } from '../time/duration.ts';
import type { Enrollment } from '../enrollment.ts';
import type { Step } from '../sequence.ts';
import type { WhyFacts } from './facts.ts';
import { shutDayWords, waitHolidayWords } from './free-days.ts';
import { deferralOf } from './rules.ts';

export function waitWords(
  facts: WhyFacts,
  step: Step | null,
  { rule, untilMs }: Extract<Enrollment['waiting'], { for: 'time' }>,
): string {
  if (rule === 'manual_touch') return 'counts from the touch that was made by hand';
  if (facts.enrollment.visit > 1) return 'waits until it is tried again';
  if (step === null || step.wait === null) return 'its time has not come';
  const named = writtenDuration(step.wait);
  return withReason(`waits ${named} after what came before`, waitHolidayWords(facts, untilMs));
}

/** What is said of a step that a rule put off. @param untilMs  When it is looked at again; `null`: nobody knows. */
export function deferralWords(
  facts: WhyFacts,
  rule: string | null,
  untilMs: number | null,
): string {
  const says = deferralOf(rule);
  if (rule === 'max_touches' && facts.spent !== null)
    return `touched as often as the limits allow: ${facts.spent}`;
  if (rule !== 'window' || untilMs === null) return says;
  const { waiting } = facts.enrollment;
  const waitOverMs = waiting.for === 'time' ? waiting.untilMs : 0;
  const fromMs = Math.max(facts.context.nowMs, waitOverMs);
  return withReason(says, shutDayWords(facts, fromMs, untilMs));
}

export function withReason(says: string, because: string | null): string {
  return because === null ? says : `${says}: ${because}`;
}
