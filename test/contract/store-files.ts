/** Store files of a test, each new, and processes that die with one open. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { openSqlite, type SqliteStores } from '../../src/store/sqlite/open.ts';
import { NOW } from './store-story.ts';

const CHILD = fileURLToPath(new URL('../support/processes/store-child.ts', import.meta.url));
const TSX = fileURLToPath(import.meta.resolve('tsx'));

/** Paths in a folder that goes when the tests of the file are over. */
export function freshPaths(): () => string {
  const folder = mkdtempSync(join(tmpdir(), 'touchline-file-'));
  let files = 0;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => join(folder, `${(files += 1)}.db`);
}

export function openFile(path: string, create = true): SqliteStores {
  return openSqlite(path, { create, nowMs: NOW, randomHex: () => 'ab12' });
}

/** Another process; `limit` is a line of bash in front of it. */
export function child(limit: string, ...args: string[]): ReturnType<typeof spawnSync> {
  const command = `${limit} exec "$0" --import "file://$1" "\${@:2}"`;
  return spawnSync('bash', ['-c', command, process.execPath, TSX, CHILD, ...args], {
    encoding: 'utf8',
  });
}
