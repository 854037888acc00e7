/** The sequence that a new workspace begins with, the texts it needs, and what editors need, as they come with this program. */
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

const SCHEMAS = ['sequence', 'style', 'test', 'workspace'] as const;
/** In the package, and in a workspace. */
const SHIPPED_SCHEMAS = 'docs/schema';
const SCHEMAS_OF_WORKSPACE = '.touchline';

export interface ShippedFile {
  /** From the folder of a workspace. */
  readonly path: string;
  readonly text: string;
}

export async function starterFiles(): Promise<readonly ShippedFile[]> {
  return [...(await shippedFiles(STARTER)), ...(await shippedSchemas())];
}

/** With the first line of a sequence, which tells an editor its schema, changed to where a workspace has it. */
export function shippedFiles(paths: readonly string[]): Promise<readonly ShippedFile[]> {
  return Promise.all(
    paths.map(async (path) => {
      const text = await readShipped(path);
      return { path, text: text.replace(`../${SHIPPED_SCHEMAS}/`, `../${SCHEMAS_OF_WORKSPACE}/`) };
    }),
  );
}

/** The JSON Schemas of the YAML files. */
export function shippedSchemas(): Promise<readonly ShippedFile[]> {
  return Promise.all(
    SCHEMAS.map(async (name) => ({
      path: `${SCHEMAS_OF_WORKSPACE}/${name}.schema.json`,
      text: await readShipped(`${SHIPPED_SCHEMAS}/${name}.schema.json`),
    })),
  );
}

/** @param path  From the package's folder. */
export function readShipped(path: string): Promise<string> {
  return readFile(join(packageFolder(), path), 'utf8');
}
