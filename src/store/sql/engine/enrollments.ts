/** Sequence versions and who is in them. */
import { NO_LEDGER } from '../../../core/person/consent.ts';
import type { Successor } from '../../../core/decide/decision.ts';
import type { Enrollment } from '../../../core/enrollment.ts';
import { heldBy } from '../../../core/held.ts';
import type { Asset } from '../../../core/asset.ts';
import type { Sequence } from '../../../core/sequence.ts';
import type { Template } from '../../../core/template.ts';
import type {
  EnrollmentFacts,
  EnrollmentSelector,
  EnrollmentStore,
  NewEnrollment,
  NewVersion,
  StoredVersion,
} from '../../../ports/enrollment-store.ts';
import { UNBOUND, withBound } from '../../binding-names.ts';
import { addActivity } from '../history.ts';
import { byId } from '../people/prospects.ts';
import { all, one, run, sql, type Command } from '../statement.ts';
import { enrollmentId, enrollmentOf, prospectOf, rowId, type EnrollmentRow } from '../rows.ts';
import { consentEpoch, ledgerOf } from '../people/consents.ts';
import { nextIdIn } from '../next-id.ts';
import { boundOf } from '../people/suppressions.ts';

const STORE_VERSION =
  sql(`INSERT INTO sequence_version (hash, name, program, templates, stored_at_ms) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (hash) DO NOTHING`);
const VERSION = sql(`SELECT program, templates FROM sequence_version WHERE hash = ?`);

const SEQUENCE_NAMES = sql(`SELECT DISTINCT name FROM sequence_version ORDER BY name`);

export function* sequenceNames(): Command<readonly string[]> {
  return (yield* all<{ name: string }>(SEQUENCE_NAMES)).map((row) => row.name);
}
const STORE_ASSET = sql(`INSERT INTO asset (hash, name, type, bytes) VALUES (?, ?, ?, ?)
  ON CONFLICT (hash) DO NOTHING`);
const ASSET = sql(`SELECT hash, name, type, bytes FROM asset WHERE hash = ?`);

export function* storeVersion(
  { sequence, templates, assets = [] }: NewVersion,
  nowMs: number,
): Command<void> {
  for (const { hash, name, type, bytes } of assets) {
    yield* run(STORE_ASSET, hash, name, type, bytes);
  }
  yield* run(
    STORE_VERSION,
    sequence.version,
    sequence.name,
    JSON.stringify(sequence),
    JSON.stringify(templates),
    nowMs,
  );
  if ((yield* currents(sequence.name)).length === 0)
    yield* makeCurrent(sequence.name, sequence.version, nowMs);
}

const CURRENTS = sql(`SELECT hash, at_ms FROM sequence_current WHERE name = ? ORDER BY id DESC`);
const MAKE_CURRENT = sql(`INSERT INTO sequence_current (name, hash, at_ms) VALUES (?, ?, ?)`);

export function* makeCurrent(name: string, hash: string, nowMs: number): Command<void> {
  const [newest] = yield* currents(name);
  if (newest?.hash !== hash) yield* run(MAKE_CURRENT, name, hash, nowMs);
}

export function* currents(
  name: string,
): Command<readonly { readonly hash: string; readonly atMs: number }[]> {
  const rows = yield* all<{ hash: string; at_ms: number }>(CURRENTS, name);
  return rows.map((row) => ({ hash: row.hash, atMs: row.at_ms }));
}

export function* asset(hash: string): Command<Asset | null> {
  return yield* one<{ hash: string; name: string; type: string; bytes: Uint8Array }>(ASSET, hash);
}

export function* version(hash: string): Command<StoredVersion | null> {
  const row = yield* one<{ program: string; templates: string }>(VERSION, hash);
  if (row === null) return null;
  return {
    sequence: JSON.parse(row.program) as Sequence,
    templates: JSON.parse(row.templates) as Template[],
  };
}

const OF_PERSON = sql(
  `SELECT sequence, status, reason, exclusive, starts_at_ms FROM enrollment WHERE prospect_id = ?`,
);
const LAST_TOUCH = sql(`SELECT max(attempt_at_ms) AS at_ms FROM touch WHERE prospect_id = ?`);
const LAST_SIGNAL = sql(
  `SELECT max(at_ms) AS at_ms FROM signal WHERE prospect_id = ? AND kind IN ('manual_touch', 'reply', 'meeting_booked')`,
);

const OPTED_OUT = sql(
  `SELECT 1 AS hit FROM signal WHERE prospect_id = ? AND kind IN ('opt_out', 'complaint', 'erased') LIMIT 1`,
);

export function* factsOf(prospectIds: readonly string[]): Command<readonly EnrollmentFacts[]> {
  const found: EnrollmentFacts[] = [];
  for (const id of prospectIds) found.push(yield* facts(id));
  return found;
}

