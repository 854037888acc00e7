/**
 * How many segments does a text message take? Gateways charge by segment.
 *
 * Source: 3GPP TS 23.038, 6.2.1 (the default alphabet and its extension table) and TS 23.040, 9.2.3.24.1 (concatenation header).
 */
export interface SmsLength {
  readonly encoding: 'gsm7' | 'ucs2';
  /** 0 for an empty text. */
  readonly segments: number;
  /** Septets (`gsm7`: a character of the extension table counts twice) or UTF-16 units (`ucs2`). */
  readonly length: number;
}

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENSION = new Set('\f^{}\\[~]|€');

/** Units in a lone segment, and in each of several, where the header takes its share. */
const CAPACITY = { gsm7: { lone: 160, joined: 153 }, ucs2: { lone: 70, joined: 67 } } as const;

export function smsSegments(text: string): SmsLength {
  const chars = Array.from(text);
  const encoding = chars.every((char) => BASIC.has(char) || EXTENSION.has(char)) ? 'gsm7' : 'ucs2';
  const sizes = chars.map((char) =>
    encoding === 'ucs2' ? char.length : EXTENSION.has(char) ? 2 : 1,
  );
  const length = sizes.reduce((sum, size) => sum + size, 0);
  const capacity = CAPACITY[encoding];
  if (length <= capacity.lone) return { encoding, segments: length === 0 ? 0 : 1, length };

  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    // An escape and its character, or the halves of a pair, stay in one segment.
    if (used + size > capacity.joined) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, segments, length };
}

/** The first character for which the whole text needs UCS-2, and so twice the segments; `null`: there is none. */
export function firstBeyondGsm7(text: string): string | null {
  return Array.from(text).find((char) => !BASIC.has(char) && !EXTENSION.has(char)) ?? null;
}
