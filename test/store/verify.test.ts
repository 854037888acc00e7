/** Each invariant is broken once, by hand, in an otherwise healthy store: its check fails and no other does. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import type { Step } from '../../src/core/sequence.ts';
import { at, email, linkedin, person, sequence, task } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');

/**
 * ada (e1) finished with an answer after two emails, bob (e2) waits for a time after one, cem (e3) waits for a task, dea (e4) waits for a
 * touch that is put off, eli (e5) is held, fay (e6) for an uncertain touch, gus (e7) has done a task.
 */
async function healthyWorld(): Promise<World> {
  const world = new World({
    nowMs: MONDAY,
    plan: ({ touchId }) =>
      touchId.startsWith('e4.')
        ? 'deferred'
        : touchId.startsWith('e6.')
          ? 'uncertain_lost'
          : 'accepted',
  });
  const ids = await world.add(
    ...['ada', 'bob', 'cem', 'dea', 'eli', 'fay', 'gus'].map((name) => person(name)),
  );
  const enroll = (version: string, steps: readonly Step[], who: readonly number[]) =>
    world.enroll(
      sequence(steps, { name: version, version }),
      who.map((index) => ids[index]!),
    );
  await enroll('mails', [email('intro'), email('bump', { wait: '3 days' })], [0, 1]);
  await enroll('rings', [linkedin('connect'), task('letter')], [2]);
  await enroll('mails', [email('intro'), email('bump', { wait: '3 days' })], [3, 4, 5]);
  await enroll('rings', [linkedin('connect'), task('letter')], [6]);
  await world.run();
  world.clock.set(MONDAY + 60_000);
  await world.signal(ids[0]!, 'reply');
  await world.signal(ids[4]!, 'suspect');
  await world.run();
  return world;
}

test('a store after a busy day has nothing broken', async () => {
  const world = await healthyWorld();
  const statuses = await Promise.all(
    ['e1', 'e2', 'e3', 'e4', 'e5', 'e6'].map((id) => world.status(id)),
  );
  expect(statuses).toEqual([
    'finished: replied',
    'active',
    'active',
    'active',
    'paused: suspect',
    'active',
  ]);
  expect(await world.broken()).toEqual([]);
  const file = await world.stores.invariants.inspect();
  expect(file.map(({ check, broken }) => [check, broken])).toEqual([
    ['file_is_whole', []],
    ['references_hold', []],
  ]);
});

const later = MONDAY + DAY_MS;
const insertTouch = (id: string, enrollment: number, step: string, rest: string) =>
  `INSERT INTO touch (id, enrollment_id, prospect_id, step, visit, channel, status, planned_at_ms, not_before_ms, attempt_at_ms)
   SELECT '${id}', ${enrollment}, ${enrollment}, '${step}', 1, 'linkedin', ${rest}`;
/** Without its constraints, so that it takes what no program would write; views of it are not asked. */
const loose = (table: string) =>
  `PRAGMA legacy_alter_table = ON; CREATE TABLE copy AS SELECT * FROM ${table}; DROP TABLE ${table}; ALTER TABLE copy RENAME TO ${table};`;

