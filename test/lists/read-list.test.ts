import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { leadList } from '../../src/lists/lead-lists.ts';
import { readList, readReadyList } from '../../src/lists/read-list.ts';
import type { RowTerms } from '../../src/people/identity/ready-leads.ts';
import type { LeadOrder } from '../../src/people/lists/lead-stream.ts';
import { xlsxFile, zipFile } from '../support/xlsx-file.ts';

const WORKER = new URL('../../src/lists/list-worker.ts', import.meta.url);

describe('a spreadsheet', () => {
  const STRINGS =
    '<sst><si><t>Email</t></si><si><r><t>森 </t></r><r><t>遥</t></r><rPh sb="0" eb="1"><t>モリ</t></rPh></si></sst>';
  const STYLES =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>';
  const parts = { 'xl/sharedStrings.xml': STRINGS, 'xl/styles.xml': STYLES };
  const people =
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>Name</t></is></c><c r="C2" t="inlineStr"><is><t>Phone</t></is></c><c r="D2" t="inlineStr"><is><t>Met</t></is></c></row>' +
    '<row r="3"><c r="A3" t="str"><v>haruka@x.test</v></c><c r="B3" t="s"><v>1</v></c><c r="C3"><v>4.91701234567E+11</v></c><c r="D3" s="2"><v>45443.5</v></c></row>' +
    '<row r="5"><c r="A5" t="str"><v>ben@x.test</v></c></row>';

  test('is read from its first sheet with rows: whole numbers, ISO dates, no readings', async () => {
    const file = xlsxFile({ Empty: '<row r="1"><c r="A1"/></row>', People: people }, parts);
    const { head, leads } = await read(file, { country: 'DE' });
    expect(head).toMatchObject({
      format: 'xlsx',
      encoding: null,
      header: ['Email', 'Name', 'Phone', 'Met'],
    });
    expect(leads).toMatchObject([
      {
        line: 3,
        firstName: '遥',
        lastName: '森',
        fields: { met: '2024-05-31T12:00:00' },
        identities: [{ value: 'haruka@x.test' }, { value: '+491701234567' }],
      },
      { line: 5, identities: [{ value: 'ben@x.test' }] },
    ]);
  });

  test('is read from the sheet that is named, and another name is refused', async () => {
    const other =
      '<row><c t="inlineStr"><is><t>email</t></is></c></row><row><c t="str"><v>ada@x.test</v></c></row>';
    const file = xlsxFile({ People: people, Leads: other }, parts);
    expect((await read(file, { sheet: 'leads' })).leads).toHaveLength(1);
    expect((await read(file, { sheet: 'Laeds' })).problems).toMatchObject([
      { code: 'unknown_sheet', hint: 'did you mean "Leads"?' },
    ]);
  });

  test.each([
    [
      'a sheet without end',
      { 'xl/worksheets/sheet0.xml': `<worksheet>${' '.repeat(210_000_000)}` },
      'spreadsheet_too_large',
    ],
    [
      'columns without end',
      { 'xl/worksheets/sheet0.xml': '<worksheet><row><c r="XFD1"><v>1</v></c></row></worksheet>' },
      'too_many_columns',
    ],
    [
      'broken XML',
      { 'xl/worksheets/sheet0.xml': '<worksheet><row></worksheet>' },
      'damaged_spreadsheet',
    ],
    [
      'elements without end in each other',
      { 'xl/worksheets/sheet0.xml': `<worksheet>${'<a>'.repeat(1_000)}` },
      'not_a_list',
    ],
    [
      'attributes without end',
      { 'xl/sharedStrings.xml': `<sst ${attributes(2_000)}/>` },
      'not_a_list',
    ],
    [
      'one long text in cells without end',
      {
        'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(60_000)}</t></si></sst>`,
        'xl/worksheets/sheet0.xml': `<worksheet><row><c t="str"><v>email</v></c><c t="str"><v>name</v></c></row>${`<row>${'<c t="s"><v>0</v></c>'.repeat(999)}</row>`.repeat(4)}</worksheet>`,
      },
      'spreadsheet_too_large',
    ],
    ['no sheet', { 'xl/workbook.xml': '<workbook/>' }, 'not_a_list'],
  ])('with %s is refused', async (_, odd, code) => {
    expect((await read(xlsxFile({ A: '' }, odd))).problems).toMatchObject([{ code }]);
  });

  test('whose rows stand nowhere is counted through', async () => {
    const row = (at: string, address: string): string =>
      `<row r="${at}"><c t="str"><v>${address}</v></c></row>`;
    const rows = [row('1', 'email'), row('x', 'a@x.test'), row('5000000000', 'b@x.test')];
    const { leads } = await read(xlsxFile({ A: rows.join('') }));
    expect(leads.map(({ line }) => line)).toEqual([2, 3]);
  });

  test('cut anywhere is refused or read, never more', async () => {
    const file = xlsxFile({ People: people }, parts);
    for (let length = 4; length < file.length; length += 97) {
      const { problems } = await read(file.subarray(0, length));
      expect(problems.length).toBe(1);
    }
  });
});

