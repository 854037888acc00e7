/** What may be done now? Reads for the runner. */
import { NO_LEDGER } from '../../../core/person/consent.ts';
import type { Due, History, Orphan, PlannedSend } from '../../../ports/engine-store.ts';
import type { Prospect } from '../../../core/person/prospect.ts';
import type { Signal } from '../../../core/signal.ts';
import { lastTouchOf } from '../../last-touch.ts';
import { UNBOUND, withBound } from '../../binding-names.ts';
import { LazyProspect } from './lazy-prospect.ts';
import { all, one, sql, type Command } from '../statement.ts';
import {
  enrollmentId,
  enrollmentOf,
  rowId,
  signalOf,
  TOUCH_COLUMNS,
  touchOf,
  type EnrollmentRow,
  type SignalRow,
  type TouchRow,
} from '../rows.ts';
import { ledgerOf } from '../people/consents.ts';
import { countedOf, countedThere, pastOf, rangOf } from '../people/counted-touches.ts';
import { boundOf } from '../people/suppressions.ts';

type DueRow = EnrollmentRow & {
  readonly profile: string;
  readonly owner: string | null;
  readonly zone: string | null;
  readonly zone_source: Prospect['zoneSource'];
  readonly country: string | null;
  readonly prospect_revision: number;
};

const DUE_COLUMNS = `e.id, e.prospect_id, e.sequence, e.version, e.status, e.reason, e.cursor, e.visit, e.waiting, e.holds, e.mailbox,
  e.rep, e.enrolled_at_ms, e.settled_at_ms, e.sent_count, e.failures, e.continued_from, e.revision, e.earlier,
  p.profile, p.owner, p.zone, p.zone_source, p.country, p.revision AS prospect_revision`;

const SIGNALLED = sql(`SELECT enrollment_id, min(signal_id) AS oldest FROM pending_signal
  GROUP BY enrollment_id ORDER BY oldest, enrollment_id LIMIT ?`);
const DUE = sql(`SELECT ${DUE_COLUMNS} FROM enrollment e JOIN prospect p ON p.id = e.prospect_id
  WHERE e.lane = ? AND e.rank = ? AND e.due_at_ms <= ? ORDER BY e.due_at_ms, e.id LIMIT ?`);
const LOAD = sql(
  `SELECT ${DUE_COLUMNS} FROM enrollment e JOIN prospect p ON p.id = e.prospect_id WHERE e.id = ?`,
);
const ANY_PENDING = sql(`SELECT 1 AS found FROM pending_signal LIMIT 1`);
const PENDING =
  sql(`SELECT s.id, s.prospect_id, s.kind, s.at_ms, s.source, s.external_id, s.channel, s.details
  FROM pending_signal q JOIN signal s ON s.id = q.signal_id WHERE q.enrollment_id = ? ORDER BY s.id`);

export function* signalled(limit: number): Command<readonly Due[]> {
  const rows = yield* all<{ enrollment_id: number }>(SIGNALLED, limit);
  const dues: Due[] = [];
  for (const row of rows) {
    const found = yield* load(enrollmentId(row.enrollment_id));
    if (found !== null) dues.push(found);
  }
  return dues;
}

export function* due(lane: string, nowMs: number, limit: number): Command<readonly Due[]> {
  const followUps = yield* all<DueRow>(DUE, lane, 0, nowMs, limit);
  const left = limit - followUps.length;
  const first = left > 0 ? yield* all<DueRow>(DUE, lane, 1, nowMs, left) : [];
  const rows = first.length === 0 ? followUps : [...followUps, ...first];
  const epochs = yield* epochsNow();
  // Most runs find nobody on a list and every signal applied: then no row asks for more than it brought.
  const isBare = epochs.suppression === 0 && epochs.consent === 0;
  if (isBare && (yield* one(ANY_PENDING)) === null) return rows.map((row) => dueOf(row, [], 0));
  const found: Due[] = [];
  for (const row of rows) found.push(yield* completed(row, epochs));
  return found;
}

export function* load(id: string): Command<Due | null> {
  const row = yield* one<DueRow>(LOAD, rowId(id));
  return row === null ? null : yield* completed(row, yield* epochsNow());
}

const EPOCHS =
  sql(`SELECT (SELECT value FROM counter WHERE name = 'suppression_epoch') AS suppression,
  (SELECT value FROM counter WHERE name = 'consent_epoch') AS consent`);

interface Epochs {
  readonly suppression: number;
  readonly consent: number;
}

