import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { mapColumns } from '../../src/people/columns/columns.ts';
import { parseEmailAddress } from '../../src/people/cells/email-address.ts';
import { leadOf } from '../../src/people/lists/lead.ts';
import { plainPhone } from '../../src/people/cells/plain-phone.ts';
import { anyText } from '../support/any-text.ts';
import { wholeList } from '../support/lists/whole-list.ts';

const DEFAULTS = { country: 'US', ownAddresses: new Set<string>() };

test('no bytes make reading throw', async () => {
  const pieces = fc.constantFrom(
    'email',
    'name',
    ',',
    ';',
    '"',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\ufeff',
    'ada@x.test',
    '=',
    'sep=;',
    '森',
    'é',
  );
  const text = fc
    .array(pieces, { maxLength: 40 })
    .map((parts) => new TextEncoder().encode(parts.join('')));
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
      const file = await wholeList(bytes);
      expect(file.header.length === 0 && file.fault === null).toBe(false);
      const columns = mapColumns(file.header, [], 'leads.csv');
      if (columns.ok) for (const row of file.rows) leadOf(row, columns.value, DEFAULTS);
    }),
  );
});

test('what a spreadsheet writes is read back cell by cell, in any delimiter', async () => {
  const cell = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\0]/g, ' '));
  const table = fc.array(
    fc.tuple(cell, cell).filter((cells) => cells.some((one) => one.trim() !== '')),
    { minLength: 1, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom(',', ';', '\t', '|'), async (rows, delimiter) => {
      const text = Papa.unparse([['email', 'note'], ...rows], {
        delimiter,
        newline: '\r\n',
        quotes: true,
      });
      const file = await wholeList(text);
      expect(file.rows.map((row) => row.cells)).toEqual(rows);
    }),
  );
});

test('an accepted address is one address, and reading it again changes nothing', () => {
  const piece = fc.constantFrom(
    'ada',
    'x.test',
    '@',
    '.',
    ',',
    ';',
    ' ',
    '<',
    '>',
    '"',
    'mailto:',
    '\u00a0',
    '\n',
    'ü',
    '＠',
    'Ada',
    '-',
    '(',
    '\\',
  );
  const cell = fc.oneof(
    fc.array(piece, { maxLength: 9 }).map((parts) => parts.join('')),
    fc.emailAddress(),
    anyText(),
  );
  fc.assert(
    fc.property(cell, (text) => {
      const address = parseEmailAddress(text);
      if (!address.ok) return;
      expect(address.value).toMatch(/^[^\s,;<>"()@]+@[a-z0-9.-]+$/);
      expect(parseEmailAddress(address.value)).toEqual(address);
    }),
    { numRuns: 500 },
  );
});

test('the quick way to read a phone number agrees with the numbering plans', () => {
  const start = fc.constantFrom(
    '+1',
    '+31',
    '+33',
    '+34',
    '+41',
    '+44',
    '+45',
    '+46',
    '+47',
    '+48',
    '+49',
    '+61',
    '+65',
    '+81',
    '+91',
  );
  fc.assert(
    fc.property(start, fc.stringMatching(/^[1-9][0-9]{7,10}$/), (prefix, digits) => {
      const plain = plainPhone(`${prefix} ${digits}`, null);
      if (plain !== null)
        expect(parsePhoneNumberFromString(`${prefix}${digits}`)?.number).toBe(plain);
    }),
    { numRuns: 2_000 },
  );
});
