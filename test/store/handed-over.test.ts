/** A store from before it was written down which enrollment handed a person over to which. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/time/duration.ts';
import { mergePair } from '../../src/usecases/merges/merge-people.ts';
import { compiledOk } from '../definition/samples.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const folder = mkdtempSync(join(tmpdir(), 'touchline-handed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const READ = `SELECT 'e' || handed_over_from || ' > e' || id FROM enrollment WHERE handed_over_from IS NOT NULL ORDER BY id`;

test('has it read from its history, also of two who were handed over at once and are one since', async () => {
  const world = new World({ nowMs: MONDAY, path: join(folder, 'old.db') });
  await world.add(person('ada'), person('eve'), person('ida'));
  const on = (name: string): ReturnType<typeof compiledOk> =>
    compiledOk(
      `sequence: ${name}\ngoals: [reply]\nmailboxes: [anna]\nsteps: [{ id: over, wait: 1 day, handover: warm }]\n`,
      undefined,
      name,
    );
  const warm = { name: 'warm', version: 'w1' };
  await world.enroll(sequence([email('hello', { wait: '2 days' })], warm), []);
  await world.enroll(on('new_year'), ['p1', 'p2']);
  // A name that looks like the other one where `_` stands for any letter.
  await world.enroll(on('new-year'), ['p3']);
  world.clock.set(MONDAY + DAY_MS);
  await world.run();
  await mergePair(world.stores.merges, 'p1', 'p2', world.clock.nowMs());
  await mergePair(world.stores.merges, 'p1', 'p3', world.clock.nowMs());
  const written = world.stores.db.prepare(READ).pluck().all();
  expect(written).toEqual(['e1 > e4', 'e2 > e5', 'e3 > e6']);
  world.stores.db.exec(`ALTER TABLE enrollment DROP COLUMN handed_over_from`);
  // What came after it is undone as well.
  world.stores.db.exec(
    `DROP TABLE erased_touch; DROP INDEX inbound_writer; DROP TABLE known_column`,
  );
  world.stores.db.exec(`DROP INDEX enrollment_held`);
  world.stores.db.exec(`ALTER TABLE enrollment DROP COLUMN held_by`);
  world.stores.db.exec(
    `CREATE TRIGGER person_text_back AFTER INSERT ON prospect BEGIN SELECT 1; END`,
  );
  world.stores.db.exec(`DELETE FROM meta WHERE name LIKE 'migration_1_' AND name > 'migration_13'`);
  world.stores.db.pragma('user_version = 13');
  world.restart();
  expect(world.stores.db.prepare(READ).pluck().all()).toEqual(written);
  world.stores.close();
});
