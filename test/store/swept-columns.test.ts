/** An erasure reads every text that somebody wrote. A column that is added is either read, or said here to hold no words of people. */
import { expect, test } from 'vitest';
import { SWEPT_COLUMNS } from '../../src/store/sql/privacy/sweep.ts';
import { emptyStore } from '../support/world/empty-store.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';

/** Ids, names of ours, words of our own, hashes, and what goes with the person. */
const NO_WORDS = `
  account_alias.* applied_plan.* asset.* call_list.* call_number.* counter.* erased.* erased_touch.* folder_cursor.* holiday.* holiday_year.* inbound_key.*
  mailbox_day.* meta.* privacy_record.* sequence_current.* sequence_version.* written_file.* list_member.* link_key.* erasure.*
  activity.type activity.channel activity.sequence activity.step activity.touch_id consent.kind consent.channel consent.basis
  enrollment.sequence enrollment.version enrollment.status enrollment.reason enrollment.cursor enrollment.mailbox enrollment.rep
  enrollment.lane enrollment.earlier enrollment.held_by import.sha256 import.counts import.list known_column.* inbound.source inbound.class inbound.intent
  inbound.touch_id inbound.matched_by inbound.quarantined mailbox.id message.touch_id message.touchline_id
  message.server_message_id message.sender person_heard.source prospect.owner prospect.zone prospect.zone_source prospect.country
  prospect.account prospect.source_times signal.kind signal.source signal.channel source.id suppression.kind suppression.value
  suppression.channel suppression.pattern_domain task.id task.kind task.status task.sequence task.step task.touch_id task.channel
  task.action task.rep touch.id touch.step touch.channel touch.status touch.mailbox touch.template`;

test('every column of text is swept, or holds no words of people', () => {
  const store = openSqlite(':memory:', {
    create: true,
    nowMs: 0,
    randomHex: () => '00ff',
    image: emptyStore(),
  });
  const columns = store.db
    .prepare(
      `SELECT t.name || '.' || c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
       WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.type = 'TEXT'`,
    )
    .pluck()
    .all() as string[];
  store.close();
  const swept = Object.entries(SWEPT_COLUMNS).flatMap(([table, names]) =>
    names.map((name) => `${table}.${name}`),
  );
  expect(swept.filter((column) => !columns.includes(column))).toEqual([]);
  const said = new Set([...NO_WORDS.trim().split(/\s+/), ...swept]);
  const unsaid = columns.filter(
    (column) => !said.has(column) && !said.has(`${column.split('.')[0]!}.*`),
  );
  expect(unsaid).toEqual([]);
});