export function* facts(prospectId: string): Command<EnrollmentFacts> {
  const id = rowId(prospectId);
  const rows = yield* all<{
    sequence: string;
    status: Enrollment['status'];
    reason: string | null;
    exclusive: number;
    starts_at_ms: number;
  }>(OF_PERSON, id);
  const touched = (yield* one<{ at_ms: number | null }>(LAST_TOUCH, id))?.at_ms ?? null;
  const signalled = (yield* one<{ at_ms: number | null }>(LAST_SIGNAL, id))?.at_ms ?? null;
  const instants = [touched, signalled].filter((each) => each !== null);
  const person = yield* byId(prospectId);
  const bound = person === null ? UNBOUND : yield* boundOf(person);
  const ledger = person === null ? NO_LEDGER : yield* ledgerOf(person, yield* consentEpoch());
  return {
    enrollments: rows.map(({ sequence, status, reason, exclusive, starts_at_ms: startsAtMs }) => ({
      sequence,
      status,
      reason,
      exclusive: exclusive === 1,
      startsAtMs,
    })),
    suppressedBy: bound.by,
    ledger: withBound(ledger, bound),
    hasOptedOut: (yield* one(OPTED_OUT, id)) !== null,
    lastTouchedAtMs: instants.length === 0 ? null : Math.max(...instants),
  };
}

const CLASH = sql(`SELECT 1 AS clash FROM enrollment WHERE prospect_id = ? AND status <> 'finished'
  AND (sequence = ? OR (exclusive = 1 AND ? = 1)) LIMIT 1`);
const CONTINUED = sql(`SELECT 1 AS hit FROM enrollment WHERE continued_from = ? LIMIT 1`);
const INSERT =
  sql(`INSERT INTO enrollment (id, prospect_id, sequence, version, status, reason, cursor, visit, waiting, holds, mailbox, rep,
  exclusive, starts_at_ms, enrolled_at_ms, settled_at_ms, sent_count, failures, continued_from, handed_over_from, revision, held_by,
  due_at_ms, lane, rank)
  VALUES (${nextIdIn('enrollment')}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 1, ?, ?, ?, ?) RETURNING id`);

export function* enroll(added: readonly NewEnrollment[]): Command<readonly (string | null)[]> {
  const ids: (string | null)[] = [];
  for (const each of added) ids.push(yield* enrollOne(each));
  return ids;
}

function* enrollOne(added: NewEnrollment): Command<string | null> {
  const { enrollment, exclusive, alongside } = added;
  const person = rowId(enrollment.prospectId);
  const flag = exclusive ? 1 : 0;
  if ((yield* one(CLASH, person, alongside ? null : enrollment.sequence, flag)) !== null)
    return null;
  const from = enrollment.continuedFrom === null ? null : rowId(enrollment.continuedFrom);
  // Continued twice, a step could be sent twice.
  if (from !== null && (yield* one(CONTINUED, from)) !== null) return null;
  return yield* insert(added, null);
}

/** @param handedOverFrom  The row of the one that ended for it; `null`: none did. */
function* insert(
  { enrollment, exclusive, wake, activity }: Omit<NewEnrollment, 'alongside'>,
  handedOverFrom: number | null,
): Command<string> {
  const row = yield* one<{ id: number }>(
    INSERT,
    rowId(enrollment.prospectId),
    enrollment.sequence,
    enrollment.version,
    enrollment.status,
    enrollment.reason,
    enrollment.cursor,
    enrollment.visit,
    JSON.stringify(enrollment.waiting),
    JSON.stringify(enrollment.holds),
    enrollment.mailbox,
    enrollment.rep,
    exclusive ? 1 : 0,
    // A continuation keeps when the person was enrolled, and begins now.
    enrollment.status === 'pending' ? wake.atMs : activity.atMs,
    enrollment.enrolledAtMs,
    enrollment.settledAtMs,
    enrollment.sentCount,
    enrollment.continuedFrom === null ? null : rowId(enrollment.continuedFrom),
    handedOverFrom,
    heldBy(enrollment),
    wake.atMs,
    wake.lane,
    wake.rank,
  );
  const id = enrollmentId(row?.id ?? 0);
  if (enrollment.earlier !== undefined)
    yield* run(INHERIT_VISITS, JSON.stringify(enrollment.earlier), rowId(id));
  yield* addActivity({ ...activity, enrollmentId: id });
  return id;
}

const INHERIT_VISITS = sql(`UPDATE enrollment SET earlier = ? WHERE id = ?`);

const IN_IT = sql(
  `SELECT 1 AS hit FROM enrollment WHERE prospect_id = ? AND sequence = ? AND status <> 'finished' LIMIT 1`,
);

