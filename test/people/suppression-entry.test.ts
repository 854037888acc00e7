import { describe, expect, test } from 'vitest';
import { parseSuppression } from '../../src/people/identity/suppression-entry.ts';

const seen = (text: string, country: string | null = null): string | null => {
  const entry = parseSuppression(text, country);
  return entry === null ? null : `${entry.kind} ${entry.value}`;
};

describe('an entry is normalised', () => {
  test.each([
    ['Ada@Acme.example', 'address ada@acme.example'],
    ['Ada Kern <ada@acme.example>', 'address ada@acme.example'],
    ['*@Acme.example', 'domain acme.example'],
    ['@acme.example', 'domain acme.example'],
    ['*.acme.example', 'domain acme.example'],
    ['acme.example', 'domain acme.example'],
    ['mail.acme.co.uk', 'domain mail.acme.co.uk'],
    ['müller.de', 'domain xn--mller-kva.de'],
    ['+49 (0)30 1234567', 'phone +49301234567'],
    ['0049301234567', 'phone +49301234567'],
    ['https://www.linkedin.com/in/Ada-Kern/', 'linkedin in/ada-kern'],
    ['Jobs-*@Müller.de', 'pattern jobs-*@xn--mller-kva.de'],
    ['*.test@acme.example', 'pattern *.test@acme.example'],
  ])('%s', (text, expected) => expect(seen(text)).toBe(expected));

  test('a national number needs its country', () => {
    expect(seen('030 1234567')).toBeNull();
    expect(seen('030 1234567', 'DE')).toBe('phone +49301234567');
  });

  test.each([
    '',
    'not an address',
    'a@b@c.example',
    'ada@',
    'linkedin.com/company/acme',
    'a*@*.example',
    '*a*b*c*@acme.example',
    '123',
    'a@x.test, b@x.test',
  ])('%j is none', (text) => expect(seen(text)).toBeNull());
});

describe('what binds far more than one company says so', () => {
  test.each([
    ['*', 'everybody'],
    ['*@*', 'everybody'],
    ['com', 'everybody under .com'],
    ['*.com', 'everybody under .com'],
    ['*@co.uk', 'everybody under .co.uk'],
    ['gmail.com', 'everybody who has a mailbox at gmail.com'],
    ['j*@gmail.com', 'everybody at gmail.com whose address looks like it'],
  ])('%s', (text, reach) => expect(parseSuppression(text, null)?.reach).toBe(reach));

  test.each(['acme.example', 'ada@gmail.com', 'bbc.co.uk', '+49301234567'])('%s does not', (text) =>
    expect(parseSuppression(text, null)).toMatchObject({ reach: null }),
  );
});
