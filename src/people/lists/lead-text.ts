/** The text of a list that comes in chunks of bytes: told what it is encoded in, decoded, with one kind of line end. */
import iconv from 'iconv-lite';
import { BY_ESCAPES, unicodeOf, UTF_BOMS } from './encoding.ts';

export interface TextPiece {
  readonly text: string;
  /** Nothing follows. */
  readonly isLast: boolean;
  /** Of the source, read so far. */
  readonly bytes: number;
}

export interface LeadText {
  /** Lower case; a name that iconv-lite knows, or `iso-2022-jp`. */
  readonly encoding: string;
  /** Without the byte order mark; `\n` ends each line. At least one, the last one says so. */
  readonly pieces: AsyncIterable<TextPiece>;
}

/** What is decoded at once. However the bytes come, they are cut here, so that how they come changes nothing. */
const BLOCK_BYTES = 65_536;
/** Blocks that are looked at before the encoding is settled. */
const SAMPLE_BLOCKS = 4;

/** @param asked  An encoding that exists; `null`: told from the bytes. A byte order mark beats it: it is proof. */
export async function leadText(
  chunks: AsyncIterable<Uint8Array>,
  asked: string | null,
): Promise<LeadText> {
  const blocks = blocksOf(chunks);
  const sample: Block[] = [];
  while (sample.length < SAMPLE_BLOCKS && sample.at(-1)?.isLast !== true) {
    const block = await blocks.next();
    if (block.done === true) break;
    sample.push(block.value);
  }
  const bytes = joined(sample.map((block) => block.bytes));
  const isWhole = sample.at(-1)?.isLast === true;
  const unicode = unicodeOf(bytes, asked, isWhole);
  const encoding = unicode === null || isEscaped(bytes, unicode) ? await olderOf(bytes) : unicode;
  return { encoding, pieces: piecesOf(sample, blocks, encoding) };
}

/** ISO 2022 writes Japanese and Korean in ASCII, between escapes. */
function isEscaped(bytes: Uint8Array, unicode: string): boolean {
  return unicode === 'utf-8' && bytes.some((byte, at) => byte === 0x1b && bytes[at + 1] === 0x24);
}

/** Bytes that are no UTF-8: an older encoding, or UTF-8 with a few letters lost. */
async function olderOf(bytes: Uint8Array): Promise<string> {
  if (isMostlyUtf8(bytes)) return 'utf-8';
  const { charsetOf } = await import('./charset.ts');
  return charsetOf(bytes);
}

/** Letters of several bytes that are whole, against those that are not: by chance hardly any is. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const lost = text.split('\ufffd').length - 1;
  const whole = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return whole > 4 * lost;
}

interface Block {
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

/** All of one size but the last, which may be empty. */
async function* blocksOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Block, void> {
  let block = new Uint8Array(BLOCK_BYTES);
  let length = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + BLOCK_BYTES - length);
      block.set(part, length);
      length += part.length;
      at += part.length;
      if (length < BLOCK_BYTES) continue;
      yield { bytes: block, isLast: false };
      block = new Uint8Array(BLOCK_BYTES);
      length = 0;
    }
  }
  yield { bytes: block.subarray(0, length), isLast: true };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

async function* piecesOf(
  sample: readonly Block[],
  blocks: AsyncGenerator<Block, void>,
  encoding: string,
): AsyncGenerator<TextPiece, void> {
  const decode = encoding === 'utf-8' ? utf8OrOlder() : olderDecoder(encoding);
  const settle = lineEnds();
  let bytes = 0;
  const pieceOf = async (block: Block): Promise<TextPiece> => {
    const bom = bytes === 0 ? bomLength(block.bytes, encoding) : 0;
    bytes += block.bytes.length;
    const text = await decode(block.bytes.subarray(bom), block.isLast);
    return { text: settle(text, block.isLast), isLast: block.isLast, bytes };
  };
  try {
    for (const block of sample) yield await pieceOf(block);
    for await (const block of blocks) yield await pieceOf(block);
  } finally {
    // Whoever reads a sample only leaves no file open.
    await blocks.return();
  }
}

const NOTHING = new Uint8Array(0);

function bomLength(bytes: Uint8Array, encoding: string): number {
  const mark = UTF_BOMS.find(
    ({ encoding: of, bom }) => of === encoding && bom.every((byte, at) => bytes[at] === byte),
  );
  return mark?.bom.length ?? 0;
}

type Decode = (bytes: Uint8Array, isLast: boolean) => string | Promise<string>;

/**
 * UTF-8 as long as it is. Where the first byte comes that is none, and all before it was ASCII, the list was never UTF-8: what it is then
 * is told from there on. After letters of real UTF-8, such bytes are lost letters.
 */
function utf8OrOlder(): Decode {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  let older: Decode | null = null;
  let isAscii = true;
  let cut: Uint8Array = NOTHING;
  return async (chunk, isLast) => {
    if (older !== null) return older(chunk, isLast);
    const bytes = cut.length === 0 ? chunk : joined([cut, chunk]);
    const end = isLast ? bytes.length : wholeLength(bytes);
    const whole = bytes.subarray(0, end);
    cut = bytes.slice(end);
    try {
      const text = strict.decode(whole);
      isAscii &&= text.length === end;
      return text;
    } catch {
      const encoding = isAscii ? await olderOf(bytes) : 'utf-8';
      isAscii = false;
      if (encoding === 'utf-8') return lenient.decode(whole);
      older = olderDecoder(encoding);
      return older(bytes, isLast);
    }
  };
}

/** Without the bytes of a letter that goes on in the next chunk. */
function wholeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const letter = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return back < letter ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function olderDecoder(encoding: string): Decode {
  if (encoding === BY_ESCAPES) {
    const decoder = new TextDecoder(BY_ESCAPES);
    return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
  }
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  return (bytes, isLast) =>
    decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) +
    (isLast ? (decoder.end() ?? '') : '');
}

/** `\r\n` and `\r` become `\n`, also where a piece ends between the two. */
function lineEnds(): (text: string, isLast: boolean) => string {
  let held = '';
  return (piece, isLast) => {
    let text = held + piece;
    held = '';
    if (!isLast && text.endsWith('\r')) {
      held = '\r';
      text = text.slice(0, -1);
    }
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  };
}
