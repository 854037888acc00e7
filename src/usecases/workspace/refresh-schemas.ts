/** Does the editor know what this version reads? The workspace's copies of the JSON Schemas, brought up to date. */
import type { WorkspaceFiles, WritableWorkspaceFiles } from '../../ports/workspace-files.ts';

export interface SchemaCopy {
  readonly path: string;
  /** As this version has it. */
  readonly text: string;
}

export interface RefreshedSchemas {
  readonly written: readonly string[];
  /** Those of this version already. */
  readonly unchanged: readonly string[];
}

export async function refreshSchemas(
  files: WritableWorkspaceFiles,
  copies: readonly SchemaCopy[],
): Promise<RefreshedSchemas> {
  const written: string[] = [];
  const unchanged: string[] = [];
  for (const { path, text } of copies) {
    const isCurrent = (await files.read(path)) === text;
    if (!isCurrent) await files.write(path, text);
    (isCurrent ? unchanged : written).push(path);
  }
  return { written, unchanged };
}

/** Whether there is a copy of another version. None at all is no fault: not everybody has such an editor. */
export async function hasStaleSchema(
  files: WorkspaceFiles,
  copies: readonly SchemaCopy[],
): Promise<boolean> {
  const texts = await Promise.all(
    copies.map(async ({ path, text }) => ({ text, found: await files.read(path) })),
  );
  return texts.some(({ text, found }) => found !== null && found !== text);
}
