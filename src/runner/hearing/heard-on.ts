/** On which channel did a message come in? Sources are mailboxes, which LinkedIn writes to as well, and gateways, which tell of texts and calls. */
import type { Channel } from '../../core/sequence.ts';
import { CALL_RULE } from '../../inbound/gateways/classify-text.ts';
import type { InboxEntry } from '../../ports/inbox-store.ts';
import type { RunnerSettings } from '../settings.ts';

export function heardOn(
  { gateways }: Pick<RunnerSettings, 'gateways'>,
  { source, class: inboundClass, rules }: Pick<InboxEntry, 'source' | 'class' | 'rules'>,
): Channel {
  const gateway = gateways.find(({ id }) => id === source);
  if (gateway === undefined) return inboundClass === 'linkedin' ? 'linkedin' : 'email';
  return rules.includes(CALL_RULE) ? 'call' : gateway.channel;
}
