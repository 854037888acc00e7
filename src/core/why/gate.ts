/** May it leave now? What shuts the mailbox, and what the gate asks last. */
import { blocks, waits, type Why } from './answer.ts';
import type { Check, WhyFacts } from './facts.ts';
import { checksUpTo } from './rules.ts';

export function closedMailbox({ mailbox }: WhyFacts): Check | null {
  if (mailbox === null) return null;
  if (!mailbox.isConfigured)
    return blocks('mailbox', `mailbox ${mailbox.mailbox} is not in touchline.yaml`);
  return mailbox.closed === null ? null : { ...mailbox.closed, verdict: 'blocks' };
}

export function atTheGate(
  facts: WhyFacts,
  before: readonly Check[],
  rules: readonly string[],
): Why {
  const { silent } = facts.earlierSources;
  if (silent.length > 0) {
    const detail = `wrote to them earlier, and is not heard now: ${silent.join('; ')}`;
    return waits(facts, blocks('earlier_inbox', detail), before, rules);
  }
  return {
    outcome: { does: 'sends' },
    checks: [...before, ...checksUpTo(rules, null, 'passed', facts)],
  };
}
