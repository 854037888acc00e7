/** Every channel's answer stops every channel's next touch: five by five, through the command line, over real servers. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/core/sequence.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { inTemporaryFolder, runCli, TEST_NOW_MS } from '../support/cli/cli.ts';
import type { FakeGateway } from '../support/gateways/fake-gateway.ts';
import { LINE, startFakeLine } from '../support/gateways/fake-line.ts';
import {
  mailDate,
  startFakeTwilio,
  TWILIO,
  type FakeTwilio,
} from '../support/gateways/fake-twilio.ts';
import { startLedgerServer, type LedgerServer } from '../support/mail/smtp-ledger-server.ts';
import { person } from '../support/world/builders.ts';

const CHANNELS = [
  'email',
  'linkedin',
  'call',
  'sms',
  'message',
] as const satisfies readonly Channel[];
type Answered = (typeof CHANNELS)[number];
/** One for each way to answer, and one who never does. */
const WAYS = [...CHANNELS, 'silent'] as const;

const NEXT: Readonly<Record<Answered, string>> = {
  email: 'email: bump',
  linkedin: 'linkedin: connect, template: connect',
  call: 'call: call',
  sms: 'sms: nudge',
  message: 'message: hello, via: line',
};

const sequenceFor = (next: Answered): string => `sequence: then-${next}
goals: [meeting_booked]
mailboxes: [anna]
window: { days: [mon, tue, wed, thu, fri], hours: ["09:00-17:00"] }
steps:
  - { id: intro, email: intro }
  - { id: next, wait: 1 day, ${NEXT[next]} }
`;

const workspace = (
  smtpPort: number,
  twilio: string,
  line: string,
  list: string,
): string => `workspace: matrix
zone: Europe/Berlin
sender: { company: Northwind Tools, postal_address: 1 Quay Street }
reps: { anna: { name: Anna } }
mailboxes:
  anna: { rep: anna, from: Anna <anna@northwind.example>, smtp: { url: "smtp://127.0.0.1:${smtpPort}" }, maildir: mail, cap: 500 per day, gap: 0 seconds }
numbers:
  paris: { provider: twilio, from: "${TWILIO.from}", account_sid: "${TWILIO.accountSid}", auth_token: "\${env:TWILIO_TOKEN}", api_url: "${twilio}", gap: 0 seconds }
channels:
  line:
    gap: 0 seconds
    http:
      url: "${line}/v2/bot/message/push"
      headers: { Authorization: "Bearer \${env:LINE_TOKEN}" }
      body: '{"to": "{{ to }}", "messages": [{"type": "text", "text": "{{ text }}"}]}'
      idempotency_header: X-Line-Retry-Key
      accepted_id: sentMessages.0.id
      poll: "${list}/?since={since}"
      replies: { each: events, id: id, from: from, text: text }
`;

/** `sms-then-email`: answers by text, and would get an email next. */
const nameOf = (way: string, next: Answered): string => `${way}-then-${next}`;
const lineId = (name: string): string => `U-${name}`;

