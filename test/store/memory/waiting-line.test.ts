import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Wake } from '../../../src/core/decide/decision.ts';
import { WaitingLine } from '../../../src/store/memory/waiting-line.ts';

const wake = fc.record({
  atMs: fc.nat(5),
  lane: fc.constantFrom('', 'anna'),
  rank: fc.constantFrom(0, 1),
} as const);
const moves = fc.array(
  fc.record({ id: fc.integer({ min: 1, max: 30 }), wake: fc.option(wake, { freq: 4 }) }),
  { maxLength: 60 },
);

test('gives who is due as a store would: follow-ups first, then by time, then by id', () => {
  fc.assert(
    fc.property(moves, fc.nat(6), fc.nat(8), (moved, nowMs, most) => {
      // Of four at most, so that chunks are split, and left empty.
      const line = new WaitingLine<{ readonly row: number; wake: Wake | null }>(4);
      const people = new Map(moved.map(({ id }) => [id, { row: id, wake: null as Wake | null }]));
      for (const each of moved) {
        const person = people.get(each.id)!;
        line.remove(person);
        person.wake = each.wake;
        line.add(person);
      }
      const last = new Map(moved.map((each) => [each.id, each.wake]));
      const waiting = [...last].flatMap(([id, at]) => (at?.lane === 'anna' ? [{ id, ...at }] : []));
      const due = waiting
        .filter(({ atMs }) => atMs <= nowMs)
        .toSorted((a, b) => a.rank - b.rank || a.atMs - b.atMs || a.id - b.id);
      expect(line.due('anna', nowMs, most).map(({ row }) => row)).toEqual(
        due.slice(0, most).map(({ id }) => id),
      );
      expect(line.nextMs('anna')).toBe(Math.min(...waiting.map(({ atMs }) => atMs)));
    }),
  );
});
