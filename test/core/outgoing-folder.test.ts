import { expect, test } from 'vitest';

import { isOutgoingFolder } from '../../src/core/outgoing-folder.ts';

test.each([
  'Sent',
  'SENT ITEMS',
  'INBOX.Sent',
  'INBOX/Drafts',
  '[Gmail]/Sent Mail',
  '[Google Mail]/Entwürfe',
  'Entwu\u0308rfe',
  'Éléments envoyés',
  '送信済みアイテム',
  'Outbox',
])('%s holds what we wrote', (path) => expect(isOutgoingFolder(path)).toBe(true));

test.each([
  'INBOX',
  'Junk',
  'Trash',
  'Archive',
  '[Gmail]/All Mail',
  'Sent to clients',
  'Clients/Sent',
  'Sent/2024',
  'Presented',
  '',
])('"%s" may hold an answer', (path) => expect(isOutgoingFolder(path)).toBe(false));
