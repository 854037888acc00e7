/** Between rows and the words of the core. The only place, beside `ids`, where a row is believed. */
import type { Enrollment, Hold, Waiting } from '../../core/enrollment.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Signal, SignalDetails, SignalKind } from '../../core/signal.ts';
import type { SourceTimes } from '../../core/person/source-time.ts';
import type { Channel } from '../../core/sequence.ts';
import type { TouchStatus } from '../../core/touch.ts';
import type { TouchRecord } from '../../ports/engine-store.ts';
import { invariant } from '../../core/invariant.ts';

/** `p12` to 12. */
export function rowId(id: string): number {
  const number = Number(id.slice(1));
  invariant(Number.isSafeInteger(number) && number > 0, `"${id}" is an id of a row`);
  return number;
}

export const prospectId = (row: number): string => `p${row}`;
export const enrollmentId = (row: number): string => `e${row}`;
export const signalId = (row: number): string => `s${row}`;
export const inboundId = (row: number): string => `m${row}`;
export const importId = (row: number): string => `i${row}`;
export const consentId = (row: number): string => `c${row}`;

export interface EnrollmentRow {
  readonly id: number;
  readonly prospect_id: number;
  readonly sequence: string;
  readonly version: string;
  readonly status: Enrollment['status'];
  readonly reason: Enrollment['reason'];
  readonly cursor: string | null;
  readonly visit: number;
  readonly waiting: string;
  readonly holds: string;
  readonly mailbox: string | null;
  readonly rep: string | null;
  readonly enrolled_at_ms: number;
  readonly settled_at_ms: number;
  readonly sent_count: number;
  readonly failures: number;
  readonly continued_from: number | null;
  readonly revision: number;
  readonly earlier: string | null;
}

export function enrollmentOf(row: EnrollmentRow): Enrollment {
  return {
    id: enrollmentId(row.id),
    prospectId: prospectId(row.prospect_id),
    sequence: row.sequence,
    version: row.version,
    status: row.status,
    reason: row.reason,
    cursor: row.cursor,
    visit: row.visit,
    waiting: JSON.parse(row.waiting) as Waiting,
    holds: row.holds === '[]' ? [] : (JSON.parse(row.holds) as Hold[]),
    mailbox: row.mailbox,
    rep: row.rep,
    enrolledAtMs: row.enrolled_at_ms,
    settledAtMs: row.settled_at_ms,
    sentCount: row.sent_count,
    failures: row.failures,
    continuedFrom: row.continued_from === null ? null : enrollmentId(row.continued_from),
    revision: row.revision,
    ...(row.earlier === null
      ? {}
      : { earlier: JSON.parse(row.earlier) as NonNullable<Enrollment['earlier']> }),
  };
}

/** What the profile column holds: a prospect without what has columns of its own. */
export type Profile = Omit<Prospect, 'id' | 'revision'>;

export function prospectOf(id: number, profile: string, revision: number): Prospect {
  return Object.assign(JSON.parse(profile) as Profile, { id: prospectId(id), revision });
}

export function profileOf(prospect: Prospect | Profile): string {
  const { id: _id, revision: _revision, ...profile } = prospect as Prospect;
  return JSON.stringify(profile);
}

/** The three columns that hold it. */
export function timesText({ base, others }: SourceTimes): readonly [number, number, string | null] {
  const text = JSON.stringify(others);
  return [base[0], base[1], text === '{}' ? null : text];
}

export function timesOf(row: {
  readonly source_at_ms: number;
  readonly source_order: number;
  readonly source_times: string | null;
}): SourceTimes {
  const { source_at_ms: atMs, source_order: order, source_times: others } = row;
  return {
    base: [atMs, order],
    others: others === null ? {} : (JSON.parse(others) as SourceTimes['others']),
  };
}

export interface SignalRow {
  readonly id: number;
  readonly prospect_id: number;
  readonly kind: SignalKind;
  readonly at_ms: number;
  readonly source: string;
  readonly external_id: string;
  readonly channel: Channel | null;
  readonly details: string;
}

export function signalOf(row: SignalRow): Signal {
  return {
    id: signalId(row.id),
    prospectId: prospectId(row.prospect_id),
    kind: row.kind,
    atMs: row.at_ms,
    source: row.source,
    externalId: row.external_id,
    channel: row.channel,
    details: JSON.parse(row.details) as SignalDetails,
  };
}

export interface TouchRow {
  readonly id: string;
  readonly enrollment_id: number;
  readonly step: string;
  readonly visit: number;
  readonly channel: Channel;
  readonly status: TouchStatus;
  readonly mailbox: string | null;
  readonly template: string | null;
  readonly message_id: string | null;
  readonly server_message_id: string | null;
  readonly thread: string | null;
  readonly subject: string | null;
  readonly recipient: string | null;
  readonly attempt_at_ms: number | null;
  readonly not_before_ms: number;
  readonly attempts: number;
  readonly outcome: string | null;
  readonly detail: string | null;
}

/** The columns of `TouchRow`, from `touch t LEFT JOIN message m`. */
export const TOUCH_COLUMNS = `t.id, t.enrollment_id, t.step, t.visit, t.channel, t.status, t.mailbox, t.template, t.attempt_at_ms,
  t.not_before_ms, t.attempts, t.outcome, t.detail, m.message_id, m.server_message_id, m.thread, m.subject, m.recipient`;

export function touchOf(row: TouchRow): TouchRecord {
  return {
    id: row.id,
    enrollmentId: enrollmentId(row.enrollment_id),
    step: row.step,
    visit: row.visit,
    channel: row.channel,
    status: row.status,
    mailbox: row.mailbox,
    template: row.template,
    messageId: row.message_id,
    serverMessageId: row.server_message_id,
    references: row.thread === null ? [] : (JSON.parse(row.thread) as string[]),
    subject: row.subject,
    to: row.recipient,
    atMs: row.attempt_at_ms,
    notBeforeMs: row.not_before_ms,
    attempts: row.attempts,
    outcome: row.outcome,
    detail: row.detail,
  };
}
