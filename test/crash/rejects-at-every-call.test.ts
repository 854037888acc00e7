/** A death between any two calls of an import leaves its list with its rejects file, or neither. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leftRejects, NewRejectsFile } from '../../src/cli/files/rejects-file.ts';
import { importLeads } from '../../src/usecases/imports/import-leads.ts';
import { finishRejects, withRejects } from '../../src/usecases/imports/keep-rejects.ts';
import { at } from '../support/world/builders.ts';
import { Crash, crashing, type Death } from '../support/world/crashing.ts';
import { partsOf } from '../support/world/lists.ts';
import { World } from '../support/world/world.ts';

const MONDAY = at('2026-03-02T08:00');
const LIST = 'email\nada@kern.example\nnobody\n';
/** No process has a number so high (PID_MAX_LIMIT, linux/threads.h). */
const DEAD = 2 ** 22 + 7;

/** As the command does. @returns Whether it lived to its end. */
async function importUntil(world: World, file: NewRejectsFile, death: Death): Promise<boolean> {
  const { imports, privacy } = world.stores;
  const ports = { imports, privacy: crashing(privacy, death), rejects: crashing(file, death) };
  const { order, parts } = partsOf(LIST, { nowMs: MONDAY });
  const to = { rejects: ports.rejects, onBytes: () => undefined, stop: null };
  const takeIn = () => importLeads(ports.imports, parts, order, to, MONDAY);
  try {
    await withRejects(ports.privacy, ports.rejects, takeIn, MONDAY);
    return true;
  } catch (cause) {
    if (!(cause instanceof Crash)) throw cause;
    return false;
  }
}

test.each(['before', 'after'] as const)('%s the call', async (when) => {
  let isWhole = false;
  let [deaths, came] = [0, 0];
  for (; !isWhole; deaths++) {
    const folder = mkdtempSync(join(tmpdir(), 'touchline-rejects-'));
    const path = join(folder, 'leads.rejected.csv');
    const world = new World({ nowMs: MONDAY, path: join(folder, 'touchline.db') });
    const file = new NewRejectsFile({ path, force: false, mayMove: true }, DEAD);
    isWhole = await importUntil(world, file, { left: deaths + 1, when });
    world.restart();
    const { people, privacy } = world.stores;
    const isIn = (await people.list({ list: null, after: null, limit: 9 })).length === 1;
    if (isIn) came += 1;
    else expect([deaths, existsSync(path)]).toEqual([deaths, false]);

    await finishRejects(privacy, leftRejects, MONDAY);
    expect([deaths, existsSync(path)]).toEqual([deaths, isIn]);
    if (isIn) expect(readFileSync(path, 'utf8')).toContain('\r\n"invalid_email: ');
    const left = readdirSync(folder).filter((name) => name.startsWith('.touchline-'));
    expect([deaths, left]).toEqual([deaths, []]);
    expect(await privacy.writtenFiles()).toEqual(isIn ? [{ path, kind: 'list' }] : []);
    world.stores.close();
    // A process that dies closes what it had open.
    await file.drop();
    rmSync(folder, { recursive: true });
  }
  expect(deaths).toBeGreaterThan(6);
  expect(came).toBeGreaterThan(3);
});
