import { describe, expect, test } from 'vitest';

import { foldersToRead } from '../../../src/providers/imap/folders.ts';

const folder = (path: string, ...flags: string[]) => ({
  path,
  pathAsListed: path,
  name: path.split('/').at(-1) ?? path,
  delimiter: '/',
  parent: [],
  parentPath: '',
  flags: new Set(flags),
  listed: true,
  subscribed: true,
});

const pathsToRead = (listed: ReturnType<typeof folder>[]): string[] =>
  foldersToRead(listed, null).map(({ path }) => path);

describe('the folders to read', () => {
  test('are INBOX first, then all that may hold an answer', () => {
    const listed = [
      folder('Archive'),
      folder('INBOX'),
      folder('[Gmail]', '\\Noselect'),
      folder('[Gmail]/All Mail', '\\All'),
      folder('[Gmail]/Spam', '\\Junk'),
      folder('[Gmail]/Trash', '\\Trash'),
      folder('Old', '\\NonExistent'),
    ];
    expect(pathsToRead(listed)).toEqual([
      'INBOX',
      'Archive',
      '[Gmail]/All Mail',
      '[Gmail]/Spam',
      '[Gmail]/Trash',
    ]);
  });

  test('are at the end what we sent, and never what we did not, by SPECIAL-USE or by name', () => {
    const listed = [
      folder('INBOX'),
      folder('Verstuurd', '\\Sent'),
      folder('Concept', '\\Drafts'),
      folder('Sent Items'),
      folder('INBOX.Brouillons'),
      folder('Outbox'),
    ];
    expect(foldersToRead(listed, null)).toEqual([
      { path: 'INBOX', isSent: false },
      { path: 'Verstuurd', isSent: true },
      { path: 'Sent Items', isSent: true },
    ]);
  });

  test('are exactly those that are named', () => {
    const listed = [folder('INBOX'), folder('Sent', '\\Sent'), folder('Answers')];
    expect(foldersToRead(listed, ['Sent', 'INBOX'])).toEqual([
      { path: 'Sent', isSent: true },
      { path: 'INBOX', isSent: false },
    ]);
  });

  test.each([
    ['no folder at all', [], null, 'no folder "INBOX" among 0 listed'],
    ['no INBOX', [folder('Archive')], null, 'no folder "INBOX" among 1 listed'],
    ['one that cannot be opened', [folder('A', '\\Noselect')], ['A'], 'no folder "A" among 0'],
  ])('are refused when there is %s', (_, listed, only, words) =>
    expect(() => foldersToRead(listed, only)).toThrow(words),
  );
});
