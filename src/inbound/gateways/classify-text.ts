/** What is a text message? A person typed it, so it is an answer or a wish to be left alone; what its gateway made of it comes first. */
import type { Classification } from '../../core/inbound-message.ts';
import type { TextHeard } from '../../core/gateway-event.ts';
import { intentOf } from '../intent.ts';
import { optOutRule } from '../opt-out.ts';
import { stopWordRule } from './stop-word.ts';

/** START and HELP are answers: a rep reads them, and nothing is sent in reply by a machine. */
export function classifyText({
  text,
  keyword,
}: Pick<TextHeard, 'text' | 'keyword'>): Classification {
  const gatewayRule = keyword === null ? null : `gateway keyword ${keyword}`;
  const stop = keyword === 'stop' ? gatewayRule : (optOutRule(text, '') ?? stopWordRule(text));
  if (stop !== null) return reading('opt_out', text, null, 1, [stop]);
  const { intent, confidence, rule } = intentOf(text);
  const rules = [gatewayRule, rule].filter((each) => each !== null);
  return reading('human_reply', text, intent, confidence, rules);
}

/** The rule of news of a call. */
export const CALL_RULE = 'call';

/** Of news that nobody wrote. */
export function noText(rule: string): Classification {
  return reading('unrelated', '', null, 1, [rule]);
}

function reading(
  inboundClass: Classification['class'],
  text: string,
  intent: Classification['intent'],
  confidence: number,
  rules: readonly string[],
): Classification {
  return {
    class: inboundClass,
    bounce: null,
    failedAddress: null,
    returnAtMs: null,
    departed: null,
    intent,
    confidence,
    text,
    words: text,
    textWithSignature: text,
    rules,
  };
}
