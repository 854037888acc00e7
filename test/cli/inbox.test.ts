/** What people say of messages: by which channel they came, whose word stands, and what is kept of it. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rawEventBytes } from '../../src/core/gateway-event.ts';
import { runCli, inTemporaryFolder } from '../support/cli/cli.ts';
import { withStores } from '../support/cli/workspace.ts';
import { WORKSPACE } from '../support/cli/workspace-of-anna.ts';

const NUMBERS = `numbers:
  paris: { provider: twilio, from: "+33612345678", account_sid: AC1, auth_token: "\${env:TOKEN}", api_url: "http://127.0.0.1:9" }
`;
const LEADS = 'name,email,phone\nAda Kern,ada@kern.example,+493055501840\n';
const AWAY =
  'From: ada@kern.example\r\nSubject: Re: spring\r\nMessage-ID: <1@kern.example>\r\n\r\nZurzeit nicht da. \xfc\r\n';

/** Ada is known; what she sent was heard by mail and by text. */
async function heard(
  act: (
    dir: string,
    cli: (...argv: string[]) => Promise<{ stdout: string; stderr: string; exitCode: number }>,
  ) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async (dir) => {
    const cli = (...argv: string[]) => runCli(argv, { cwd: dir, env: { HOME: dir, TOKEN: 't' } });
    writeFileSync(join(dir, 'touchline.yaml'), WORKSPACE + NUMBERS);
    writeFileSync(join(dir, 'leads.csv'), LEADS);
    for (const each of ['new', 'cur', 'tmp'])
      mkdirSync(join(dir, 'mail', each), { recursive: true });
    await cli('import', 'leads.csv');
    writeFileSync(join(dir, 'mail/new/1'), Buffer.from(AWAY, 'latin1'));
    await withStores(join(dir, 'touchline.db'), async ({ inbound }) => {
      const texts = [
        { MessageSid: 'SM1', SmsStatus: 'received', Body: 'Not for me' },
        { CallSid: 'CA1', CallStatus: 'completed', Direction: 'inbound', CallDuration: '9' },
      ];
      const messages = texts.map((fields, index) => {
        const form = { ...fields, From: '+493055501840', To: '+33612345678' };
        const body = new URLSearchParams(form as Record<string, string>).toString();
        const contentType = 'application/x-www-form-urlencoded';
        const bytes = rawEventBytes({ form: 'webhook', contentType, body, query: '' });
        const receivedAtMs = Date.parse('2026-03-02T09:00:00Z');
        return { folder: 'webhook', key: `${index}`, receivedAtMs, bytes, truncated: false };
      });
      const names = messages.map(({ key }) => `text ${key}`);
      await inbound.storeRaw('paris', messages, names, { folder: 'webhook', uid: 0 });
    });
    await cli('run', '--once');
    await act(dir, cli);
  });
}

test('each message says by which channel it came, and so does what a label makes of it', () =>
  heard(async (_, cli) => {
    const entries = JSON.parse((await cli('inbox', '--json')).stdout) as {
      id: string;
      channel: string;
      text: string;
    }[];
    expect(entries.map(({ channel }) => channel).toSorted()).toEqual(['call', 'email', 'sms']);
    const text = entries.find(({ channel }) => channel === 'sms')!;
    const labelled = await cli('inbox', 'label', text.id, 'opt_out', '--json');
    expect(JSON.parse(labelled.stdout)).toMatchObject({ channel: 'sms', signal: 'opt_out' });
    const shown = JSON.parse((await cli('show', 'ada@kern.example', '--json')).stdout) as {
      timeline: { type: string; channel: string }[];
    };
    expect(shown.timeline.filter(({ type }) => type === 'signal_opt_out')).toMatchObject([
      { channel: 'sms' },
    ]);
    expect((await cli('inbox')).stdout).toMatch(/m\d+ .* call +call +p1/);
  }));

test('corrections are exported as they came in, with what a person said and what the rules say', () =>
  heard(async (dir, cli) => {
    expect((await cli('inbox', 'export', 'cases')).stdout).toBe(
      'Nobody has labelled or assigned a message yet.\n',
    );
    const entries = JSON.parse((await cli('inbox', '--json')).stdout) as {
      id: string;
      channel: string;
    }[];
    const idOf = (channel: string) => entries.find((each) => each.channel === channel)!.id;
    const [mail, text] = [idOf('email'), idOf('sms')];
    await cli('inbox', 'label', mail, 'out_of_office');
    await cli('inbox', 'label', text, 'human_reply');
    const done = await cli('inbox', 'export', 'cases');
    expect(done.stdout).toContain('2 of 2 corrected messages are new in cases.');
    expect(done.stdout).toMatch(new RegExp(`${mail}\\.eml +out_of_office +human_reply`));
    const files = readdirSync(join(dir, 'cases')).toSorted();
    expect(files).toEqual(
      [`${mail}.eml`, `${mail}.json`, `${text}.event.json`, `${text}.json`].toSorted(),
    );
    // As it came in: its umlaut is no UTF-8.
    expect(readFileSync(join(dir, `cases/${mail}.eml`), 'latin1')).toBe(AWAY);
    expect(statSync(join(dir, `cases/${mail}.eml`)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(dir, `cases/${text}.json`), 'utf8'))).toMatchObject({
      channel: 'sms',
      class: 'human_reply',
      read_as: { class: 'human_reply' },
    });
    const again = JSON.parse((await cli('inbox', 'export', 'cases', '--json')).stdout) as unknown;
    expect(again).toMatchObject({
      cases: [
        { id: text, class: 'human_reply', read_right: true, new: false },
        { id: mail, class: 'out_of_office', read_right: false, new: false },
      ],
    });
  }));

test('a letter is shown with the words that decided, also below the quoted one', () =>
  inTemporaryFolder(async (dir) => {
    const letter =
      'From: ada@kern.example\n\nYes.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Max <max@ours.example> wrote:\n> Hello\n\nPlease remove me.\n';
    writeFileSync(join(dir, 'a.eml'), letter);
    const { stdout } = await runCli(['inbox', 'read', 'a.eml'], { cwd: dir });
    expect(stdout).toMatch(/^a\.eml: opt_out[^]*Please remove me\./);
  }));

test('a message is shown with what it says beside its text: when they are back', () =>
  inTemporaryFolder(async (dir) => {
    const env = { HOME: dir, TOUCHLINE_NOW: '2026-03-02T09:00:00Z' };
    const cli = async (...argv: string[]) => (await runCli(argv, { cwd: dir, env })).stdout;
    writeFileSync(join(dir, 'touchline.yaml'), WORKSPACE);
    const away =
      'From: ada@kern.example\nSubject: Automatic reply: spring\nAuto-Submitted: auto-replied\n\nI am back on 16 March 2026.\n';
    for (const each of ['new', 'cur', 'tmp'])
      mkdirSync(join(dir, 'mail', each), { recursive: true });
    writeFileSync(join(dir, 'mail/new/1'), away);
    await cli('run', '--once');
    const shown = JSON.parse(await cli('inbox', 'show', 'm1', '--json')) as { return_at: string };
    expect(shown).toMatchObject({ class: 'out_of_office', bounce: null });
    expect(shown.return_at).toMatch(/^2026-03-1[56]T/);
    expect(await cli('inbox', 'show', 'm1')).toContain(`  back: ${shown.return_at}\n`);
    await cli('inbox', 'label', 'm1', 'auto_reply');
    expect(JSON.parse(await cli('inbox', 'show', 'm1', '--json'))).toMatchObject({
      class: 'auto_reply',
      return_at: null,
    });
  }));
