/** What a rep reads of texts that leave by a gateway. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import { WORKSPACE } from '../support/cli/workspace-of-anna.ts';
import type { Misbehaviour } from '../support/gateways/fake-gateway.ts';
import { startFakeTwilio, TWILIO } from '../support/gateways/fake-twilio.ts';

const SEQUENCE = `sequence: texts
goals: [reply]
mailboxes: [anna]
window: { days: [mon, tue, wed, thu, fri], hours: ["09:00-17:00"] }
steps: [{ id: nudge, sms: nudge }]
`;
const LEADS =
  'first_name,email,phone,country\nAda,ada@kern.example,+493055501840,DE\nBen,ben@osei.example,+493055501841,DE\n';

type Cli = (...argv: string[]) => Promise<string>;

/** Two people are due for a text. @param plan  What becomes of each. */
async function due(
  plan: readonly (Misbehaviour | null)[],
  act: (cli: Cli) => Promise<void>,
): Promise<void> {
  const { server } = await startFakeTwilio({ plan: (count) => plan[count] ?? null });
  onTestFinished(() => server.close());
  await inTemporaryFolder(async (dir) => {
    const env = { HOME: dir, TOKEN: TWILIO.authToken };
    const cli: Cli = async (...argv) => (await runCli(argv, { cwd: dir, env })).stdout;
    const number = `  paris: { provider: twilio, from: "${TWILIO.from}", account_sid: ${TWILIO.accountSid}, auth_token: "\${env:TOKEN}", api_url: "${server.url}", gap: 0 seconds }\n`;
    writeFileSync(join(dir, 'touchline.yaml'), `${WORKSPACE}numbers:\n${number}`);
    for (const each of ['sequences', 'templates', 'mail/new', 'mail/cur', 'mail/tmp'])
      mkdirSync(join(dir, each), { recursive: true });
    writeFileSync(join(dir, 'sequences/texts.yaml'), SEQUENCE);
    writeFileSync(join(dir, 'templates/nudge.md'), 'Hello {{ prospect.first_name }}\n');
    writeFileSync(join(dir, 'leads.csv'), LEADS);
    await cli('import', 'leads.csv');
    await cli('enroll', 'texts', '--all');
    await act(cli);
  });
}

test('a run says how many texts left', () =>
  due([], async (cli) => {
    expect(await cli('run', '--once')).toMatch(/^Sent 2 texts\.\n/);
    expect(await cli('run', '--once')).toMatch(/^Sent 0 emails\.\n/);
  }));

test('what is uncertain is to be looked for at the gateway, not in a Sent folder', () =>
  due(['error', null], async (cli) => {
    expect(await cli('run', '--once')).toMatch(/^Sent 1 text, 1 uncertain/);
    const [task] = JSON.parse(await cli('tasks', '--json')) as unknown[];
    expect(task).toMatchObject({ kind: 'settle', channel: 'sms' });
    const told = [
      await cli('why', 'p1'),
      await cli('status'),
      await cli('tasks', 'show', 'e1.nudge.1.settle'),
    ];
    for (const each of told) {
      expect(each).toMatch(/ook in the gateway's list/);
      expect(each).not.toContain('Sent folder');
    }
  }));
