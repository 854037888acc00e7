/** What happened, for somebody who reads it: the lines that the engine wrote into each person's history, in words. */
import type { Activity } from '../core/activity.ts';
import type { Enrollment } from '../core/enrollment.ts';
import type { Prospect } from '../core/person/prospect.ts';
import type { HistoryStore } from '../ports/history-store.ts';

export interface DiaryLine {
  readonly atMs: number;
  readonly prospect: Prospect;
  readonly channel: string;
  /** We to them, they to us, or what follows from it. */
  readonly direction: 'out' | 'in' | 'effect';
  readonly words: string;
}

export type TimelineEntry = Awaited<ReturnType<HistoryStore['timeline']>>[number];

export interface DiaryFacts {
  /** Of the message that an activity is about, as the mail server saw it. */
  readonly subjectOf: (messageId: string | null) => string | null;
  readonly enrollment: Enrollment | null;
  readonly formatDay: (atMs: number) => string;
}

/** `null`: nothing that a reader of the calendar misses. */
export function diaryLine(
  entry: TimelineEntry,
  prospect: Prospect,
  facts: DiaryFacts,
): DiaryLine | null {
  const said = wordsOf(entry, facts);
  if (said === null) return null;
  const [direction, words] = said;
  return { atMs: entry.atMs, prospect, channel: entry.channel ?? '', direction, words };
}

type Said = readonly [direction: DiaryLine['direction'], words: string];

function wordsOf(entry: TimelineEntry, facts: DiaryFacts): Said | null {
  const { type, summary } = entry;
  switch (type) {
    case 'touch_sent':
      return ['out', facts.subjectOf(entry.messageId) ?? 'email'];
    case 'task_done':
      return ['out', doneWords(entry)];
    case 'callback':
      return ['in', 'asks to be called another day'];
    case 'finished':
      return ['effect', finishWords(summary)];
    case 'held':
      return ['effect', holdWords(facts)];
    case 'resumed':
      return ['effect', 'back: the sequence goes on'];
    case 'signal_manual_touch':
      return ['out', summary];
    default:
      if (!type.startsWith('signal_')) return null;
      // What came of a call stands in the line of its task.
      return entry.channel === 'call' ? null : ['in', signalWords(type, summary)];
  }
}

function doneWords({ channel, summary }: Activity): string {
  if (channel === 'call') return `called: ${summary.replaceAll('_', ' ')}`;
  if (channel === 'linkedin') return 'asked to connect';
  return channel === 'sms' ? 'sent a text message' : summary;
}

function signalWords(type: string, summary: string): string {
  switch (type) {
    case 'signal_out_of_office':
      return 'automatic reply: out of office';
    case 'signal_auto_reply':
      return 'automatic reply, not an answer';
    case 'signal_bounce':
      return 'bounced: no such mailbox';
    case 'signal_opt_out':
      return `opts out: ${summary}`;
    case 'signal_meeting_booked':
      return `books a meeting: ${summary}`;
    default:
      return `"${summary}"`;
  }
}

function holdWords({ enrollment, formatDay }: DiaryFacts): string {
  const untilMs = enrollment?.holds[0]?.untilMs ?? null;
  return untilMs === null ? 'held' : `held until ${formatDay(untilMs)}`;
}

function finishWords(summary: string): string {
  if (summary === 'completed') return 'sequence completed';
  return `STOP: ${summary.replaceAll('_', ' ').replace(/:.*/, '')}`;
}
