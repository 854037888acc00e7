/**
 * How right is the hearing on the mails that we wrote? Each is parsed and classified as if it had just come in, and asked what its label
 * says. Run by itself it prints the table; `--misses` names the cases of the half that may be looked at.
 */
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { Classification } from '../../src/core/inbound-message.ts';
import type { NewSignal } from '../../src/core/signal.ts';
import { classify } from '../../src/inbound/classify.ts';
import { linkedinNotice } from '../../src/inbound/linkedin-notice.ts';
import { meetingAtMs, meetingTime } from '../../src/inbound/meeting.ts';
import { parseMessage, type ParsedMessage } from '../../src/inbound/mail/parse.ts';
import { signalsOf } from '../../src/inbound/signals.ts';
import { rawMail } from '../support/mail/raw-mail.ts';
import {
  writtenCases,
  type Successor,
  type Kind,
  type Language,
  type WrittenCase,
} from '../support/mail/written-cases.ts';

export const QUESTIONS = [
  'class',
  'return_date',
  'no_return_date',
  'departed',
  'successor',
  'meeting',
  'meeting_start',
  'linkedin',
  'profile',
] as const;
export type WrittenQuestion = (typeof QUESTIONS)[number];

/** `later`: written by somebody who then wrote rules, before he had read them, and only counted since. */
const HALVES = ['seen', 'unseen', 'later'] as const;

export interface WrittenVerdict {
  readonly id: string;
  readonly language: Language;
  readonly kind: Kind;
  /** Rules were written with the misses of the seen half in view, never those of the others. */
  readonly half: (typeof HALVES)[number];
  readonly question: WrittenQuestion;
  readonly wanted: string;
  readonly got: string;
  readonly right: boolean;
}

export async function measureWrittenCases(): Promise<WrittenVerdict[]> {
  const verdicts: WrittenVerdict[] = [];
  for (const written of writtenCases()) {
    const { id, language, kind } = written;
    const message = await parseMessage(rawMail(written));
    const is = classify(message, { nowMs: localMs(written), zone: null });
    for (const { question, wanted, got } of answersOf(written, message, is))
      verdicts.push({
        id,
        language,
        kind,
        half: halfOf(id),
        question,
        wanted,
        got,
        right: wanted === got,
      });
  }
  return verdicts;
}

export function halfOf(id: string): WrittenVerdict['half'] {
  if (/^[a-z]{2}-later-/.test(id)) return 'later';
  return createHash('sha256').update(id).digest()[0]! % 2 === 0 ? 'seen' : 'unseen';
}

/** The sender's own wall clock, as if it were UTC: days are then those of the sender, whatever their offset. */
function localMs({ headers }: WrittenCase): number {
  const date = headers.find(([name]) => name === 'Date')?.[1] ?? '';
  return Date.parse(date.replace(/[+-]\d{4}$/, '+0000'));
}

type Answer = Pick<WrittenVerdict, 'question' | 'wanted' | 'got'>;

function answersOf(
  written: WrittenCase,
  message: ParsedMessage,
  is: Classification,
): readonly Answer[] {
  const { expect } = written;
  const { absence, meeting, linkedin } = expect;
  return [
    { question: 'class', wanted: expect.class, got: is.class },
    ...(absence === null ? [] : absenceAnswers(absence, is)),
    ...(meeting === null ? [] : meetingAnswers(meeting, signalOf(message, is), written, message)),
    ...(linkedin === null ? [] : noticeAnswers(linkedin, message, is)),
  ];
}

function absenceAnswers(
  absence: NonNullable<WrittenCase['expect']['absence']>,
  is: Classification,
): readonly Answer[] {
  const day = is.returnAtMs === null ? 'none' : new Date(is.returnAtMs).toISOString().slice(0, 10);
  const wanted = absence.returnDate ?? 'none';
  const question = absence.returnDate === null ? 'no_return_date' : 'return_date';
  const { successor } = absence;
  return [
    { question, wanted, got: day },
    {
      question: 'departed',
      wanted: absence.kind,
      got: is.departed === null ? is.class : 'departed',
    },
    ...(absence.kind === 'departed'
      ? ([
          { question: 'successor', wanted: shown(successor), got: shown(is.departed?.successor) },
        ] as const)
      : []),
  ];
}