function* epochsNow(): Command<Epochs> {
  return (yield* one<Epochs>(EPOCHS)) ?? { suppression: 0, consent: 0 };
}

function* completed(row: DueRow, epochs: Epochs): Command<Due> {
  const signals = yield* all<SignalRow>(PENDING, row.id);
  const bare = dueOf(row, signals.map(signalOf), epochs.suppression);
  const ledger = yield* ledgerOf(bare.prospect, epochs.consent);
  // A list that was never written to binds nobody: the look-up is spared.
  const bound = epochs.suppression === 0 ? UNBOUND : yield* boundOf(bare.prospect);
  return { ...bare, suppressedBy: bound.by, ledger: withBound(ledger, bound) };
}

function dueOf(row: DueRow, signals: readonly Signal[], suppressionEpoch: number): Due {
  return {
    enrollment: enrollmentOf(row),
    prospect: new LazyProspect(row),
    signals,
    suppressedBy: null,
    suppressionEpoch,
    ledger: NO_LEDGER,
  };
}

const TOUCHES = sql(`SELECT ${TOUCH_COLUMNS} FROM touch t LEFT JOIN message m ON m.touch_id = t.id
  WHERE t.enrollment_id = ? ORDER BY t.planned_at_ms, t.id`);
const CONTINUED_FROM = sql(`SELECT continued_from FROM enrollment WHERE id = ?`);
// The sum keeps SQLite from looking for the latest among the meetings of everybody.
const PERSON = sql(`SELECT e.prospect_id, e.continued_from, p.opened_count, p.account,
  (SELECT k.text FROM task k WHERE k.id = 'e' || e.id || '.' || e.cursor || '.' || e.visit || '.review' AND k.status = 'done') AS approved,
  EXISTS (SELECT 1 FROM prospect c JOIN task k ON k.prospect_id = c.id
    WHERE c.account = p.account AND k.kind = 'reply' AND k.status = 'open') AS has_open_answer,
  (SELECT max(s.at_ms + 0) FROM signal s WHERE s.prospect_id IN (SELECT c.id FROM prospect c WHERE c.account = p.account)
    AND s.kind = 'meeting_booked') AS last_meeting_at_ms
  FROM enrollment e JOIN prospect p ON p.id = e.prospect_id WHERE e.id = ?`);

interface PersonRow {
  readonly prospect_id: number;
  readonly continued_from: number | null;
  readonly opened_count: number;
  readonly account: string | null;
  readonly approved: string | null;
  /** A boolean in PostgreSQL. */
  readonly has_open_answer: number | boolean;
  readonly last_meeting_at_ms: number | null;
}

export function* history(id: string, countedSinceMs: number, ofAccount = false): Command<History> {
  const person = yield* one<PersonRow>(PERSON, rowId(id));
  if (person === null) return emptyHistory();
  const touches = (yield* all<TouchRow>(TOUCHES, rowId(id))).map(touchOf);
  for (let earlier = person.continued_from; earlier !== null;) {
    touches.unshift(...(yield* all<TouchRow>(TOUCHES, earlier)).map(touchOf));
    const before = yield* one<Pick<PersonRow, 'continued_from'>>(CONTINUED_FROM, earlier);
    earlier = before?.continued_from ?? null;
  }
  const past = yield* pastOf(person.prospect_id);
  const { attempts, signals } = past;
  return {
    touches,
    lastTouch: lastTouchOf(attempts.map((each) => ({ ...each, atMs: each.attempt_at_ms }))),
    counted: countedOf(past).filter(({ atMs }) => atMs >= countedSinceMs),
    rangAtMs: rangOf(past).filter((atMs) => atMs >= countedSinceMs),
    signals,
    approved: person.approved,
    personOpened: person.opened_count,
    mailboxes: [...new Set(attempts.flatMap((each) => each.mailbox ?? []))],
    account: {
      hasOpenAnswer: Boolean(person.has_open_answer),
      lastMeetingAtMs: person.last_meeting_at_ms,
      ...(ofAccount && person.account !== null
        ? yield* touchesOf(person.account, countedSinceMs)
        : NO_TOUCHES),
    },
  };
}

const NO_TOUCHES = { counted: [], opened: null } as const;
const ACCOUNT_OPENED = sql(`SELECT sum(opened_count) AS opened FROM prospect WHERE account = ?`);
/** Of everybody there, since then. */
function* touchesOf(
  account: string,
  sinceMs: number,
): Command<Pick<History['account'], 'counted' | 'opened'>> {
  const opened = yield* one<{ opened: number }>(ACCOUNT_OPENED, account);
  return { opened: opened?.opened ?? 0, counted: yield* countedThere(account, sinceMs) };
}

