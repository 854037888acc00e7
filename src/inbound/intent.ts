/** What does a person's answer want? One of 14 intents or none, by tables of rules; a rep's correction beats it. */
import { type Intent, INTENT_RULES, NEGATIVE } from './phrases/intent-phrases.ts';
import { firstRule, folded } from './phrases/text-rules.ts';

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
