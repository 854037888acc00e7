/** Tests have a home of their own: caches and trust never come from, or go to, whoever runs them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'touchline-home-'));
process.env['HOME'] = home;
delete process.env['XDG_CACHE_HOME'];
delete process.env['XDG_CONFIG_HOME'];
afterAll(() => rmSync(home, { recursive: true, force: true }));
