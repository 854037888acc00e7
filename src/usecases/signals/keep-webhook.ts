/** A webhook is kept as it came before anybody makes anything of it. */
import { createHash } from 'node:crypto';
import { rawEventBytes, type RawEvent } from '../../core/gateway-event.ts';
import type { Stores } from '../../ports/stores.ts';

/** What makes it the same as another, whichever way it came. */
export interface EventIdentity {
  /** Unique among the gateway's webhooks. */
  readonly key: string;
  readonly identity: string;
}

const FOLDER = 'webhook';

/** Durable when it resolves; kept twice is kept once. */
export async function keepWebhook(
  { inbound }: Pick<Stores, 'inbound'>,
  gateway: string,
  raw: RawEvent,
  identityOf: (raw: RawEvent) => EventIdentity,
  nowMs: number,
): Promise<void> {
  const bytes = rawEventBytes(raw);
  const { key, identity } = identityIn(raw, bytes, identityOf);
  const message = { folder: FOLDER, key, receivedAtMs: nowMs, bytes, truncated: false };
  await inbound.storeRaw(gateway, [message], [identity], { folder: FOLDER, uid: 0 });
}

/** What can't be read has an identity all the same: it is kept, and quarantined by whoever tries to understand it. */
function identityIn(
  raw: RawEvent,
  bytes: Uint8Array,
  identityOf: (raw: RawEvent) => EventIdentity,
): EventIdentity {
  try {
    return identityOf(raw);
  } catch {
    const identity = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    return { key: identity, identity };
  }
}
