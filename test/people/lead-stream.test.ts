import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import {
  readLeads,
  type LeadListHead,
  type LeadListOptions,
} from '../../src/people/lists/lead-stream.ts';
import type { LeadVerdict } from '../../src/people/lists/lead.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';

describe('a list that comes in pieces', () => {
  test('gives its head, then a verdict for each row', async () => {
    const { head, verdicts } = await read(
      'Email;First Name;Plan\nada@x.test;Ada;gold\nnobody;Bob;\n',
    );
    expect(head).toMatchObject({
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ';',
      header: ['Email', 'First Name', 'Plan'],
      ignoredLines: 0,
      warnings: [],
    });
    expect(verdicts).toMatchObject([
      { kind: 'lead', lead: { line: 2, firstName: 'Ada', fields: { plan: 'gold' } } },
      { kind: 'rejected', row: { line: 3 }, code: 'invalid_email' },
    ]);
  });

  test('is read in batches of a few hundred rows', async () => {
    const rows = Array.from({ length: 625 }, (_, at) => `p${at}@x.test`);
    const { batches } = await read(`email\n${rows.join('\n')}\n`);
    expect(batches).toEqual([250, 250, 125]);
  });

  test('is the same however its bytes are cut', async () => {
    const text =
      'Title of the list\r\n\r\nemail,name,note\r\nada@x.test,"Ada\r\nKern","say ""hi"""\r\nben@x.test,Zoë Łoś,森 遥\r\n';
    const whole = await read(text);
    expect(whole.verdicts).toHaveLength(2);
    for (const size of [1, 2, 3, 7, 50]) expect(await read(text, {}, size)).toEqual(whole);
  });
});

describe('what stands above the rows', () => {
  test('a report’s title is passed over, and counted', async () => {
    const { head, verdicts } = await read(
      'ACME Ltd,,\nContacts as of 1 May,,\n\nCustomer,Phone Numbers,Email\nAda,,ada@x.test\n',
    );
    expect(head).toMatchObject({ header: ['Customer', 'Phone Numbers', 'Email'], ignoredLines: 2 });
    expect(verdicts).toMatchObject([{ lead: { line: 5, firstName: 'Ada' } }]);
  });

  test('LinkedIn’s notes too, and its URL is the profile', async () => {
    const { head, verdicts } = await read(
      'Notes:\n"When exporting your connection data, you may notice that some emails are missing."\n\n' +
        'First Name,Last Name,URL,Email Address,Company,Position,Connected On\n' +
        'Ada,Kern,https://www.linkedin.com/in/ada-kern,,Acme,CTO,15 Jan 2024\n',
    );
    expect(head).toMatchObject({ preset: 'linkedin', ignoredLines: 2 });
    expect(verdicts).toMatchObject([
      { lead: { identities: [{ value: 'in/ada-kern' }], title: 'CTO' } },
    ]);
  });

  test('a name that stands twice has a number the second time, and a warning', async () => {
    const { head } = await read('Email,Note,Note\nada@x.test,a,b\n');
    expect(head).toMatchObject({
      header: ['Email', 'Note', 'Note_2'],
      warnings: [{ code: 'duplicate_column', severity: 'warning' }],
    });
  });
});

describe('characters', () => {
  test.each([
    ['windows-1250', 'Michał Świątek', 'Łódź'],
    ['windows-1250', 'Anna Jabłońska', 'Gdańsk'],
    ['windows-1252', 'José Peña', 'Málaga'],
    ['windows-1252', 'Íñigo Núñez', 'A Coruña'],
    ['windows-1251', 'Иван Петров', 'Москва'],
    ['euc-kr', '김 민수', '서울'],
    ['big5', '王 小明', '臺北'],
    ['utf-32le', 'Zoë', '東京'],
  ])('are told to be %s', async (encoding, name, city) => {
    const rows = Array.from({ length: 5 }, (_, at) => `p${at}@x.test,${name},${city}`);
    const { head, verdicts } = await read(
      iconv.encode(`email,name,city\n${rows.join('\n')}\n`, encoding),
    );
    expect(head?.encoding).toBe(encoding);
    expect(verdicts[4]).toMatchObject({ lead: { name, city } });
  });

  test('of an older encoding are read even when they come late', async () => {
    const rows = 'ada@x.test,Berlin\n'.repeat(20_000);
    const { verdicts } = await read(
      iconv.encode(`email,city\n${rows}ben@x.test,Köln\n`, 'windows-1252'),
    );
    expect(verdicts.at(-1)).toMatchObject({ lead: { city: 'Köln' } });
  });

  test('lost in an otherwise good list do not change the others', async () => {
    const good = Buffer.from('email,city\nada@x.test,Zürich Łódź Köln Málaga Orléans\nben@x.test,');
    const { head, verdicts } = await read(Buffer.concat([good, Buffer.from([0xff, 0x0a])]));
    expect(head?.encoding).toBe('utf-8');
    expect(verdicts[0]).toMatchObject({ lead: { city: 'Zürich Łódź Köln Málaga Orléans' } });
    expect(verdicts[1]).toMatchObject({
      lead: { city: null, fields: { city: '\ufffd' }, warnings: [{ field: 'city' }] },
    });
  });
});

