/** Beside each enrollment, the rule that holds it: whoever asks who is held reads the index alone, which knows nobody else. */
import type { Migration } from './migration.ts';

export const HELD: Migration = {
  number: 16,
  name: 'who is held, and by which rule',
  statements: [
    `ALTER TABLE enrollment ADD COLUMN held_by TEXT`,
    `CREATE INDEX enrollment_held ON enrollment (held_by, prospect_id) WHERE held_by IS NOT NULL`,
  ],
  sqlite: [
    `UPDATE enrollment SET held_by = CASE status WHEN 'paused' THEN reason ELSE json_extract(waiting, '$.rule') END
      WHERE status = 'paused' OR (status IN ('pending', 'active') AND json_extract(waiting, '$.for') = 'time'
        AND json_extract(waiting, '$.rule') IN ('suppressed_on_channel', 'consent_withdrawn', 'dnc_listed', 'us_dnc_list_age',
          'uk_dnc_list_age', 'us_fl_three_a_day', 'us_sms_consent', 'eu_email_consent', 'eu_sms_consent', 'uk_individual_consent',
          'ca_email_consent', 'ca_sms_consent', 'jp_email_consent', 'jp_sms_consent', 'basis_recorded', 'unknown_country'))`,
  ],
};
