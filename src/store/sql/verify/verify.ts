/** One check an invariant, in a fixed order: what rows say by themselves, and what only the core can say of them. */
import { wakeOf } from '../../../core/decide/wake.ts';
import { heldBy } from '../../../core/held.ts';
import { stepOf, type Sequence } from '../../../core/sequence.ts';
import type { Check } from '../../../ports/verify-store.ts';
import { version } from '../engine/enrollments.ts';
import { verifyIdentities } from './verify-identities.ts';
import { INVARIANTS, MOST } from './invariants.ts';
import { enrollmentId, enrollmentOf, type EnrollmentRow } from '../rows.ts';
import { all, sql, type Command } from '../statement.ts';

const PORTION = 1_000;

export function* verify(): Command<readonly Check[]> {
  const checks: Check[] = [];
  for (const { check, promise, finds } of INVARIANTS) {
    const rows = yield* all<{ id: string }>(finds);
    checks.push({ check, promise, broken: rows.map((row) => row.id) });
  }
  return [...checks, ...(yield* verifyEnrollments()), ...(yield* verifyIdentities())];
}

const ENROLLMENTS =
  sql(`SELECT id, prospect_id, sequence, version, status, reason, cursor, visit, waiting, holds, mailbox, rep, enrolled_at_ms,
  settled_at_ms, sent_count, failures, continued_from, revision, earlier, due_at_ms, lane, rank, held_by FROM enrollment WHERE id > ? ORDER BY id LIMIT ?`);

type WokenRow = EnrollmentRow & {
  readonly due_at_ms: number | null;
  readonly lane: string;
  readonly rank: number;
  readonly held_by: string | null;
};

/** What is stored for the runner's look-up is what the core says of the enrollment; its cursor is a step. */
function* verifyEnrollments(): Command<readonly Check[]> {
  const sequences = new Map<string, Sequence | null>();
  const asleep: string[] = [];
  const lost: string[] = [];
  const mistaken: string[] = [];
  for (let after = 0; ;) {
    const rows: readonly WokenRow[] = yield* all<WokenRow>(ENROLLMENTS, after, PORTION);
    for (const row of rows) {
      if (!sequences.has(row.version))
        sequences.set(row.version, (yield* version(row.version))?.sequence ?? null);
      const sequence = sequences.get(row.version) ?? null;
      if (sequence === null || !hasItsStep(sequence, row)) lost.push(enrollmentId(row.id));
      else if (!wakesInTime(sequence, row)) asleep.push(enrollmentId(row.id));
      if (row.held_by !== heldBy(enrollmentOf(row))) mistaken.push(enrollmentId(row.id));
    }
    after = rows.at(-1)?.id ?? after;
    if (rows.length < PORTION) break;
  }
  return [
    {
      check: 'looked_at_in_time',
      promise:
        "an enrollment is looked at when what it waits for may be over, in its mailbox's turn",
      broken: asleep.slice(0, MOST),
    },
    {
      check: 'cursor_is_a_step',
      promise: 'the cursor of every enrollment is a step of its version',
      broken: lost.slice(0, MOST),
    },
    {
      check: 'held_by_its_rule',
      promise: 'whoever is held is found by the rule that holds them, and nobody else is',
      broken: mistaken.slice(0, MOST),
    },
  ];
}

function hasItsStep(sequence: Sequence, row: WokenRow): boolean {
  return row.cursor === null ? row.status !== 'active' : stepOf(sequence, row.cursor) !== null;
}

function wakesInTime(sequence: Sequence, row: WokenRow): boolean {
  const enrollment = enrollmentOf(row);
  const { status, waiting } = enrollment;
  const wake = wakeOf(sequence, enrollment);
  if (wake === null || row.due_at_ms === null) return wake === null && row.due_at_ms === null;
  // Whoever waits for a turn is looked at sooner when somebody of the account is through.
  const waitsForTurn =
    status === 'pending' && waiting.for === 'time' && waiting.rule === 'per_account';
  const isInTime = waitsForTurn ? row.due_at_ms <= wake.atMs : row.due_at_ms === wake.atMs;
  // Who cannot be written to needs no mailbox.
  const isInLane = row.lane === wake.lane || row.lane === '';
  return isInTime && isInLane && wake.rank === row.rank;
}
