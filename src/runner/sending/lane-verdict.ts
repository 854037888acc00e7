/** May a mailbox send now? The conditions of the gate that concern the mailbox and not the person: nothing is rewritten while they hold. */
import { lastHeardWords } from '../../core/time/ago.ts';
import {
  breakerVerdict,
  mailboxDay,
  mailboxVerdict,
  type MailboxGuard,
} from '../../core/budget.ts';
import { freshSinceMs, wasHeardSince } from '../../core/freshness.ts';
import type { MailboxRecord, SourceRecord } from '../../ports/runner-state.ts';
import type { LineSettings } from '../settings.ts';

export type LaneRule = 'mailbox_at_rest' | 'breaker' | 'stale_inbox' | 'cap' | 'gap';

export type LaneVerdict =
  | { readonly open: true; readonly slotsLeft: number; readonly guard: MailboxGuard }
  | {
      readonly open: false;
      readonly rule: LaneRule;
      readonly detail: string;
      /** Epoch ms; `null`: until somebody does something. */
      readonly clearsAtMs: number | null;
    };

export interface LaneFacts {
  readonly record: MailboxRecord;
  /** How the mailbox's answers are heard; `null`: by the workspace's choice they are not. */
  readonly source: SourceRecord | null;
  readonly maxInboxAgeMs: number;
}

export function laneVerdict(mailbox: LineSettings, facts: LaneFacts, nowMs: number): LaneVerdict {
  const { record } = facts;
  if (record.restReason !== null && (record.restUntilMs ?? Infinity) > nowMs) {
    return {
      open: false,
      rule: 'mailbox_at_rest',
      detail:
        record.restUntilMs === null
          ? `${record.restReason}; then: touchline resume --mailbox ${mailbox.id}`
          : record.restReason,
      clearsAtMs: record.restUntilMs,
    };
  }
  if (breakerVerdict(record.week) === 'pause') {
    const { sent, bounced, complained } = record.week;
    return {
      open: false,
      rule: 'breaker',
      detail: `${bounced} bounces and ${complained} complaints on ${sent} messages in 7 days`,
      clearsAtMs: null,
    };
  }
  if (mailbox.source !== null && isStale(facts, nowMs)) {
    return {
      open: false,
      rule: 'stale_inbox',
      detail: silenceWords(mailbox.source, facts.source, nowMs),
      clearsAtMs: null,
    };
  }
  return budgetVerdict(mailbox, record, nowMs);
}

/** The last message names the gap after it, so that asking again draws the same. */
export function lastSeed(mailbox: LineSettings, record: MailboxRecord): string {
  return `gap ${mailbox.id} ${record.lastOpenedAtMs}`;
}

export function dayOf(mailbox: LineSettings, nowMs: number): number {
  return mailboxDay(mailbox.limits, nowMs);
}

/** Why its silence says nothing, and how old that is. */
export function silenceWords(source: string, record: SourceRecord | null, nowMs: number): string {
  const because = record?.failure ?? `${source} was not heard recently`;
  return `${because}; ${lastHeardWords(record?.heardAtMs ?? null, nowMs)}`;
}

function isStale({ source, maxInboxAgeMs }: LaneFacts, nowMs: number): boolean {
  return !wasHeardSince(source?.heardAtMs, freshSinceMs(nowMs, maxInboxAgeMs));
}

function budgetVerdict(mailbox: LineSettings, record: MailboxRecord, nowMs: number): LaneVerdict {
  const verdict = mailboxVerdict(mailbox.limits, record, nowMs, lastSeed(mailbox, record));
  if (verdict.open) return verdict;
  const detail =
    verdict.rule === 'cap' ? `${record.openedToday} sent today` : 'the gap after the last message';
  return { open: false, rule: verdict.rule, detail, clearsAtMs: verdict.clearsAtMs };
}
