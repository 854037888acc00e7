import { defineCommand, type Context, type Result } from '../command.ts';
import { diffBetween, versionsJson } from '../documents/migration.ts';
import { deletedText, everyPolicy, fileOf, titleOf } from '../documents/versions.ts';
import { diffText } from '../documents/version-diff.ts';
import {
  migrationOf,
  SEQUENCE_ARGUMENT,
  withVersions,
  type VersionsDesk,
} from '../workspace/versions-desk.ts';

export const diffCommand = defineCommand({
  description:
    'Compares a sequence with the version that new people get: step by step in the words of the file, then the texts of its templates. ' +
    'Changes nothing; editing a file changes nothing for anybody who is in it.',
  arguments: { sequence: SEQUENCE_ARGUMENT },
  options: {},
  examples: [{ line: 'touchline diff classic', says: 'what your edit means' }],
  writes: false,
  run: (context, { sequence }) =>
    withVersions(context, 'read', sequence, (desk) => diff(context, desk)),
});

async function diff(context: Context, desk: VersionsDesk): Promise<Result> {
  const { versions } = desk;
  const { name, before, file } = versions;
  const migration = await migrationOf(context, desk);
  const difference = diffBetween(before, file);
  const to = file?.sequence.version ?? null;
  return {
    data: versionsJson({
      sequence: name,
      from: before?.sequence.version ?? null,
      to,
      diff: difference,
      people: everyPolicy(migration, versions),
      hash: migration?.hash ?? null,
    }),
    text: () => {
      if (file === null) return deletedText(versions);
      // Of a first version every text is new: they are read in their files.
      const text = diffText(difference, before !== null);
      if (text === '') return `${fileOf(name)} says what version ${to} says: nothing differs.`;
      const next =
        before === null ? `touchline enroll ${name} --dry-run --all` : `touchline plan ${name}`;
      return [titleOf(versions), text, `Next: ${next}`].join('\n\n');
    },
  };
}
