import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { linesOf } from '../../src/people/lists/lines.ts';
import { wholeList as read } from '../support/lists/whole-list.ts';

describe('a list is decoded', () => {
  const text = 'email,city\nada@x.test,Zürich\n';
  test.each([
    ['utf-8', Buffer.from(text), 'utf-8'],
    ['utf-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['utf-16 with a byte order mark', iconv.encode(text, 'utf-16le', { addBOM: true }), 'utf-16le'],
    [
      'big-endian utf-16 with a byte order mark',
      iconv.encode(text, 'utf-16be', { addBOM: true }),
      'utf-16be',
    ],
    ['utf-16 without one', iconv.encode(text, 'utf-16le'), 'utf-16le'],
    ['big-endian utf-16 without one', iconv.encode(text, 'utf-16be'), 'utf-16be'],
    ['windows-1252', iconv.encode(text, 'windows-1252'), 'windows-1252'],
  ])('from %s', async (_, bytes, encoding) => {
    const file = await read(bytes);
    expect(file).toMatchObject({ encoding, header: ['email', 'city'], fault: null });
    expect(file.rows[0]?.cells).toEqual(['ada@x.test', 'Zürich']);
  });

  test('from Shift_JIS, kana and kanji', async () => {
    const file = await read(iconv.encode('氏名,メール\n森 遥,haruka@x.test\n', 'shift_jis'));
    expect(file).toMatchObject({ encoding: 'shift_jis', header: ['氏名', 'メール'] });
    expect(file.rows[0]?.cells[0]).toBe('森 遥');
  });

  test.each(['Müller,Élodie,Peña', 'l’été à Orléans – 20 €', 'Grüße aus Köln'])(
    'accents alone are not Japanese: %s',
    async (words) => {
      const file = await read(iconv.encode(`email\n"${words}"\n`, 'windows-1252'));
      expect(file.encoding).toBe('windows-1252');
      expect(file.rows[0]?.cells[0]).toBe(words);
    },
  );
});

describe('the delimiter is told from the header line', () => {
  test.each([
    ['comma', 'email,name', ','],
    ['semicolon', 'email;name', ';'],
    ['tab', 'email\tname', '\t'],
    ['bar', 'email|name', '|'],
    ['quoted commas between semicolons', '"email, work, home";name;"x, y"', ';'],
    ['one column', 'email', ','],
  ])('%s', async (_, header, delimiter) => {
    expect((await read(`${header}\n`)).delimiter).toBe(delimiter);
  });

  test('from the names that are known, however many commas stand in the cells', async () => {
    const rows = ['a@x.test;Ada;Quay 1, 2nd, left, Bath', 'b@x.test;Ben;Hill 2, 1st, right, York'];
    const file = await read(['email;name;address', ...rows, ''].join('\n'));
    expect(file).toMatchObject({ delimiter: ';', header: ['email', 'name', 'address'] });
  });

  test('Excel’s sep line decides, and counts as a line', async () => {
    const file = await read('sep=;\nemail;name\na@x.test;Ada, K\n');
    expect(file).toMatchObject({ delimiter: ';', header: ['email', 'name'] });
    expect(file.rows).toEqual([{ line: 3, cells: ['a@x.test', 'Ada, K'], problem: null }]);
  });
});

describe('rows', () => {
  test('keep the line they start on, across quoted line breaks, blank lines and any line ends', async () => {
    const file = await read(
      'email,note\r\n\r\na@x.test,"two\r\nlines"\n\n,\nb@x.test,plain\rc@x.test,"say ""hi"""',
    );
    expect(file.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [3, 'a@x.test', 'two\nlines'],
      [7, 'b@x.test', 'plain'],
      [8, 'c@x.test', 'say "hi"'],
    ]);
  });

  test('empty columns at the end are no columns', async () => {
    const file = await read('email,name,,\na@x.test,Ada,,\n');
    expect(file.header).toEqual(['email', 'name']);
    expect(file.rows[0]).toMatchObject({ cells: ['a@x.test', 'Ada'], problem: null });
  });

  test.each([
    ['too few cells', 'a@x.test', 'too_few_cells', 'the row has 1 cells, the header 2'],
    ['too many', 'a@x.test,Acme, Inc', 'too_many_cells', 'the row has 3 cells, the header 2'],
    ['text after a quote', '"a"b,c', 'stray_quote', 'text follows a closing quote'],
    ['a huge cell', `a,${'x'.repeat(65_537)}`, 'cell_too_long', 'longer than 65536'],
  ])('with %s have a problem of their own', async (_, row, code, words) => {
    const file = await read(`email,company\n${row}\nb@x.test,"Fine, Ltd"\nc@x.test,Last\n`);
    expect(file.fault).toBeNull();
    expect(file.rows[0]).toMatchObject({
      line: 2,
      problem: { code, words: expect.stringContaining(words) },
    });
    expect(file.rows.at(-1)).toMatchObject({ cells: ['c@x.test', 'Last'], problem: null });
  });
});

describe('a file that can’t be read says where and why', () => {
  test.each([
    ['empty', '', 1, 'empty_file'],
    ['blank', '\n \n,,\n', 1, 'empty_file'],
    ['without a header', 'ada@x.test,Ada\nbob@x.test,Bob\n', 1, 'no_header'],
    ['with a NUL', 'email,name\na@x.test,Ada\nb@x.test,B\0b\n', 3, 'nul_character'],
    [
      'with an open quote',
      'email,name\na@x.test,"A"\nb@x.test,"Bob\nc@x.test,Cy\n',
      3,
      'unclosed_quote',
    ],
    ['with columns without end', `email${','.repeat(1_000)}x\n`, 1, 'too_many_columns'],
  ])('%s', async (_, text, line, code) => {
    const file = await read(text);
    expect(file.fault).toMatchObject({ line, code });
  });
});

test('whoever looks at the first line only leaves no file open', async () => {
  let isClosed = false;
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield Buffer.from('ada@x.test\n'.repeat(1_000));
    } finally {
      isClosed = true;
    }
  };
  for await (const line of linesOf(chunks())) {
    expect(line).toBe('ada@x.test');
    break;
  }
  expect(isClosed).toBe(true);
});
