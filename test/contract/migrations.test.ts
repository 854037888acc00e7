/** From one version of the store to the next: what was released stays, a death in the middle loses nothing. */
import { existsSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/sql/migrations/migrations.ts';
import { VIEWS } from '../../src/store/sql/views.ts';
import { checksumOf } from '../../src/store/sqlite/migrate.ts';
import { child, freshPaths, openFile } from './store-files.ts';
import { NOW, peopled } from './store-story.ts';

const fresh = freshPaths();

describe('migrations', () => {
  test('that were released are never edited', () => {
    const kept = MIGRATIONS.map((each) => `${each.number} ${each.name} ${checksumOf(each)}`);
    expect(kept).toMatchInlineSnapshot(`
      [
        "1 the main job d1114373f2fce5fda3caaa1c41ee8127c76d4c484e2fec4f846affa349038f22",
        "2 attachments afd3eb737484648c68da328427a8c0688d234a9eb22549e666033b2c4e935e1b",
        "3 public holidays 80d049f40e96f683065c342b9a377fb89f23b71ffd85cb6985859aec1db17ba9",
        "4 moves between versions fcea5672af85d45a570cd1b7a85d3c02e9aead2a0059a7dd5ca44b2a08217de2",
        "5 when it was put off, and within what it left fdad3d4d99fb8068f7f0a9c55ff26447f9cdd5b22e38a57740681479c858bb28",
        "6 a source that was asked for one person alone e19be428cff634b2529ec3357f0cc5320f964b0cc932535eae1bc558bb295be5",
        "7 claims read from the index a383b193dd0d989f44d280883725e6408cbf37d22eb8bd7a53d0094c9e6f8c6b",
        "8 consent, and lists that bind calls fb99bf67d6c698d6dca01b362a48c4d0b265fcbd551d1200882bf52937ec9887",
        "9 who is who 7c618090ccfbe9bc1bf5fd2f45222f2be94ba73ebb579ee689aec3a7543f63b7",
        "10 who has not begun, and whose person was written anew 4b016a8883aae278e481df4faf301a8d55e90b6ece1c7a6a8e695709491edfff",
        "11 privacy 1ddb16d5e52225ed161cb34d1c2c354a28552fbe2f6e7b7ba824773271402a69",
        "12 search and views 23df41af8b5a158b1b5f078b94264ec4c1e19aa679c9f13ddd49339bc2c4dd4a",
        "13 other names of accounts b9b6b46a07b4df3ead78b762f9d5bc0bdca1c798d8a585925901a9204463b04e",
        "14 who was handed over by what 1c34c67d9dd88cd0d06193d815dda6b8f186b7caa9c6252f04ca1fffb4dd7138",
        "15 no trigger for who is new 4f67c0e35f90b9daefc316b925af046dd2c7cb1a8f1243bf23e77b17c228c4e9",
        "16 who is held, and by which rule 7ac68700d49e700fdc04b6672c2ffd0c9a1c63047b8990113ac10b483f4c694d",
        "17 the columns of lists 83ef9edadce7dcabe3d9cd4ec4d93c3efa72010a4241f3bab651982e2528209d",
        "18 who answered in whose thread 9084c1eabbbb4e5baff6324f108608da29a0e369feff2797d13959981bc7b0b2",
        "19 what reached an account through the erased a73f3a01a3b4e7cd4879c6d3bcf35e0b6773d8756f2ab48984470201beeb5881",
      ]
    `);
  });

  test('leave their checksums in the store', () => {
    const store = openFile(fresh());
    const value = store.db
      .prepare(`SELECT value FROM meta WHERE name = 'migration_1'`)
      .pluck()
      .get();
    expect(JSON.parse(String(value))).toEqual({ checksum: checksumOf(MIGRATIONS[0]!), at_ms: NOW });
    store.close();
  });

  /** A store with people, as the first version left it. */
  async function first(): Promise<string> {
    const path = fresh();
    const newer = openFile(path);
    await peopled(() => newer);
    for (const undo of [
      // Somebody is held, and nothing beside their wait says so.
      `UPDATE enrollment SET waiting = json_set(waiting, '$.rule', 'eu_email_consent') WHERE json_extract(waiting, '$.for') = 'time'`,
      `DROP TABLE erased_touch`,
      `DROP TABLE known_column`,
      `DROP INDEX inbound_writer`,
      `DROP INDEX enrollment_held`,
      `ALTER TABLE enrollment DROP COLUMN held_by`,
      ...VIEWS.map(({ name }) => `DROP VIEW ${name}`),
      ...['changed', 'gone'].map((name) => `DROP TRIGGER person_text_${name}`),
      `DROP TABLE person_text`,
      `DROP TABLE person_text_due`,
      `DELETE FROM counter WHERE name = 'last_indexed'`,
      `DROP INDEX enrollment_due`,
      `CREATE INDEX enrollment_due ON enrollment (lane, rank, due_at_ms) WHERE due_at_ms IS NOT NULL`,
      `DROP TABLE holiday`,
      `DROP TABLE holiday_year`,
      `DROP TABLE asset`,
      `DROP TABLE applied_plan`,
      `ALTER TABLE enrollment DROP COLUMN earlier`,
      `ALTER TABLE enrollment DROP COLUMN moved_after_signal`,
      `ALTER TABLE enrollment DROP COLUMN handed_over_from`,
      `ALTER TABLE touch DROP COLUMN window_ends_at_ms`,
      `ALTER TABLE touch DROP COLUMN opened_below`,
      `ALTER TABLE task DROP COLUMN snoozed_at_ms`,
      `ALTER TABLE mailbox DROP COLUMN rested_at_ms`,
      `DROP TABLE changed_start`,
      `DROP TABLE person_heard`,
      `DROP TABLE consent`,
      `DROP TABLE call_list`,
      `DROP TABLE call_number`,
      `DELETE FROM counter WHERE name = 'consent_epoch'`,
      `DROP TABLE link_key`,
      `CREATE TABLE identity (kind TEXT NOT NULL, value TEXT NOT NULL, prospect_id INTEGER NOT NULL, PRIMARY KEY (kind, value))`,
      `ALTER TABLE prospect DROP COLUMN source_at_ms`,
      `ALTER TABLE prospect DROP COLUMN source_order`,
      `ALTER TABLE prospect DROP COLUMN source_times`,
      `ALTER TABLE list_member DROP COLUMN import_id`,
      `DROP INDEX list_member_person`,
      ...['options', 'list', 'first_prospect_id', 'last_prospect_id', 'undone_at_ms'].map(
        (column) => `ALTER TABLE import DROP COLUMN ${column}`,
      ),
      `DROP TABLE import_change`,
      `DROP TABLE merge`,
      `DROP TABLE dismissed_duplicate`,
      `DROP TABLE account_alias`,
      ...['erased', 'erasure', 'written_file', 'privacy_record'].map(
        (table) => `DROP TABLE ${table}`,
      ),
      `DROP INDEX suppression_pattern`,
      `DELETE FROM counter WHERE name NOT IN ('intent', 'suppression_epoch')`,
      `DELETE FROM meta WHERE name LIKE 'migration_%' AND name <> 'migration_1'`,
    ]) {
      newer.db.exec(undo);
    }
    newer.db.pragma('user_version = 1');
    newer.close();
    return path;
  }

  test('of a file of the first: it is used as it is, and the old file is kept', async () => {
    const path = await first();
    const store = openFile(path);
    expect(await store.holidays.inUse()).toEqual([{ country: 'DE', prospectId: 'p1' }]);
    expect(existsSync(`${path}.backup-v1`)).toBe(true);
    // Whom it knew is found by what they are known by.
    expect((await store.invariants.verify()).flatMap((each) => each.broken)).toEqual([]);
    expect(await store.history.held()).toEqual({
      people: 3,
      byRule: [{ rule: 'eu_email_consent', people: 3 }],
    });
    store.close();
  });

  test.each(['.backup-v1', '.backup-v1.part'])(
    'begin again after a death that left %s behind',
    async (left) => {
      const path = await first();
      writeFileSync(`${path}${left}`, 'half of a copy');
      openFile(path).close();
      const backup = new Database(`${path}.backup-v1`, { readonly: true });
      expect(backup.pragma('user_version', { simple: true })).toBe(1);
      expect(backup.pragma('integrity_check', { simple: true })).toBe('ok');
      backup.close();
      expect(existsSync(`${path}.backup-v1.part`)).toBe(false);
    },
  );

  test('survive a kill in the middle: the next start does them again from the beginning', async () => {
    const path = fresh();
    expect(child('', 'die-migrating', path).signal).toBe('SIGKILL');
    const store = openFile(path);
    expect((await store.invariants.verify()).flatMap((each) => each.broken)).toEqual([]);
    expect((await store.runner.identity()).storeId).toBe('ab12');
    store.close();
  });
});
