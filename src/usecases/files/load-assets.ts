/** Reads what emails may carry: the files in `attachments/`. */
import { assetOf, type Asset } from '../../core/asset.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';

const ATTACHMENTS = 'attachments';

/** By file name, as a step says it. Hidden files are none. */
export async function loadAssets(files: WorkspaceFiles): Promise<ReadonlyMap<string, Asset>> {
  const assets = new Map<string, Asset>();
  for (const name of await files.list(ATTACHMENTS)) {
    const bytes = name.startsWith('.') ? null : await files.readBytes(`${ATTACHMENTS}/${name}`);
    if (bytes !== null) assets.set(name, assetOf(name, bytes));
  }
  return assets;
}
