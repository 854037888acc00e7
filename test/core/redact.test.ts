import { expect, test } from 'vitest';
import { redactorOf } from '../../src/core/person/redact.ts';

const { text, likes } = redactorOf({
  identities: [
    { kind: 'email', value: 'ada@kern.example' },
    { kind: 'phone', value: '+49301234567' },
    { kind: 'linkedin', value: 'in/ada-kern' },
  ],
  name: { firstName: 'Ada', lastName: 'Kern', name: 'Ada Kern' },
});

/** As the database compares, which knows the case of plain letters only. */
const fits = (like: string, written: string): boolean =>
  new RegExp(
    `^${like
      .replace(/[.+]/g, String.raw`\$&`)
      .replace(/!([%_!])/g, '\\$1')
      .replace(/%/g, '.*')
      .replace(/_/g, '.')}$`,
    's',
  ).test(written.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));

test.each([
  ['Ask ADA@kern.example.', 'Ask [erased].'],
  ['<mailto:ada@kern.example>', '<mailto:[erased]>'],
  ['call +49 (0)30 / 123 45-67 now', 'call [erased] now'],
  ['030 1234567, and 42', '[erased], and 42'],
  ['https://de.linkedin.com/in/Ada-Kern?x', 'https://de.linkedin.com/in/[erased]?x'],
  ['Ada  Kern, or Kern, Ada', '[erased], or [erased]'],
  [`'ada@kern.example' and _ada@kern.example_`, `'[erased]' and _[erased]_`],
  ['Ask...ada@kern.example -', 'Ask...[erased] -'],
  ['?email=ada%40kern.example&b', '?email=[erased]&b'],
  ['%3Cada%40kern.example%3E', '%3C[erased]%3E'],
  ['> Ada\n> > Kern wrote', '> [erased] wrote'],
  ['"Kern";"Ada";x', '"[erased]";x'],
])('%s', (written, expected) => expect(text(written)).toBe(expected));

test.each([
  'nada@kern.example and x.ada@kern.example',
  'ada@kern.example.org',
  '+49301234568 and 9301234567123',
  'linkedin.com/in/ada-kern-42',
  'Ada met Kernighan; Kern said so',
])('%s is about others', (written) => expect(text(written)).toBe(written));

test.each([
  ['Mrs Zoë\u0308 no', 'Mrs Zoë\u0308 no'],
  ['Zoe\u0308 Brontë', '[erased]'],
  ['linkedin.com/in/zo%C3%AB-b and in/zoe\u0308-b', 'linkedin.com/in/[erased] and in/[erased]'],
])('%s, whatever its marks are made of', (written, expected) => {
  const zoe = redactorOf({
    identities: [{ kind: 'linkedin', value: 'in/zoë-b' }],
    name: { firstName: 'Zoë', lastName: 'Brontë', name: 'Zoë Brontë' },
  });
  expect(zoe.text(written)).toBe(expected);
  if (written === expected) return;
  for (const part of written.split(' and '))
    expect(zoe.likes.some((like) => fits(like, part))).toBe(true);
});

test('the database finds each by one of its words', () => {
  for (const written of [
    'x ada@kern.example',
    'ada%40kern.example',
    '030/12 345-67',
    'in/ada-kern',
    'Kern, Ada',
  ])
    expect([written, likes.some((like) => fits(like, written))]).toEqual([written, true]);
});

test('a name of one word, and nothing at all, name nobody', () => {
  const nobody = redactorOf({
    identities: [],
    name: { firstName: 'Ada', lastName: null, name: 'Ada' },
  });
  expect([nobody.text('Ada'), nobody.likes]).toEqual(['Ada', []]);
});

test('a long s and the sign of Kelvin are letters like any', () => {
  const sik = redactorOf({ identities: [{ kind: 'email', value: 'sik@sik.example' }], name: null });
  expect(sik.text('\u017fi\u212a@SIK.example')).toBe('[erased]');
});

test('a profile that is kept with its marks apart is found with its marks in one', () => {
  const zoe = redactorOf({
    identities: [{ kind: 'linkedin', value: 'in/zoe\u0308-b' }],
    name: null,
  });
  expect(zoe.text('in/zoë-b, in/zo%C3%AB-b')).toBe('in/[erased], in/[erased]');
});
