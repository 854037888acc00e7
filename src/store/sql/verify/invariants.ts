/** What must always be true of the rows: each statement finds what breaks one promise, so an empty answer is the good one. */
import { sql } from '../statement.ts';

/** So many are named. */
export const MOST = 20;

export interface Invariant {
  readonly check: string;
  readonly promise: string;
  /** Selects `id`, at most `MOST`. */
  readonly finds: string;
}

const finds = (text: string): string => sql(`${text} LIMIT ${MOST}`);

/** Of the enrollment `e`: another sequence handed the person over, so it began later than it counts as enrolled. */
const HANDED_OVER = `EXISTS (SELECT 1 FROM activity h WHERE h.prospect_id = e.prospect_id AND h.enrollment_id = e.id
        AND h.type = 'handed_over')`;

/** Of the enrollment `e`: its person was known as two, who may have been in two sequences. */
const IS_MERGED = `EXISTS (SELECT 1 FROM merge g WHERE g.survivor_id = e.prospect_id)`;

/** The touch `t` left when whoever it went to was not known to be the one who answered. */
const BEFORE_A_MERGE = `EXISTS (SELECT 1 FROM merge g WHERE g.survivor_id = e.prospect_id AND t.intent <= g.after_intent)`;

/** The signal `s` is what came of a call of the enrollment `e`: the rule of its step decided there, the signal tells the others. */
const OF_OWN_CALL = `(s.details LIKE '%"outcome":%' AND s.details LIKE '%"touchId":"e' || e.id || '.%')`;

/** A touch that was handed to a server, whatever became of it. */
const WENT_OUT = `('sending', 'sent', 'refused', 'uncertain')`;

