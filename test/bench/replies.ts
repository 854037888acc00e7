/** How long from an answer's delivery into a mailbox to the commit that stops its sequence, with a daemon of its own and a real IMAP server? */
import Database from 'better-sqlite3';
import { setTimeout as sleep } from 'node:timers/promises';
import { inTemporaryFolder } from '../support/cli/cli.ts';
import { dovecotAvailable, startDovecot, type Dovecot } from '../support/mail/dovecot.ts';
import { startImapProxy, type ImapProxy } from '../support/mail/imap-proxy.ts';
import { startLedgerServer } from '../support/mail/smtp-ledger-server.ts';
import { assertBuilt, startTouchline } from '../support/processes/program.ts';
import { until } from '../support/until.ts';
import { makeWorkspace, type Workspace } from '../support/cli/workspace.ts';
import { twoEmails } from './letters.ts';
import type { Line, Part } from './part.ts';
import { short } from './rounds.ts';

const GOAL_MS = 2_000;
const POISON_GOAL_MS = 3_000;
const LOOK_EVERY_MS = 2;
/** At least two between answers, so that each is a wake of its own; drawn, so that no rhythm of ours is met. */
const PAUSES_MS = [40, 400] as const;

export const repliesPart: Part = {
  name: 'replies',
  title:
    'milliseconds from the delivery of an answer to the commit that stops, seen by another process; Dovecot, IDLE, `touchline run`',
  run: async ({ size }) => {
    if (!dovecotAvailable()) return [{ what: 'skipped: no Dovecot', value: '-', goal: null }];
    await assertBuilt();
    const dovecot = await startDovecot();
    const proxy = await startImapProxy(dovecot.port);
    try {
      return await inTemporaryFolder((dir) => linesOf(dir, dovecot, proxy, size ?? 200));
    } finally {
      await proxy.stop();
      await dovecot.stop();
    }
  },
};

async function linesOf(
  dir: string,
  dovecot: Dovecot,
  proxy: ImapProxy,
  answers: number,
): Promise<readonly Line[]> {
  const server = await startLedgerServer();
  const workspace = await makeWorkspace(dir, {
    smtpPort: server.port,
    people: answers + 1,
    sequence: twoEmails('3 days'),
    nowMs: Date.now() - 60_000,
    replies: `imap: { url: 'imap://127.0.0.1:${proxy.port}', user: ${dovecot.user}, password: '\${env:ANNA_PASSWORD}' }`,
  });
  const daemon = startTouchline(['run'], dir, { ANNA_PASSWORD: dovecot.password });
  const store = new Database(workspace.storePath, { readonly: true });
  const ending = store.prepare(`SELECT reason FROM enrollment WHERE id = ?`).pluck();
  // INBOX was new: its UIDs count the deliveries.
  let delivered = 0;
  const deliver = (raw: string): Promise<void> => {
    delivered += 1;
    return dovecot.deliver('INBOX', raw);
  };
  const tookMs = async (index: number): Promise<number> => {
    const row = Number(workspace.enrollments[index]!.slice(1));
    const startedMs = performance.now();
    await deliver(answerFrom(workspace, index));
    while (ending.get(row) !== 'replied') await sleep(LOOK_EVERY_MS);
    return performance.now() - startedMs;
  };
  try {
    const isOut = (): boolean => server.messages().length > answers;
    await until('everybody was written to', isOut, 120_000);
    await tookMs(0);
    const idle: number[] = [];
    for (let index = 1; index <= answers - POISONED; index += 1) {
      await sleep(PAUSES_MS[0] + ((index * 7_919) % (PAUSES_MS[1] - PAUSES_MS[0])));
      idle.push(await tookMs(index));
    }
    const poisoned: number[] = [];
    for (let index = answers - POISONED + 1; index <= answers; index += 1) {
      // What the server drops the connection over comes first, in the same instant.
      proxy.cutInside(delivered + 1, Infinity);
      await deliver('From: x@poison.example\r\n\r\nPoison.\r\n');
      poisoned.push(await tookMs(index));
    }
    return [
      ...spread('answers', idle, GOAL_MS),
      ...spread('behind a poison', poisoned, POISON_GOAL_MS),
    ];
  } finally {
    daemon.child.kill('SIGKILL');
    await daemon.ended;
    store.close();
    await server.close();
  }
}

const POISONED = 5;

function answerFrom({ addresses }: Workspace, index: number): string {
  const address = addresses[index]!;
  return [
    `From: Somebody <${address}>`,
    'To: anna@northwind.example',
    'Subject: Re: The week plan',
    `Message-ID: <${index}.${address}>`,
    '',
    'Sounds good, call me tomorrow.',
    '',
  ].join('\r\n');
}

function spread(what: string, values: readonly number[], goalMs: number): Line[] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1]!;
  const p99 = at(0.99);
  return [
    { what: `${what}, of ${values.length}: p50`, value: short(at(0.5)), goal: null },
    {
      what: `${what}: p99`,
      value: short(p99),
      goal: { words: `at most ${goalMs}`, isMet: p99 <= goalMs },
    },
    { what: `${what}: longest`, value: short(sorted.at(-1)!), goal: null },
  ];
}
