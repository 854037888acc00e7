/** The composition root: the only file that knows every adapter. Heavy ones are imported by their factories, when one is called. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { isatty } from 'node:tty';
import type { Adapters, Io } from './cli/io.ts';
import { run } from './cli/run.ts';
import { systemClock } from './cli/system-clock.ts';

/** A gateway answers within a second or two, or not at all. */
const GATEWAY_TIMEOUT_MS = 10_000;

export const adapters: Adapters = {
  clock: systemClock,
  async store(path, options) {
    const { openSqlite } = await import('./store/sqlite/open.ts');
    return openSqlite(path, { ...options, randomHex: () => randomBytes(16).toString('hex') });
  },
  async memoryStore() {
    const { openMemory } = await import('./store/memory/stores.ts');
    return openMemory();
  },
  async lock(storePath) {
    const { SqliteRunnerLock } = await import('./store/sqlite/runner-lock.ts');
    return new SqliteRunnerLock(storePath);
  },
  async journal(storePath, storeId) {
    const { FileJournal } = await import('./store/sqlite/file-journal.ts');
    return new FileJournal(storePath, storeId);
  },
  async smtp({ auth, ...server }, connections) {
    const { SmtpChannel } = await import('./providers/smtp/smtp-channel.ts');
    const name = /^[\w.-]+$/.test(hostname()) ? hostname() : 'localhost';
    return new SmtpChannel({ ...server, ...(auth === null ? {} : { auth }), name, connections });
  },
  async imap({ auth, ...server }, folders) {
    const { ImapSource } = await import('./providers/imap/imap-source.ts');
    const only = folders === null ? {} : { folders };
    return new ImapSource({ ...server, ...only, auth: auth ?? { user: '', password: '' } });
  },
  async sent({ auth, ...server }) {
    const { ImapSent } = await import('./providers/imap/imap-sent.ts');
    return new ImapSent({ ...server, auth: auth ?? { user: '', password: '' } });
  },
  async maildir(directory, syncedBy) {
    const { MaildirSource } = await import('./providers/maildir/maildir-source.ts');
    return new MaildirSource({ directory, ...(syncedBy === null ? {} : { syncedBy }) });
  },
  async gateway(access, { from, connections, statusUrl }) {
    const reach = { timeoutMs: GATEWAY_TIMEOUT_MS, connections };
    switch (access.provider) {
      case 'twilio': {
        const { TwilioGateway } = await import('./providers/twilio/twilio-gateway.ts');
        return new TwilioGateway({ ...access, ...reach, from, statusUrl });
      }
      case 'telnyx': {
        const { TelnyxGateway } = await import('./providers/telnyx/telnyx-gateway.ts');
        return new TelnyxGateway({ ...access, ...reach, from, statusUrl });
      }
      case 'vonage': {
        const { VonageGateway } = await import('./providers/vonage/vonage-gateway.ts');
        return new VonageGateway({ ...access, ...reach, from, statusUrl });
      }
      case 'http': {
        const { HttpGateway } = await import('./providers/http/http-gateway.ts');
        return new HttpGateway({ ...access, ...reach });
      }
    }
  },
  async *leads(path, order, terms) {
    const { leadList } = await import('./lists/lead-lists.ts');
    yield* leadList(path, order, terms, listWorkerUrl());
  },
  async almanac() {
    const { DateHolidaysAlmanac } = await import('./providers/almanac/date-holidays-almanac.ts');
    return new DateHolidaysAlmanac();
  },
  stopSignals(graceMs) {
    const soon = new AbortController();
    const now = new AbortController();
    const stop = (): void => {
      if (soon.signal.aborted) now.abort();
      soon.abort();
      setTimeout(() => now.abort(), graceMs).unref();
    };
    process.on('SIGTERM', stop).on('SIGINT', stop);
    return {
      soon: soon.signal,
      now: now.signal,
      end() {
        process.off('SIGTERM', stop).off('SIGINT', stop);
        // The work is done and its result is being written: one more signal must not take that away.
        if (!process.listeners('SIGTERM').includes(ignore)) {
          process.on('SIGTERM', ignore).on('SIGINT', ignore);
        }
      },
    };
  },
};

function ignore(): void {}

/** The thread's own file, in the bundle and in the source. */
function listWorkerUrl(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './lists/list-worker.ts' : '../list-worker.js', import.meta.url);
}

/** Runs the command line of this process and returns its exit code. */
export function start(argv: readonly string[]): Promise<number> {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  // Whatever we create holds people's data: files 0600, folders 0700.
  process.umask(0o077);
  return run(argv, processIo(), adapters);
}

/** Nobody reads it any more (`2>&1 | head`, a terminal that was closed): a run that sends must not end by that. */
function talk(text: string): void {
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', ignore);
  process.stderr.write(text);
}

/** Node opens each stream at its first use, which takes milliseconds: stderr and stdin wait until they are needed. */
function processIo(): Io {
  return {
    env: process.env,
    cwd: process.cwd(),
    stdout: process.stdout,
    stderr: { write: talk },
    stdin: () => process.stdin,
    isTty: { stdin: isatty(0), stdout: isatty(1), stderr: isatty(2) },
    columns: isatty(1) ? process.stdout.columns : null,
  };
}
