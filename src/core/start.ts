/** When does somebody begin a sequence that is anchored on a date of theirs? */
import { addDuration, daysBefore, type Calendar } from './time/calendar.ts';
import { parseLocalDate } from './time/civil-date.ts';
import { toEpochMs } from './time/local-time.ts';
import type { Prospect } from './person/prospect.ts';
import type { StartAnchor } from './sequence.ts';

export type AnchoredStart =
  | {
      readonly ok: true;
      readonly atMs: number;
      /** From then on it has passed; `Infinity`: behind a date it never has. */
      readonly passesMs: number;
    }
  /** The person has no such field; it is no date as we read one; or the date itself has passed. */
  | {
      readonly ok: false;
      readonly because: 'no_start_date' | 'bad_start_date' | 'start_date_passed';
    };

/**
 * Dates are days on the person's wall; the start is the midnight that begins one. One that has passed while the date itself has not is
 * now: late is better than never.
 */
export function anchoredStart(
  anchor: StartAnchor,
  prospect: Prospect,
  zone: string,
  calendar: Calendar,
  nowMs: number,
): AnchoredStart {
  const written = (prospect.fields[anchor.field] ?? '').trim();
  if (written === '') return { ok: false, because: 'no_start_date' };
  const day = parseLocalDate(written.slice(0, DATE_LENGTH));
  if (day === null) return { ok: false, because: 'bad_start_date' };
  const dateMs = toEpochMs(zone, day, 0);
  const startMs =
    anchor.side === 'after'
      ? addDuration(dateMs, anchor.distance, zone, calendar)
      : toEpochMs(zone, daysBefore(day, anchor.distance, calendar), 0);
  const passesMs = Math.max(startMs, toEpochMs(zone, day + 1, 0));
  if (passesMs <= nowMs) return { ok: false, because: 'start_date_passed' };
  const atMs = Math.max(startMs, nowMs);
  return { ok: true, atMs, passesMs: anchor.side === 'after' ? Infinity : passesMs };
}

const DATE_LENGTH = '2026-03-31'.length;
