/** What an explanation answers with: whether a run waits, moves on or ends here, and which checks say so. */
import type { PersonNote } from '../decide/decision.ts';
import type { Enrollment } from '../enrollment.ts';
import type { Check, WhyFacts, WhyOutcome } from './facts.ts';
import { checksUpTo } from './rules.ts';

export interface Why {
  readonly outcome: WhyOutcome;
  readonly checks: readonly Check[];
}

export function waits(
  facts: WhyFacts,
  check: Check,
  before: readonly Check[] = [],
  rules: readonly string[] = [],
): Why {
  const asked = rules.includes(check.rule)
    ? checksUpTo(rules, check, 'passed', facts)
    : [check, ...checksUpTo(rules, null, 'not_asked', facts)];
  return {
    outcome: { does: 'waits', clearsAtMs: check.clearsAtMs, leaves: facts.enrollment },
    checks: [...before, ...asked],
  };
}

export function movesOn(
  leaves: Enrollment,
  checks: readonly Check[],
  noted: readonly PersonNote[] = [],
): Why {
  return { outcome: { does: 'moves_on', leaves, noted }, checks };
}

export function ends(check: Check): Why {
  return { outcome: { does: 'ends' }, checks: [check] };
}

export function blocks(rule: string, detail: string, clearsAtMs: number | null = null): Check {
  return { rule, verdict: 'blocks', detail, clearsAtMs };
}

export function passed(rule: string, detail: string): Check {
  return { rule, verdict: 'passed', detail, clearsAtMs: null };
}

export function words(code: string): string {
  return code.replaceAll('_', ' ');
}
