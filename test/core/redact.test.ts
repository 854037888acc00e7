import { expect, test } from 'vitest';
import { redactorOf } from '../../src/core/redact.ts';

const { text, likes } = redactorOf({
  identities: [
    { kind: 'email', value: 'ada@kern.example' },
    { kind: 'phone', value: '+49301234567' },
    { kind: 'linkedin', value: 'in/ada-kern' },
  ],
  name: { firstName: 'Ada', lastName: 'Kern', name: 'Ada Kern' },
});

test.each([
  ['Ask ADA@kern.example.', 'Ask [erased].'],
  ['<mailto:ada@kern.example>', '<mailto:[erased]>'],
  ['call +49 (0)30 / 123 45-67 now', 'call [erased] now'],
  ['030 1234567, and 42', '[erased], and 42'],
  ['https://de.linkedin.com/in/Ada-Kern?x', 'https://de.linkedin.com/in/[erased]?x'],
  ['Ada  Kern, or Kern, Ada', '[erased], or [erased]'],
])('%s', (written, expected) => expect(text(written)).toBe(expected));

test.each([
  'nada@kern.example and x.ada@kern.example',
  'ada@kern.example.org',
  '+49301234568 and 9301234567123',
  'linkedin.com/in/ada-kern-42',
  'Ada met Kernighan; Kern said so',
])('%s is about others', (written) => expect(text(written)).toBe(written));

test('the database finds each by one of its words', () => {
  const fits = (like: string, written: string): boolean =>
    new RegExp(`^${like.replace(/[.+]/g, String.raw`\$&`).replace(/%/g, '.*')}$`, 's').test(
      written.toLowerCase(),
    );
  for (const written of ['x ada@kern.example', '030/12 345-67', 'in/ada-kern', 'Kern, Ada'])
    expect([written, likes.some((like) => fits(like, written))]).toEqual([written, true]);
});

test('a name of one word, and nothing at all, name nobody', () => {
  const nobody = redactorOf({
    identities: [],
    name: { firstName: 'Ada', lastName: null, name: 'Ada' },
  });
  expect([nobody.text('Ada'), nobody.likes]).toEqual(['Ada', []]);
});
