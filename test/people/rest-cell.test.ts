/** A file from anywhere may have the column of an export: what no export writes there rejects the row, with the reason. */
import { expect, test } from 'vitest';
import { mapColumns } from '../../src/people/columns/columns.ts';
import { leadOf, type LeadVerdict } from '../../src/people/lists/lead.ts';
import { restCell } from '../../src/people/lists/rest-cell.ts';

const OURS = new Set(['anna@acme.example']);

function verdictOf(rest: string): LeadVerdict {
  const columns = mapColumns(['email', 'touchline_rest'], [], 'people.csv');
  if (!columns.ok) throw new Error('no columns');
  const row = { line: 2, cells: ['ada@kern.example', rest], problem: null };
  return leadOf(row, columns.value, { country: null, ownAddresses: OURS });
}

test.each([
  ['cut off by a spreadsheet', '{"name":[["Ada","Ke'],
  ['a list', '[]'],
  ['a number', '7'],
  ['a part that there is not', '{"owner":["anna",null]}'],
  ['a part that every object has', '{"__proto__":[null,null]}'],
  ['a part without what the columns tell', '{"account":["kern.example"]}'],
  ['a name of two parts', '{"name":[["Ada","Kern"],null]}'],
  [
    'a name with a line break, for a header',
    '{"name":[["Ada","Kern","Ada\\r\\nBcc: x@x.example"],null]}',
  ],
  ['a name that shows backwards', '{"name":[["Ada","Kern","\\u202eadA"],null]}'],
  ['a name with a lost letter', '{"name":[["Ad\\ufffd",null,null],null]}'],
  ['a tag that is no text', '{"tags":[[7],[]]}'],
  ['a tag twice', '{"tags":[["a","a"],[]]}'],
  ['an account that is no domain', '{"account":["Kern GmbH",null]}'],
  ['an account of free mail', '{"account":["gmail.com",null]}'],
  ['a zone that there is not', '{"zone":[["Europe/Nowhere","phone"],null]}'],
  ['a zone known in no way', '{"zone":[["Europe/Berlin","magic"],null]}'],
  ['an address that is none', '{"identities":[["email nobody"],[]]}'],
  ['an address in capitals', '{"identities":[["email Ada@kern.example"],[]]}'],
  ['a number as people write it', '{"identities":[["phone 030 1234567"],[]]}'],
  ['a profile of nobody', '{"identities":[["linkedin https://evil.example"],[]]}'],
  ['a field of no name', '{"fields":{"a b":["x",null]}}'],
  ['a field that every object has', '{"fields":{"constructor":["x",null]}}'],
  ['a field that would be the parent of all', '{"fields":{"__proto__":["x",null]}}'],
  ['a field that is no text', '{"fields":{"plan":[{"a":1},null]}}'],
  ['an empty field', '{"fields":{"plan":["",null]}}'],
])('%s', (_, cell) =>
  expect(verdictOf(cell)).toMatchObject({
    kind: 'rejected',
    code: 'invalid_rest',
    words: expect.stringMatching(
      /^the touchline_rest cell (?:is no JSON object|has "\w+" as no export writes it)$/,
    ),
  }),
);

test('one of our mailboxes is nobody’s address there either', () =>
  expect(verdictOf('{"identities":[["email anna@acme.example"],[]]}')).toMatchObject({
    kind: 'rejected',
    code: 'own_address',
  }));

test('an empty cell says nothing, and so does one that would be too long for a spreadsheet', () => {
  expect(verdictOf('')).toMatchObject({ kind: 'lead', lead: { rest: null } });
  expect(restCell({ fields: { plan: ['x'.repeat(40_000), null] } })).toBe('');
});
