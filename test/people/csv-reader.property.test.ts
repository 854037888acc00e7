import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { csvReader, MAX_RECORD_LENGTH } from '../../src/people/lists/csv-reader.ts';
import { csvText } from '../../src/people/lists/csv-text.ts';

const SOUP = fc
  .array(fc.constantFrom('a', 'b c', '"', '""', ',', '\n', ' ', 'é', '"x"', ',"', '",'), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));

test('rows that are written are read back', () => {
  const cell = fc
    .string({ maxLength: 8, unit: 'grapheme' })
    .map((text) => text.replaceAll('\r', ' '));
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
  fc.assert(
    fc.property(rows, (written) => {
      const text = csvText(written).replaceAll('\r\n', '\n');
      expect(cellsOf(text)).toEqual(written);
    }),
  );
});

test('pieces change nothing, wherever they are cut', () => {
  fc.assert(
    fc.property(SOUP, fc.nat(30), fc.nat(30), (text, one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const reader = csvReader(',', 1);
      const parts = [text.slice(0, from), text.slice(from, to), text.slice(to)];
      const pieces = parts.map((part, at) => reader.read(part, at === 2));
      const whole = csvReader(',', 1).read(text, true);
      expect(pieces.flatMap(({ records }) => records)).toEqual(whole.records);
      expect(pieces.find(({ fault }) => fault !== null)?.fault ?? null).toEqual(whole.fault);
    }),
    { numRuns: 1_000 },
  );
});

test('agrees with papaparse wherever quotes stand as they should', () => {
  fc.assert(
    fc.property(SOUP, (text) => {
      const papa = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' });
      fc.pre(!papa.errors.some(({ type }) => type === 'Quotes') && text !== '');
      const wanted = text.endsWith('\n') ? papa.data.slice(0, -1) : papa.data;
      expect(cellsOf(text)).toEqual(wanted);
    }),
    { numRuns: 1_000 },
  );
});

describe('what has no end is refused as soon as it is too long', () => {
  const piece = 'x'.repeat(65_536);
  test.each([
    ['a line', 'email\n', 'line_too_long', 2],
    ['a quoted cell', 'email\na,"b\n', 'unclosed_quote', 2],
  ])('%s', (_, start, code, line) => {
    const reader = csvReader(',', 1);
    let { fault } = reader.read(start, false);
    let fed = 0;
    while (fault === null) {
      ({ fault } = reader.read(piece, false));
      fed += piece.length;
    }
    expect(fault).toEqual({ code, line });
    expect(fed).toBeLessThanOrEqual(MAX_RECORD_LENGTH + piece.length);
  });
});

function cellsOf(text: string): string[][] {
  return csvReader(',', 1)
    .read(text, true)
    .records.map(({ cells }) => [...cells]);
}