const CORRUPTIONS: readonly (readonly [check: string, corruption: string, broken: string])[] = [
  [
    'one_touch_per_visit',
    `${insertTouch('e3.old.1', 3, 'old', `'cancelled', 0, 0, NULL`)};
     ${loose('touch')} INSERT INTO touch SELECT * FROM touch WHERE id = 'e3.old.1'`,
    'e3.old.1',
  ],
  [
    'one_email_per_step',
    `INSERT INTO touch (id, enrollment_id, prospect_id, step, visit, channel, status, planned_at_ms, not_before_ms, intent)
     VALUES ('e2.intro.2', 2, 2, 'intro', 2, 'email', 'sent', 0, 0, 0);
     INSERT INTO message SELECT 'e2.intro.2', 'b', 'b', server_message_id, thread, recipient, sender, subject, bytes FROM message
     WHERE touch_id = 'e2.intro.1';
     INSERT INTO activity (at_ms, prospect_id, enrollment_id, type, touch_id, summary) VALUES (0, 2, 2, 'touch_sent', 'e2.intro.2', '')`,
    'e2.intro.2',
  ],
  ['touch_id_names_its_visit', insertTouch('odd', 3, 'old', `'cancelled', 0, 0, NULL`), 'odd'],
  [
    'continued_repeats_nothing',
    `UPDATE enrollment SET continued_from = 1 WHERE id = 2`,
    'e2.intro.1',
  ],
  [
    'waits_for_one_thing',
    `UPDATE enrollment SET waiting = '{"for":"nothing"}', due_at_ms = NULL WHERE id = 2`,
    'e2',
  ],
  ['waits_for_a_touch', `UPDATE touch SET status = 'cancelled' WHERE id = 'e4.intro.1'`, 'e4'],
  ['waits_for_a_task', `UPDATE task SET status = 'done' WHERE id = 'e3.connect.1'`, 'e3'],
  ['planned_is_awaited', insertTouch('e2.bump.1', 2, 'bump', `'planned', 0, 0, NULL`), 'e2.bump.1'],
  ['paused_has_a_hold', `UPDATE enrollment SET reason = NULL, held_by = NULL WHERE id = 5`, 'e5'],
  [
    'accounts_go_by_one_name',
    `INSERT INTO account_alias VALUES ('bob.example', 'bob.test', 'hand', 0)`,
    'p2',
  ],
  [
    'accounts_go_by_one_name',
    `INSERT INTO account_alias VALUES ('a.test', 'b.test', 'hand', 0), ('b.test', 'c.test', 'hand', 0)`,
    'a.test',
  ],
  ['finished_is_quiet', `UPDATE enrollment SET reason = NULL WHERE id = 1`, 'e1'],
  ['finished_is_quiet', insertTouch('e1.bump.1', 1, 'bump', `'planned', 0, 0, NULL`), 'e1'],
  [
    'finished_stays_finished',
    `INSERT INTO activity (at_ms, prospect_id, enrollment_id, type, summary) VALUES (${later}, 2, 2, 'finished', '')`,
    'e2',
  ],
  [
    'finished_leaves_no_step_task',
    `UPDATE task SET enrollment_id = 1 WHERE id = 'e7.connect.1'; UPDATE enrollment SET waiting = '{"for":"time","untilMs":1,"unit":"day","notBeforeMs":null,"rule":null}', due_at_ms = 1 WHERE id = 7`,
    'e7.connect.1',
  ],
  ['one_active_exclusive', `UPDATE enrollment SET prospect_id = 2 WHERE id = 3`, 'p2'],
  ['sent_has_its_bytes', `DELETE FROM message WHERE touch_id = 'e2.intro.1'`, 'e2.intro.1'],
  ['sent_has_its_intent', `UPDATE touch SET intent = NULL WHERE id = 'e2.intro.1'`, 'e2.intro.1'],
  [
    'intents_are_counted',
    `UPDATE counter SET value = value - 1 WHERE name = 'intent'`,
    'e6.intro.1',
  ],
  [
    'sent_has_an_activity',
    `DELETE FROM activity WHERE touch_id = 'e2.intro.1' AND type = 'touch_sent'`,
    'e2.intro.1',
  ],
  ['uncertain_has_a_task', `UPDATE task SET status = 'done' WHERE kind = 'settle'`, 'e6.intro.1'],
  [
    'nothing_before_its_time',
    `UPDATE touch SET not_before_ms = ${later} WHERE id = 'e2.intro.1'`,
    'e2.intro.1',
  ],
  [
    'nothing_outside_its_window',
    `UPDATE touch SET window_ends_at_ms = attempt_at_ms WHERE id = 'e2.intro.1'`,
    'e2.intro.1',
  ],
  [
    'nothing_after_the_end',
    `UPDATE touch SET attempt_at_ms = ${later} WHERE id = 'e1.intro.1'`,
    'e1.intro.1',
  ],
  [
    'nothing_after_a_stop',
    `UPDATE signal SET after_intent = 0 WHERE prospect_id = 1`,
    'e1.intro.1',
  ],
  [
    'nothing_to_the_suppressed',
    `INSERT INTO suppression (kind, value, channel, reason, source, at_ms, after_intent) VALUES ('address', 'bob@bob.example', '', '', 'rep', 0, 0)`,
    'e2.intro.1',
  ],
  [
    'nothing_to_the_suppressed',
    `INSERT INTO suppression (kind, value, channel, reason, source, at_ms, after_intent) VALUES ('domain', 'bob.example', 'email', '', 'rep', 0, 0)`,
    'e2.intro.1',
  ],
  [
    'nothing_to_the_suppressed',
    `INSERT INTO suppression (kind, value, channel, pattern_domain, reason, source, at_ms, after_intent)
     VALUES ('pattern', 'b*b@bob.example', 'email', 'bob.example', '', 'rep', 0, 0)`,
    'e2.intro.1',
  ],
  [
    'erased_are_gone',
    `INSERT INTO privacy_record (at_ms, action, subject, reason, counts) VALUES (0, 'erase', 2, 'asked', '{}')`,
    'p2',
  ],
  ['erased_are_asked_for', `INSERT INTO erased (hash, reason, at_ms) VALUES ('ab', '', 0)`, 'ab'],
  ['nothing_over_the_cap', `UPDATE touch SET opened_below = 1`, 'anna day 20514'],
  ['mailbox_day_counts', `UPDATE mailbox_day SET opened = 1`, 'anna day 20514'],
  [
    'signals_are_bound',
    `INSERT INTO pending_signal (enrollment_id, signal_id) SELECT 2, id FROM signal WHERE prospect_id = 1`,
    's1',
  ],
  ['looked_at_in_time', `UPDATE enrollment SET due_at_ms = NULL WHERE id = 2`, 'e2'],
  ['looked_at_in_time', `UPDATE enrollment SET lane = 'bella' WHERE id = 2`, 'e2'],
  ['held_by_its_rule', `UPDATE enrollment SET held_by = 'by_rep' WHERE id = 2`, 'e2'],
  ['cursor_is_a_step', `UPDATE enrollment SET cursor = 'gone' WHERE id = 2`, 'e2'],
  ['identities_agree', `DELETE FROM link_key WHERE prospect_id = 7 AND name <> ''`, 'p7'],
  [
    'identities_agree',
    `UPDATE prospect SET profile = replace(profile, 'in/gus', 'in/other') WHERE id = 7`,
    'p7',
  ],
  [
    'one_person_per_key',
    `UPDATE prospect SET profile = (SELECT profile FROM prospect WHERE id = 7) WHERE id = 6;
     DELETE FROM link_key WHERE prospect_id = 6; INSERT INTO link_key SELECT hash, 6, name FROM link_key WHERE prospect_id = 7`,
    'p7',
  ],
  [
    'keys_lead_somewhere',
    `INSERT INTO link_key (hash, prospect_id, name) VALUES (1, 99, '')`,
    'p99',
  ],
  [
    'merged_are_gone',
    `INSERT INTO merge (survivor_id, absorbed_id, at_ms, evidence, record, after_intent) VALUES (1, 2, 0, '{}', '{}', 0)`,
    'p2',
  ],
  [
    'history_has_its_person',
    `INSERT INTO activity (at_ms, prospect_id, type, summary) VALUES (0, 99, 'noted', '')`,
    'p99',
  ],
  [
    'touch_is_of_its_person',
    `UPDATE touch SET prospect_id = 1 WHERE enrollment_id = 4`,
    'e4.intro.1',
  ],
];

