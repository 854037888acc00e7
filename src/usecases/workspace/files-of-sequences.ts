/** Which files does a sequence need beside itself: its tests, its templates, and those of the sequences it hands people over to? */
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';
import { loadSequence, loadSuccessors } from '../files/load-sequence.ts';

/**
 * Paths, each once: the sequences with their tests, then the templates.
 *
 * @throws {UserError} As `loadSequence`, for each of them.
 */
export async function filesOfSequences(
  files: WorkspaceFiles,
  names: readonly string[],
): Promise<readonly string[]> {
  const workspace = { mailboxes: [], reps: [], defaultWindow: null };
  const sequences = new Set<string>();
  const templates = new Set<string>();
  for (const name of names) {
    const first = await loadSequence(files, name, workspace);
    for (const version of [first, ...(await loadSuccessors(files, first, workspace))]) {
      sequences.add(version.sequence.name);
      for (const template of version.templates) templates.add(`templates/${template.name}.md`);
    }
  }
  const there = await files.list('sequences');
  return [
    ...[...sequences].flatMap((name) =>
      [`${name}.yaml`, `${name}.test.yaml`]
        .filter((file) => there.includes(file))
        .map((file) => `sequences/${file}`),
    ),
    ...[...templates].toSorted(),
  ];
}
