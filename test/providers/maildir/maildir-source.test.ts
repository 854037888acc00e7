import { mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { MaildirSource } from '../../../src/providers/maildir/maildir-source.ts';
import { describeMessageSource } from '../../contract/message-source.contract.ts';
import { message, MemoryIntake } from '../../support/mail/memory-intake.ts';
import { countedWakes } from '../../support/mail/wakes.ts';

const NOW_MS = Date.UTC(2025, 2, 4, 8);
const never = new AbortController().signal;

let delivered = 0;

async function makeMaildir(directory: string): Promise<void> {
  for (const part of ['new', 'cur', 'tmp'])
    await mkdir(path.join(directory, part), { recursive: true });
}

/** Returns the base name. */
async function deliver(directory: string, rawMessage: string): Promise<string> {
  await makeMaildir(directory);
  delivered += 1;
  const name = `${1_700_000_000 + delivered}.M${delivered}P1.test`;
  await writeFile(path.join(directory, 'tmp', name), rawMessage);
  await rename(path.join(directory, 'tmp', name), path.join(directory, 'new', name));
  return name;
}

describeMessageSource('a Maildir', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'touchline-maildir-'));
  await makeMaildir(directory);
  return {
    open: () => new MaildirSource({ directory }),
    deliver: async (folder, rawMessage) => {
      const place = folder === 'INBOX' ? directory : path.join(directory, `.${folder}`);
      await deliver(place, rawMessage);
    },
    remove: () => rm(directory, { recursive: true }),
  };
});

