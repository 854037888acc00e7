/**
 * Mails that we wrote and labelled ourselves, in `test/inbound/cases/<language>/<kind>.yaml`, for the classes of which few
 * are public. Whoever wrote them had not read the rules.
 *
 * How they are labelled:
 * - `return_date` is the first day on which the person is no longer away, where the text says or implies one: "back on the
 *   17th" is the 17th, "away until and including the 14th" is the 15th, also when that is a Saturday. A month, a season or
 *   "in two weeks or so" is none. The clock is the `Date` of the mail, in its own offset.
 * - `successor` is who has the work for good, never who stands in for somebody on leave.
 * - A meeting's `start` is the new one when it was moved, the one that falls through when it was cancelled. An invitation
 *   and an accepted one are booked, a declined one is cancelled.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { INBOUND_CLASSES, type InboundClass } from '../../../src/core/inbound-message.ts';

export const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'ja', 'pt'] as const;
export const KINDS = [
  'auto-reply',
  'challenge',
  'linkedin',
  'lookalikes',
  'meeting',
  'out-of-office',
] as const;
/** Of the text parts. Without one it is what a mail program would choose for the text. */
export const ENCODINGS = ['utf-8-base64', 'iso-2022-jp', 'iso-8859-1'] as const;

const ABSENCES = ['out_of_office', 'departed'] as const;
const MEETINGS = ['meeting_booked', 'meeting_cancelled', 'meeting_rescheduled'] as const;
const NOTICES = ['linkedin_reply', 'connection_accepted', 'unrelated'] as const;

export type Language = (typeof LANGUAGES)[number];
export type Kind = (typeof KINDS)[number];
export type Encoding = (typeof ENCODINGS)[number];

/** Whoever took over, as far as the mail names them: a name, an address or both. */
export interface Successor {
  readonly name: string | null;
  readonly address: string | null;
}

/** What a reader of the mail says it is. A part that its class does not have is `null`. */
export interface Expected {
  readonly class: InboundClass;
  readonly absence: {
    readonly kind: (typeof ABSENCES)[number];
    /** `2025-03-03`. */
    readonly returnDate: string | null;
    readonly successor: Successor | null;
  } | null;
  readonly meeting: {
    readonly kind: (typeof MEETINGS)[number];
    /** `2025-03-04T15:00:00Z`. */
    readonly start: string | null;
  } | null;
  readonly linkedin: {
    readonly kind: (typeof NOTICES)[number];
    readonly slug: string | null;
  } | null;
}

export interface WrittenCase {
  readonly id: string;
  readonly language: Language;
  readonly kind: Kind;
  /** In their order, as a person reads them: not encoded. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly encoding: Encoding | null;
  /** Empty when the mail is HTML or a calendar alone. */
  readonly body: string;
  readonly html: string | null;
  readonly calendar: string | null;
  readonly expect: Expected;
}

const FOLDER = join(import.meta.dirname, '../../inbound/cases');

/** Every case, by language and kind. Throws with file and id where one is not of the form. */
export function writtenCases(): readonly WrittenCase[] {
  return readdirSync(FOLDER, { withFileTypes: true }).flatMap((folder) =>
    readdirSync(join(FOLDER, folder.name)).flatMap((file) =>
      casesOf(
        readFileSync(join(FOLDER, folder.name, file), 'utf8'),
        oneOf(LANGUAGES, folder.name, folder.name, 'language'),
        oneOf(KINDS, file.replace(/\.yaml$/, ''), join(folder.name, file), 'kind'),
      ),
    ),
  );
}

/** The cases of one file. */
export function casesOf(source: string, language: Language, kind: Kind): readonly WrittenCase[] {
  const file = `${language}/${kind}.yaml`;
  const list: unknown = parse(source);
  if (!Array.isArray(list)) throw new Error(`${file}: is no list of cases`);
  return list.map((entry: unknown, index) => {
    const place = `${file}: case ${String(index + 1)}`;
    const id = text(record(entry, place)['id'], `${place}: id`);
    return caseOf(record(entry, place), { id, language, kind }, `${file}: ${id}`);
  });
}

function caseOf(
  entry: Fields,
  name: Pick<WrittenCase, 'id' | 'language' | 'kind'>,
  where: string,
): WrittenCase {
  knownKeys(entry, ['id', 'headers', 'encoding', 'body', 'html', 'calendar', 'expect'], where);
  const written = {
    ...name,
    headers: headersOf(entry['headers'], where),
    encoding: optional(entry['encoding'], (value) => oneOf(ENCODINGS, value, where, 'encoding')),
    body: text(entry['body'], `${where}: body`, 0),
    html: optional(entry['html'], (value) => text(value, `${where}: html`)),
    calendar: optional(entry['calendar'], (value) => text(value, `${where}: calendar`)),
  };
  const sentOn = sentDay(written.headers, where);
  return { ...written, expect: expectedOf(entry['expect'], sentOn, `${where}: expect`) };
}

function headersOf(value: unknown, where: string): WrittenCase['headers'] {
  const headers = Object.entries(record(value, `${where}: headers`)).map(
    ([name, content]) => [name, text(content, `${where}: ${name}`)] as const,
  );
  for (const needed of ['From', 'To', 'Subject', 'Date'])
    if (!headers.some(([name]) => name === needed))
      throw new Error(`${where}: has no header ${needed}`);
  return headers;
}

