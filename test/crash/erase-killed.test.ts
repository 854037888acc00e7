/** An erasure that dies anywhere binds the person, and is ended by the next runner: nothing of them is left. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { peopleFiles } from '../../src/cli/files/people-files.ts';
import { cleanStore, erasePerson } from '../../src/usecases/privacy/erase-person.ts';
import { keepUp } from '../../src/usecases/privacy/keep-up.ts';
import { at, email, person, sequence } from '../support/world/builders.ts';
import { crashing, type Death } from '../support/world/crashing.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const folder = mkdtempSync(join(tmpdir(), 'touchline-erase-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'touchline.db');
const exported = join(folder, 'ada.json');
const list = join(folder, 'list.csv');
let image: Buffer;
const NAMED = /ada@ada\.example|Ada Kern|in\/ada\b/;

/** Ada has answered, Ben's mail names her, and both have a message on its way. */
beforeAll(async () => {
  const world = new World({ nowMs: MONDAY, path });
  const ids = await world.add(
    person('ada', { lastName: 'Kern', name: 'Ada Kern' }),
    person('ben', { accountId: 'ada.example' }),
  );
  await world.enroll(sequence([email('intro'), email('bump', { wait: '1 day' })]), ids);
  await world.run();
  world.clock.set(MONDAY + 60_000);
  world.source.deliver('From: ben@ben.example\nMessage-ID: <1@x>\n\nAda Kern <ada@ada.example>?\n');
  world.source.deliver('From: ada@ada.example\nMessage-ID: <2@x>\n\nNo.\n');
  await world.run();
  await world.stores.privacy.rememberFile({ path: exported, kind: 'person' }, MONDAY);
  await world.stores.privacy.rememberFile({ path: list, kind: 'list' }, MONDAY);
  world.stores.db.pragma('wal_checkpoint(TRUNCATE)');
  world.stores.close();
  image = readFileSync(path);
});

async function fresh(): Promise<World> {
  for (const file of readdirSync(folder)) rmSync(join(folder, file));
  writeFileSync(path, image);
  writeFileSync(exported, '{"name":"Ada Kern"}');
  writeFileSync(list, 'email\r\nada@ada.example\r\nben@ben.example\r\n');
  return new World({ nowMs: MONDAY + 120_000, path });
}

const ERASURE = { prospectId: 'p1', reason: 'asked', keepsHash: true, atMs: MONDAY };
const NEVER = { bodies: null, people: null };

async function eraseUntil(world: World, death: Death): Promise<boolean> {
  const { erasures, privacy } = world.stores;
  const ports = {
    erasures: crashing(erasures, death),
    privacy: crashing(privacy, death),
    files: crashing(peopleFiles, death),
  };
  try {
    await erasePerson(ports, ERASURE, MONDAY);
    await cleanStore(ports.erasures);
    return true;
  } catch {
    return false;
  }
}

test('a death between any two calls leaves the person bound, and the next runner ends it', async () => {
  let isWhole = false;
  let deaths = 0;
  for (; !isWhole; deaths++) {
    const world = await fresh();
    isWhole = await eraseUntil(world, { left: deaths + 1, when: 'before' });
    world.restart();
    const hasBegun = (await world.stores.erasures.begun()).length > 0;
    const due = await world.stores.engine.load('e1');
    if (hasBegun) expect(due!.suppressedBy).toContain('erased');
    const { erasures, privacy, retention } = world.stores;
    const ports = { erasures, privacy, retention, files: peopleFiles };
    await keepUp(ports, NEVER, MONDAY + 120_000);
    if (deaths > 0) {
      expect(await world.stores.people.byId('p1')).toBeNull();
      if (isWhole) expect(await world.broken()).toEqual([]);
      const records = await privacy.records(9);
      expect(records.map(({ action, subject }) => [action, subject])).toEqual([['erase', 'p1']]);
    }
    world.stores.close();
    if (deaths === 0) continue;
    expect(existsSync(exported)).toBe(false);
    const left = readdirSync(folder).filter((file) =>
      NAMED.test(readFileSync(join(folder, file), 'latin1')),
    );
    expect([deaths, left]).toEqual([deaths, []]);
  }
  expect(deaths).toBeGreaterThan(10);
});
