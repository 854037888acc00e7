/** One check an invariant: each statement finds what breaks it, so an empty answer is the good one. */
import type { Check } from '../../ports/verify-store.ts';
import { all, sql, type Command } from './statement.ts';

const MOST = 20;

interface Invariant {
  readonly check: string;
  readonly promise: string;
  /** Selects `id`, at most `MOST`. */
  readonly finds: string;
}

const finds = (text: string): string => sql(`${text} LIMIT ${MOST}`);

const INVARIANTS: readonly Invariant[] = [
  {
    check: 'one_touch_per_visit',
    promise: 'each (enrollment, step, visit) has at most one touch',
    finds: finds(
      `SELECT min(id) AS id FROM touch GROUP BY enrollment_id, step, visit HAVING count(*) > 1`,
    ),
  },
  {
    check: 'touch_id_names_its_visit',
    promise: 'a touch is named by its enrollment, step and visit',
    finds: finds(
      `SELECT id FROM touch WHERE id <> 'e' || enrollment_id || '.' || step || '.' || visit`,
    ),
  },
  {
    check: 'active_waits_for_time',
    promise: 'an active enrollment that waits for a time will be looked at then',
    finds: finds(`SELECT 'e' || id AS id FROM enrollment WHERE status IN ('active', 'pending')
      AND waiting LIKE '{"for":"time"%' AND due_at_ms IS NULL`),
  },
  {
    check: 'active_waits_for_touch',
    promise:
      'an enrollment that waits for a touch has one that is planned, on the wire or uncertain',
    finds:
      finds(`SELECT 'e' || e.id AS id FROM enrollment e WHERE e.status IN ('active', 'paused') AND e.waiting LIKE '{"for":"touch"%'
      AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.enrollment_id = e.id AND t.step = e.cursor AND t.visit = e.visit
        AND t.status IN ('planned', 'sending', 'uncertain'))`),
  },
  {
    check: 'active_waits_for_task',
    promise: 'an enrollment that waits for a task has it open',
    finds:
      finds(`SELECT 'e' || e.id AS id FROM enrollment e WHERE e.status IN ('active', 'paused') AND e.waiting LIKE '{"for":"task"%'
      AND NOT EXISTS (SELECT 1 FROM task k WHERE k.id = 'e' || e.id || '.' || e.cursor || '.' || e.visit AND k.status = 'open')`),
  },
  {
    check: 'active_waits_for_something',
    promise: 'an enrollment that is not finished waits for exactly one thing',
    finds:
      finds(`SELECT 'e' || id AS id FROM enrollment WHERE (status <> 'finished' AND waiting LIKE '{"for":"nothing"%')
      OR (status = 'active' AND waiting LIKE '{"for":"frozen"%') OR (status = 'paused' AND waiting LIKE '{"for":"time"%')`),
  },
  {
    check: 'paused_has_a_hold',
    promise: 'paused means that at least one hold stands, and says which',
    finds:
      finds(`SELECT 'e' || id AS id FROM enrollment WHERE (status = 'paused' AND (holds = '[]' OR reason IS NULL))
      OR (status <> 'paused' AND holds <> '[]')`),
  },
  {
    check: 'finished_is_quiet',
    promise: 'a finished enrollment waits for nothing, has no planned touch and says why it ended',
    finds:
      finds(`SELECT 'e' || e.id AS id FROM enrollment e WHERE e.status = 'finished' AND (e.due_at_ms IS NOT NULL OR e.reason IS NULL
      OR e.waiting NOT LIKE '{"for":"nothing"%'
      OR EXISTS (SELECT 1 FROM touch t WHERE t.enrollment_id = e.id AND t.status = 'planned'))`),
  },
  {
    check: 'finished_leaves_no_step_task',
    promise: 'a finished enrollment leaves no open task but reply and settle',
    finds: finds(`SELECT k.id AS id FROM task k JOIN enrollment e ON e.id = k.enrollment_id
      WHERE k.status = 'open' AND e.status = 'finished' AND k.kind NOT IN ('reply', 'settle')`),
  },
  {
    check: 'sent_has_its_bytes',
    promise: 'an email that went to the wire has its stored message',
    finds: finds(`SELECT t.id AS id FROM touch t LEFT JOIN message m ON m.touch_id = t.id
      WHERE t.channel = 'email' AND t.status IN ('sending', 'sent', 'refused', 'uncertain') AND m.touch_id IS NULL`),
  },
  {
    check: 'sent_has_its_intent',
    promise: 'an email that went to the wire has its number in the journal of intents',
    finds: finds(
      `SELECT id FROM touch WHERE channel = 'email' AND status IN ('sending', 'sent', 'refused', 'uncertain') AND intent IS NULL`,
    ),
  },
  {
    check: 'settled_has_an_activity',
    promise: 'each touch that left has an activity that says so',
    finds:
      finds(`SELECT t.id AS id FROM touch t WHERE t.status IN ('sent', 'refused', 'uncertain') AND NOT EXISTS
      (SELECT 1 FROM activity a WHERE a.prospect_id = t.prospect_id AND a.touch_id = t.id)`),
  },
  {
    check: 'uncertain_has_a_task',
    promise: 'a touch whose outcome nobody knows has an open settle task',
    finds: finds(`SELECT t.id AS id FROM touch t WHERE t.status = 'uncertain' AND NOT EXISTS
      (SELECT 1 FROM task k WHERE k.touch_id = t.id AND k.kind = 'settle' AND k.status = 'open')`),
  },
  {
    check: 'nothing_after_the_end',
    promise: 'no email leaves after its enrollment ended',
    finds:
      finds(`SELECT t.id AS id FROM touch t JOIN activity a ON a.enrollment_id = t.enrollment_id AND a.prospect_id = t.prospect_id
      WHERE a.type = 'finished' AND t.channel = 'email' AND t.status IN ('sending', 'sent', 'uncertain') AND t.attempt_at_ms > a.at_ms`),
  },
  {
    check: 'nothing_to_the_suppressed',
    promise: 'no email leaves to an address after it was suppressed',
    finds: finds(`SELECT t.id AS id FROM touch t JOIN message m ON m.touch_id = t.id
      JOIN suppression x ON x.kind = 'address' AND x.value = m.recipient
      WHERE t.status IN ('sending', 'sent', 'uncertain') AND t.intent > x.after_intent`),
  },
  {
    check: 'mailbox_day_counts',
    promise: 'what a mailbox sent on a day is counted against its cap',
    finds: finds(`SELECT t.mailbox || ' day ' || t.opened_day AS id FROM touch t
      LEFT JOIN mailbox_day d ON d.mailbox = t.mailbox AND d.day = t.opened_day
      WHERE t.opened_day IS NOT NULL GROUP BY t.mailbox, t.opened_day, d.opened HAVING count(*) > coalesce(d.opened, 0)`),
  },
  {
    check: 'signals_are_bound',
    promise: 'an unapplied signal waits only for enrollments of the same person',
    finds: finds(`SELECT 's' || s.id AS id FROM pending_signal q JOIN signal s ON s.id = q.signal_id
      JOIN enrollment e ON e.id = q.enrollment_id WHERE s.prospect_id <> e.prospect_id`),
  },
  {
    check: 'identities_agree',
    promise: 'every identity leads to the person whose profile names it',
    finds:
      finds(`SELECT 'p' || i.prospect_id AS id FROM identity i JOIN prospect p ON p.id = i.prospect_id
      WHERE p.profile NOT LIKE '%' || i.value || '%'`),
  },
  {
    check: 'cursor_is_a_step',
    promise: 'the cursor of every enrollment is a step of its version',
    finds:
      finds(`SELECT 'e' || e.id AS id FROM enrollment e JOIN sequence_version v ON v.hash = e.version
      WHERE e.cursor IS NOT NULL AND v.program NOT LIKE '%"id":"' || e.cursor || '"%'`),
  },
  {
    check: 'one_active_exclusive',
    promise: 'a person is in at most one active exclusive sequence',
    finds:
      finds(`SELECT 'p' || prospect_id AS id FROM enrollment WHERE status <> 'finished' AND exclusive = 1
      AND continued_from IS NULL GROUP BY prospect_id HAVING count(*) > 1`),
  },
];

export function* verify(): Command<readonly Check[]> {
  const checks: Check[] = [];
  for (const { check, promise, finds: statement } of INVARIANTS) {
    const rows = yield* all<{ id: string }>(statement);
    checks.push({ check, promise, broken: rows.map((row) => row.id) });
  }
  return checks;
}
