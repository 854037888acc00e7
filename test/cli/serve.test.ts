/** `serve` as a process of its own, beside `run`, and what it refuses. */
import { createServer, type AddressInfo } from 'node:net';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { HOUR_MS } from '../../src/core/time/duration.ts';
import { call, email, sequence, sms } from '../support/world/builders.ts';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import { makeWorkspace, withStores, type Workspace } from '../support/cli/workspace.ts';
import { startLedgerServer, type LedgerServer } from '../support/mail/smtp-ledger-server.ts';
import { assertBuilt, startTouchline, type Running } from '../support/processes/program.ts';
import { until } from '../support/until.ts';

const PATH = sequence([
  email('intro'),
  email('bump', { wait: '1 second' }),
  sms('text'),
  call('ring'),
]);
const ONE_CLICK = { method: 'POST', body: new URLSearchParams('List-Unsubscribe=One-Click') };
const SERVE = `serve: { url: "https://go.acme.example", listen: "127.0.0.1:0" }\n`;

interface Stage {
  readonly dir: string;
  readonly smtp: LedgerServer;
  readonly workspace: Workspace;
}

beforeAll(assertBuilt);
afterEach(killAll);

function onStage(act: (stage: Stage) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (dir) => {
    const smtp = await startLedgerServer({ latencyMs: 0 });
    const nowMs = Date.now() - HOUR_MS / 2;
    const options = { smtpPort: smtp.port, people: 2, sequence: PATH, nowMs };
    const workspace = await makeWorkspace(dir, options);
    appendFileSync(join(dir, 'touchline.yaml'), SERVE);
    try {
      await act({ dir, smtp, workspace });
    } finally {
      await killAll();
      await smtp.close();
    }
  });
}

const started: Running[] = [];

function start(argv: readonly string[], dir: string): Running {
  const running = startTouchline(argv, dir);
  started.push(running);
  return running;
}

/** Whoever has not ended by then. */
async function killAll(): Promise<void> {
  const left = started.splice(0);
  for (const { child } of left) child.kill('SIGKILL');
  await Promise.all(left.map(({ ended }) => ended));
}

async function serving(dir: string, ...argv: readonly string[]) {
  const running = start(['serve', ...argv], dir);
  const at = /Listening on (http:\S+)\./;
  await until('it listens', () => at.test(running.talk()));
  return { running, url: at.exec(running.talk())![1]! };
}

async function onceMore(dir: string): Promise<void> {
  expect(await start(['run', '--once'], dir).ended).toMatchObject({ exitCode: 0 });
}

/** The link of the newest message to this address, as it stands in its header. */
async function linkIn({ workspace }: Stage, address: string): Promise<string> {
  const bytes = await withStores(workspace.storePath, async ({ db }) =>
    db
      .prepare('SELECT bytes FROM message WHERE recipient = ? ORDER BY touch_id')
      .pluck()
      .get(address),
  );
  const [header = ''] = Buffer.from(bytes as Uint8Array)
    .toString()
    .split('\r\n\r\n');
  expect(header).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
  return /<https:\/\/go\.acme\.example(\/u\/[a-z2-7]{26})>/.exec(header)![1]!;
}

describe('between two runs', () => {
  test(
    'one click, and nothing more leaves on any channel; the other goes on',
    () =>
      onStage(async (stage) => {
        const { dir, smtp, workspace } = stage;
        const [gone = '', stays = ''] = workspace.addresses;
        await onceMore(dir);
        const { running, url } = await serving(dir, '--json');
        const link = await linkIn(stage, gone);
        expect((await fetch(`${url}${link}`)).status).toBe(200);
        expect((await fetch(`${url}${link}`, ONE_CLICK)).status).toBe(200);
        expect((await fetch(`${url}${link}`, ONE_CLICK)).status).toBe(200);
        await until('the other got the second email', async () => {
          await onceMore(dir);
          return smtp.messages().length > 2;
        });
        await onceMore(dir);
        expect(
          smtp
            .messages()
            .map(({ to }) => to)
            .toSorted(),
        ).toEqual([gone, stays, stays].toSorted());
        const open = await withStores(workspace.storePath, ({ tasks }) => tasks.open(null));
        expect(open.map(({ prospectId }) => prospectId)).toEqual(['p2']);
        const timeline = await start(['timeline', gone], dir).ended;
        expect(timeline.stdout).toMatch(/opt out +email +by the link to unsubscribe/);
        running.child.kill('SIGTERM');
        const { exitCode, stdout } = await running.ended;
        expect(exitCode).toBe(0);
        expect(JSON.parse(stdout)).toEqual({
          listen: url.replace('http://', ''),
          url: 'https://go.acme.example',
          unsubscribe_url: 'https://go.acme.example/u',
          hooks: [],
          requests: 3,
          opt_outs: 1,
          webhooks: 0,
          forged: 0,
          limited: 0,
        });
        expect(running.talk()).not.toContain(link);
      }),
    60_000,
  );

  test(
    'beside a daemon on the same store',
    () =>
      onStage(async (stage) => {
        const { dir, smtp, workspace } = stage;
        start(['run'], dir);
        await until('both got the first email', () => smtp.messages().length >= 2);
        const { running, url } = await serving(dir);
        const link = await linkIn(stage, workspace.addresses[0]!);
        expect((await fetch(`${url}${link}`, ONE_CLICK)).status).toBe(200);
        const [enrollment] = await withStores(workspace.storePath, ({ enrollments }) =>
          enrollments.ofPerson('p1'),
        );
        expect(enrollment).toMatchObject({ status: 'finished', reason: 'opted_out' });
        running.child.kill('SIGINT');
        expect(await running.ended).toMatchObject({
          exitCode: 0,
          stdout: 'Answered 1 request, 1 unsubscribed.\n',
        });
      }),
    60_000,
  );
});

