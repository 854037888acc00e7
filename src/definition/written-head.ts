/** What a compiled sequence says beside its steps, under the keys of a sequence file. */
import type { Sequence } from '../core/sequence.ts';
import { WEEKDAYS } from './window-format.ts';
import { mapOf } from './written-step.ts';
import { dateText, durationText, exitText, timeText } from './written-words.ts';

export function writtenHead(
  sequence: Omit<Sequence, 'version' | 'steps'>,
): ReadonlyMap<string, string> {
  const { window, start, enroll, exits, mailboxes } = sequence;
  return mapOf([
    ['title', sequence.title],
    ['goals', listText(sequence.goals)],
    ['mailboxes', mailboxes === 'owner' ? 'owner' : listText(mailboxes)],
    ['rep', sequence.rep],
    [
      'start',
      start === null
        ? null
        : `${durationText(start.distance)} ${start.side} prospect.${start.field}`,
    ],
    ['window.days', listText(window.days.map((day) => WEEKDAYS[day - 1] ?? ''))],
    [
      'window.hours',
      listText(window.hours.map(([from, to]) => `${timeText(from)}-${timeText(to)}`)),
    ],
    ['window.zone', window.zone],
    ['window.holidays', window.holidays],
    [
      'window.blackout',
      listText(window.blackout.map(([from, to]) => `${dateText(from)}/${dateText(to)}`)),
    ],
    ['enroll.duplicates', enroll.duplicates],
    ['enroll.exclusive', String(enroll.exclusive)],
    [
      'enroll.untouched_for',
      enroll.untouchedFor === null ? null : durationText(enroll.untouchedFor),
    ],
    ['enroll.per_day', enroll.perDay === null ? null : String(enroll.perDay)],
    ['exits.reply', exitText(exits.reply)],
    ['exits.colleague_reply', exitText(exits.colleagueReply)],
    ['exits.out_of_office', exitText(exits.outOfOffice)],
    ['exits.bounce', exitText(exits.bounce)],
    ['exits.meeting_booked', exitText(exits.meetingBooked)],
  ]);
}

function listText(entries: readonly string[]): string | null {
  return entries.length === 0 ? null : entries.join(', ');
}
