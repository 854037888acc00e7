/** The `attachments` of an email step: file names to what the version keeps of them. */
import { tooMuchAttached, type Asset } from '../../core/asset.ts';
import { type Path, problemAt, type Report } from '../reading/problem.ts';
import { listOf, text } from '../reading/shape.ts';
import { suggestion } from '../reading/suggest.ts';

/** As a step writes it. */
export const attachmentsShape = listOf(text('a file in attachments/, such as price-list.pdf'), 1);

/** What a program says of a file; the bytes are the store's. */
export type AttachedFile = Pick<Asset, 'name' | 'hash'>;

/**
 * In the order of the file; what is not there is reported and left out.
 *
 * @param path    Of the list.
 * @param assets  The files of the workspace, by name.
 */
export function attachedFiles(
  written: readonly (string | undefined)[],
  path: Path,
  assets: ReadonlyMap<string, Asset>,
  report: Report,
): readonly AttachedFile[] {
  const found: Asset[] = [];
  for (const [index, name] of written.entries()) {
    if (name === undefined) continue;
    const asset = assets.get(name);
    if (asset !== undefined) {
      found.push(asset);
      continue;
    }
    const message = `there is no file attachments/${name}`;
    const hint = suggestion(name, [...assets.keys()], 'files');
    report(problemAt([...path, index], 'unknown_attachment', message, hint));
  }
  const tooMuch = tooMuchAttached(found);
  if (tooMuch !== null) {
    report(problemAt(path, 'attachments_too_large', tooMuch, 'leave one out, or link to it'));
  }
  return found.map(({ name, hash }) => ({ name, hash }));
}
