import { describe, expect, test } from 'vitest';
import { mapList } from '../../src/people/columns/columns.ts';
import { applyMapping, parseMapping, printMapping } from '../../src/people/columns/mapping.ts';

const TYPED = { maps: [], preset: null };

describe('a mapping that was saved', () => {
  test('reads the same list in the same way', () => {
    const header = ['Prospect', 'E-Post', 'Plan: 2', '', 'Last Modified', 'Notes'];
    const typed = {
      maps: [
        { field: 'name', column: 'Prospect' },
        { field: 'tier', column: 'Plan: 2' },
      ],
      preset: null,
      ignored: ['Notes'],
    };
    const first = mapList(header, typed, 'leads.csv');
    if (!first.ok) throw new Error(first.diagnostics[0]?.message);
    const saved = parseMapping(printMapping(first.value.columns), 'm.yaml');
    if (!saved.ok) throw new Error(saved.diagnostics[0]?.message);
    const { reading, warnings } = applyMapping(saved.value, TYPED, header, 'leads.csv');
    expect(warnings).toEqual([]);
    const again = mapList(header, reading, 'leads.csv');
    expect(again.ok && again.value.columns).toEqual(first.value.columns);
  });

  test('leaves out a column that this list lacks, and says so', () => {
    const mapping = { preset: null, maps: [{ field: 'email', column: 'Work Emial' }], ignored: [] };
    const { reading, warnings } = applyMapping(mapping, TYPED, ['Work Email'], 'leads.csv');
    expect(reading.maps).toEqual([]);
    expect(warnings).toMatchObject([
      { code: 'unknown_column', hint: 'did you mean "Work Email"?' },
    ]);
  });

  test('gives way to what was typed', () => {
    const mapping = { preset: 'hubspot', maps: [{ field: 'email', column: 'A' }], ignored: [] };
    const typed = { maps: [{ field: 'email', column: 'B' }], preset: 'apollo' };
    const { reading } = applyMapping(mapping, typed, ['A', 'B'], 'leads.csv');
    expect(reading).toMatchObject({ maps: typed.maps, preset: 'apollo' });
  });
});

test.each([
  ['- a', 1],
  ['columns:\n  email: [a]\n', 2],
  ['preset: hubspot\ncolums:\n  email: A\n', 2],
])('what is no mapping is refused where it stands: %j', (text, line) => {
  expect(parseMapping(text, 'm.yaml')).toMatchObject({
    ok: false,
    diagnostics: [{ file: 'm.yaml', line, code: 'bad_mapping' }],
  });
});
