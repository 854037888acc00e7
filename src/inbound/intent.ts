/** What does a person's answer want? One of 14 intents or none, by tables of rules; a rep's correction beats it. */
import { INTENT_RULES, NEGATIVE } from './intent-phrases.ts';
import { firstRule, folded } from './text-rules.ts';

/** Outreach's set of reply intents. `unsubscribe` and `out_of_office` are classes of their own here and never come out of `intentOf`. */
export const INTENTS = [
  'positive_willing_to_meet',
  'positive_need_information',
  'positive_misc_reasons',
  'referral_specific_contacts',
  'objection_already_has_solution',
  'objection_bad_timing',
  'objection_financial',
  'objection_not_right_person',
  'objection_no_reason',
  'objection_other_reasons',
  'unsubscribe',
  'out_of_office',
  'other_intents',
  'empty_body',
] as const;
export type Intent = (typeof INTENTS)[number];

export interface IntentReading {
  /** `null`: no rule knows. */
  readonly intent: Intent | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly rule: string | null;
}

/** @param ownText  What the person wrote, without quotes and signature. */
export function intentOf(ownText: string): IntentReading {
  const text = folded(ownText.slice(0, READ_MAX));
  if (text === '') return { intent: 'empty_body', confidence: 0.9, rule: 'empty body' };
  // After a plain "no", words like "call" or "details" belong to the refusal.
  const refused = firstRule(NEGATIVE, text) !== null;
  for (const rule of INTENT_RULES) {
    if (refused && rule.intent.startsWith('positive')) continue;
    if (rule.pattern.test(text))
      return { intent: rule.intent, confidence: rule.confidence, rule: `intent ${rule.name}` };
  }
  return { intent: null, confidence: 0.3, rule: null };
}

const READ_MAX = 3_000;
