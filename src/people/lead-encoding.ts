/** Which characters do the bytes of a list stand for? Nobody declares it, so it is told from the bytes. */
import iconv from 'iconv-lite';

export interface Decoded {
  /** `utf-8`, `utf-16le`, `utf-16be`, `shift_jis`, `windows-1252`, or the name that was asked for. */
  readonly encoding: string;
  /** Without the byte order mark. */
  readonly text: string;
}

/** How much of a file without BOM is looked at to tell UTF-16 and Shift_JIS. */
const SAMPLE_BYTES = 262_144;

/** What stands before the text and says how it is encoded. */
export const UTF_BOM_LENGTHS: readonly {
  readonly encoding: string;
  readonly bom: readonly number[];
}[] = [
  { encoding: 'utf-8', bom: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bom: [0xff, 0xfe] },
  { encoding: 'utf-16be', bom: [0xfe, 0xff] },
];

/** Any spelling of iconv-lite. */
export function isEncoding(name: string): boolean {
  return iconv.encodingExists(name);
}

/**
 * The whole of a list at once.
 *
 * @param asked  An encoding's name; `null` to detect. A UTF BOM beats it: it is proof.
 * @returns `null` when `asked` is no encoding.
 */
export function decodeText(bytes: Uint8Array, asked: string | null): Decoded | null {
  if (asked !== null && !isEncoding(asked)) return null;
  const encoding = detectEncoding(bytes, asked, true);
  return { encoding, text: iconv.decode(bytes, encoding) };
}

/**
 * Order: byte order mark, the NUL pattern of UTF-16, valid UTF-8, Shift_JIS if the bytes look like Japanese, else windows-1252, which
 * reads every byte string. iconv-lite does all but UTF-8: Node's own decoder reads windows-1252 as Latin-1 and loses the euro sign.
 *
 * @param asked    As in `decodeText`; it exists.
 * @param isWhole  Nothing follows; else a letter may be cut at the end.
 */
export function detectEncoding(bytes: Uint8Array, asked: string | null, isWhole: boolean): string {
  const encoding = ofBom(bytes) ?? asked?.toLowerCase() ?? ofNulPattern(bytes);
  if (encoding !== null) return encoding;
  if (isUtf8(bytes, isWhole)) return 'utf-8';
  return looksLikeShiftJis(bytes) ? 'shift_jis' : 'windows-1252';
}

function ofBom(bytes: Uint8Array): string | null {
  const found = UTF_BOM_LENGTHS.find(({ bom }) => bom.every((byte, at) => bytes[at] === byte));
  return found?.encoding ?? null;
}

/** Text in UTF-16 of a header line is mostly Latin, so every other byte is NUL. */
function ofNulPattern(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 512);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even++;
    else odd++;
  });
  const enough = sample.length / 8;
  if (odd > enough && even === 0) return 'utf-16le';
  if (even > enough && odd === 0) return 'utf-16be';
  return null;
}

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
function looksLikeShiftJis(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
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
