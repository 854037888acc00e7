import { describe, expect, test } from 'vitest';
import { encodeBody } from '../../src/content/body-encoding.ts';

describe('quoted-printable', () => {
  test('keeps what a server might strip or a reader mistake', () => {
    expect(encodeBody('Grüße, 1=1 und noch ein Wort \n\tx\t\nund ein Ende ')).toEqual({
      encoding: 'quoted-printable',
      body: 'Gr=C3=BC=C3=9Fe, 1=3D1 und noch ein Wort=20\r\n\tx=09\r\nund ein Ende=20',
    });
  });

  test('breaks a long line softly at 76', () => {
    expect(encodeBody(`é${'x'.repeat(100)}`).body).toBe(
      `=C3=A9${'x'.repeat(69)}=\r\n${'x'.repeat(31)}`,
    );
    // A line that just fits needs no break.
    expect(encodeBody(`é${'x'.repeat(70)}\n`).body).toBe(`=C3=A9${'x'.repeat(70)}\r\n`);
  });
});

test('base64 breaks its lines at 76', () => {
  const { encoding, body } = encodeBody('あ'.repeat(40));
  expect(encoding).toBe('base64');
  expect(body.split('\r\n').map((line) => line.length)).toEqual([76, 76, 8]);
  expect(Buffer.from(body, 'base64').toString()).toBe('あ'.repeat(40));
});
