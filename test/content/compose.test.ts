import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { assetOf, tooMuchAttached } from '../../src/core/asset.ts';
import { composeMessage, type MessageParts } from '../../src/content/compose.ts';
import { InvariantError } from '../../src/core/invariant.ts';

const parts: MessageParts = {
  from: { name: 'Mia Lang', address: 'mia@northwind.example' },
  to: { name: 'Ada Kern', address: 'ada@kern.example' },
  subject: 'Torque checks',
  text: 'Hi Ada,\n\nshort.\n',
  html: '<p>Hi Ada,</p>\n<p>short.</p>\n',
  messageId: '<s.abc@northwind.example>',
  touchlineId: 'xyz',
  dateMs: Date.UTC(2026, 2, 9, 10, 30),
  inReplyTo: null,
  references: [],
  unsubscribe: { url: null, mailto: null },
};

function compose(changes: Partial<MessageParts> = {}): string {
  return Buffer.from(composeMessage({ ...parts, ...changes })).toString('latin1');
}

function field(message: string, name: string): string[] {
  const header = message.slice(0, message.indexOf('\r\n\r\n')).replace(/\r\n(?=[ \t])/g, '');
  return header
    .split('\r\n')
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 2));
}

test('a plain message', () => {
  expect(compose().split('\r\n')).toEqual([
    'Date: Mon, 09 Mar 2026 10:30:00 +0000',
    'From: Mia Lang <mia@northwind.example>',
    'To: Ada Kern <ada@kern.example>',
    'Subject: Torque checks',
    'Message-ID: <s.abc@northwind.example>',
    'X-Touchline-Id: xyz',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative;',
    ' boundary="=_s.abc"',
    '',
    '--=_s.abc',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 7bit',
    '',
    'Hi Ada,',
    '',
    'short.',
    '',
    '--=_s.abc',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: 7bit',
    '',
    '<p>Hi Ada,</p>',
    '<p>short.</p>',
    '',
    '--=_s.abc--',
    '',
  ]);
});

describe('names', () => {
  test.each([
    ['Ada Kern', 'Ada Kern <ada@kern.example>'],
    ['Kern, Ada', '"Kern, Ada" <ada@kern.example>'],
    ['A "B" \\ C', '"A \\"B\\" \\\\ C" <ada@kern.example>'],
    ['Jürgen', '=?UTF-8?Q?J=C3=BCrgen?= <ada@kern.example>'],
    ['山田', '=?UTF-8?B?5bGx55Sw?= <ada@kern.example>'],
    ['=?utf-8?q?x?=', '=?UTF-8?B?PT91dGYtOD9xP3g/PQ==?= <ada@kern.example>'],
    ['Ada\r\nBcc: eve@evil.example', '"Ada Bcc: eve@evil.example" <ada@kern.example>'],
    [' \u0000 ', 'ada@kern.example'],
    [null, 'ada@kern.example'],
  ])('%j', (name, value) => {
    expect(field(compose({ to: { name, address: 'ada@kern.example' } }), 'To')).toEqual([value]);
  });
});

describe('addresses', () => {
  test.each([
    ['ada@kern.example, eve@evil.example'],
    ['ada@kern.example\r\nBcc: eve@evil.example'],
    ['"ada@kern.example, eve"@evil.example'],
    ['Ada <ada@kern.example>'],
    ['ada@kern.example '],
    ['ada'],
    ['@kern.example'],
    ['a..b@kern.example'],
    ['ada@kern..example'],
    ['ada@-kern.example'],
    ['ada@[127.0.0.1]'],
    ['ada@köln.example'],
    [`${'a'.repeat(65)}@kern.example`],
    [`a@${'a.'.repeat(130)}example`],
    [''],
  ])('%j is refused', (address) => {
    expect(() => compose({ to: { name: null, address } })).toThrow(InvariantError);
    expect(() => compose({ from: { name: 'x', address } })).toThrow(InvariantError);
  });

  test.each([['o’brien'.replace('’', "'") + '+x@a.co.uk'], ['a@localhost']])(
    '%j is accepted',
    (address) => {
      expect(field(compose({ to: { name: null, address } }), 'To')).toEqual([address]);
    },
  );
});