export const INVARIANTS: readonly Invariant[] = [
  {
    check: 'one_touch_per_visit',
    promise: 'each (enrollment, step, visit) has at most one touch',
    finds: finds(
      `SELECT min(id) AS id FROM touch GROUP BY enrollment_id, step, visit HAVING count(*) > 1`,
    ),
  },
  {
    check: 'one_email_per_step',
    promise: 'an email that was sent is sent in no later visit of its step',
    finds: finds(`SELECT max(id) AS id FROM touch WHERE channel = 'email' AND status = 'sent'
      GROUP BY enrollment_id, step HAVING count(*) > 1`),
  },
  {
    check: 'touch_id_names_its_visit',
    promise: 'a touch is named by its enrollment, step and visit',
    finds: finds(
      `SELECT id FROM touch WHERE id <> 'e' || enrollment_id || '.' || step || '.' || visit`,
    ),
  },
  {
    check: 'continued_repeats_nothing',
    promise: 'an enrollment that continues another repeats none of its visits',
    finds: finds(`SELECT t.id AS id FROM touch t JOIN enrollment e ON e.id = t.enrollment_id
      JOIN touch b ON b.enrollment_id = e.continued_from AND b.step = t.step AND b.visit = t.visit
      WHERE t.status IN ${WENT_OUT} AND b.status IN ${WENT_OUT}`),
  },
  {
    check: 'waits_for_one_thing',
    promise: 'an enrollment that is not finished waits for exactly one thing',
    finds:
      finds(`SELECT 'e' || id AS id FROM enrollment WHERE (status <> 'finished' AND waiting LIKE '{"for":"nothing"%')
      OR (status = 'active' AND waiting LIKE '{"for":"frozen"%') OR (status = 'paused' AND waiting LIKE '{"for":"time"%')
      OR (status = 'pending' AND waiting NOT LIKE '{"for":"time"%')`),
  },
  {
    check: 'waits_for_a_touch',
    promise:
      'an enrollment that waits for a touch has one that is planned, on the wire or uncertain',
    finds:
      finds(`SELECT 'e' || e.id AS id FROM enrollment e WHERE e.status <> 'finished' AND e.waiting LIKE '{"for":"touch"%'
      AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.enrollment_id = e.id AND e.waiting LIKE '%"touchId":"' || t.id || '"%'
        AND t.status IN ('planned', 'sending', 'uncertain'))`),
  },
  {
    check: 'waits_for_a_task',
    promise: 'an enrollment that waits for a task has it open',
    finds:
      finds(`SELECT 'e' || e.id AS id FROM enrollment e WHERE e.status <> 'finished' AND e.waiting LIKE '{"for":"task"%'
      AND NOT EXISTS (SELECT 1 FROM task k WHERE k.enrollment_id = e.id AND e.waiting LIKE '%"taskId":"' || k.id || '"%'
        AND k.status = 'open')`),
  },
  {
    check: 'planned_is_awaited',
    promise: 'a planned touch is the one that its enrollment waits for',
    finds: finds(`SELECT t.id AS id FROM touch t JOIN enrollment e ON e.id = t.enrollment_id
      WHERE t.status = 'planned' AND e.status <> 'finished' AND e.waiting NOT LIKE '%"touchId":"' || t.id || '"%'`),
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
    check: 'finished_stays_finished',
    promise: 'an enrollment that ended never starts again',
    finds: finds(`SELECT 'e' || e.id AS id FROM enrollment e WHERE e.status <> 'finished' AND EXISTS
      (SELECT 1 FROM activity a WHERE a.prospect_id = e.prospect_id AND a.enrollment_id = e.id AND a.type = 'finished')`),
  },
  {
    check: 'finished_leaves_no_step_task',
    promise: 'a finished enrollment leaves no open task but reply and settle',
    finds: finds(`SELECT k.id AS id FROM task k JOIN enrollment e ON e.id = k.enrollment_id
      WHERE k.status = 'open' AND e.status = 'finished' AND k.kind NOT IN ('reply', 'settle')`),
  },
  {
    check: 'one_active_exclusive',
    promise:
      'a person is in at most one active exclusive sequence, those they are handed over to aside, and those that a merge brought together',
    finds:
      finds(`SELECT 'p' || e.prospect_id AS id FROM enrollment e WHERE e.status <> 'finished' AND e.exclusive = 1
      AND e.continued_from IS NULL AND NOT ${HANDED_OVER} AND NOT ${IS_MERGED} GROUP BY e.prospect_id HAVING count(*) > 1`),
  },
  {
    check: 'sent_has_its_bytes',
    promise: 'an email that went to the wire has its stored message',
    finds: finds(`SELECT t.id AS id FROM touch t LEFT JOIN message m ON m.touch_id = t.id
      WHERE t.channel = 'email' AND t.status IN ${WENT_OUT} AND m.touch_id IS NULL`),
  },
  {
    check: 'sent_has_its_intent',
    promise: 'an email that went to the wire has its number in the journal of intents',
    finds: finds(
      `SELECT id FROM touch WHERE channel = 'email' AND status IN ${WENT_OUT} AND intent IS NULL`,
    ),
  },
  {
    check: 'intents_are_counted',
    promise:
      'no intent is numbered higher than the counter: the next send gets a number of its own',
    finds: finds(
      `SELECT id FROM touch WHERE intent > (SELECT value FROM counter WHERE name = 'intent')`,
    ),
  },
  {
    check: 'sent_has_an_activity',
    promise: 'each touch that left has an activity that says what became of it',
    finds:
      finds(`SELECT t.id AS id FROM touch t WHERE t.status IN ('sent', 'refused', 'uncertain') AND NOT EXISTS
      (SELECT 1 FROM activity a WHERE a.prospect_id = t.prospect_id AND a.touch_id = t.id
        AND (a.type = 'touch_' || t.status OR t.channel <> 'email'))`),
  },
  {
    check: 'uncertain_has_a_task',
    promise: 'a touch whose outcome nobody knows has an open settle task',
    finds: finds(`SELECT t.id AS id FROM touch t WHERE t.status = 'uncertain' AND NOT EXISTS
      (SELECT 1 FROM task k WHERE k.touch_id = t.id AND k.kind = 'settle' AND k.status = 'open')`),
  },
  {
    check: 'nothing_before_its_time',
    promise: 'no email leaves before the instant it was put off to',
    finds: finds(
      `SELECT id FROM touch WHERE channel = 'email' AND status IN ${WENT_OUT} AND attempt_at_ms < not_before_ms`,
    ),
  },
  {
    check: 'nothing_outside_its_window',
    promise: 'no email leaves once the send window in which it was allowed has shut',
    finds: finds(
      `SELECT id FROM touch WHERE status IN ${WENT_OUT} AND attempt_at_ms >= window_ends_at_ms`,
    ),
  },
  {
    check: 'nothing_after_the_end',
    promise: 'no email leaves after its enrollment ended',
    finds:
      finds(`SELECT t.id AS id FROM touch t JOIN activity a ON a.enrollment_id = t.enrollment_id AND a.prospect_id = t.prospect_id
      WHERE a.type = 'finished' AND t.channel = 'email' AND t.status IN ${WENT_OUT} AND t.attempt_at_ms > a.at_ms`),
  },
  {
    check: 'nothing_after_a_stop',
    promise: 'no email leaves once an answer that ends its enrollment was recorded',
    // Commit order, not clock time: an answer may be recorded long after it came in. Exits that go on are asked of the version, of
    // answers since the person was moved to it.
    finds:
      finds(`SELECT DISTINCT t.id AS id FROM touch t JOIN enrollment e ON e.id = t.enrollment_id
      JOIN sequence_version v ON v.hash = e.version
      JOIN signal s ON s.prospect_id = e.prospect_id AND t.intent > s.after_intent
        AND s.at_ms > CASE WHEN e.continued_from IS NULL AND NOT ${HANDED_OVER} THEN e.enrolled_at_ms ELSE e.starts_at_ms END
      WHERE t.status IN ${WENT_OUT} AND NOT ${BEFORE_A_MERGE} AND (s.kind IN ('opt_out', 'complaint', 'suppressed', 'erased')
        OR (s.id > e.moved_after_signal AND NOT ${OF_OWN_CALL} AND ((s.kind = 'reply' AND v.program LIKE '%"reply":{"do":"finish"}%')
        OR (s.kind = 'meeting_booked' AND v.program LIKE '%"meetingBooked":{"do":"finish"}%'))))`),
  },
  {
    check: 'nothing_to_the_suppressed',
    promise: 'no email leaves to an address, or to a domain, once it is suppressed',
    finds: finds(`SELECT DISTINCT t.id AS id FROM touch t JOIN message m ON m.touch_id = t.id
      JOIN suppression x ON t.intent > x.after_intent AND x.channel IN ('', t.channel)
        AND ((x.kind IN ('address', 'phone') AND x.value = m.recipient)
        OR (x.kind = 'pattern' AND m.recipient LIKE replace(replace(x.value, '_', '!_'), '*', '%') ESCAPE '!')
        OR (x.kind = 'domain' AND (x.value = '*' OR m.recipient LIKE '%@' || x.value OR m.recipient LIKE '%.' || x.value)))
      WHERE t.status IN ${WENT_OUT}`),
  },
  {
    check: 'mailbox_day_counts',
    promise: 'what a mailbox sent on a day is counted against its cap',
    finds: finds(`SELECT t.mailbox || ' day ' || t.opened_day AS id FROM touch t
      LEFT JOIN mailbox_day d ON d.mailbox = t.mailbox AND d.day = t.opened_day
      WHERE t.opened_day IS NOT NULL GROUP BY t.mailbox, t.opened_day, d.opened HAVING count(*) > coalesce(d.opened, 0)`),
  },
  {
    check: 'nothing_over_the_cap',
    promise: 'no mailbox sends more on a day than its cap was',
    finds:
      finds(`SELECT mailbox || ' day ' || opened_day AS id FROM touch WHERE opened_day IS NOT NULL
      GROUP BY mailbox, opened_day HAVING count(opened_below) > max(opened_below)`),
  },
  {
    check: 'signals_are_bound',
    promise: 'an unapplied signal waits only for enrollments of the same person',
    finds: finds(`SELECT 's' || s.id AS id FROM pending_signal q JOIN signal s ON s.id = q.signal_id
      JOIN enrollment e ON e.id = q.enrollment_id WHERE s.prospect_id <> e.prospect_id`),
  },
  {
    check: 'merged_are_gone',
    promise: 'who was merged into somebody is not there beside them',
    finds: finds(
      `SELECT 'p' || g.absorbed_id AS id FROM merge g JOIN prospect p ON p.id = g.absorbed_id WHERE g.undone_at_ms IS NULL`,
    ),
  },
  {
    check: 'erased_are_gone',
    promise: 'who was erased is not there, and nobody has their id',
    finds: finds(
      `SELECT 'p' || p.id AS id FROM privacy_record r JOIN prospect p ON p.id = r.subject WHERE r.action IN ('erase', 'retention')`,
    ),
  },
  {
    check: 'erased_are_asked_for',
    promise: 'while there is a hash of somebody who was erased, everybody is compared with it',
    finds: finds(
      `SELECT hash AS id FROM erased WHERE (SELECT value FROM counter WHERE name = 'erased_count') = 0`,
    ),
  },
  {
    check: 'history_has_its_person',
    promise: 'what happened is written of somebody who is there',
    finds:
      finds(`SELECT DISTINCT 'p' || a.prospect_id AS id FROM activity a LEFT JOIN prospect p ON p.id = a.prospect_id
      WHERE p.id IS NULL`),
  },
  {
    check: 'accounts_go_by_one_name',
    promise: 'nobody belongs to another name of an account, and none stands for another one',
    finds: finds(
      `SELECT 'p' || p.id AS id FROM prospect p JOIN account_alias a ON a.alias = p.account
      UNION ALL SELECT a.alias AS id FROM account_alias a JOIN account_alias b ON b.alias = a.account`,
    ),
  },
  {
    check: 'touch_is_of_its_person',
    promise: 'a touch is of the person whose enrollment it belongs to',
    finds: finds(
      `SELECT t.id AS id FROM touch t JOIN enrollment e ON e.id = t.enrollment_id WHERE t.prospect_id <> e.prospect_id`,
    ),
  },
];
