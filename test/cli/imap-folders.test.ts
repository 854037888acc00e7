/** `folders` of a mailbox: only those are read, by the command line over a real IMAP server. */
import { expect, onTestFinished, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import { makeWorkspace } from '../support/cli/workspace.ts';
import { dovecotAvailable, startDovecot, type Dovecot } from '../support/mail/dovecot.ts';
import { startLedgerServer } from '../support/mail/smtp-ledger-server.ts';
import { at, email, sequence } from '../support/world/builders.ts';
import { letter } from '../support/world/mail-scene.ts';

const MONDAY = at('2026-03-02T09:00');

/** Two people got the first email and answered, one into a folder of a filter's. What a run a day later says, and who is stopped. */
async function answered(folders: string) {
  const dovecot: Dovecot = await startDovecot();
  onTestFinished(() => dovecot.stop());
  const server = await startLedgerServer();
  onTestFinished(() => server.close());
  return inTemporaryFolder(async (dir) => {
    await makeWorkspace(dir, {
      smtpPort: server.port,
      people: 2,
      sequence: sequence([email('intro'), email('bump', { wait: '1 day' })]),
      nowMs: MONDAY,
      replies: `imap: { url: 'imap://127.0.0.1:${dovecot.port}', user: anna, password: '\${env:P}', folders: ${folders} }`,
    });
    const cli = (nowMs: number, ...argv: string[]) =>
      runCli(argv, {
        cwd: dir,
        env: { TOUCHLINE_NOW: new Date(nowMs).toISOString(), P: dovecot.password },
      });
    const answer = (key: string) =>
      letter({ From: `${key}@${key}.example`, 'Message-ID': `<1@${key}.example>` }, 'Call me.');
    await dovecot.deliver('Partners', letter({ From: 'x@y.example' }, 'News'), MONDAY);
    const first = await cli(MONDAY, 'run', '--once');
    await dovecot.deliver('INBOX', answer('p0'), MONDAY + HOUR_MS);
    await dovecot.deliver('Partners', answer('p1'), MONDAY + HOUR_MS);
    await cli(MONDAY + DAY_MS + HOUR_MS, 'run', '--once');
    return { said: first.stderr, sent: server.messages().map(({ to }) => to) };
  });
}

test.skipIf(!dovecotAvailable()).each([
  ['[INBOX]', ['p0@p0.example', 'p1@p1.example', 'p1@p1.example']],
  ['[INBOX, Partners]', ['p0@p0.example', 'p1@p1.example']],
])('answers in %s are heard, others are not', async (folders, sent) => {
  expect((await answered(folders)).sent).toEqual(sent);
});

test.skipIf(!dovecotAvailable())(
  'a folder that is not there is named, and nothing leaves',
  async () => {
    const { said, sent } = await answered('[INBOX, Partner]');
    expect(said).toContain('no folder "Partner" among');
    expect(sent).toEqual([]);
  },
);
