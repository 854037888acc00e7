/** A file that an email carries: stored once under the hash of its name and bytes, and named by that hash in a version. */
import { createHash } from 'node:crypto';

export interface Asset {
  /** 64 hex digits. */
  readonly hash: string;
  /** As the recipient sees it; no folder. */
  readonly name: string;
  /** `application/pdf`. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Of all files of one message. Base64 makes a third more of it; many servers refuse above 10 MB. */
export const ATTACHED_BYTES_MAX = 5 * 1024 * 1024;

export function assetOf(name: string, bytes: Uint8Array): Asset {
  const hash = createHash('sha256').update(`${name}\0`).update(bytes).digest('hex');
  return { hash, name, type: contentTypeOf(name), bytes };
}

/** In words what is too much, or `null`. */
export function tooMuchAttached(
  assets: readonly Pick<Asset, 'bytes'>[],
  bytesMax: number = ATTACHED_BYTES_MAX,
): string | null {
  const total = assets.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (total <= bytesMax) return null;
  return `the attachments have ${megabytes(total)} MB together, at most ${megabytes(bytesMax)} MB fit`;
}

function megabytes(bytes: number): string {
  return (Math.ceil((bytes / 1024 / 1024) * 10) / 10).toString();
}

/** By extension; what salespeople attach. */
const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  gif: 'image/gif',
  ics: 'text/calendar',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain',
  vcf: 'text/vcard',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

function contentTypeOf(name: string): string {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(TYPES, extension) ? TYPES[extension]! : 'application/octet-stream';
}
