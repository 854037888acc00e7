/** What would a message be taken for? Parsed and classified, nothing stored. */
import type { Classification } from '../../core/inbound-message.ts';
import { classify } from '../../inbound/classify.ts';
import { parseMessage, type ParsedMessage } from '../../inbound/mail/parse.ts';
import type { InboxEntry } from '../../ports/inbox-store.ts';
import type { Stores } from '../../ports/stores.ts';
import { heardOn } from '../../runner/hearing/heard-on.ts';
import type { RunnerSettings } from '../../runner/settings.ts';

/**
 * @param nowMs  For a message that does not say when it came: "back on Monday" counts from its arrival.
 * @param zone   Where its days begin; `null`: UTC.
 */
export async function readMessage(
  bytes: Uint8Array,
  nowMs: number,
  zone: string | null,
): Promise<Classification> {
  const message = await parseMessage(bytes);
  return classify(message, { nowMs: arrivalOf(message) ?? nowMs, zone });
}

/**
 * What else a stored mail says, where the rules read it as what it is held for: which address failed, when they are back. `null`: it is no mail, nothing
 * is left of it, or somebody labelled it otherwise.
 *
 * @param zone  Of whoever wrote it, as far as that is known.
 */
export async function rereadMessage(
  { inbox, settings }: Pick<Stores, 'inbox'> & { readonly settings: RunnerSettings },
  entry: InboxEntry,
  zone: string | null,
): Promise<Classification | null> {
  if (heardOn(settings, entry) !== 'email') return null;
  const bytes = await inbox.bytesOf(entry.id);
  if (bytes === null) return null;
  const is = classify(await parseMessage(bytes), {
    nowMs: entry.atMs,
    zone: zone ?? settings.zone,
  });
  return is.class === entry.class ? is : null;
}

/** The topmost `Received` was written by the server that took it in; a file without one may have its own date. */
function arrivalOf({ headers }: ParsedMessage): number | null {
  const received = headers.get('received')?.[0]?.split(';').at(-1);
  for (const written of [received, headers.get('date')?.[0]]) {
    const atMs = Date.parse((written ?? '').replace(/\([^)]*\)/g, '').trim());
    if (!Number.isNaN(atMs)) return atMs;
  }
  return null;
}
