import { inspect } from 'node:util';

import { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { DAY_MS } from '../../../src/core/time/duration.ts';
import { ImapSource, type ImapOptions } from '../../../src/providers/imap/imap-source.ts';
import { describeMessageSource } from '../../contract/message-source.contract.ts';
import {
  dovecotAvailable,
  startDovecot,
  type Dovecot,
  type MailAccount,
} from '../../support/mail/dovecot.ts';
import { startImapProxy, type ImapProxy } from '../../support/mail/imap-proxy.ts';
import { message, MemoryIntake } from '../../support/mail/memory-intake.ts';
import { countedWakes } from '../../support/mail/wakes.ts';

const never = new AbortController().signal;

describe.skipIf(!dovecotAvailable())('with a real server', { timeout: 20_000 }, () => {
  let dovecot: Dovecot;
  let accounts = 0;

  beforeAll(async () => {
    dovecot = await startDovecot({ tls: true });
  });
  afterAll(() => dovecot.stop());

  describeMessageSource('an IMAP account', async () => {
    const account = dovecot.account(`rep${(accounts += 1)}`);
    return {
      open: () => new ImapSource(optionsFor(account, dovecot.port)),
      deliver: (folder, rawMessage) => account.deliver(folder, rawMessage),
      remove: async () => {},
    };
  });

  describe('an IMAP account', () => {
    let account: MailAccount;
    let proxy: ImapProxy;
    let source: ImapSource;
    let intake: MemoryIntake;
    const poll = () => source.poll(intake, Date.now(), never);

    /** Replaces the source, which goes through the proxy. */
    async function use(options: Partial<ImapOptions>): Promise<void> {
      await source.close();
      source = new ImapSource({ ...optionsFor(account, proxy.port), ...options });
    }

    beforeEach(async () => {
      account = dovecot.account(`rep${(accounts += 1)}`);
      proxy = await startImapProxy(dovecot.port);
      intake = new MemoryIntake();
      source = new ImapSource(optionsFor(account, proxy.port));
    });
    afterEach(async () => {
      await source.close();
      await proxy.stop();
    });

    test('takes INTERNALDATE for the receipt', async () => {
      const atMs = Math.floor(Date.now() / 1_000) * 1_000 - 3 * DAY_MS;
      await account.deliver('INBOX', message('hello'), atMs);
      await poll();
      expect(intake.messages).toMatchObject([{ receivedAtMs: atMs, key: '1' }]);
    });

    test('hears a message that a person read first', async () => {
      await poll();
      await account.deliver('INBOX', message('hello'));
      await markAllSeen(account, dovecot.port);
      await poll();
      expect(intake.subjects()).toEqual(['hello']);
    });

    test('leaves the messages unread', async () => {
      await account.deliver('INBOX', message('hello'));
      await poll();
      expect(await unreadCount(account, dovecot.port)).toBe(1);
    });

    test('hears the folders that filters use, and Trash', async () => {
      await account.deliver('Filtered/Partners', message('filtered'));
      await account.deliver('Trash', message('deleted'));
      await poll();
      expect(intake.subjects()).toEqual(['filtered', 'deleted']);
    });

    test('reads only the folders that are named', async () => {
      await use({ folders: ['Filtered'] });
      await account.deliver('INBOX', message('elsewhere'));
      await account.deliver('Filtered', message('here'));
      await poll();
      expect(intake.subjects()).toEqual(['here']);
    });

    test('is not heard when a named folder is not there', async () => {
      await use({ folders: ['INBOX', 'Answers'] });
      await expect(poll()).rejects.toThrow('no folder "Answers"');
    });

    test('reads the first time what arrived in the last 30 days, then everything new', async () => {
      const nowMs = Date.now();
      await account.deliver('INBOX', message('last year'), nowMs - 365 * DAY_MS);
      await account.deliver('INBOX', message('last week'), nowMs - 7 * DAY_MS);
      await account.deliver('INBOX', message('34 days ago'), nowMs - 34 * DAY_MS);
      await poll();
      expect(intake.subjects()).toEqual(['last week']);
      await poll();
      await account.deliver('INBOX', message('moved in later'), nowMs - 365 * DAY_MS);
      await poll();
      expect(intake.subjects()).toEqual(['last week', 'moved in later']);
    });

    test('reads old mail that is moved into a folder that was empty', async () => {
      await poll();
      await account.deliver('INBOX', message('moved in'), Date.now() - 365 * DAY_MS);
      await poll();
      expect(intake.subjects()).toEqual(['moved in']);
    });

    test('reads many messages in batches, each once', async () => {
      const subjects = await deliverMany(account, 600);
      await poll();
      expect(intake.subjects()).toEqual(subjects);
      expect(intake.repeated).toEqual([]);
      expect(Math.max(...intake.batches)).toBe(50);
    });

    test('goes on in the same poll where a dropped connection interrupted it', async () => {
      const subjects = await deliverMany(account, 300);
      proxy.cutInside(170, 1);
      await poll();
      expect(intake.subjects()).toEqual(subjects);
      expect(intake.repeated).toEqual([]);
      expect(proxy.connectionCount()).toBe(2);
    });

    test('connects anew when the server ended the connection between two polls', async () => {
      await poll();
      await dovecot.restart();
      await account.deliver('INBOX', message('hello'));
      await poll();
      expect(intake.subjects()).toEqual(['hello']);
    });

    test('keeps its connection between polls', async () => {
      await poll();
      await poll();
      expect(proxy.connectionCount()).toBe(1);
    });

    test('keeps a slow connection', async () => {
      await use({ timeouts: { probeMs: 3_000 } });
      proxy.delay(20);
      await poll();
      await account.deliver('INBOX', message('hello'));
      await poll();
      expect(intake.subjects()).toEqual(['hello']);
      expect(proxy.connectionCount()).toBe(1);
    });

    test('replaces a kept connection that fell silent, within the same poll', async () => {
      await use({ timeouts: { probeMs: 100 } });
      await poll();
      proxy.silence('open');
      await account.deliver('INBOX', message('hello'));
      await poll();
      expect(intake.subjects()).toEqual(['hello']);
      expect(proxy.connectionCount()).toBe(2);
    });

    test('is not heard when the server falls silent, and says so at its deadline', async () => {
      await use({ timeouts: { pollMs: 300 } });
      await account.deliver('INBOX', message('hello'));
      proxy.silence('all');
      await expect(poll()).rejects.toThrow('not read to the end within 0.3 s');
      proxy.heal();
      await use({});
      await poll();
      expect(intake.subjects()).toEqual(['hello']);
    });

    test('is not heard when the server falls silent in the middle', async () => {
      await use({ timeouts: { pollMs: 1_500 } });
      await deliverMany(account, 120);
      intake.beforeStore = () => proxy.silence('open');
      await expect(poll()).rejects.toThrow('not read to the end within 1.5 s');
      expect(intake.messages).toHaveLength(50);
    });

    test('ends at once with the reason when it is aborted in the middle', async () => {
      await deliverMany(account, 120);
      const stop = new AbortController();
      intake.beforeStore = () => stop.abort(new Error('shutting down'));
      await expect(source.poll(intake, Date.now(), stop.signal)).rejects.toThrow('shutting down');
      expect(intake.messages).toHaveLength(50);
    });

    test('reads a folder anew when its UIDVALIDITY changed, and loses nothing', async () => {
      await account.deliver('INBOX', message('before'));
      await poll();
      await account.changeUidvalidity('INBOX');
      await account.deliver('INBOX', message('after'));
      await poll();
      expect(intake.subjects()).toEqual(['before', 'before', 'after']);
      expect(new Set(intake.messages.map(({ folder }) => folder)).size).toBe(2);
    });

    test('is not held up by a message that is expunged meanwhile', async () => {
      await deliverMany(account, 120);
      intake.beforeStore = () => account.expungeAll('INBOX');
      await poll();
      expect(intake.messages).toHaveLength(50);
    });

    test('says what the server said when the password is wrong, and not the password', async () => {
      await use({ auth: { user: account.user, password: 'correct horse' } });
      await expect(poll()).rejects.toThrow(
        /^imap:\/\/127\.0\.0\.1:\d+: user or password refused: Authentication failed\.$/,
      );
      const failure = await poll().catch((error: unknown) => error);
      expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain('correct horse');
    });

    test('says that nobody listens', async () => {
      await proxy.stop();
      await expect(poll()).rejects.toThrow(/ECONNREFUSED/);
      proxy = await startImapProxy(dovecot.port);
    });

    test('watches on after its connection was dropped, and wakes for what it missed', async () => {
      await use({ timeouts: { reconnectMs: 10 } });
      const stop = new AbortController();
      const wakes = countedWakes();
      const watching = source.watch(wakes.wake, stop.signal);
      await wakes.next();
      await dovecot.dropConnections();
      await wakes.next();
      await account.deliver('INBOX', message('hello'));
      await wakes.next();
      stop.abort();
      await watching;
    });

    test('watches a server that refuses the login without rejecting', async () => {
      await use({ auth: { user: account.user, password: 'wrong' }, timeouts: { reconnectMs: 1 } });
      const stop = new AbortController();
      const watching = source.watch(() => {}, stop.signal);
      await connections(proxy, 3);
      stop.abort();
      await expect(watching).resolves.toBeUndefined();
    });

    describe('over TLS', () => {
      test.each(['tls', 'starttls'] as const)('reads by %s', async (security) => {
        await use({ ...tlsOptions(dovecot, security), ca: dovecot.ca! });
        await account.deliver('INBOX', message('hello'));
        await poll();
        expect(intake.subjects()).toEqual(['hello']);
      });

      test.each(['tls', 'starttls'] as const)(
        'refuses an unknown certificate by %s, unless it may be insecure',
        async (security) => {
          await use(tlsOptions(dovecot, security));
          await expect(poll()).rejects.toThrow(/self-signed certificate/);
          await use({ ...tlsOptions(dovecot, security), insecure: true });
          await expect(poll()).resolves.toBeDefined();
        },
      );
    });
  });

  describe('an IMAP account on a server without extensions', () => {
    let plain: Dovecot;
    let source: ImapSource;

    beforeEach(async () => {
      plain = await startDovecot({ capability: 'IMAP4rev1' });
      source = new ImapSource({ ...optionsFor(plain, plain.port), timeouts: { idleMs: 50 } });
    });
    afterEach(async () => {
      await source.close();
      await plain.stop();
    });

    test('is read all the same', async () => {
      const intake = new MemoryIntake();
      await plain.deliver('INBOX', message('one'));
      await plain.deliver('Junk', message('two'));
      await plain.deliver('Gesendet', message('ours'));
      await source.poll(intake, Date.now(), never);
      await plain.deliver('INBOX', message('three'));
      await source.poll(intake, Date.now(), never);
      expect(intake.subjects()).toEqual(['one', 'two', 'ours', 'three']);
    });

    test('is watched by asking', async () => {
      const stop = new AbortController();
      const wakes = countedWakes();
      const watching = source.watch(wakes.wake, stop.signal);
      await wakes.next();
      await plain.deliver('INBOX', message('hello'));
      await wakes.next();
      stop.abort();
      await watching;
    });

    test('is never read in the clear when STARTTLS is required', async () => {
      const strict = new ImapSource({ ...optionsFor(plain, plain.port), security: 'starttls' });
      await expect(strict.poll(new MemoryIntake(), Date.now(), never)).rejects.toThrow(
        'Server does not support STARTTLS',
      );
    });
  });
});

test('refuses plain IMAP off loopback', async () => {
  const source = new ImapSource({
    host: 'mail.acme.example',
    port: 143,
    security: 'none',
    auth: { user: 'anna', password: 'secret' },
  });
  await expect(source.poll(new MemoryIntake(), 0, never)).rejects.toThrow('plain IMAP');
});

function optionsFor(account: MailAccount, port: number): ImapOptions {
  const { user, password } = account;
  return { host: '127.0.0.1', port, security: 'none', auth: { user, password } };
}

function tlsOptions(dovecot: Dovecot, security: 'tls' | 'starttls'): Partial<ImapOptions> {
  return { security, port: security === 'tls' ? dovecot.tlsPort! : dovecot.port };
}

async function deliverMany(account: MailAccount, count: number): Promise<string[]> {
  const subjects = Array.from({ length: count }, (_, index) => `message ${index}`);
  for (const subject of subjects) await account.deliver('INBOX', message(subject));
  return subjects;
}

async function markAllSeen(account: MailAccount, port: number): Promise<void> {
  await inInbox(account, port, (client) => client.messageFlagsAdd('1:*', ['\\Seen']));
}

async function unreadCount(account: MailAccount, port: number): Promise<number> {
  const found = await inInbox(account, port, (client) =>
    client.search({ seen: false }, { uid: true }),
  );
  return Array.isArray(found) ? found.length : NaN;
}

/** As a person's mail program would. */
async function inInbox<T>(
  account: MailAccount,
  port: number,
  act: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const auth = { user: account.user, pass: account.password };
  const host = '127.0.0.1';
  const client = new ImapFlow({
    host,
    port,
    secure: false,
    doSTARTTLS: false,
    auth,
    logger: false,
  });
  await client.connect();
  await client.mailboxOpen('INBOX');
  const answer = await act(client);
  await client.logout();
  return answer;
}

async function connections(proxy: ImapProxy, count: number): Promise<void> {
  while (proxy.connectionCount() < count) await new Promise((resolve) => setTimeout(resolve, 5));
}
