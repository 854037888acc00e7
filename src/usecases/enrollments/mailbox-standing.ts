/** How would a run that starts at this instant find a mailbox? It hears first, so silence since the last run is no silence yet. */
import { agoWords, lastHeardWords } from '../../core/time/ago.ts';
import { freshSinceMs, wasHeardSince } from '../../core/freshness.ts';
import type { MailboxStanding } from '../../core/why/facts.ts';
import type { RunnerState, SourceRecord, TickRecord } from '../../ports/runner-state.ts';
import { dayOf, laneVerdict, type LaneVerdict } from '../../runner/sending/lane-verdict.ts';
import {
  lineOf,
  mailboxOf,
  type LineSettings,
  type RunnerSettings,
} from '../../runner/settings.ts';

export interface Ears {
  /** Decision time. */
  readonly nowMs: number;
  readonly lastTickMs: number | null;
  readonly slept: TickRecord['slept'];
  readonly heard: ReadonlyMap<string, SourceRecord>;
  /** An instant to come: every source counts as heard then. */
  readonly isForecast: boolean;
}

/** `next_run`: nobody has listened since; the next run does before it asks. `silent`: listening failed, or told nothing new. */
export type Hearing = 'fresh' | 'next_run' | 'silent';

export function hearingOf(source: string, ears: Ears, maxInboxAgeMs: number): Hearing {
  const record = ears.heard.get(source);
  if (ears.isForecast) return 'fresh';
  if (record === undefined) return 'next_run';
  const { heardAtMs } = record;
  if (wasHeardSince(heardAtMs, freshSinceMs(ears.nowMs, maxInboxAgeMs))) return 'fresh';
  const wasStale =
    ears.lastTickMs !== null &&
    !wasHeardSince(heardAtMs, freshSinceMs(ears.lastTickMs, maxInboxAgeMs));
  return record.failure !== null || wasStale ? 'silent' : 'next_run';
}

/** `null`: there is no mailbox to ask. */
export async function standingOf(
  { state, settings }: { readonly state: RunnerState; readonly settings: RunnerSettings },
  id: string | null,
  ears: Ears,
): Promise<MailboxStanding | null> {
  if (id === null) return null;
  const mailbox = lineOf(settings, id);
  if (mailbox === null) {
    const hearing = { verdict: 'not_asked', detail: null } as const;
    return { mailbox: id, isConfigured: false, closed: null, slotsLeft: null, hearing };
  }
  const { maxInboxAgeMs } = settings;
  const hearing = mailbox.source === null ? null : hearingOf(mailbox.source, ears, maxInboxAgeMs);
  const record = await state.mailbox(id, dayOf(mailbox, ears.nowMs));
  const asHeard = { heardAtMs: ears.nowMs, failure: null };
  const source = hearing === 'silent' ? (ears.heard.get(mailbox.source ?? '') ?? null) : asHeard;
  const verdict = laneVerdict(mailbox, { record, source, maxInboxAgeMs }, ears.nowMs);
  return {
    mailbox: id,
    isConfigured: true,
    closed: verdict.open ? null : asSaid(mailbox, verdict),
    slotsLeft: verdict.open ? verdict.slotsLeft : null,
    hearing: hearingCheck(mailbox, hearing, ears, settings),
  };
}

/** What could not be read to its end may still answer for one person. */
function asSaid(
  { canBeAsked = false }: LineSettings,
  verdict: Extract<LaneVerdict, { open: false }>,
): Extract<LaneVerdict, { open: false }> {
  if (verdict.rule !== 'stale_inbox' || !canBeAsked) return verdict;
  const detail = `${verdict.detail}; a run asks it for their answer alone, and goes on if it can`;
  return { ...verdict, detail };
}

/** How old its silence is, in words; of an instant to come nobody knows. */
export function heardWords(source: string, { heard, nowMs, isForecast }: Ears): string {
  const atMs = isForecast ? null : (heard.get(source)?.heardAtMs ?? null);
  return atMs === null ? `${source} is heard` : `${source} was heard ${agoWords(atMs, nowMs)}`;
}

function hearingCheck(
  { id, source }: LineSettings,
  hearing: Hearing | null,
  ears: Ears,
  settings: RunnerSettings,
): MailboxStanding['hearing'] {
  if (source === null) {
    const detail =
      mailboxOf(settings, id) === null
        ? `${id} can only call us (touchline serve): it is not known how fresh what it told is`
        : 'replies: none, by your own choice: answers stop nobody, log them by hand';
    return { verdict: 'passed', detail };
  }
  if (hearing !== 'next_run') return { verdict: 'passed', detail: heardWords(source, ears) };
  const atMs = ears.heard.get(source)?.heardAtMs ?? null;
  const last = atMs === null ? '' : `; ${lastHeardWords(atMs, ears.nowMs)}`;
  return { verdict: 'not_asked', detail: `${source} is heard first by the next run${last}` };
}
