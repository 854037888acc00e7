import { describe, expect, test } from 'vitest';
import type { ExpectedLine } from '../../src/definition/cases/test-format.ts';
import { readTime } from '../../src/definition/reading/instant-shape.ts';
import type { HappenedLine } from '../../src/rehearsal/persona.ts';
import { compareLines } from '../../src/rehearsal/cases/compare-lines.ts';
import { at } from '../support/world/builders.ts';

const BLANK = { at: null, channel: null, mailbox: null, outcome: null, because: null };
const want = (step: string, more: Partial<ExpectedLine> = {}): ExpectedLine => ({
  did: 'step',
  step,
  ...BLANK,
  ...more,
});
const did = (step: string, more: Partial<HappenedLine> = {}): HappenedLine => ({
  did: 'step',
  atMs: at('2026-03-02T08:00'),
  step,
  channel: 'email',
  mailbox: 'anna',
  outcome: null,
  because: null,
  ...more,
});
const marks = (expected: ExpectedLine[], happened: HappenedLine[]): string[] =>
  compareLines(expected, happened, 'Europe/Berlin').map(
    (line) => `${line.mark}: ${line.expected ?? ''} | ${line.actual ?? ''}`,
  );

describe('lines side by side', () => {
  test('what is left out may be anything', () =>
    expect(marks([want('a')], [did('a')])).toEqual(['same: a | a']));

  test('a missing and an unexpected step stand alone, the others beside their own', () =>
    expect(marks([want('a'), want('b'), want('c')], [did('a'), did('c'), did('d')])).toEqual([
      'same: a | a',
      'missing: b | ',
      'same: c | c',
      'unexpected:  | Mon 2026-03-02 09:00  d  email  anna',
    ]));

  test.each([
    ['2026-03-02T09:00', 'same'],
    ['2026-03-02T08:00Z', 'same'],
    ['2026-03-02T09:01', 'differs'],
  ])('%s is the %s minute on the wall of Berlin', (text, mark) => {
    const happened = did('a', { atMs: at('2026-03-02T08:00') + 59_999 });
    const [line] = compareLines([want('a', { at: readTime(text) })], [happened], 'Europe/Berlin');
    expect(line!.mark).toBe(mark);
  });

  test('a skip is no touch, and its reason is named', () =>
    expect(marks([want('a')], [did('a', { did: 'skipped', because: 'no phone' })])).toEqual([
      'differs: a | a  skipped  no phone',
    ]));

  test.each([
    [{ channel: 'call' }, 'differs'],
    [{ mailbox: 'ben' }, 'differs'],
    [{ mailbox: 'anna' }, 'same'],
    [{ outcome: 'connected' }, 'differs'],
    [{ because: 'phone' }, 'differs'],
  ])('%j is %s', (more, mark) =>
    expect(compareLines([want('a', more)], [did('a')], 'UTC')[0]!.mark).toBe(mark),
  );
});
