/** Which enrollment handed a person over to which. */
import type { Migration } from './migration.ts';

/**
 * Until then only the words of the history said it: both ends of a handover are written down in one commit, and both count as enrolled at the
 * same instant. Of several of one person at the same instant the first belongs to the first.
 */
const ENDED = `SELECT f.enrollment_id, f.prospect_id, f.at_ms, f.summary, e.sequence, e.enrolled_at_ms,
    row_number() OVER (PARTITION BY f.prospect_id, f.at_ms, f.summary, e.sequence, e.enrolled_at_ms ORDER BY f.id) AS place
  FROM activity f JOIN enrollment e ON e.id = f.enrollment_id
  WHERE f.type = 'finished' AND f.summary LIKE 'completed: handed over to %'`;
const BEGUN = `SELECT h.enrollment_id, h.prospect_id, h.at_ms, h.summary, s.sequence, s.enrolled_at_ms,
    row_number() OVER (PARTITION BY h.prospect_id, h.at_ms, h.summary, s.sequence, s.enrolled_at_ms ORDER BY h.id) AS place
  FROM activity h JOIN enrollment s ON s.id = h.enrollment_id WHERE h.type = 'handed_over'`;
const FROM_WORDS = `'from ' || ended.sequence || ', version '`;

export const HANDOVERS: Migration = {
  number: 14,
  name: 'who was handed over by what',
  statements: [
    // No reference: it stands in nobody's way when one of the two is taken out.
    `ALTER TABLE enrollment ADD COLUMN handed_over_from INTEGER`,
    `UPDATE enrollment SET handed_over_from = told.ended FROM (
      SELECT begun.enrollment_id AS begun, ended.enrollment_id AS ended FROM (${BEGUN}) AS begun JOIN (${ENDED}) AS ended
      ON ended.prospect_id = begun.prospect_id AND ended.at_ms = begun.at_ms AND ended.enrolled_at_ms = begun.enrolled_at_ms
        AND ended.place = begun.place AND ended.summary = 'completed: handed over to ' || begun.sequence
        AND substr(begun.summary, 1, length(${FROM_WORDS})) = ${FROM_WORDS}) AS told
    WHERE enrollment.id = told.begun`,
  ],
};
