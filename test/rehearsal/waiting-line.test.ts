import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WaitingLine } from '../../src/rehearsal/waiting-line.ts';

const wake = fc.record({
  atMs: fc.nat(5),
  lane: fc.constantFrom('', 'anna'),
  rank: fc.constantFrom(0, 1),
} as const);
const moves = fc.array(
  fc.record({ id: fc.integer({ min: 1, max: 12 }), wake: fc.option(wake, { freq: 4 }) }),
);

test('gives who is due as a store would: follow-ups first, then by time, then by id', () => {
  fc.assert(
    fc.property(moves, fc.nat(6), fc.nat(8), (moved, nowMs, most) => {
      const line = new WaitingLine();
      for (const each of moved) line.put(`e${each.id}`, each.wake, null);
      const last = new Map(moved.map((each) => [each.id, each.wake]));
      const waiting = [...last].flatMap(([id, at]) => (at?.lane === 'anna' ? [{ id, ...at }] : []));
      const due = waiting
        .filter(({ atMs }) => atMs <= nowMs)
        .toSorted((a, b) => a.rank - b.rank || a.atMs - b.atMs || a.id - b.id);
      expect(line.due('anna', nowMs, most).map(({ id }) => id)).toEqual(
        due.slice(0, most).map(({ id }) => `e${id}`),
      );
      expect(line.nextMs('anna')).toBe(Math.min(...waiting.map(({ atMs }) => atMs)));
    }),
  );
});