describe('the subject', () => {
  test.each([
    ['Hi\r\nBcc: eve@evil.example', 'Hi Bcc: eve@evil.example'],
    ['Grüße', '=?UTF-8?B?R3LDvMOfZQ==?='],
    ['', ''],
  ])('%j', (subject, value) => expect(field(compose({ subject }), 'Subject')).toEqual([value]));

  test('is folded at 78 where it can be, and encoded where a word is too long for a line', () => {
    const folded = compose({ subject: 'torque '.repeat(40) });
    for (const line of folded.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
    expect(field(folded, 'Subject')).toEqual(['torque '.repeat(40).trim()]);
    const long = compose({ subject: 'x'.repeat(2_000) });
    for (const line of long.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
  });
});

describe('threading', () => {
  test('names the parent last', () => {
    const message = compose({ inReplyTo: '<b@x>', references: ['<a@x>', '<b@x>'] });
    expect(field(message, 'In-Reply-To')).toEqual(['<b@x>']);
    expect(field(message, 'References')).toEqual(['<a@x> <b@x>']);
    expect(field(compose({ inReplyTo: '<b@x>', references: ['<a@x>'] }), 'References')).toEqual([
      '<a@x> <b@x>',
    ]);
  });

  test('keeps the first and the latest of a long thread', () => {
    const references = Array.from({ length: 50 }, (_, index) => `<m${index}@x>`);
    const kept = field(compose({ references }), 'References')[0]!.split(' ');
    expect(kept).toEqual(['<m0@x>', ...references.slice(31)]);
  });

  test('leaves out what is no message id', () => {
    const message = compose({
      inReplyTo: 'x',
      references: ['<a@x>\r\nBcc: e@x', '<a b>', '<c@x>'],
    });
    expect(field(message, 'In-Reply-To')).toEqual([]);
    expect(field(message, 'References')).toEqual(['<c@x>']);
  });
});

describe('the way out', () => {
  const url = 'https://out.example/u/v1.abc';
  const mailto = 'mailto:out@northwind.example?subject=unsubscribe';
  test.each([
    [{ url, mailto }, [`<${url}>, <${mailto}>`], ['List-Unsubscribe=One-Click']],
    [{ url, mailto: null }, [`<${url}>`], ['List-Unsubscribe=One-Click']],
    [
      { url: 'http://127.0.0.1:8080/u/x', mailto },
      [`<http://127.0.0.1:8080/u/x>, <${mailto}>`],
      [],
    ],
    [{ url: null, mailto }, [`<${mailto}>`], []],
    [{ url: null, mailto: null }, [], []],
  ])('%j', (unsubscribe, fields, post) => {
    const message = compose({ unsubscribe });
    expect(field(message, 'List-Unsubscribe')).toEqual(fields);
    expect(field(message, 'List-Unsubscribe-Post')).toEqual(post);
  });

  test.each([['https://a.example/>\r\nBcc: x'], ['javascript:alert(1)'], ['https://a b']])(
    '%j is refused',
    (bad) => {
      expect(() => compose({ unsubscribe: { url: bad, mailto: null } })).toThrow(InvariantError);
    },
  );
});

describe('bodies', () => {
  test.each([
    ['ASCII', 'Hi\r\nAda\r', '7bit'],
    ['mostly ASCII', 'Grüße aus Bremen, wo es heute regnet', 'quoted-printable'],
    ['a very long line', 'x'.repeat(2_000), 'quoted-printable'],
    ['a control character', 'a\u0007b', 'quoted-printable'],
    ['blanks before a break, and an equals sign', 'é = \n \t\nend ', 'quoted-printable'],
    ['Japanese', '山田様、トルクの記録について。'.repeat(20), 'base64'],
    ['our own boundary', 'x\n--=_s.abc--\ny', '7bit'],
    ['nothing', '', '7bit'],
  ])('%s', async (_, text, encoding) => {
    const message = compose({ text, html: `<p>${text}</p>` });
    expect(message).toContain(`Content-Transfer-Encoding: ${encoding}`);
    for (const line of message.split('\r\n'))
      expect(line.length).toBeLessThanOrEqual(encoding === '7bit' ? 998 : 76);
    const parsed = await PostalMime.parse(message);
    expect(parsed.text?.replace(/\n$/, '')).toBe(text.replace(/\r\n?/g, '\n'));
    expect(parsed.html?.replace(/\n$/, '')).toBe(`<p>${text.replace(/\r\n?/g, '\n')}</p>`);
  });
});

test.each([
  [{ messageId: 'x' }],
  [{ messageId: '<a\r\nb>' }],
  [{ touchlineId: 'a b' }],
  [{ dateMs: -1 }],
])('what we made wrong ourselves is refused: %j', (changes) =>
  expect(() => compose(changes)).toThrow(InvariantError),
);

describe('attachments', () => {
  const pdf = assetOf('Price list.pdf', Buffer.from('%PDF-1.7 \u0000\u00ff'.repeat(40), 'latin1'));
  const named = (name: string) => assetOf(name, Buffer.from('x'));

  test('arrive as they were, behind the two texts', async () => {
    const { attachments, text, html } = await PostalMime.parse(
      composeMessage({ ...parts, attachments: [pdf, named('a.csv')] }),
    );
    expect([text?.trim(), html?.trim()]).toEqual([parts.text.trim(), parts.html.trim()]);
    expect(
      attachments.map(({ filename, mimeType, disposition }) => [filename, mimeType, disposition]),
    ).toEqual([
      ['Price list.pdf', 'application/pdf', 'attachment'],
      ['a.csv', 'text/csv', 'attachment'],
    ]);
    const [first] = attachments;
    expect(Buffer.from(first!.content as ArrayBuffer).equals(Buffer.from(pdf.bytes))).toBe(true);
  });

  test.each([
    ['Preisliste für Köln.pdf', 'Preisliste für Köln.pdf'],
    ['価格表（二〇二六年度版・関東地方のお客様向け・税別・最新版）.pdf', null],
    ['a "b" \\ c.pdf', 'c.pdf'],
    [`${'long '.repeat(40)}.pdf`, null],
    ['../../etc/passwd', 'passwd'],
    ['in\u202efdp.exe', 'infdp.exe'],
    ['a\r\nBcc: eve@evil.example.pdf', 'a Bcc: eve@evil.example.pdf'],
    ['', 'attachment'],
  ])('%j keeps its name, and no line grows long', async (name, shown) => {
    const message = composeMessage({ ...parts, attachments: [named(name)] });
    const { attachments, headers } = await PostalMime.parse(message);
    expect(attachments.map(({ filename }) => filename)).toEqual([shown ?? name]);
    expect(headers.filter(({ key }) => key === 'bcc')).toEqual([]);
    for (const line of Buffer.from(message).toString('latin1').split('\r\n'))
      expect(line.length).toBeLessThanOrEqual(78);
  });

  test('of an unknown kind are octets', () => {
    expect(named('a.constructor').type).toBe('application/octet-stream');
    expect(named('a').type).toBe('application/octet-stream');
  });

  test('of more than 5 MB together are refused', () => {
    const half = assetOf('a.zip', Buffer.alloc(2.5 * 1024 * 1024));
    expect(composeMessage({ ...parts, attachments: [half, half] }).length).toBeGreaterThan(7e6);
    expect(tooMuchAttached([half, half])).toBeNull();
    expect(() => composeMessage({ ...parts, attachments: [half, half, named('b')] })).toThrow(
      'the attachments have 5.1 MB together, at most 5 MB fit',
    );
    expect(tooMuchAttached([named('b')], 0)).toContain('at most 0 MB fit');
  });

  test('have a hash of name and bytes', () => {
    expect(named('a').hash).toMatch(/^[0-9a-f]{64}$/);
    expect(
      new Set([named('a'), named('b'), assetOf('a', Buffer.from('y'))].map((each) => each.hash))
        .size,
    ).toBe(3);
  });
});
