/** What a compiled sequence says beside its steps, under the keys of a sequence file. */
import { writtenDate, writtenTime } from '../../core/time/civil-date.ts';
import { writtenDuration } from '../../core/time/duration.ts';
import { paceWords } from '../../core/why/turn-words.ts';
import type { Sequence } from '../../core/sequence.ts';
import { WEEKDAYS } from '../sequence/window-format.ts';
import { mapOf } from './written-step.ts';
import { writtenExit } from '../reading/written.ts';

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
        : `${writtenDuration(start.distance)} ${start.side} prospect.${start.field}`,
    ],
    ['window.days', listText(window.days.map((day) => WEEKDAYS[day - 1] ?? ''))],
    [
      'window.hours',
      listText(window.hours.map(([from, to]) => `${writtenTime(from)}-${writtenTime(to)}`)),
    ],
    ['window.zone', window.zone],
    ['window.holidays', window.holidays],
    [
      'window.blackout',
      listText(window.blackout.map(([from, to]) => `${writtenDate(from)}/${writtenDate(to)}`)),
    ],
    ['enroll.duplicates', enroll.duplicates],
    ['enroll.exclusive', String(enroll.exclusive)],
    [
      'enroll.untouched_for',
      enroll.untouchedFor === null ? null : writtenDuration(enroll.untouchedFor),
    ],
    ['enroll.per_day', enroll.perDay === null ? null : String(enroll.perDay)],
    [
      'enroll.per_account',
      enroll.perAccount === undefined ? null : listText(enroll.perAccount.map(paceWords)),
    ],
    ['exits.reply', writtenExit(exits.reply)],
    ['exits.colleague_reply', writtenExit(exits.colleagueReply)],
    ['exits.out_of_office', writtenExit(exits.outOfOffice)],
    ['exits.bounce', writtenExit(exits.bounce)],
    ['exits.meeting_booked', writtenExit(exits.meetingBooked)],
  ]);
}

function listText(entries: readonly string[]): string | null {
  return entries.length === 0 ? null : entries.join(', ');
}
