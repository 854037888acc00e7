import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from './cli.ts';

test('what a command of a test keeps for a person is kept in a folder of the tests', () =>
  inTemporaryFolder(async (cwd) => {
    expect(homedir().startsWith(tmpdir())).toBe(true);
    expect(homedir()).not.toBe(userInfo().homedir);
    writeFileSync(join(cwd, 'touchline.yaml'), 'workspace: test\nzone: UTC\n');
    await runCli(['status'], { cwd });
    const cache = join(homedir(), '.cache', 'touchline');
    expect(existsSync(cache) && readdirSync(cache)).toHaveLength(1);
  }));
