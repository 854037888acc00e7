import { expect, test } from 'vitest';
import { Ahead } from '../../src/lists/ahead.ts';
import type { ListMessage } from '../../src/lists/list-message.ts';
import { packed } from '../../src/lists/packed-leads.ts';

const WITHOUT = { owner: null, zone: null, zoneSource: null, country: null, accountId: null };

/** A batch of one lead, and of one row that was rejected, with so many characters each. */
function batch(used: number, rejected = 0): ListMessage {
  const lead = {
    line: 2,
    personId: null,
    asOfMs: null,
    warnings: [],
    made: { profile: 'x'.repeat(used), ...WITHOUT, declared: [] },
    given: { name: null, zone: null, owner: null, source: null },
    keys: [],
  };
  const row = { line: 3, cells: ['y'.repeat(rejected)], problem: null };
  const leads = packed([lead]);
  const rows = [{ row, code: 'no_identity', words: '' } as const];
  return { kind: 'packed', leads, rejected: rows, marked: { role: 0, free_mail: 0 }, bytes: 0 };
}

/** How many of them may be on their way. */
function mostOf(message: ListMessage, ahead = new Ahead()): number {
  for (let posted = 0; ; posted++) {
    if (ahead.isFull) return posted;
    ahead.post(message);
  }
}

test('of usual batches so many are on their way as are read while keys are written', () => {
  expect(mostOf(batch(140_000))).toBe(128);
});

test('of heavy ones fewer, whether their rows were used or rejected', () => {
  expect(mostOf(batch(8_000_000))).toBe(3);
  expect(mostOf(batch(1, 8_000_000))).toBe(3);
  expect(mostOf(batch(30_000_000))).toBe(1);
});

test('each that is taken makes room for one of its size', () => {
  const ahead = new Ahead();
  ahead.post(batch(16_000_000));
  ahead.post(batch(8_000_000));
  expect(ahead.isFull).toBe(true);
  ahead.take();
  expect(mostOf(batch(8_000_000), ahead)).toBe(2);
});
