/** How many columns of a terminal does a text take? */

/** Wide and fullwidth ranges of Unicode's EastAsianWidth.txt, the blocks people's names and companies use. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[#*0-9]\ufe0f?\u20e3/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;
/** One column each: what Latin text and its punctuation (dashes, quotes, ellipsis, arrows) are made of. */
const PLAIN =
  /^[\u0020-\u007e\u00a1-\u00a8\u00aa-\u00ac\u00af-\u02ff\u2010-\u2027\u2030-\u203a\u2190-\u2193]*$/;

/** Made at its first use: loading its rules takes longer than all else that most commands print. */
let segmenter: Intl.Segmenter | null = null;

function graphemes(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** Columns of clean text (no escape sequences): CJK and emoji take two, combining marks none. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += graphemeWidth(segment);
  return width;
}

/** The start of a text that fits `columns`, with `…` as its last column where something was cut. */
export function fitWidth(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of graphemes(text)) {
    width += graphemeWidth(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

function graphemeWidth(segment: string): number {
  if (INVISIBLE.test(segment)) return 0;
  // Halfwidth katakana carry their voicing marks in columns of their own.
  if (/[\uff9e\uff9f]/.test(segment)) return segment.length;
  return EMOJI.test(segment) || WIDE.test(segment) ? 2 : 1;
}
