import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

import type { Outcome } from '../../../src/core/touch.ts';
import { SmtpChannel } from '../../../src/providers/smtp/smtp-channel.ts';
import { startLedgerServer } from './smtp-ledger-server.ts';

const text = [
  'Message-ID: <s.abc@acme.test>',
  'X-Touchline-Id: e1.intro.1',
  'Subject: Hello',
  ' Ada',
  '',
  'Subject: not this one',
  '.',
  '',
].join('\r\n');

const entry = {
  message_id: '<s.abc@acme.test>',
  touchline_id: 'e1.intro.1',
  to: 'ada@kern.test',
  raw_bytes: text.length,
  subject: 'Hello Ada',
};

test('an accepted message is in the ledger and on the disk before its sender knows', async () => {
  const file = ledgerFile();
  const server = await startLedgerServer({ file });
  onTestFinished(() => server.close());
  expect((await sendTo(server.port, 'ada@kern.test')).kind).toBe('sent');
  expect(server.messages()).toMatchObject([entry]);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(server.messages()[0]);
});

test('a recipient on the list is refused and not written down', async () => {
  const server = await startLedgerServer({ refuse: ['li@tofu.test'] });
  onTestFinished(() => server.close());
  expect(await sendTo(server.port, 'li@tofu.test')).toEqual({
    kind: 'refused',
    detail: '550 5.1.1 no such mailbox',
    blame: 'address',
    code: 550,
  });
  expect((await sendTo(server.port, 'ada@kern.test')).kind).toBe('sent');
  expect(server.messages().map(({ to }) => to)).toEqual(['ada@kern.test']);
});

test('as a process of its own it prints its port and ends with its stdin', async () => {
  const file = ledgerFile();
  const main = fileURLToPath(new URL('smtp-ledger-main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main, file, '5']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [printed] = (await once(child.stdout, 'data')) as [Buffer];
  expect((await sendTo(Number(printed.toString()), 'ada@kern.test')).kind).toBe('sent');
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject(entry);
});

async function sendTo(port: number, to: string): Promise<Outcome> {
  const channel = new SmtpChannel({
    host: '127.0.0.1',
    port,
    security: 'none',
    name: 'client.test',
    connections: 1,
  });
  const message = {
    touchId: 'e1.intro.1',
    touchlineId: 'ours',
    to,
    from: 'max@acme.test',
    bytes: Buffer.from(text),
  };
  const outcome = await channel.send(message, async () => {}, new AbortController().signal);
  await channel.close();
  return outcome;
}

function ledgerFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'ledger.jsonl');
}
