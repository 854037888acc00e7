/**
 * A well-behaved SMTP server that writes down what it accepted, for tests that count messages. A message is in the ledger before its 250
 * is written, and with `file` on the disk as well: what a killed client was told is never more than what the ledger holds.
 */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

export interface LedgerServerOptions {
  /** 0, the default: picked by the system. */
  readonly port?: number;
  /** One JSON line per message is appended and synced here. */
  readonly file?: string;
  /** Between the dot and the reply. */
  readonly latencyMs?: number;
  /** Recipients that get `550 5.1.1` at RCPT. */
  readonly refuse?: readonly string[];
}

export interface LedgerEntry {
  readonly message_id: string | null;
  readonly touchline_id: string | null;
  readonly to: string;
  /** ISO 8601. */
  readonly at: string;
  /** Without dot-stuffing. */
  readonly raw_bytes: number;
  readonly subject: string | null;
}

export interface LedgerServer {
  readonly port: number;
  /** In the order of acceptance. */
  readonly messages: () => readonly LedgerEntry[];
  /** Waits until no client is connected, then puts a line of words between the messages in the file. */
  readonly mark: (words: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Listens on loopback, plain, without a login. */
export async function startLedgerServer(options: LedgerServerOptions = {}): Promise<LedgerServer> {
  const { port = 0, file, latencyMs = 0, refuse = [] } = options;
  const entries: LedgerEntry[] = [];
  const disk = file === undefined ? null : openSync(file, 'a', 0o600);
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => {
      done(refuse.includes(address) ? refusal() : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
        const entry = entryOf(Buffer.concat(chunks), to);
        entries.push(entry);
        if (disk !== null) {
          writeSync(disk, `${JSON.stringify(entry)}\n`);
          fsyncSync(disk);
        }
        void setTimeout(latencyMs, null, { ref: false }).then(() => done(null, '2.0.0 accepted'));
      });
    },
  });
  // A client that was killed resets its connection.
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    messages: () => entries,
    mark: async (words) => {
      // What a killed client had handed over whole is read and written down before its connection is gone.
      while (server.connections.size > 0) await setTimeout(2);
      if (disk !== null) writeSync(disk, `${JSON.stringify({ mark: words })}\n`);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          if (disk !== null) closeSync(disk);
          resolve();
        });
      }),
  };
}

function entryOf(raw: Buffer, to: string): LedgerEntry {
  const text = raw.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const head = (end < 0 ? text : text.slice(0, end)).replaceAll(/\r\n[ \t]+/g, ' ');
  const field = (name: string): string | null =>
    new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? null;
  return {
    message_id: field('Message-ID'),
    touchline_id: field('X-Touchline-Id'),
    to,
    at: new Date().toISOString(),
    raw_bytes: raw.length,
    subject: field('Subject'),
  };
}

function refusal(): Error {
  return Object.assign(new Error('5.1.1 no such mailbox'), { responseCode: 550 });
}
