/** The labelled mails, read in place: they are not ours to copy. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
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

/** Rules were written with an eye on `seen`; `unseen` was only counted, so that it tells what the rules are worth elsewhere. */
export type Half = 'seen' | 'unseen';

export interface LabelledCase {
  readonly name: string;
  readonly half: Half;
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
    half: halfOf(name),
    labels,
    read: (path) => readFileSync(join(folder, path)),
  }));
}

/** By a hash of the base name: copies of one mail in several sets fall into one half. */
function halfOf(name: string): Half {
  const hash = createHash('sha256').update(basename(name)).digest();
  return hash.at(-1)! % 2 === 0 ? 'seen' : 'unseen';
}
