import { describe, expect, test } from 'vitest';
import { jsonText } from '../../../src/cli/output/json.ts';
import { cleanLine, cleanLines, stripUnsafe } from '../../../src/cli/output/sanitize.ts';

describe('a line of foreign text', () => {
  test.each([
    ['plain text stays', 'Ada Kern, CTO', 'Ada Kern, CTO'],
    ['other scripts and emoji stay', '山田 太郎 👩🏽‍💻 مرحبا', '山田 太郎 👩🏽‍💻 مرحبا'],
    ['colours go', '\u001b[31mred\u001b[0m', 'red'],
    ['cursor movements go', 'a\u001b[2J\u001b[1;1Hb', 'ab'],
    ['a window title goes with its text', 'a\u001b]0;owned\u0007b', 'ab'],
    ['a clipboard write ends at its terminator', 'a\u001b]52;c;ZXZpbA==\u001b\\b', 'ab'],
    ['a title without an end takes the rest', 'a\u001b]0;owned', 'a'],
    ['C1 forms of the same go', 'a\u009b31mb\u009d0;t\u009cc', 'abc'],
    ['a lone escape goes', 'a\u001b', 'a'],
    ['bells, backspaces and NUL go', 'a\u0007\b\u0000b', 'ab'],
    ['bidi controls go', 'user\u202egnp.exe\u2066x\u2069\u200f', 'usergnp.exex'],
    ['line breaks and tabs are spaces', 'a\r\nb\tc\u2028d', 'a b c d'],
  ])('%s', (_, text, clean) => expect(cleanLine(text)).toBe(clean));
});

test('several lines keep their breaks and nothing else', () => {
  expect(cleanLines('Hi\u001b[1m\r\nthere\u0007\n')).toBe('Hi\nthere\n');
});

test('the last net lets our own colours through', () => {
  expect(stripUnsafe('\u001b[31mlate\u001b[39m\u001b[2J\u202e ok')).toBe(
    '\u001b[31mlate\u001b[39m ok',
  );
});

test('JSON keeps foreign text and still drives no terminal', () => {
  const text = 'a\u001b[31m\u009b\u202e\u007f\u2028é\n';
  const printed = jsonText({ text });
  // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
  expect(printed).toMatch(/^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]*$/);
  expect(JSON.parse(printed)).toEqual({ text });
});
