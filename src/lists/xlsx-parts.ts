/** The parts of a spreadsheet file, inflated piece by piece and never beyond a bound: a zip of 40 KB can hold 40 GB. */
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { ListFault } from '../people/lists/fault.ts';

/** Of all parts that are read, inflated. */
export const INFLATED_BYTES_MOST = 200 * 1024 * 1024;
/** A part of a spreadsheet is a handful of elements deep, each with a handful of attributes: what is not would fill the memory. */
const DEPTH_MOST = 100;
const ATTRIBUTES_MOST = 1_000;
/** Parts that a zip may name; a spreadsheet has a few dozen. */
const PARTS_MOST = 10_000;

/** What stops the reading; caught where records are made of the parts. */
export class ListRefused extends Error {
  readonly fault: ListFault;

  constructor(fault: Omit<ListFault, 'line'>) {
    super(fault.message);
    this.fault = { line: 1, ...fault };
  }
}

/** Told of one part of the file, in its order. */
export interface XmlReader {
  readonly open?: (tag: SaxesTagPlain) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

export class XlsxParts {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #inflatedBytes = 0;
  #repeated = 0;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws {Error} Of yauzl, for what is no zip; {ListRefused}. */
  static async open(path: string): Promise<XlsxParts> {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    try {
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) {
        entries.set(entry.fileName, entry);
        if (entries.size > PARTS_MOST) throw tooLarge(`${PARTS_MOST} parts`);
      }
      return new XlsxParts(zip, entries);
    } catch (cause) {
      zip.close();
      throw cause;
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** How much of the part is read, from 0 to 1, after each piece that was. Nothing where there is no such part. */
  async *read(name: string, reader: XmlReader): AsyncGenerator<number, void> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    // By its own word; what inflates to more than it says is damaged, which yauzl finds.
    this.#refuseBeyond(entry.uncompressedSize);
    const parser = new SaxesParser();
    const { open, text, close } = reader;
    let depth = 0;
    let attributes = 0;
    parser.on('attribute', () => {
      attributes += 1;
      if (attributes > ATTRIBUTES_MOST) throw notAList();
    });
    parser.on('opentag', (tag) => {
      attributes = 0;
      depth += 1;
      if (depth > DEPTH_MOST) throw notAList();
      open?.(tag);
    });
    parser.on('closetag', (tag) => {
      depth -= 1;
      close?.(tag.name);
    });
    if (text !== undefined) parser.on('text', text);
    parser.on('error', (error) => {
      throw error;
    });
    const decoder = new StringDecoder('utf8');
    const stream = await this.#zip.openReadStreamPromise(entry);
    let bytes = 0;
    for await (const chunk of stream) {
      const piece: Buffer = chunk;
      bytes += piece.length;
      this.spend(piece.length);
      parser.write(decoder.write(piece));
      yield Math.min(1, bytes / Math.max(1, entry.uncompressedSize));
    }
    parser.write(decoder.end()).close();
  }

  /** Reads a part at once. */
  async readAll(name: string, reader: XmlReader): Promise<void> {
    const pieces = this.read(name, reader);
    while ((await pieces.next()).done !== true);
  }

  /** @throws {ListRefused} When more was taken than may be. */
  spend(bytes: number): void {
    this.#inflatedBytes += bytes;
    this.#refuseBeyond(0);
  }

  #refuseBeyond(bytesMore: number): void {
    if (this.#inflatedBytes + bytesMore > INFLATED_BYTES_MOST) throw tooLarge('200 MB');
  }

  /** Text that cells take from one place: a thousand characters may be named by a million cells. @throws {ListRefused} As `spend`. */
  repeat(characters: number): void {
    this.#repeated += characters;
    if (this.#repeated > INFLATED_BYTES_MOST) throw tooLarge('200 MB');
  }

  close(): void {
    this.#zip.close();
  }
}

function notAList(): ListRefused {
  return new ListRefused({
    code: 'not_a_list',
    message: 'the file is packed like a spreadsheet, but what is in it is none',
    hint: 'save it as .xlsx or CSV',
  });
}

function tooLarge(bound: string): ListRefused {
  return new ListRefused({
    code: 'spreadsheet_too_large',
    message: `the spreadsheet is larger than ${bound} when it is unpacked`,
    hint: 'save the sheet with the people as CSV, which may be of any size',
  });
}
