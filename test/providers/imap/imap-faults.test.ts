/** What real servers and networks do to a mailbox that is read: each fault in front of a real server, by the proxy. */
import { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../../src/core/time/duration.ts';
import { ImapSource, type ImapTimeouts } from '../../../src/providers/imap/imap-source.ts';
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

describe.skipIf(!dovecotAvailable())('an IMAP account', { timeout: 30_000 }, () => {
  let dovecot: Dovecot;
  let account: MailAccount;
  let accounts = 0;
  let proxy: ImapProxy;
  let source: ImapSource;
  let intake: MemoryIntake;
  const poll = (nowMs = Date.now()) => source.poll(intake, nowMs, never);
  const open = (timeouts: Partial<ImapTimeouts> = {}): ImapSource => {
    const { user, password } = account;
    const auth = { user, password };
    return new ImapSource({
      host: '127.0.0.1',
      port: proxy.port,
      security: 'none',
      auth,
      timeouts,
    });
  };
  const deliver = async (...subjects: readonly string[]) => {
    for (const subject of subjects) await account.deliver('INBOX', message(subject));
  };

  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.stop());
  beforeEach(async () => {
    account = dovecot.account(`rep${(accounts += 1)}`);
    proxy = await startImapProxy(dovecot.port);
    intake = new MemoryIntake();
    source = open();
  });
  afterEach(async () => {
    await source.close();
    await proxy.stop();
  });

  describe('with a message that always breaks the connection', () => {
    test('is read behind it in the same poll, and says which it is', async () => {
      await deliver('one', 'two', 'three');
      proxy.cutInside(2, Infinity);
      await expect(poll()).rejects.toThrow(/lists UID 2 and does not hand it over/);
      expect(intake.subjects()).toEqual(['one', 'three']);
      expect(await cursor()).toBe(1);
    });

    test('is not reconnected for it at every poll', async () => {
      await deliver('one', 'two', 'three');
      proxy.cutInside(2, Infinity);
      await expect(poll()).rejects.toThrow(/UID 2/);
      const connections = proxy.connectionCount();
      await deliver('four');
      await expect(poll()).rejects.toThrow(/UID 2/);
      // A poll that failed does not use its connection again.
      expect(proxy.connectionCount()).toBe(connections + 1);
      expect(intake.subjects()).toEqual(['one', 'three', 'four']);
    });

    test('asks for it again after a while, and is heard', async () => {
      await deliver('one', 'two', 'three');
      proxy.cutInside(2, 3);
      await expect(poll()).rejects.toThrow(/UID 2/);
      await poll(Date.now() + 11 * MINUTE_MS);
      expect(intake.subjects()).toEqual(['one', 'three', 'two']);
      expect(await cursor()).toBe(3);
    });
  });

  test('with a copy of what we sent that always breaks the connection is read behind it', async () => {
    for (const subject of ['one', 'two']) await account.deliver('Gesendet', message(subject));
    proxy.cutInside(1, Infinity);
    await expect(poll()).rejects.toThrow(/folder "Gesendet": the server lists UID 1/);
    expect(intake.subjects()).toEqual(['two']);
  });

  describe('on a server that is slow to list what came', () => {
    test('reads a message that is listed after the one behind it', async () => {
      await deliver('one');
      await poll();
      await deliver('two', 'three');
      proxy.hide([2]);
      await poll();
      expect(intake.subjects()).toEqual(['one', 'three']);
      proxy.hide([]);
      await poll();
      expect(intake.subjects()).toEqual(['one', 'three', 'two']);
      await poll();
      expect(intake.repeated).toEqual([]);
    });

    test('reads it after a restart, too', async () => {
      await deliver('one', 'two');
      proxy.hide([1]);
      await poll();
      proxy.hide([]);
      await source.close();
      source = open();
      await poll();
      expect(intake.subjects()).toEqual(['two', 'one']);
      expect(await cursor()).toBe(2);
    });

    test('never forgets one that was listed late and does not come', async () => {
      await deliver('one', 'two');
      proxy.hide([1]);
      await poll();
      proxy.hide([1], 'fetch');
      await expect(poll()).rejects.toThrow(/lists UID 1/);
      await expect(poll(Date.now() + 5 * DAY_MS)).rejects.toThrow(/lists UID 1/);
      proxy.heal();
      await poll(Date.now() + 5 * DAY_MS);
      expect(intake.subjects()).toEqual(['two', 'one']);
      expect(await cursor()).toBe(2);
    });

    test('is not heard while one that is listed does not come', async () => {
      await deliver('one', 'two');
      proxy.hide([1], 'fetch');
      await expect(poll()).rejects.toThrow(/lists UID 1/);
      expect(intake.subjects()).toEqual(['two']);
      proxy.heal();
      await poll();
      expect(intake.subjects()).toEqual(['two', 'one']);
    });
  });

  describe('on a server that lies', () => {
    test.each([
      ['that it can do nothing', 'IMAP4rev1'],
      [
        'that it can do what it cannot',
        'IMAP4rev1 ENABLE CONDSTORE QRESYNC UTF8=ACCEPT COMPRESS=DEFLATE OBJECTID X-GM-EXT-1 MOVE NOTIFY',
      ],
    ])('%s, is read all the same', async (_, capabilities) => {
      proxy.claim(capabilities);
      await deliver('one');
      await poll();
      await deliver('two');
      await poll();
      expect(intake.subjects()).toEqual(['one', 'two']);
    });

    test('that it has IDLE, is watched all the same', async () => {
      await source.close();
      source = open({ reconnectMs: 1 });
      proxy.refuse(/^IDLE/, 'BAD unknown command');
      const { stop, wakes, watching } = watch();
      await wakes.next();
      await wakes.next();
      stop.abort();
      await watching;
    });
  });

  describe('whose connection dies', () => {
    test('in a NOOP that is never answered, is read on another one in the same poll', async () => {
      await source.close();
      source = open({ probeMs: 100 });
      await poll();
      await deliver('one');
      proxy.stallOn(/^NOOP/);
      await poll();
      expect(intake.subjects()).toEqual(['one']);
      expect(proxy.connectionCount()).toBe(2);
    });

    test('in a FETCH that is never answered, is not heard, and goes on where it was', async () => {
      await source.close();
      source = open({ pollMs: 500 });
      await deliver('one', 'two');
      proxy.stallOn(/^UID FETCH/);
      await expect(poll()).rejects.toThrow('not read to the end within 0.5 s');
      proxy.heal();
      await source.close();
      source = open();
      await poll();
      expect(intake.subjects()).toEqual(['one', 'two']);
    });

    test('by a BYE while it is watched, is watched again', async () => {
      await source.close();
      source = open({ reconnectMs: 1 });
      const { stop, wakes, watching } = watch();
      await wakes.next();
      proxy.bye('the server is going down');
      await wakes.next();
      await deliver('one');
      await wakes.next();
      stop.abort();
      await watching;
    });

    test('silently while it is watched, is found out and watched again', async () => {
      await source.close();
      source = open({ idleMs: 200, connectMs: 300, reconnectMs: 1 });
      const { stop, wakes, watching } = watch();
      await wakes.next();
      proxy.silence('open');
      await wakes.next();
      expect(proxy.connectionCount()).toBe(2);
      stop.abort();
      await watching;
    });
  });

  test('whose password was changed says so, and loses nothing', async () => {
    await deliver('before');
    await poll();
    proxy.cut();
    proxy.refuse(/^(LOGIN|AUTHENTICATE)/, 'NO [AUTHENTICATIONFAILED] Invalid credentials');
    await deliver('meanwhile');
    await expect(poll()).rejects.toThrow('user or password refused: Invalid credentials');
    proxy.heal();
    await poll();
    expect(intake.subjects()).toEqual(['before', 'meanwhile']);
  });

  test.each([
    ['may not be read', 'NOPERM'],
    ['was removed since it was listed', 'NONEXISTENT'],
  ])('is heard although a folder %s', async (_, code) => {
    await deliver('one');
    proxy.refuse(/^EXAMINE Junk/, `NO [${code}] no`);
    await poll();
    expect(intake.subjects()).toEqual(['one']);
  });

  test.each([
    ['INBOX may not be read', /^EXAMINE INBOX/, 'NO [NOPERM] no'],
    ['a folder is locked', /^EXAMINE Junk/, 'NO [INUSE] no'],
    ['a folder is refused without a word', /^EXAMINE Junk/, 'NO'],
  ])('is not heard while %s', async (_, command, answer) => {
    proxy.refuse(command, answer);
    await expect(poll()).rejects.toThrow(/folder "(INBOX|Junk)": the server refused/);
  });

  test('is read on a clock that runs days ahead', async () => {
    await deliver('one');
    await poll(Date.now() + 4 * DAY_MS);
    await deliver('two');
    await poll(Date.now() + 4 * DAY_MS);
    expect(intake.subjects()).toEqual(['one', 'two']);
  });

  test('with 10,000 old messages asks for none of them', async () => {
    const yearAgoMs = Date.now() - 365 * DAY_MS;
    for (let count = 0; count < 10_000; count += 1)
      await account.deliver('INBOX', message(`old ${count}`), yearAgoMs);
    await deliver('new');
    await poll();
    expect(intake.subjects()).toEqual(['new']);
    expect(proxy.literalBytes()).toBeLessThan(1_000);
    expect(proxy.commands.filter((command) => command.startsWith('UID FETCH'))).toHaveLength(1);
  });

  test('reads folders whose names are not ASCII', async () => {
    const paths = ['Büro', 'Büro/Antworten & mehr', '返信'];
    await inAccount(account, async (client) => {
      for (const path of paths) {
        await client.mailboxCreate(path);
        await client.append(path, message(`in ${paths.indexOf(path)}`));
      }
      await client.mailboxCreate('送信済みアイテム');
      await client.append('送信済みアイテム', message('ours'));
    });
    await poll();
    expect(intake.subjects()).toEqual(['in 0', 'in 1', 'in 2', 'ours']);
    expect(intake.messages.map(({ folder }) => folder.replace(/;.*/, ''))).toEqual([
      ...paths,
      '送信済みアイテム',
    ]);
  });

  describe('with a message that is big', () => {
    const photo = `${'x'.repeat(76)}\r\n`.repeat(30 * 13_443);
    const part = (type: string, body: string) =>
      `--BOUND\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;
    const letter = (...parts: readonly string[]) =>
      message('photo')
        .replace(
          /\r\n\r\n[^]*$/,
          '\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="BOUND"\r\n\r\n',
        )
        .concat(...parts, '--BOUND--\r\n');

    test('takes a small part of 30 MB, with the text', async () => {
      const text = part('text/plain', 'Sounds good.');
      await account.deliver('INBOX', letter(text, part('image/jpeg', photo)));
      await poll();
      expect(stored()).toContain('Sounds good.');
      expect(intake.messages[0]).toMatchObject({ truncated: true });
      expect(proxy.literalBytes()).toBeLessThan(160_000);
    });

    test('finds the text behind the photo, whatever lies between', async () => {
      const alternative = (text: string) =>
        part(
          'multipart/alternative; boundary="IN"',
          `--IN\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${text}\r\n--IN--`,
        );
      const parts = [part('image/jpeg', photo), alternative('Please remove me =E2=82=AC.')];
      await account.deliver('INBOX', letter(...parts));
      await poll();
      expect(stored()).toContain('Please remove me =E2=82=AC.');
      expect(stored()).toContain('Message-ID: <photo@kern.example>');
      expect(stored()).toContain('quoted-printable');
      expect(intake.messages[0]!.bytes.length).toBeLessThan(70_000);
      expect(proxy.literalBytes()).toBeLessThan(220_000);
    });

    test('takes no more than 64 KiB of text behind the photo', async () => {
      const long = `${'word '.repeat(15)}\r\n`.repeat(5_000);
      await account.deliver(
        'INBOX',
        letter(part('image/jpeg', photo), part('text/plain', long), part('text/html', long)),
      );
      await poll();
      expect(stored()).toContain('word word');
      expect(intake.messages[0]!.bytes.length).toBeLessThan(66_000);
    });
  });

  /** Of INBOX. */
  async function cursor(): Promise<number | undefined> {
    const cursors = await intake.cursors();
    return cursors.find(({ folder }) => folder.startsWith('INBOX;'))?.uid;
  }

  function stored(): string {
    return Buffer.from(intake.messages[0]!.bytes).toString();
  }

  function watch() {
    const stop = new AbortController();
    const wakes = countedWakes();
    return { stop, wakes, watching: source.watch(wakes.wake, stop.signal) };
  }

  async function inAccount(
    { user, password }: MailAccount,
    act: (client: ImapFlow) => Promise<void>,
  ): Promise<void> {
    const auth = { user, pass: password };
    const at = { host: '127.0.0.1', port: dovecot.port, secure: false, doSTARTTLS: false };
    const client = new ImapFlow({ ...at, auth, logger: false });
    await client.connect();
    await act(client);
    await client.logout();
  }
});