/** Whether the person is in that sequence now, and may not be in it twice. */
export function* clashes({ enrollment, alongside }: Successor): Command<boolean> {
  const { prospectId, sequence } = enrollment;
  return !alongside && (yield* one(IN_IT, rowId(prospectId), sequence)) !== null;
}

/** Begins what another one ended for: nothing is asked of it but what `decide` asked. */
export function* succeed(successor: Successor, predecessor: number): Command<string> {
  const id = yield* insert(successor, predecessor);
  yield* run(INHERIT, rowId(id), predecessor);
  return id;
}

// What came in while it was handed over stops the successor as well.
const INHERIT = sql(`INSERT INTO pending_signal (enrollment_id, signal_id)
  SELECT ?, signal_id FROM pending_signal WHERE enrollment_id = ?`);

const COLUMNS = `id, prospect_id, sequence, version, status, reason, cursor, visit, waiting, holds, mailbox, rep, enrolled_at_ms,
  settled_at_ms, sent_count, failures, continued_from, revision, earlier`;
const ALL_OF_PERSON = sql(`SELECT ${COLUMNS} FROM enrollment WHERE prospect_id = ? ORDER BY id`);
const SELECT = sql(`SELECT ${COLUMNS} FROM enrollment WHERE status <> 'finished' AND id > ?
  AND (CAST(? AS INTEGER) IS NULL OR prospect_id = CAST(? AS INTEGER))
  AND (CAST(? AS TEXT) IS NULL OR sequence = CAST(? AS TEXT))
  AND (CAST(? AS TEXT) IS NULL OR mailbox = CAST(? AS TEXT))
  ORDER BY id LIMIT ?`);
const BY_MAILBOX = sql(
  `SELECT mailbox, count(*) AS load FROM enrollment WHERE status <> 'finished' AND mailbox IS NOT NULL GROUP BY mailbox`,
);
const STARTS =
  sql(`SELECT count(*) AS starts FROM enrollment WHERE sequence = ? AND continued_from IS NULL
  AND starts_at_ms >= ? AND starts_at_ms < ?`);

export function* ofPerson(prospectId: string): Command<readonly Enrollment[]> {
  return (yield* all<EnrollmentRow>(ALL_OF_PERSON, rowId(prospectId))).map(enrollmentOf);
}

export function* select(
  { prospectId, sequence, mailbox }: EnrollmentSelector,
  after: string | null,
  limit: number,
): Command<readonly Enrollment[]> {
  const from = after === null ? 0 : rowId(after);
  const person = prospectId === null ? null : rowId(prospectId);
  const rows = yield* all<EnrollmentRow>(
    SELECT,
    from,
    person,
    person,
    sequence,
    sequence,
    mailbox,
    mailbox,
    limit,
  );
  return rows.map(enrollmentOf);
}

// The innermost is answered from an index; only the rows of one portion are read.
const PEOPLE_IN = sql(`SELECT e.id AS enrollment_id, p.id, p.profile, p.revision
  FROM (SELECT id FROM enrollment WHERE sequence = ? AND status <> 'finished' AND id > ? ORDER BY id LIMIT ?) portion
  JOIN enrollment e ON e.id = portion.id JOIN prospect p ON p.id = e.prospect_id ORDER BY e.id`);
const UNFINISHED = sql(`SELECT sequence, version, mailbox, count(*) AS enrollments FROM enrollment
  WHERE status <> 'finished' GROUP BY sequence, version, mailbox ORDER BY sequence, version, mailbox`);

interface PersonInRow {
  readonly enrollment_id: number;
  readonly id: number;
  readonly profile: string;
  readonly revision: number;
}

export function* peopleIn(
  sequence: string,
  after: string | null,
  limit: number,
): Command<Awaited<ReturnType<EnrollmentStore['peopleIn']>>> {
  const from = after === null ? 0 : rowId(after);
  const rows = yield* all<PersonInRow>(PEOPLE_IN, sequence, from, limit);
  return rows.map((row) => ({
    enrollmentId: enrollmentId(row.enrollment_id),
    prospect: prospectOf(row.id, row.profile, row.revision),
  }));
}

export function* unfinished(): Command<Awaited<ReturnType<EnrollmentStore['unfinished']>>> {
  return yield* all<Awaited<ReturnType<EnrollmentStore['unfinished']>>[number]>(UNFINISHED);
}

export function* loadByMailbox(): Command<ReadonlyMap<string, number>> {
  const rows = yield* all<{ mailbox: string; load: number }>(BY_MAILBOX);
  return new Map(rows.map((row) => [row.mailbox, row.load] as const));
}

export function* startsBetween(sequence: string, fromMs: number, untilMs: number): Command<number> {
  return (yield* one<{ starts: number }>(STARTS, sequence, fromMs, untilMs))?.starts ?? 0;
}
