/** Whom nothing could be sent to: the run names them, and each person's explanation says why. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HOUR_MS } from '../../src/core/time/duration.ts';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import { makeWorkspace } from '../support/cli/workspace.ts';
import { startFaultyServer, type Fault } from '../support/mail/faulty-smtp-server.ts';
import { at, email, sequence } from '../support/world/builders.ts';

const MONDAY_MS = at('2026-03-02T09:00');

type Say = (hours: number, ...argv: readonly string[]) => Promise<string>;

/** One person, whose recipient the server answers with `reply`, looked at so many hours after the first run. */
function against(reply: string, look: (say: Say) => Promise<void>): Promise<void> {
  const fault: Fault = { at: 'rcpt', say: `${reply}\r\n`, next: 'go_on' };
  return inTemporaryFolder(async (dir) => {
    const server = await startFaultyServer({ faults: [fault] });
    try {
      await makeWorkspace(dir, {
        smtpPort: server.port,
        people: 1,
        sequence: sequence([email('intro')]),
        nowMs: MONDAY_MS,
      });
      await look(async (hours, ...argv) => {
        const now = new Date(MONDAY_MS + hours * HOUR_MS).toISOString();
        const { stdout, stderr } = await runCli(['--now', now, ...argv], { cwd: dir });
        return `${stdout}${stderr}`;
      });
    } finally {
      await server.close();
    }
  });
}

test('an address that the server refuses: the run names the person, as status holds nothing of it', () =>
  against('550 5.1.1 no such user', async (say) => {
    expect(await say(0, 'run', '--once')).toContain(
      '1 could not be sent (p1): touchline timeline p1',
    );
    expect(await say(0, 'status')).toContain('All is well');
    expect(await say(0, 'timeline', 'p1')).toContain('550 5.1.1 no such user');
  }));

test('what is given up after a day is not "to be tried again", and why says what became of it', () =>
  against('451 4.3.0 later', async (say) => {
    expect(await say(0, 'run', '--once')).toContain('1 to be tried again');
    const last = await say(25, 'run', '--once');
    expect(last).not.toContain('tried again');
    expect(last).toContain('1 could not be sent (p1): touchline timeline p1');
    expect(await say(25, 'why', 'p1')).toContain(
      'finished: failed: gave up after 2 attempts: 451 4.3.0 later on Tue 3 Mar',
    );
  }));

test('whoever waits for a mailbox that was taken out of the file is not "nothing planned"', () =>
  inTemporaryFolder(async (dir) => {
    const server = await startFaultyServer();
    await makeWorkspace(dir, {
      smtpPort: server.port,
      people: 1,
      sequence: sequence([email('intro')]),
      nowMs: MONDAY_MS,
    });
    await server.close();
    const path = join(dir, 'touchline.yaml');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('  anna:\n    rep:', '  bella:\n    rep:'),
    );
    const now = new Date(MONDAY_MS).toISOString();
    const ran = await runCli(['--now', now, 'run', '--once'], { cwd: dir });
    expect(ran.stdout).toBe(
      'Sent 0 emails.\nMore waits for anna: touchline status says for what.\n',
    );
  }));

test('why says that a run does nothing while the clock is behind the last one', () =>
  against('451 4.3.0 later', async (say) => {
    await say(0, 'run', '--once');
    expect(await say(0, 'why', 'p1')).not.toContain('clock');
    expect(await say(-1, 'why', 'p1')).toContain('--accept-clock');
  }));
