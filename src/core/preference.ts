/** Where and when are they best reached, as they say themselves, or a rep or a list for them? */
import { REACHING, type Channel } from './sequence.ts';

export const PREFERRED_CHANNEL_FIELD = 'preferred_channel';
export const BEST_HOUR_FIELD = 'best_hour';
export const PREFERENCE_FIELDS = [PREFERRED_CHANNEL_FIELD, BEST_HOUR_FIELD] as const;

export interface UnreadPreference {
  readonly field: (typeof PREFERENCE_FIELDS)[number];
  /** They follow the name of the field. */
  readonly words: string;
}

/** `null`: nothing that reaches them. @param written  The field. */
export function saidChannel(written: string | undefined): Channel | null {
  return REACHING.find((each) => each === written?.trim().toLowerCase()) ?? null;
}

/** 0 to 23, of `10` or `10:00`; `null`: no hour of a day. @param written  The field. */
export function saidHour(written: string | undefined): number | null {
  const match = /^([01]?\d|2[0-3])(?::[0-5]\d)?$/.exec(written?.trim() ?? '');
  return match === null ? null : Number(match[1]);
}

/** What is written there and is nobody's word. */
export function unreadPreferences(
  fields: Readonly<Record<string, string>>,
): readonly UnreadPreference[] {
  const unread: UnreadPreference[] = [];
  const { [PREFERRED_CHANNEL_FIELD]: channel, [BEST_HOUR_FIELD]: hour } = fields;
  if (channel !== undefined && saidChannel(channel) === null) {
    const words = `is ${quoted(channel)}, not one of ${REACHING.join(', ')}`;
    unread.push({ field: PREFERRED_CHANNEL_FIELD, words });
  }
  if (hour !== undefined && saidHour(hour) === null) {
    const words = `is ${quoted(hour)}, not an hour such as 10 or 10:00`;
    unread.push({ field: BEST_HOUR_FIELD, words });
  }
  return unread;
}

function quoted(written: string): string {
  return `"${written.slice(0, 40)}"`;
}
