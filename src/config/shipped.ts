/** The sequence that a new workspace begins with, and the texts it needs, as they come with this program. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFolder } from './package-folder.ts';

const STARTER = [
  'sequences/classic.yaml',
  'templates/bump.md',
  'templates/connect-note.md',
  'templates/discovery.md',
  'templates/goodbye.md',
  'templates/intro.md',
  'templates/missed-you.md',
] as const;

/** Paths are the same in a workspace. */
export function starterFiles(): Promise<
  readonly { readonly path: string; readonly text: string }[]
> {
  return Promise.all(STARTER.map(async (path) => ({ path, text: await readShipped(path) })));
}

/** @param path  From the package's folder. */
export function readShipped(path: string): Promise<string> {
  return readFile(join(packageFolder(), path), 'utf8');
}
