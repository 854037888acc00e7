/** Asks the sources that could not be read to their end for one person's answer alone. */
import { DAY_MS, MINUTE_MS } from '../../core/time/duration.ts';
import { freshSinceMs, wasHeardSince } from '../../core/freshness.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Due, History } from '../../ports/engine-store.ts';
import type { Intake, Sought } from '../../ports/message-source.ts';
import type { Engine } from '../engine.ts';
import { mailboxOf } from '../settings.ts';

/** A source that could not even be asked is left in peace for so long. */
const ASK_AGAIN_MS = MINUTE_MS;
/** What a source that was never heard may hold of importance. */
const LOOK_BACK_MS = 30 * DAY_MS;

export interface Looking {
  readonly nowMs: number;
  /** When each source last refused to be asked, epoch ms: written and read here. */
  readonly looks: Map<string, number>;
  readonly intakeOf: (source: string) => Intake;
  readonly stop: AbortSignal;
}

/** @returns The sources that were asked, and answered; `null`: one that matters could not be. */
export async function lookFor(
  engine: Pick<Engine, 'settings' | 'store' | 'state' | 'sources' | 'inbound' | 'say'>,
  { enrollment, prospect }: Due,
  { nowMs, looks, intakeOf, stop }: Looking,
): Promise<readonly string[] | null> {
  const { settings, store, state, sources, inbound, say } = engine;
  const history = await store.history(enrollment.id, nowMs);
  const writers = [enrollment.mailbox, ...history.mailboxes];
  const mattering = new Set(writers.flatMap((id) => mailboxOf(settings, id)?.source ?? []));
  const heard = await state.heard(prospect.id);
  const domains = await domainsOf(inbound, prospect);
  const asked: string[] = [];
  for (const id of mattering) {
    const heardAtMs = heard.get(id)?.heardAtMs ?? -Infinity;
    if (wasHeardSince(heardAtMs, freshSinceMs(nowMs, settings.maxInboxAgeMs))) continue;
    const refusedAtMs = looks.get(id) ?? -Infinity;
    const source = sources.get(id);
    if (source?.look === undefined || nowMs - refusedAtMs < ASK_AGAIN_MS) return null;
    const sinceMs = Math.max(heardAtMs, nowMs - LOOK_BACK_MS);
    try {
      await source.look(soughtOf(prospect, domains, history, sinceMs), intakeOf(id), nowMs, stop);
    } catch (cause) {
      if (stop.aborted) return null;
      const reason = cause instanceof Error ? cause.message : String(cause);
      looks.set(id, nowMs);
      // The poll has said it already.
      if (heard.get(id)?.failure === reason) return null;
      await inbound.failed(id, reason);
      say(`cannot look into ${id}: ${reason}`);
      return null;
    }
    asked.push(id);
  }
  return asked;
}

/** All that their company goes by, as far as an address may end so. */
async function domainsOf(
  inbound: Pick<Engine['inbound'], 'namesOf'>,
  { accountId }: Prospect,
): Promise<readonly string[]> {
  if (accountId === null) return [];
  return [accountId, ...(await inbound.namesOf(accountId))].filter((name) => name.includes('.'));
}

function soughtOf(
  prospect: Prospect,
  domains: readonly string[],
  { touches }: History,
  sinceMs: number,
): Sought {
  const addresses = prospect.identities.flatMap(({ kind, value }) =>
    kind === 'email' ? [value] : [],
  );
  return {
    writers: [...addresses, ...domains],
    messageIds: touches.flatMap((touch) =>
      [touch.messageId, touch.serverMessageId].filter((id) => id !== null),
    ),
    sinceMs,
  };
}