describe('whoever answers', () => {
  let smtp: LedgerServer;
  let twilio: FakeTwilio;
  let line: FakeGateway;
  let list: Server;
  const heardOnLine: { id: string; from: string; text: string }[] = [];

  beforeAll(async () => {
    smtp = await startLedgerServer();
    twilio = await startFakeTwilio();
    line = await startFakeLine();
    list = createServer((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ events: heardOnLine }));
    });
    await new Promise<void>((resolve) => list.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await smtp.close();
    await twilio.server.close();
    await line.close();
    await new Promise((resolve) => list.close(resolve));
  });

  test('on any channel gets nothing more on any channel', async () => {
    await inTemporaryFolder(async (dir) => {
      const cli = async (at: string, ...argv: string[]) => {
        const env = { HOME: dir, TWILIO_TOKEN: TWILIO.authToken, LINE_TOKEN: LINE.token };
        const ran = await runCli([...argv, '--now', at, '--json'], { cwd: dir, env });
        expect(ran, `${argv.join(' ')}: ${ran.stderr}`).toMatchObject({ exitCode: 0 });
        return JSON.parse(ran.stdout) as Record<string, unknown>;
      };
      const ids = await furnish(dir);
      for (const next of CHANNELS) {
        const people = WAYS.flatMap((way) => ['--prospect', ids.get(nameOf(way, next))!]);
        await cli(MONDAY, 'enroll', `then-${next}`, ...people);
      }
      await cli(MONDAY, 'run', '--once');
      expect(smtp.messages()).toHaveLength(30);

      for (const next of CHANNELS) await answer(dir, cli, ids, next);
      await cli(TUESDAY, 'run', '--once');

      const finished = new Map<string, string>();
      for (const [name, id] of ids) {
        const { enrollments } = await cli(TUESDAY, 'show', id);
        const [{ status, reason }] = enrollments as [{ status: string; reason: string | null }];
        finished.set(name, `${status} ${reason}`);
      }
      const answered = [...finished].filter(([name]) => !name.startsWith('silent'));
      expect(answered.filter(([, end]) => end !== 'finished replied')).toEqual([]);
      // Who is silent gets the next touch, so that the silence of the others means something.
      expect(
        smtp
          .messages()
          .slice(30)
          .map(({ to }) => to),
      ).toEqual([address('silent-then-email')]);
      expect(twilio.server.ledger().map(({ text }) => text)).toEqual(['Hello Silent-then-sms']);
      expect(line.ledger().map(({ to }) => to)).toEqual([lineId('silent-then-message')]);
      const tasks = (await cli(TUESDAY, 'tasks')) as unknown as { kind: string }[];
      const kinds = tasks.map(({ kind }) => kind).filter((kind) => kind !== 'reply');
      expect(kinds.toSorted()).toEqual(['call', 'linkedin']);
      const verified = await cli(TUESDAY, 'verify');
      expect(verified).toMatchObject({ ok: true });
    });
  }, 60_000);

  async function furnish(dir: string): Promise<ReadonlyMap<string, string>> {
    const { port } = list.address() as AddressInfo;
    const text = workspace(smtp.port, twilio.server.url, line.url, `http://127.0.0.1:${port}`);
    writeFileSync(join(dir, 'touchline.yaml'), text);
    for (const each of ['new', 'cur', 'tmp'])
      mkdirSync(join(dir, 'mail', each), { recursive: true });
    for (const each of ['sequences', 'templates']) mkdirSync(join(dir, each));
    for (const next of CHANNELS)
      writeFileSync(join(dir, `sequences/then-${next}.yaml`), sequenceFor(next));
    for (const each of ['nudge', 'hello'])
      writeFileSync(join(dir, `templates/${each}.md`), 'Hello {{ prospect.first_name }}\n');
    for (const each of ['intro', 'bump', 'call', 'connect'])
      writeFileSync(
        join(dir, `templates/${each}.md`),
        `---\nsubject: About ${each}\n---\nHello {{ prospect.first_name }}\n`,
      );
    const names = WAYS.flatMap((way) => CHANNELS.map((next) => nameOf(way, next)));
    const stores = openSqlite(join(dir, 'touchline.db'), {
      create: true,
      nowMs: TEST_NOW_MS,
      randomHex: () => '00ff',
    });
    const people = names.map((name) => {
      const known = person(name);
      const onLine = { kind: 'external', value: `line:${lineId(name)}`, status: 'good' } as const;
      return { id: null, person: { ...known, identities: [...known.identities, onLine] } };
    });
    const saved = await stores.people.save(people, TEST_NOW_MS, null);
    stores.close();
    return new Map(names.map((name, index) => [name, saved[index]!]));
  }

  async function answer(
    dir: string,
    cli: (at: string, ...argv: string[]) => Promise<unknown>,
    ids: ReadonlyMap<string, string>,
    next: Answered,
  ): Promise<void> {
    const idFor = (way: Answered): string => ids.get(nameOf(way, next))!;
    const byMail = nameOf('email', next);
    writeFileSync(
      join(dir, 'mail/new', byMail),
      `From: ${address(byMail)}\r\nTo: anna@northwind.example\r\nSubject: Re: About intro\r\nMessage-ID: <${byMail}@x.example>\r\n\r\nYes, let us talk.\r\n`,
    );
    await cli(LATER, 'log', 'reply', '--prospect', idFor('linkedin'), '--channel', 'linkedin');
    await cli(LATER, 'log', 'call', '--prospect', idFor('call'), '--outcome', 'connected');
    const byText = person(nameOf('sms', next));
    const at = mailDate(new Date(TEST_NOW_MS).toISOString());
    twilio.listed.push({
      sid: `SMin${next}`,
      from: byText.identities.find(({ kind }) => kind === 'phone')!.value,
      to: TWILIO.from,
      body: 'Yes, let us talk.',
      direction: 'inbound',
      status: 'received',
      date_created: at,
      date_sent: at,
    });
    const from = lineId(nameOf('message', next));
    heardOnLine.push({ id: `in ${next}`, from, text: 'Yes, let us talk.' });
  }
});

const address = (name: string): string => `${name}@${name}.example`;
const MONDAY = '2026-03-02T09:00:00Z';
const LATER = '2026-03-02T11:00:00Z';
const TUESDAY = '2026-03-03T11:00:00Z';