function shown(successor: Successor | null | undefined): string {
  if (successor === null || successor === undefined) return 'nobody';
  return `${successor.name ?? '?'} <${successor.address ?? '?'}>`;
}

function meetingAnswers(
  meeting: NonNullable<WrittenCase['expect']['meeting']>,
  signal: NewSignal | undefined,
  written: WrittenCase,
  message: ParsedMessage,
): readonly Answer[] {
  // One that was moved is a booking at another time: there is no signal of its own for it.
  const kind = meeting.kind === 'meeting_rescheduled' ? 'meeting_booked' : meeting.kind;
  const time = meetingTime(message, localMs(written));
  const at = time === null ? 'none' : iso(meetingAtMs(time, 'UTC'));
  const shifted =
    time === null || time.zone !== null ? at : iso(Date.parse(at) - offsetMs(written));
  return [
    { question: 'meeting', wanted: kind, got: signal?.kind ?? 'none' },
    { question: 'meeting_start', wanted: meeting.start ?? 'none', got: shifted },
  ];
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString().replace('.000Z', 'Z');
}

/** Of the sender's clock: where a mail names no zone, the workspace's would stand here. */
function offsetMs(written: WrittenCase): number {
  const date = written.headers.find(([name]) => name === 'Date')?.[1] ?? '';
  return localMs(written) - Date.parse(date);
}

function noticeAnswers(
  notice: NonNullable<WrittenCase['expect']['linkedin']>,
  message: ParsedMessage,
  is: Classification,
): readonly Answer[] {
  const kinds = { reply: 'linkedin_reply', connection_accepted: 'connection_accepted' } as const;
  const kind = is.class === 'linkedin' ? signalOf(message, is)?.kind : undefined;
  const got =
    kind === 'reply' || kind === 'connection_accepted' ? kinds[kind] : (kind ?? 'unrelated');
  const [profile = 'none'] =
    is.class === 'linkedin' ? (linkedinNotice(message)?.profiles ?? []) : [];
  const slug = notice.slug === null ? 'none' : `in/${notice.slug.toLowerCase()}`;
  return [
    { question: 'linkedin', wanted: notice.kind, got },
    ...(notice.kind === 'unrelated'
      ? []
      : [{ question: 'profile', wanted: slug, got: profile } as const]),
  ];
}

/** What it means for the person whom it is about. */
function signalOf(message: ParsedMessage, is: Classification): NewSignal | undefined {
  const person = {
    kind: 'person',
    prospectId: 'p1',
    touchId: null,
    how: 'address',
    colleagues: [],
    writtenBy: null,
    invited: [],
  } as const;
  return signalsOf(message, is, person, { inboundId: 'm1', source: 'm', receivedAtMs: 0 })[0];
}

/** `33/34, 16/17`: the seen half, the unseen one, and the later letters where there are any. */
export function writtenTable(verdicts: readonly WrittenVerdict[]): string[] {
  const rows: string[] = [];
  const languages = [...new Set(verdicts.map(({ language }) => language))].toSorted();
  const groups = new Set(
    verdicts.flatMap(({ kind, question }) => [`${kind} ${question}`]).toSorted(),
  );
  for (const group of groups) {
    const of = verdicts.filter(({ kind, question }) => `${kind} ${question}` === group);
    const cells = languages.map((one) => shareOf(of.filter(({ language }) => language === one)));
    rows.push(`| ${[group.replace(' ', ' | '), ...cells, shareOf(of)].join(' | ')} |`);
  }
  return [
    `| kind | question | ${languages.join(' | ')} | all |`,
    `| --- | --- | ${[...languages, 'all'].map(() => '---:').join(' | ')} |`,
    ...rows,
  ];
}

function shareOf(verdicts: readonly WrittenVerdict[]): string {
  if (verdicts.length === 0) return '';
  return HALVES.map((half) => verdicts.filter((one) => one.half === half))
    .filter((of, index) => index < 2 || of.length > 0)
    .map((of) => `${of.filter(({ right }) => right).length}/${of.length}`)
    .join(', ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const verdicts = await measureWrittenCases();
  console.log(writtenTable(verdicts).join('\n'));
  if (process.argv.includes('--misses')) {
    for (const { kind, id, question, wanted, got, half, right } of verdicts)
      if (!right && half === 'seen')
        console.log(`${kind} ${id} ${question}: ${wanted}, read as ${got}`);
  }
}
