import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smsSegments } from '../../src/content/sms.ts';

describe('segments of a text message', () => {
  test.each([
    ['an empty text', '', 'gsm7', 0, 0],
    ['a full lone segment', 'a'.repeat(160), 'gsm7', 1, 160],
    ['one character more', 'a'.repeat(161), 'gsm7', 2, 161],
    ['two full segments', 'a'.repeat(306), 'gsm7', 2, 306],
    ['three', 'a'.repeat(307), 'gsm7', 3, 307],
    ['letters of the basic alphabet', 'Grüße, Ærø à la ñ Δ', 'gsm7', 1, 19],
    ['the euro sign counts twice', '€'.repeat(80), 'gsm7', 1, 160],
    ['an escape pair is not split', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 'gsm7', 3, 306],
    ['a letter outside the alphabet', `ő${'a'.repeat(69)}`, 'ucs2', 1, 70],
    ['one more of them', `ő${'a'.repeat(70)}`, 'ucs2', 2, 71],
    ['a typographic quote', 'it’s', 'ucs2', 1, 4],
    ['a surrogate pair is not split', `${'あ'.repeat(66)}😀${'あ'.repeat(66)}`, 'ucs2', 3, 134],
  ])('%s', (_, text, encoding, segments, length) => {
    expect(smsSegments(text)).toEqual({ encoding, segments, length });
  });

  test('are never fewer than the units need, nor more than one lost unit each makes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '€', '😀', 'あ'), maxLength: 400 }),
        (text) => {
          const { encoding, segments, length } = smsSegments(text);
          const joined = encoding === 'gsm7' ? 153 : 67;
          const lone = encoding === 'gsm7' ? 160 : 70;
          if (length <= lone) return segments === (length === 0 ? 0 : 1);
          return (
            segments >= Math.ceil(length / joined) && segments <= Math.ceil(length / (joined - 1))
          );
        },
      ),
    );
  });
});
