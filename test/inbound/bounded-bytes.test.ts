import { expect, test } from 'vitest';
import { bodyStart, boundBytes } from '../../src/inbound/mail/bounded-bytes.ts';
import { bytesOf } from './mail.ts';

const header = 'From: ada@kern.example\nSubject: Spring\n\n';
const start = bytesOf(header).length;

test('a letter is left whole', () => {
  const bytes = bytesOf(`${header}Hello\n--\nAda`);
  expect(boundBytes(bytes)).toEqual({ bytes, cut: false });
});

test.each([
  ['256 KiB of body', 'x'.repeat(300 * 1024), 256 * 1024],
  ['10,000 lines', 'x\n'.repeat(30_000), 10_000 * 3],
  ['2,000 lines that could be boundaries', '--\n'.repeat(3_000), 2_000 * 4],
])('cuts after %s, with the header intact', (_, body, length) => {
  const bounded = boundBytes(bytesOf(header + body));
  expect(bounded.cut).toBe(true);
  expect(bounded.bytes.length).toBe(start + length);
});

test('a header without an end is cut at 256 KiB', () => {
  const bounded = boundBytes(bytesOf('X: y\n'.repeat(100_000)));
  expect(bounded).toMatchObject({ cut: true, bytes: { length: 256 * 1024 } });
});

test.each([
  ['after a bare LF', 'A: b\n\nbody', 6],
  ['after CR LF', 'A: b\r\n\r\nbody', 8],
  ['nowhere', 'A: b', 4],
])('the body begins %s', (_, text, at) => {
  expect(bodyStart(new TextEncoder().encode(text))).toBe(at);
});
