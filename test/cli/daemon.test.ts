/** `run` as a process of its own: how it ends, who else may run, and what it hears while it stays. */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { HOUR_MS } from '../../src/core/time/duration.ts';
import { email, sequence } from '../support/world/builders.ts';
import { inTemporaryFolder } from '../support/cli/cli.ts';
import { dovecotAvailable, startDovecot } from '../support/mail/dovecot.ts';
import { assertBuilt, startTouchline, type Running } from '../support/processes/program.ts';
import { startLedgerServer, type LedgerServer } from '../support/mail/smtp-ledger-server.ts';
import { until } from '../support/until.ts';
import { makeWorkspace, withStores, type Workspace } from '../support/cli/workspace.ts';

const TWO_EMAILS = sequence([email('intro'), email('bump', { wait: '1 hour' })]);
/** Longer than any test: only a signal can end such a touch. */
const FOR_EVER_MS = 600_000;

interface Stage {
  readonly dir: string;
  readonly server: LedgerServer;
  readonly workspace: Workspace;
}

interface StageOptions {
  readonly latencyMs?: number;
  readonly people?: number;
  readonly connections?: number;
  readonly replies?: string;
}

beforeAll(assertBuilt);

describe('SIGTERM', () => {
  test('lets the touch on the wire end and begins no other', () =>
    onStage({ latencyMs: 400, people: 3, connections: 1 }, async ({ dir, server, workspace }) => {
      const running = start(['run', '--json'], dir);
      await until('a message is on the wire', () => server.messages().length === 1);
      running.child.kill('SIGTERM');
      const { exitCode, stdout } = await running.ended;
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ sent: { email: 1 }, uncertain: 0 });
      expect(server.messages()).toHaveLength(1);
      expect(await countsOf(workspace)).toMatchObject({ sent: 1, uncertain: 0 });
    }));

  test('a second one gives up what is on the wire, which is then uncertain and has a task', () =>
    onStage({ latencyMs: FOR_EVER_MS }, async ({ dir, server, workspace }) => {
      const running = start(['run'], dir);
      await until('a message is on the wire', () => server.messages().length === 1);
      running.child.kill('SIGTERM');
      // Two signals in quick succession may reach a process as one: the first is heard before the second is sent.
      await until('the first is heard', () => running.talk().includes('Once more'));
      running.child.kill('SIGTERM');
      const { exitCode } = await running.ended;
      expect(exitCode).toBe(0);
      expect(await countsOf(workspace)).toMatchObject({ sent: 0, uncertain: 1, open_tasks: 1 });
    }));

  test('ends a daemon that has nothing to do', () =>
    onStage({}, async ({ dir, workspace }) => {
      const running = start(['run'], dir);
      await until('it sleeps', async () => (await countsOf(workspace))['sent'] === 1);
      running.child.kill('SIGTERM');
      expect(await running.ended).toMatchObject({ exitCode: 0 });
    }));
});

describe('a second runner', () => {
  test('is refused with exit 75 while the first one works', () =>
    onStage({ latencyMs: FOR_EVER_MS }, async ({ dir, server }) => {
      start(['run'], dir);
      await until('a message is on the wire', () => server.messages().length === 1);
      const { exitCode, stdout } = await start(['run', '--once', '--json'], dir).ended;
      expect(exitCode).toBe(75);
      expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'runner_busy' } });
    }));

  test('that cron starts too early does nothing: of three at once one works', () =>
    onStage({ latencyMs: 250, people: 10, connections: 1 }, async ({ dir, server, workspace }) => {
      const all = await Promise.all(
        [1, 2, 3].map(() => start(['run', '--once', '--json'], dir).ended),
      );
      expect(all.map(({ exitCode }) => exitCode).toSorted((a, b) => Number(a) - Number(b))).toEqual(
        [0, 75, 75],
      );
      const recipients = server.messages().map(({ to }) => to);
      expect(recipients.toSorted()).toEqual(workspace.addresses.toSorted());
    }));
});

describe('an answer that comes while the daemon runs stops the sequence', () => {
  test('when it falls into a Maildir', () =>
    onStage({}, async ({ dir, server, workspace }) => {
      start(['run'], dir);
      await until('the first email is out', () => server.messages().length === 1);
      const path = (part: string): string => join(dir, 'mail', part, '1772000000.M1.test');
      writeFileSync(path('tmp'), answerTo(server));
      renameSync(path('tmp'), path('new'));
      await until('the sequence stopped', () => hasStopped(workspace));
    }));

  test.skipIf(!dovecotAvailable())('when it comes to an IMAP account', async () => {
    const dovecot = await startDovecot();
    onTestFinished(() => dovecot.stop());
    const url = `imap://127.0.0.1:${dovecot.port}`;
    const replies = `imap: { url: '${url}', user: anna, password: '\${env:ANNA_PASSWORD}' }`;
    await onStage({ replies }, async ({ dir, server, workspace }) => {
      start(['run'], dir, { ANNA_PASSWORD: dovecot.password });
      await until('the first email is out', () => server.messages().length === 1);
      await dovecot.deliver('INBOX', answerTo(server));
      await until('the sequence stopped', () => hasStopped(workspace));
    });
  });
});

/** A server, and a workspace in which everybody's first email is due. Who is started here ends with the test. */
function onStage(options: StageOptions, act: (stage: Stage) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (dir) => {
    const { latencyMs = 0, people = 1, ...more } = options;
    const server = await startLedgerServer({ latencyMs });
    const nowMs = Date.now() - HOUR_MS / 2;
    const workspace = await makeWorkspace(dir, {
      smtpPort: server.port,
      people,
      sequence: TWO_EMAILS,
      nowMs,
      ...more,
    });
    try {
      await act({ dir, server, workspace });
    } finally {
      const left = started.splice(0);
      for (const { child } of left) child.kill('SIGKILL');
      await Promise.all(left.map(({ ended }) => ended));
      await server.close();
    }
  });
}

const started: Running[] = [];

function start(argv: readonly string[], dir: string, env = {}): Running {
  const running = startTouchline(argv, dir, env);
  started.push(running);
  return running;
}

function countsOf({ storePath }: Workspace): Promise<Readonly<Record<string, number>>> {
  return withStores(storePath, (stores) => stores.history.counts());
}

async function hasStopped({ storePath }: Workspace): Promise<boolean> {
  const [enrollment] = await withStores(storePath, (stores) => stores.enrollments.ofPerson('p1'));
  return enrollment?.status === 'finished' && enrollment.reason === 'replied';
}

function answerTo(server: LedgerServer): string {
  const { to, message_id: messageId } = server.messages()[0]!;
  return `From: Someone <${to}>
To: anna@northwind.example
Subject: Re: About intro
Message-ID: <answer.${to}>
In-Reply-To: ${messageId}

Sounds good, call me tomorrow.
`;
}
