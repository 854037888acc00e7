import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Agenda } from '../../src/rehearsal/agenda.ts';

test('the earliest is taken first, and of equals the one that was noted first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), (instants) => {
      const agenda = new Agenda<string>();
      for (const [index, atMs] of instants.entries()) agenda.note(atMs, `${atMs} ${index}`);
      const taken: string[] = [];
      for (let act = agenda.take(Infinity); act !== null; act = agenda.take(Infinity))
        taken.push(act);
      const expected = instants
        .map((atMs, index) => ({ atMs, index }))
        .toSorted((a, b) => a.atMs - b.atMs || a.index - b.index);
      expect(taken).toEqual(expected.map(({ atMs, index }) => `${atMs} ${index}`));
    }),
  );
});

test('what is not due is not taken', () => {
  const agenda = new Agenda<string>();
  agenda.note(10, 'later');
  expect([agenda.take(9), agenda.nextMs()]).toEqual([null, 10]);
});
