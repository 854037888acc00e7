import { expect, test } from 'vitest';
import { packed, unpacked } from '../../src/lists/packed-leads.ts';
import type { ReadyLead } from '../../src/people/identity/ready-leads.ts';

const NOTHING = { owner: null, zone: null, zoneSource: null, country: null, accountId: null };
const PLAIN: ReadyLead = {
  line: 2,
  personId: null,
  asOfMs: null,
  warnings: [],
  made: { profile: '{"name":"Ada"}', ...NOTHING, declared: [] },
  given: { name: null, zone: null, owner: null, source: null },
  keys: [{ name: '', hash: 2 ** 53 - 1 }],
};
const FULL: ReadyLead = {
  line: 1_000_003,
  personId: 'p7',
  asOfMs: 0,
  warnings: [{ field: 'phone', code: 'invalid_cell', words: 'is no telephone number' }],
  made: {
    profile: '{"name":"森 遥"}',
    owner: 'mia',
    zone: 'Asia/Tokyo',
    zoneSource: 'column',
    country: 'JP',
    accountId: 'mia',
    declared: [
      {
        kind: 'given',
        channel: null,
        basis: 'consent',
        source: 'list',
        evidence: null,
        atMs: 1,
        expiresAtMs: null,
      },
    ],
  },
  given: { name: '', zone: 'JP', owner: 'mia', source: 'fair' },
  keys: [
    { name: '', hash: 7 },
    { name: '遥 森', hash: 8 },
    { name: '#', hash: 0 },
  ],
};
const KEYLESS: ReadyLead = { ...PLAIN, line: 5, keys: [] };

test('leads are the same on the other side', () => {
  const leads = [PLAIN, FULL, KEYLESS, { ...PLAIN, line: 6 }];
  expect(unpacked(structuredClone(packed(leads)))).toEqual(leads);
  expect(unpacked(packed([]))).toEqual([]);
});