function emptyHistory(): History {
  return {
    touches: [],
    lastTouch: null,
    counted: [],
    rangAtMs: [],
    signals: [],
    approved: null,
    personOpened: 0,
    mailboxes: [],
    account: { hasOpenAnswer: false, lastMeetingAtMs: null, ...NO_TOUCHES },
  };
}

const PLANNED =
  sql(`SELECT ${TOUCH_COLUMNS}, t.first_attempt_at_ms, m.touchline_id, m.sender, m.bytes
  FROM touch t JOIN enrollment e ON e.id = t.enrollment_id LEFT JOIN message m ON m.touch_id = t.id
  WHERE t.mailbox = ? AND t.status = 'planned' AND t.rank = ? AND t.not_before_ms <= ? AND e.status = 'active'
  ORDER BY t.not_before_ms, t.enrollment_id LIMIT ?`);

interface PlannedRow extends TouchRow {
  readonly first_attempt_at_ms: number | null;
  readonly touchline_id: string | null;
  readonly sender: string | null;
  readonly bytes: Uint8Array | null;
}

export function* plannedSends(
  mailbox: string,
  nowMs: number,
  limit: number,
): Command<readonly PlannedSend[]> {
  const followUps = yield* all<PlannedRow>(PLANNED, mailbox, 0, nowMs, limit);
  const left = limit - followUps.length;
  const first = left > 0 ? yield* all<PlannedRow>(PLANNED, mailbox, 1, nowMs, left) : [];
  const sends: PlannedSend[] = [];
  for (const row of [...followUps, ...first]) {
    const found = yield* load(enrollmentId(row.enrollment_id));
    if (found !== null) sends.push({ ...found, ...sendOf(row) });
  }
  return sends;
}

function sendOf(row: PlannedRow): Pick<PlannedSend, 'touch' | 'firstAttemptAtMs' | 'message'> {
  const touch = touchOf(row);
  const message =
    row.bytes === null
      ? null
      : {
          messageId: row.message_id ?? '',
          touchlineId: row.touchline_id ?? '',
          references: touch.references,
          to: row.recipient ?? '',
          from: row.sender ?? '',
          subject: row.subject ?? '',
          bytes: row.bytes,
        };
  return { touch, firstAttemptAtMs: row.first_attempt_at_ms, message };
}

const ORPHANS = sql(`SELECT ${TOUCH_COLUMNS}, t.data_started, t.first_attempt_at_ms
  FROM touch t LEFT JOIN message m ON m.touch_id = t.id WHERE t.status = 'sending' ORDER BY t.intent`);

export function* orphans(): Command<readonly Orphan[]> {
  const rows = yield* all<TouchRow & { data_started: number; first_attempt_at_ms: number }>(
    ORPHANS,
  );
  return rows.map((row) => ({
    touch: touchOf(row),
    dataStarted: row.data_started === 1,
    firstAttemptAtMs: row.first_attempt_at_ms,
    enrollmentId: enrollmentId(row.enrollment_id),
  }));
}

const NEXT_DUE = sql(
  `SELECT min(due_at_ms) AS at_ms FROM enrollment WHERE lane = ? AND rank = ? AND due_at_ms IS NOT NULL`,
);
// The ranks are named for the index of what is planned: SQLite would go through all that the mailbox ever sent.
const NEXT_PLANNED =
  sql(`SELECT min(t.not_before_ms) AS at_ms FROM touch t JOIN enrollment e ON e.id = t.enrollment_id
  WHERE t.mailbox = ? AND t.rank IN (0, 1) AND t.status = 'planned' AND e.status = 'active'`);

/** One index seek a lane and rank: the table's size does not matter. */
export function* nextDueAtMs(lanes: readonly string[]): Command<number | null> {
  const known: (number | null)[] = [];
  for (const lane of lanes) {
    for (const rank of [0, 1]) {
      known.push((yield* one<{ at_ms: number | null }>(NEXT_DUE, lane, rank))?.at_ms ?? null);
    }
    known.push((yield* one<{ at_ms: number | null }>(NEXT_PLANNED, lane))?.at_ms ?? null);
  }
  const instants = known.filter((each) => each !== null);
  return instants.length === 0 ? null : Math.min(...instants);
}