test.each([
  ['an old spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['a web page', Buffer.from('\ufeff <html><table>')],
  ['a PDF', Buffer.from('%PDF-1.7')],
  ['a zip of something else', zipFile({ 'a.txt': 'hello' })],
])('%s is no list', async (_, bytes) => {
  expect((await read(bytes)).problems).toMatchObject([{ code: 'not_a_list', severity: 'error' }]);
});

test('a long list is read in a thread, to the same leads', async () => {
  const rows = Array.from(
    { length: 9_000 },
    (_, at) =>
      `p${at}@x.test,Ada,"Kern, ${at}",+49 30 ${1_000_000 + at},${at % 7 === 0 ? 'x' : 'DE'}`,
  );
  const path = fileOf(
    Buffer.from(`email,first_name,last_name,phone,country\nbad,,,,\n${rows.join('\n')}\n`),
  );
  const here = await all(readReadyList(path, ORDER, TERMS));
  const there = await all(leadList(path, ORDER, TERMS, WORKER));
  expect(there).toEqual(here);
  expect(here).toHaveLength(38);
});

test('a thread that is no longer wanted ends', async () => {
  const path = fileOf(Buffer.from(`email\n${'ada@x.test\n'.repeat(60_000)}`));
  const parts = leadList(path, ORDER, TERMS, WORKER);
  await parts.next();
  await parts.return();
});

function attributes(count: number): string {
  return Array.from({ length: count }, (_, at) => `a${at}=""`).join(' ');
}

const ORDER: LeadOrder = {
  file: 'leads',
  encoding: null,
  delimiter: null,
  maps: [],
  preset: null,
  mapping: null,
  sheet: null,
  country: null,
  ownAddresses: new Set(),
};

const TERMS: RowTerms = { owner: 'mia', source: null, reps: [] };

function fileOf(bytes: Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'list-')), 'leads');
  writeFileSync(path, bytes);
  return path;
}

async function all<Part>(parts: AsyncIterable<Part>): Promise<Part[]> {
  const list: Part[] = [];
  for await (const part of parts) list.push(part);
  return list;
}

async function read(bytes: Uint8Array, order: Partial<LeadOrder> = {}) {
  const parts = await all(readList(fileOf(bytes), { ...ORDER, ...order }));
  return {
    head: parts.flatMap((part) => (part.kind === 'head' ? [part.head] : []))[0],
    leads: parts.flatMap((part) =>
      part.kind === 'batch'
        ? part.verdicts.flatMap((one) => (one.kind === 'lead' ? [one.lead] : []))
        : [],
    ),
    problems: parts.flatMap((part) => (part.kind === 'failed' ? part.diagnostics : [])),
  };
}
