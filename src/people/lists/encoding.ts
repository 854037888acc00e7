/** Which characters do the bytes of a list stand for? Nobody declares it, so it is told from the bytes. */
import iconv from 'iconv-lite';

/** What stands before the text and says how it is encoded. */
export const UTF_BOMS: readonly {
  readonly encoding: string;
  readonly bom: readonly number[];
}[] = [
  { encoding: 'utf-8', bom: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-32le', bom: [0xff, 0xfe, 0, 0] },
  { encoding: 'utf-32be', bom: [0, 0, 0xfe, 0xff] },
  { encoding: 'utf-16le', bom: [0xff, 0xfe] },
  { encoding: 'utf-16be', bom: [0xfe, 0xff] },
];

/** iconv-lite knows all but this one. */
export const BY_ESCAPES = 'iso-2022-jp';

/** Any spelling of iconv-lite. */
export function isEncoding(name: string): boolean {
  return name.toLowerCase() === BY_ESCAPES || iconv.encodingExists(name);
}

/** @param encoding  One that exists. */
export function decodedAs(bytes: Uint8Array, encoding: string): string {
  return encoding.toLowerCase() === BY_ESCAPES
    ? new TextDecoder(BY_ESCAPES).decode(bytes)
    : iconv.decode(Buffer.from(bytes), encoding);
}

/**
 * Order: byte order mark, what was asked for, the NUL pattern of UTF-16 and UTF-32, valid UTF-8.
 *
 * @param asked    An encoding that exists; `null`: none.
 * @param isWhole  Nothing follows; else a letter may be cut at the end.
 * @returns `null`: an older encoding.
 */
export function unicodeOf(
  bytes: Uint8Array,
  asked: string | null,
  isWhole: boolean,
): string | null {
  const encoding = ofBom(bytes) ?? asked?.toLowerCase() ?? ofNulPattern(bytes);
  return encoding ?? (isUtf8(bytes, isWhole) ? 'utf-8' : null);
}

function ofBom(bytes: Uint8Array): string | null {
  const found = UTF_BOMS.filter(({ bom }) => bom.every((byte, at) => bytes[at] === byte));
  // The mark of UTF-16 begins that of UTF-32.
  return found.toSorted((one, other) => other.bom.length - one.bom.length)[0]?.encoding ?? null;
}

/**
 * A letter of UTF-16 has two bytes, one of UTF-32 four, and of spaces, digits and line ends the higher ones are NUL: so NULs stand in some
 * places of each group, and hardly in the others.
 */
function ofNulPattern(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 4_096);
  const nuls = [0, 0, 0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) nuls[index % 4]!++;
  });
  const [first, second, third, fourth] = nuls.map((count) => count / (sample.length / 4));
  const isFew = (share: number | undefined, of: number | undefined): boolean => share! * 10 <= of!;
  if (fourth! > 0.9 && third! > 0.9 && isFew(first, fourth)) return 'utf-32le';
  if (first! > 0.9 && second! > 0.9 && isFew(fourth, first)) return 'utf-32be';
  const [even, odd] = [first! + third!, second! + fourth!];
  const least = Math.max(NULS_LEAST, (4 * NULS_FEW) / sample.length);
  if (odd > least && isFew(even, odd)) return 'utf-16le';
  if (even > least && isFew(odd, even)) return 'utf-16be';
  return null;
}

/** Of the higher bytes; a list in UTF-16 has at least its delimiters and line ends. */
const NULS_LEAST = 0.08;
/** That many may be strays. */
const NULS_FEW = 3;

function isUtf8(bytes: Uint8Array, isWhole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole });
    return true;
  } catch {
    return false;
  }
}

/**
 * Every byte fits Shift_JIS, and most of its two-byte characters stand beside another. An accented letter of windows-1252 followed by a plain
 * one fits too (`Müller`), but stands alone.
 */
export function looksLikeShiftJis(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 262_144);
  let pairs = 0;
  let alone = 0;
  let run = 0;
  let at = 0;
  while (at < sample.length) {
    const byte = sample[at]!;
    const isHalfWidth = byte >= 0xa1 && byte <= 0xdf;
    if (byte < 0x80 || isHalfWidth) {
      if (run === 1) alone++;
      run = 0;
      at += 1;
      continue;
    }
    const isLead = (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
    // Cut by the sample's end, or by nothing: then it is no Shift_JIS, and one letter decides little.
    const trail = sample[at + 1] ?? 0x40;
    if (!isLead || trail < 0x40 || trail === 0x7f || trail > 0xfc) return false;
    pairs++;
    run++;
    at += 2;
  }
  if (run === 1) alone++;
  return pairs > 0 && alone * 2 <= pairs;
}
