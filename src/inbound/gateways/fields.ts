/** What do all gateways' events have in common? JSON or a form, phone numbers with and without a plus, instants in several notations. */
import type { DeliveryTold } from '../../core/gateway-event.ts';
import { instantIn, parseInstant } from '../../core/time/written-instant.ts';
import type { GatewayFault } from '../../core/gateway-codes.ts';
import { SECOND_MS } from '../../core/time/duration.ts';

/** A message is malformed: it is kept where a person can see it, and nothing is believed of it. */
export class MalformedEvent extends Error {
  override readonly name = 'MalformedEvent';
}

/** @throws  When it is no JSON object or list. */
export function parsedJson(body: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new MalformedEvent('the body is no JSON');
  }
  if (typeof value !== 'object' || value === null)
    throw new MalformedEvent('the body is no JSON object');
  return value;
}

/** @throws  When an event of a known type lacks what it can't be understood without. */
export function needed(value: string | null, name: string): string {
  if (value === null) throw new MalformedEvent(`${name} is missing`);
  return value;
}

/** E.164 where it is a whole number: some gateways leave out the plus. Short codes and names stay as they are. */
export function phoneOf(text: string): string {
  // A form that was not encoded turned the plus into a space.
  const written = text.trim();
  return /^[1-9]\d{6,14}$/.test(written) ? `+${written}` : written;
}

/** ISO 8601, or `YYYY-MM-DD HH:MM:SS` as UTC, epoch ms. `null`: none, or nothing that is an instant. */
export function isoInstant(text: string | null): number | null {
  // `2020-01-01 12:00:00 +0000` is written as well.
  const written = text === null ? null : parseInstant(text.replace(/ (?=[+-]\d\d:?\d\d$)/, ''));
  return written === null ? null : instantIn(written, 'UTC');
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MAIL_DATE =
  /^(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d{2}:\d{2}:\d{2}) ([+-]\d{4}|GMT)$/i;

/** RFC 2822: `Mon, 16 Aug 2010 03:45:01 +0000`. */
export function mailInstant(text: string | null): number | null {
  const match = text === null ? null : MAIL_DATE.exec(text.trim());
  if (match === null) return null;
  const [, day, month, year, time, offset] = match;
  const monthNumber = MONTHS.indexOf(month!.toLowerCase()) + 1;
  if (monthNumber === 0) return null;
  const date = `${year}-${String(monthNumber).padStart(2, '0')}-${day!.padStart(2, '0')}`;
  return isoInstant(`${date}T${time}${offset === 'GMT' ? 'Z' : offset}`);
}

/** The least number that is read as milliseconds: as seconds it would be the year 5138. */
const LEAST_MS = 100_000_000_000;

/** ISO 8601, epoch seconds or epoch milliseconds. */
export function anyInstant(text: string | null): number | null {
  if (text === null || !/^\d{9,13}(?:\.\d+)?$/.test(text)) return isoInstant(text);
  const number = Number(text);
  return Math.round(number < LEAST_MS ? number * SECOND_MS : number);
}

/** Whole seconds; `null`: it does not say. */
export function secondsIn(text: string | null): number | null {
  return text !== null && /^\d{1,7}$/.test(text) ? Number(text) : null;
}

/** Who is to blame that a message did not arrive; passing trouble (a phone that is off) is nobody's. */
export function blameOf(fault: GatewayFault | null): DeliveryTold['blame'] {
  return fault === 'passing' ? null : fault;
}

/** The keyword that the gateway has acted upon; their words are ours. */
export function actedUpon(word: string | null): 'stop' | 'start' | 'help' | null {
  return (['stop', 'start', 'help'] as const).find((each) => each === word?.toLowerCase()) ?? null;
}
