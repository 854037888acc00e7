/** What did a gateway say? Its own words, kept raw, become events of ours; and what makes one raw event the same as another? */
import { createHash } from 'node:crypto';
import type {
  EventPaths,
  GatewayEvent,
  GatewayProvider,
  RawEvent,
} from '../../core/gateway-event.ts';
import { readHttpEvent } from './http.ts';
import { readTelnyxEvent } from './telnyx.ts';
import { readTwilioEvent } from './twilio.ts';
import { readVonageEvent } from './vonage.ts';

/**
 * Empty for what is of no interest to us, known or not.
 *
 * @param paths  Of `http`; `null` there: it says nothing that we could read.
 * @throws       For what is malformed, so that it is kept where a person can see it.
 */
export function readGatewayEvent(
  provider: GatewayProvider,
  paths: EventPaths | null,
  raw: RawEvent,
): readonly GatewayEvent[] {
  switch (provider) {
    case 'twilio':
      return readTwilioEvent(raw);
    case 'telnyx':
      return readTelnyxEvent(raw);
    case 'vonage':
      return readVonageEvent(raw);
    case 'http':
      return paths === null ? [] : readHttpEvent(paths, raw);
  }
}

/**
 * `text SM12` for one event, whether it was heard by a webhook or in a list; `events:` and a hash for several (or for an odd id); else `sha256:` and the hash
 * of what was said. Never throws.
 */
export function gatewayIdentityOf(
  provider: GatewayProvider,
  paths: EventPaths | null,
  raw: RawEvent,
): string {
  const names = namesIn(provider, paths, raw);
  const [first] = names;
  if (first === undefined) return `sha256:${sha256(`${raw.query}\n${raw.body}`)}`;
  return names.length === 1 && PLAIN.test(first) ? first : `events:${sha256(names.join('\n'))}`;
}

/** An id that any store can hold; others go by their hash. */
const PLAIN = /^[ -~]{1,200}$/;

/** In one order, each once: gateways send the events of a bundle again in another. */
function namesIn(
  provider: GatewayProvider,
  paths: EventPaths | null,
  raw: RawEvent,
): readonly string[] {
  try {
    const events = readGatewayEvent(provider, paths, raw);
    return [...new Set(events.map(({ kind, id }) => `${kind} ${id}`))].toSorted();
  } catch {
    return [];
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