test('every check is seen to fail', async () => {
  const checks = (await (await healthyWorld()).stores.invariants.verify()).map(
    ({ check }) => check,
  );
  expect([...new Set(CORRUPTIONS.map(([check]) => check))].toSorted()).toEqual(checks.toSorted());
});

test.each(CORRUPTIONS)('%s', async (check, corruption, broken) => {
  const world = await healthyWorld();
  const { db } = world.stores;
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  db.exec(corruption);
  expect(await world.broken()).toContain(`${check}: ${broken}`);
  expect(new Set((await world.broken()).map((each) => each.split(':')[0]))).toEqual(
    new Set([check]),
  );
});

test('a row that refers to nothing is named by its table', async () => {
  const world = await healthyWorld();
  world.stores.db.pragma('foreign_keys = OFF');
  world.stores.db.exec(`INSERT INTO list_member (list, prospect_id) VALUES ('spring', 99)`);
  const file = await world.stores.invariants.inspect();
  expect(file.filter(({ broken }) => broken.length > 0).map(({ check }) => check)).toEqual([
    'references_hold',
  ]);
  expect(file[1]!.broken[0]).toMatch(/^list_member /);
});

test('a constraint that does not hold in the file is a file that is not whole', async () => {
  const world = await healthyWorld();
  const { db } = world.stores;
  db.pragma('ignore_check_constraints = ON');
  db.exec(`UPDATE touch SET status = 'lost' WHERE id = 'e1.intro.1'`);
  db.pragma('ignore_check_constraints = OFF');
  expect((await world.stores.invariants.inspect())[0]!.broken).toEqual([
    'CHECK constraint failed in touch',
  ]);
});