describe('a Maildir', () => {
  let directory: string;
  let intake: MemoryIntake;
  const poll = (options = {}, nowMs = NOW_MS) =>
    new MaildirSource({ directory, ...options }).poll(intake, nowMs, never);

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'touchline-maildir-'));
    intake = new MemoryIntake();
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  test('takes the clock of the poll for the receipt, not the age of the file', async () => {
    const name = await deliver(directory, message('old'));
    await utimes(path.join(directory, 'new', name), 1_600_000_000, 1_600_000_000);
    await poll();
    expect(intake.messages).toMatchObject([{ receivedAtMs: NOW_MS, key: name, folder: 'INBOX' }]);
  });

  test('knows a message again after a reader moved it and set its flags', async () => {
    const name = await deliver(directory, message('hello'));
    await poll();
    await rename(path.join(directory, 'new', name), path.join(directory, 'cur', `${name}:2,RS`));
    await poll();
    expect(intake.subjects()).toEqual(['hello']);
  });

  test('reads a message that was seen before we came', async () => {
    const name = await deliver(directory, message('hello'));
    await rename(path.join(directory, 'new', name), path.join(directory, 'cur', `${name}:2,S`));
    await poll();
    expect(intake.subjects()).toEqual(['hello']);
  });

  test('reads a message that a reader moves between listing and reading', async () => {
    const names = [
      await deliver(directory, message('one')),
      await deliver(directory, message('two')),
    ];
    intake.beforeUnseen = async () => {
      for (const name of names.splice(0))
        await rename(path.join(directory, 'new', name), path.join(directory, 'cur', `${name}:2,S`));
    };
    await poll();
    expect(intake.subjects()).toEqual(['one', 'two']);
  });

  test('meets a message again in the folder it is moved to meanwhile', async () => {
    const name = await deliver(directory, message('hello'));
    await makeMaildir(path.join(directory, '.Archive'));
    let moved = false;
    intake.beforeUnseen = async () => {
      if (moved) return;
      moved = true;
      await rename(
        path.join(directory, 'new', name),
        path.join(directory, '.Archive', 'cur', name),
      );
    };
    await poll();
    expect(intake.messages).toMatchObject([{ folder: 'Archive', key: name }]);
  });

  test('takes a message that is deleted meanwhile for gone', async () => {
    const name = await deliver(directory, message('hello'));
    intake.beforeUnseen = () => rm(path.join(directory, 'new', name));
    await expect(poll()).resolves.toEqual({ heardAtMs: NOW_MS });
  });

  test('stores the other messages, then is not heard, when one cannot be read', async () => {
    await deliver(directory, message('before'));
    await symlink(
      path.join(directory, 'nowhere'),
      path.join(directory, 'new', '1700500000.broken'),
    );
    await deliver(path.join(directory, '.Junk'), message('after'));
    await expect(poll()).rejects.toThrow(/1 unreadable: .*1700500000\.broken: ENOENT/);
    expect(intake.subjects()).toEqual(['before', 'after']);
  });

  test('does not read again what was stored', async () => {
    const names = [];
    for (let count = 0; count < 1_100; count += 1)
      names.push(await deliver(directory, message(`message ${count}`)));
    await poll();
    expect(intake.batches).toEqual(Array.from({ length: 22 }, () => 50));
    for (const name of names) {
      await rm(path.join(directory, 'new', name));
      await symlink('nowhere', path.join(directory, 'new', name));
    }
    await expect(poll()).resolves.toEqual({ heardAtMs: NOW_MS });
  });

  test('reads the folders of Maildir++ and nested ones, whatever lies in tmp', async () => {
    await deliver(directory, message('top'));
    await deliver(path.join(directory, '.Clients.Acme'), message('dotted'));
    await deliver(path.join(directory, 'Clients', 'Born'), message('nested'));
    await writeFile(path.join(directory, 'tmp', 'half'), 'Subject: half');
    await mkdir(path.join(directory, '.notmuch', 'xapian'), { recursive: true });
    await poll();
    expect(intake.messages.map(({ folder }) => folder)).toEqual([
      'INBOX',
      'Clients.Acme',
      'Clients/Born',
    ]);
  });

  test('reads an INBOX that lies beside its folders', async () => {
    await deliver(path.join(directory, 'Archive'), message('archived'));
    await deliver(path.join(directory, 'INBOX'), message('new'));
    await poll();
    expect(intake.messages.map(({ folder }) => folder)).toEqual(['INBOX', 'Archive']);
  });

  describe('with a Sent folder', () => {
    const sent = (subject: string, date: string) =>
      deliver(
        path.join(directory, '.Sent'),
        message(subject).replace('Subject:', `Date: ${date}\r\nSubject:`),
      );
    beforeEach(() => makeMaildir(directory));

    test('takes what lay there before for as old as it says, and never for newer than now', async () => {
      await sent('old', 'Mon, 3 Jun 2024 10:00:00 +0200');
      await sent('ahead', 'Mon, 3 Jun 2044 10:00:00 +0200');
      await sent('undated', 'some day');
      await poll();
      expect(intake.messages).toMatchObject([
        { receivedAtMs: Date.UTC(2024, 5, 3, 8), isSentCopy: true, folder: 'Sent' },
        { receivedAtMs: NOW_MS },
        { receivedAtMs: NOW_MS },
      ]);
    });

    test('takes what comes there later for sent now, and keeps its header alone', async () => {
      await sent('old', 'Mon, 3 Jun 2024 10:00:00 +0200');
      await poll();
      await sent('new', 'Mon, 3 Jun 2024 10:00:00 +0200');
      await poll({}, NOW_MS + 60_000);
      expect(intake.messages[1]).toMatchObject({ receivedAtMs: NOW_MS + 60_000, isSentCopy: true });
      expect(Buffer.from(intake.messages[1]!.bytes).toString()).toMatch(/\r\n\r\n$/);
    });
  });

  test('does not read Drafts under an encoded name', async () => {
    await makeMaildir(directory);
    await deliver(path.join(directory, '.Entw&APw-rfe'), message('draft'));
    await poll();
    expect(intake.subjects()).toEqual([]);
  });

  test.each([
    ['is missing', async () => rm(directory, { recursive: true }), /there is no folder/],
    ['is no Maildir', async () => mkdir(path.join(directory, 'Junk')), /no "new" folder in/],
  ])('is not heard when its directory %s', async (_, prepare, words) => {
    await prepare();
    await expect(poll()).rejects.toThrow(words);
  });

  describe('that a sync tool fills', () => {
    let syncedBy: string;
    const stamp = (atMs: number) =>
      writeFile(syncedBy, '').then(() => utimes(syncedBy, atMs / 1_000, atMs / 1_000));

    beforeEach(async () => {
      syncedBy = path.join(directory, 'last-sync');
      await deliver(directory, message('hello'));
    });

    test('is heard up to its stamp', async () => {
      await stamp(NOW_MS - 60_000);
      await expect(poll({ syncedBy })).resolves.toEqual({ heardAtMs: NOW_MS - 60_000 });
      expect(intake.subjects()).toEqual(['hello']);
    });

    test('is never heard beyond the poll', async () => {
      await stamp(NOW_MS + 60_000);
      await expect(poll({ syncedBy })).resolves.toEqual({ heardAtMs: NOW_MS });
    });

    test('is heard up to the stamp before the reading when a sync ends meanwhile', async () => {
      await stamp(NOW_MS - 60_000);
      intake.beforeStore = () => stamp(NOW_MS - 1_000);
      await expect(poll({ syncedBy })).resolves.toEqual({ heardAtMs: NOW_MS - 60_000 });
    });

    test('is not heard without its stamp', async () => {
      await expect(poll({ syncedBy })).rejects.toThrow(/stamp file .*last-sync/);
    });
  });

  test('watches a missing directory without complaint until it is aborted', async () => {
    const stop = new AbortController();
    const wakes = countedWakes();
    const watching = new MaildirSource({ directory: '/nowhere/at/all' }).watch(
      wakes.wake,
      stop.signal,
    );
    await wakes.next();
    stop.abort();
    await expect(watching).resolves.toBeUndefined();
  });
});