/** The local day of the `Date` header, as `2025-03-03`; its weekday must be the right one. */
function sentDay(headers: WrittenCase['headers'], where: string): string {
  const date = headers.find(([name]) => name === 'Date')?.[1] ?? '';
  const form = /^([A-Z][a-z]{2}), (\d{1,2} [A-Z][a-z]{2} \d{4}) \d\d:\d\d:\d\d [+-]\d{4}$/;
  const [, weekday, day] = form.exec(date) ?? [];
  const midnight = new Date(`${day ?? ''} 00:00:00 +0000`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toUTCString().startsWith(weekday ?? '?'))
    throw new Error(`${where}: Date is "${date}", not like "Mon, 3 Mar 2025 09:14:00 +0000"`);
  return midnight.toISOString().slice(0, 10);
}

function expectedOf(value: unknown, sentOn: string, where: string): Expected {
  const fields = record(value, where);
  const mailClass = oneOf(INBOUND_CLASSES, fields['class'], where, 'class');
  const away = mailClass === 'out_of_office';
  const met = mailClass === 'meeting';
  const parts = [
    ...(away ? ['kind', 'return_date', 'successor'] : []),
    ...(met ? ['meeting'] : []),
    // What LinkedIn sends and concerns nobody is unrelated, and says so in both places.
    ...(mailClass === 'linkedin' || 'linkedin' in fields ? ['linkedin'] : []),
  ];
  knownKeys(fields, ['class', ...parts], where);
  for (const part of parts)
    if (!(part in fields)) throw new Error(`${where}: ${mailClass} has no ${part}`);
  return {
    class: mailClass,
    absence: away ? absenceOf(fields, sentOn, where) : null,
    meeting: met ? meetingOf(record(fields['meeting'], where), where) : null,
    linkedin: optional(fields['linkedin'], (notice) =>
      noticeOf(record(notice, where), mailClass, where),
    ),
  };
}

function absenceOf(fields: Fields, sentOn: string, where: string): Expected['absence'] {
  const kind = oneOf(ABSENCES, fields['kind'], where, 'kind');
  const returnDate = nullable(fields['return_date'], (value) => calendarDay(value, where));
  const successor = nullable(fields['successor'], (value) => successorOf(record(value, where)));
  if (kind === 'departed' && returnDate !== null)
    throw new Error(`${where}: nobody returns who has departed`);
  if (kind === 'out_of_office' && successor !== null)
    throw new Error(`${where}: who stands in is no successor`);
  if (returnDate !== null && returnDate <= sentOn)
    throw new Error(`${where}: return_date ${returnDate} is not after the mail of ${sentOn}`);
  return { kind, returnDate, successor };

  function successorOf(named: Fields): Successor {
    knownKeys(named, ['name', 'address'], `${where}: successor`);
    if (!('name' in named || 'address' in named)) throw new Error(`${where}: successor is empty`);
    return {
      name: optional(named['name'], (name) => text(name, `${where}: successor`)),
      address: optional(named['address'], (address) => text(address, `${where}: successor`)),
    };
  }
}

function meetingOf(fields: Fields, where: string): Expected['meeting'] {
  knownKeys(fields, ['kind', 'start'], where);
  return {
    kind: oneOf(MEETINGS, fields['kind'], where, 'meeting.kind'),
    start: nullable(fields['start'], (value) => {
      const start = text(value, `${where}: start`);
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/.test(start) || Number.isNaN(Date.parse(start)))
        throw new Error(`${where}: start is "${start}", not like 2025-03-04T15:00:00Z`);
      return start;
    }),
  };
}

function noticeOf(fields: Fields, mailClass: InboundClass, where: string): Expected['linkedin'] {
  knownKeys(fields, ['kind', 'slug'], where);
  const kind = oneOf(NOTICES, fields['kind'], where, 'linkedin.kind');
  if ((kind === 'unrelated') !== (mailClass === 'unrelated'))
    throw new Error(`${where}: ${kind} is not of the class ${mailClass}`);
  return { kind, slug: nullable(fields['slug'], (slug) => text(slug, `${where}: slug`)) };
}

type Fields = Readonly<Record<string, unknown>>;

function record(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${where}: got ${JSON.stringify(value)}, expected fields`);
  return Object.fromEntries(Object.entries(value));
}

function knownKeys(fields: Fields, known: readonly string[], where: string): void {
  for (const key of Object.keys(fields))
    if (!known.includes(key))
      throw new Error(`${where}: unknown field "${key}", expected one of: ${known.join(', ')}`);
}

function text(value: unknown, where: string, lengthMin = 1): string {
  if (typeof value !== 'string' || value.length < lengthMin)
    throw new Error(`${where}: got ${JSON.stringify(value)}, expected text`);
  return value;
}

function oneOf<const T extends string>(
  known: readonly T[],
  value: unknown,
  where: string,
  name: string,
): T {
  const found = known.find((one) => one === value);
  if (found === undefined)
    throw new Error(
      `${where}: ${name} is ${JSON.stringify(value)}, expected one of: ${known.join(', ')}`,
    );
  return found;
}

function calendarDay(value: unknown, where: string): string {
  const date = text(value, `${where}: return_date`);
  const midnight = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== date)
    throw new Error(`${where}: return_date is "${date}", not like 2025-03-03`);
  return date;
}

function optional<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === undefined ? null : read(value);
}

function nullable<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null ? null : read(value);
}
