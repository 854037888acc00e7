/**
 * A small story told by `run`, `why`, `status` and `timeline` over a real IMAP server: `stories/hearing.txt` is what a rep reads when she
 * writes by hand, when the mailbox's password is changed, and when an answer lies in Junk.
 */
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time/duration.ts';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import { renderStep, wordsOf } from '../support/cli/transcript.ts';
import { makeWorkspace } from '../support/cli/workspace.ts';
import { dovecotAvailable, startDovecot } from '../support/mail/dovecot.ts';
import { startImapProxy } from '../support/mail/imap-proxy.ts';
import { startLedgerServer } from '../support/mail/smtp-ledger-server.ts';
import { at, email, sequence } from '../support/world/builders.ts';
import { letter } from '../support/world/mail-scene.ts';

const STORY = fileURLToPath(new URL('stories/hearing.txt', import.meta.url));
const MONDAY = at('2026-03-02T09:00');

test.skipIf(!dovecotAvailable())('the story of a mailbox that is heard', async () => {
  const dovecot = await startDovecot();
  onTestFinished(() => dovecot.stop());
  const proxy = await startImapProxy(dovecot.port);
  onTestFinished(() => proxy.stop());
  const server = await startLedgerServer();
  onTestFinished(() => server.close());
  const told = await inTemporaryFolder(async (dir) => {
    await makeWorkspace(dir, {
      smtpPort: server.port,
      people: 1,
      sequence: sequence([email('intro'), email('bump', { wait: '3 days' })]),
      nowMs: MONDAY,
      replies: `imap: { url: 'imap://127.0.0.1:${proxy.port}', user: anna, password: '\${env:ANNA_PASSWORD}' }`,
    });
    const said: string[] = [];
    const say = async (command: string, nowMs: number): Promise<void> => {
      const env = { TOUCHLINE_NOW: new Date(nowMs).toISOString(), ANNA_PASSWORD: 'secret' };
      const seen = await runCli(wordsOf(command), { cwd: dir, env });
      said.push(renderStep(command, seen).replaceAll(`:${proxy.port}`, ':1143'));
    };
    const scene = (words: string): number => said.push(`# ${words}`);

    scene('Monday: the first email leaves. An hour later Anna writes by hand.');
    await say('touchline run --once', MONDAY);
    const byHand = {
      From: 'Anna <anna@northwind.example>',
      To: 'p0@p0.example',
      Subject: 'The paper I promised',
      'Message-ID': '<7@northwind.example>',
    };
    await dovecot.deliver('Gesendet', letter(byHand, 'Here it is.'), MONDAY + HOUR_MS);
    await say('touchline run --once', MONDAY + 2 * HOUR_MS);
    await say('touchline why p0@p0.example', MONDAY + 2 * HOUR_MS);

    scene(
      'Thursday: the password was changed. The second email is due, and an answer lies in Junk.',
    );
    const answer = {
      From: 'p0@p0.example',
      Subject: 'Re: About intro',
      'Message-ID': '<1@p0.example>',
    };
    const thursday = MONDAY + 3 * DAY_MS + 2 * HOUR_MS;
    await dovecot.deliver('Junk', letter(answer, 'Sounds good, call me.'), thursday - HOUR_MS);
    proxy.refuse(/^(LOGIN|AUTHENTICATE)/, 'NO [AUTHENTICATIONFAILED] Invalid credentials');
    await say('touchline run --once', thursday);
    await say('touchline why p0@p0.example', thursday);
    await say('touchline status', thursday + 5 * MINUTE_MS);

    scene('The password is right again.');
    proxy.heal();
    await say('touchline run --once', thursday + HOUR_MS);
    await say('touchline why p0@p0.example', thursday + HOUR_MS);
    await say('touchline timeline p0@p0.example', thursday + HOUR_MS);
    return said.join('\n\n');
  });
  expect(server.messages()).toHaveLength(1);
  await expect(`${told}\n`).toMatchFileSnapshot(STORY);
});