test('no bytes make it throw, and their cuts change nothing', async () => {
  const part = fc.constantFrom(
    'email',
    ',',
    ';',
    '"',
    '\n',
    '\r',
    '\0',
    'ada@x.test',
    'sep=;',
    '森',
    'é',
    '\ufeff',
  );
  const text = fc.array(part, { maxLength: 30 }).map((parts) => Buffer.from(parts.join('')));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(text, fc.uint8Array({ maxLength: 100 })),
      fc.integer({ min: 1, max: 9 }),
      async (bytes, size) => {
        expect(await read(bytes, {}, size)).toEqual(await read(bytes));
      },
    ),
    { numRuns: 300 },
  );
});

test('rows of a megabyte come in batches of a few', async () => {
  const { batches, verdicts } = await read(`email\n${`${'x'.repeat(1_000_000)}\n`.repeat(20)}`);
  expect(Math.max(...batches)).toBeLessThan(12);
  expect(verdicts).toHaveLength(20);
});

test.each([
  ['empty', '', 'empty_file'],
  ['without names', 'ada@x.test,Ada\nbob@x.test,Bob\n', 'no_header'],
  ['with 10,000 columns', `email${',x'.repeat(10_000)}\n`, 'too_many_columns'],
  ['with a line without end', `email\n${'x'.repeat(1_100_000)}`, 'line_too_long'],
  ['with an open quote', `email\n"${'x\n'.repeat(600_000)}`, 'unclosed_quote'],
  ['with a NUL', 'email,name\nada@x.test,A\0da\n', 'nul_character'],
])('a list %s is refused', async (_, text, code) => {
  expect((await read(text)).problems).toMatchObject([{ code, severity: 'error' }]);
});

test('rows say when they were last changed', async () => {
  const { verdicts } = await read(
    'Email,Last Modified\nada@acme.test,2024-05-01 10:22\nbea@acme.test,05/06/2024\n',
  );
  expect(verdicts).toMatchObject([
    { lead: { asOfMs: 1_714_558_920_000 } },
    { lead: { asOfMs: null } },
  ]);
});

interface Outcome {
  readonly head: LeadListHead | null;
  readonly verdicts: readonly LeadVerdict[];
  readonly batches: readonly number[];
  readonly problems: readonly Diagnostic[];
}

async function read(
  content: string | Uint8Array,
  options: Partial<LeadListOptions> = {},
  size = Number.MAX_SAFE_INTEGER,
): Promise<Outcome> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  let head: LeadListHead | null = null;
  const verdicts: LeadVerdict[] = [];
  const batches: number[] = [];
  let problems: readonly Diagnostic[] = [];
  for await (const part of readLeads(chunksOf(bytes, size), { ...PLAIN, ...options })) {
    if (part.kind === 'head') head = part.head;
    else if (part.kind === 'failed') problems = part.diagnostics;
    else {
      verdicts.push(...part.verdicts);
      batches.push(part.verdicts.length);
    }
  }
  return { head, verdicts, batches, problems };
}

const PLAIN: LeadListOptions = {
  file: 'leads.csv',
  encoding: null,
  delimiter: null,
  maps: [],
  preset: null,
  mapping: null,
  country: null,
  ownAddresses: new Set(),
};

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