test('what was kept before, and never applied, is applied at the start', () =>
  onStage(async ({ dir, workspace }) => {
    const bytes = Buffer.from(
      `From: ${workspace.addresses[0]!}\nTo: anna@northwind.example\nMessage-ID: <1@x.example>\n\nSounds good, call me.\n`,
    );
    const message = {
      folder: 'INBOX',
      key: '1',
      receivedAtMs: Date.now(),
      bytes,
      truncated: false,
    };
    await withStores(workspace.storePath, ({ inbound }) =>
      inbound.storeRaw('anna', [message], ['1@x.example'], { folder: 'INBOX', uid: 1 }),
    );
    await serving(dir);
    await until('it is applied', async () => {
      const [enrollment] = await withStores(workspace.storePath, ({ enrollments }) =>
        enrollments.ofPerson('p1'),
      );
      return enrollment?.reason === 'replied';
    });
  }));

test('killed right after its answer, it has kept its word', () =>
  onStage(async (stage) => {
    const { dir, smtp, workspace } = stage;
    const [gone = '', stays = ''] = workspace.addresses;
    await onceMore(dir);
    const { running, url } = await serving(dir);
    expect((await fetch(`${url}${await linkIn(stage, gone)}`, ONE_CLICK)).status).toBe(200);
    running.child.kill('SIGKILL');
    await until('the other got the second email', async () => {
      await onceMore(dir);
      return smtp.messages().length > 2;
    });
    expect(
      smtp
        .messages()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual([gone, stays, stays].toSorted());
  }));

describe('what serve says at its start', () => {
  const said = (yaml: string, sender = ''): Promise<readonly string[]> =>
    inTemporaryFolder(async (dir) => {
      await makeWorkspace(dir, { smtpPort: 1, people: 1, sequence: PATH, nowMs: Date.now() });
      const file = join(dir, 'touchline.yaml');
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace('sender:\n', `${yaml}sender:\n${sender}`),
      );
      const { running } = await serving(dir, '--listen', '127.0.0.1:0');
      running.child.kill('SIGTERM');
      await running.ended;
      return running.talk().split('\n').slice(1, -1);
    });
  const END = 'Ending: what is in hand is answered. Once more cuts it off.';

  test.each([
    [
      'where people unsubscribe',
      SERVE,
      [
        'People unsubscribe at https://go.acme.example/u/...',
        'Behind a proxy all requests look like one client’s: say --trusted-hops 1.',
      ],
    ],

    [
      'that links lead elsewhere',
      SERVE,
      [
        'Links in messages lead to https://acme.example/bye, not to https://go.acme.example/u: sender.unsubscribe_url says so.',
        'Behind a proxy all requests look like one client’s: say --trusted-hops 1.',
      ],
      '  unsubscribe_url: https://acme.example/bye\n',
    ],
    [
      'that nobody can reach it',
      '',
      [
        'Nobody can reach it from outside: say where in touchline.yaml, serve: { url: https://go.acme.example }',
      ],
    ],
  ])('is %s', async (_, yaml, lines, sender = '') => {
    expect(await said(yaml, sender)).toEqual([...lines, END]);
  });
});

describe('serve refuses', () => {
  const refusal = (argv: readonly string[], yaml = ''): Promise<unknown> =>
    inTemporaryFolder(async (dir) => {
      await makeWorkspace(dir, { smtpPort: 1, people: 1, sequence: PATH, nowMs: Date.now() });
      appendFileSync(join(dir, 'touchline.yaml'), yaml);
      const { exitCode, stdout } = await runCli(['serve', '--json', ...argv], { cwd: dir });
      const { error } = JSON.parse(stdout) as { error: { code: string } };
      return [exitCode, error.code];
    });

  test('an address that is none', async () => {
    expect(await refusal(['--listen', 'everywhere'])).toEqual([2, 'bad_listen']);
  });

  test('to be reached by other machines because a file says so', async () => {
    const yaml = 'serve: { listen: "0.0.0.0:8025" }\n';
    expect(await refusal([], yaml)).toEqual([2, 'off_loopback']);
  });

  test('a pretended clock where other machines reach it', async () => {
    const now = ['--now', '2026-03-02T09:00:00Z'];
    expect(await refusal(['--listen', '0.0.0.0:0', ...now])).toEqual([2, 'now_off_loopback']);
  });

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await refusal(['--listen', `127.0.0.1:${port}`])).toEqual([1, 'port_in_use']);
  });

  test('an address that is not of this machine', async () => {
    expect(await refusal(['--listen', '192.0.2.1:8025'])).toEqual([1, 'cannot_listen']);
  });
});
