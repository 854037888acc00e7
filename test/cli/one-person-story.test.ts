/**
 * A small story: two lists have somebody under two addresses, and she answers what went to the one from the other. `stories/one-person.txt` is
 * what a rep reads of it, and how it is taken back.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/time/duration.ts';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import { renderStep, wordsOf } from '../support/cli/transcript.ts';
import { WORKSPACE } from '../support/cli/workspace-of-anna.ts';
import { startLedgerServer } from '../support/mail/smtp-ledger-server.ts';
import { at } from '../support/world/builders.ts';

const STORY = fileURLToPath(new URL('stories/one-person.txt', import.meta.url));
const MONDAY = at('2026-03-02T09:00');

test('the story of who answers from another address', async () => {
  const server = await startLedgerServer();
  onTestFinished(() => server.close());
  const told = await inTemporaryFolder(async (dir) => {
    const write = (file: string, text: string): void => writeFileSync(join(dir, file), text);
    for (const each of ['sequences', 'templates', 'mail/new', 'mail/cur', 'mail/tmp'])
      mkdirSync(join(dir, each), { recursive: true });
    write('touchline.yaml', WORKSPACE.replace(':2525', `:${server.port}`));
    write(
      'sequences/intro.yaml',
      'sequence: intro\ngoals: [meeting_booked]\nmailboxes: [anna]\nsteps:\n  - { id: hello, email: hello }\n  - { id: bump, wait: 3 days, email: bump }\n',
    );
    for (const name of ['hello', 'bump'])
      write(
        `templates/${name}.md`,
        `---\nsubject: About ${name}\n---\nHi {{ prospect.first_name }},\n`,
      );
    write('crm.csv', 'email,name,company\nada@kern.example,Ada Kern,Kern GmbH\n');
    write('fair.csv', 'email,name,city\nada.private@mail.example,Ada Kern,Bonn\n');
    const said: string[] = [];
    const say = async (command: string, nowMs: number): Promise<void> => {
      const env = { TOUCHLINE_NOW: new Date(nowMs).toISOString() };
      said.push(renderStep(command, await runCli(wordsOf(command), { cwd: dir, env })));
    };
    const scene = (words: string): number => said.push(`# ${words}`);

    scene('Monday: Ada is in the customer base and on the list of a fair. The first email leaves.');
    await say('touchline import crm.csv', MONDAY);
    await say('touchline import fair.csv', MONDAY);
    await say('touchline enroll intro --prospect ada@kern.example', MONDAY);
    await say('touchline run --once', MONDAY);
    await say('touchline enroll intro --prospect ada.private@mail.example', MONDAY + HOUR_MS);

    scene('She answers it from home.');
    const [message] = server.messages();
    write(
      'mail/new/1',
      `From: Ada Kern <ada.private@mail.example>\r\nMessage-ID: <1@mail.example>\r\nIn-Reply-To: ${message!.message_id}\r\nSubject: Re: About hello\r\n\r\nYes, call me tomorrow.\r\n`,
    );
    await say('touchline run --once', MONDAY + 2 * HOUR_MS);
    await say('touchline show ada.private@mail.example', MONDAY + 2 * HOUR_MS);
    await say('touchline why p2', MONDAY + 2 * HOUR_MS);

    scene('Anna knows better: they are mother and daughter.');
    await say('touchline unmerge p2', MONDAY + DAY_MS);
    await say('touchline unmerge p2', MONDAY + DAY_MS);
    await say('touchline timeline p2', MONDAY + DAY_MS);
    await say('touchline run --once', MONDAY + 5 * DAY_MS);
    await say('touchline verify', MONDAY + 5 * DAY_MS);
    return said.join('\n\n');
  });
  expect(server.messages()).toHaveLength(1);
  await expect(`${told}\n`).toMatchFileSnapshot(STORY);
});
