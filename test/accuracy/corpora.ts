/** The labelled mails, read in place: they are not ours to copy. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** `null`: the folder is not there, and nothing can be measured. */
export function corporaRoot(): string | null {
  const root = resolve(projectRoot, process.env['TOUCHLINE_CORPORA'] ?? '../shared/corpora');
  return existsSync(root) ? root : null;
}

export interface Labels {
  readonly class: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly [label: string]: unknown;
}

export interface LabelledCase {
  readonly name: string;
  readonly labels: Labels;
  /** Bytes of one of its files. */
  readonly read: (file: string) => Uint8Array;
}

/** The half of a set that may be looked at; empty when the set is not there. */
export function casesOf(root: string, set: string): LabelledCase[] {
  const folder = join(root, set, 'dev');
  const file = join(folder, 'labels.json');
  if (!existsSync(file)) return [];
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Record<string, Labels> };
  return Object.entries(cases).map(([name, labels]) => ({
    name,
    labels,
    read: (path) => readFileSync(join(folder, path)),
  }));
}

/** A message as its fields say it: for the sets that hold fields instead of bytes. */
export function messageBytes(headers: Readonly<Record<string, string>>, text: string): Uint8Array {
  const lines = Object.entries(headers).map(
    ([name, value]) => `${name}: ${value.replace(/\s*\n\s*/g, ' ')}`,
  );
  const encoded = Buffer.from(text, 'utf8')
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n');
  const type =
    headers['Content-Type'] === undefined
      ? ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64']
      : [];
  const body = type.length === 0 ? text : encoded;
  return Buffer.from([...lines, ...type, '', body].join('\r\n'), 'utf8');
}
