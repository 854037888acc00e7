import { countedPeople } from '../../core/counted.ts';
import {
  countsUnder,
  type Migration,
  type Policy,
  type PolicyCounts,
} from '../../usecases/versions/plan-migration.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { diffBetween, travellerJson, versionsJson } from '../documents/migration.ts';
import { travellersText } from '../documents/migration-text.ts';
import { diffText } from '../documents/version-diff.ts';
import { deletedText, everyPolicy, fileOf, titleOf } from '../documents/versions.ts';
import {
  MIGRATE_OPTION,
  migrationOf,
  SEQUENCE_ARGUMENT,
  withVersions,
  type VersionsDesk,
} from '../workspace/versions-desk.ts';

export const planCommand = defineCommand({
  description:
    'Says what applying a sequence file would do to the people in flight: who would go on at which step of the new version, who would ' +
    'skip what they have done, who would end. Changes nothing. Its hash is what touchline apply wants.',
  arguments: { sequence: SEQUENCE_ARGUMENT },
  options: { migrate: MIGRATE_OPTION },
  examples: [
    { line: 'touchline plan classic', says: 'what pin, move and stop would each do' },
    { line: 'touchline plan classic --migrate move', says: 'counted as if everybody came along' },
  ],
  writes: false,
  run: (context, { sequence }, { migrate }) =>
    withVersions(context, 'read', sequence, (desk) => plan(context, desk, migrate)),
});

async function plan(context: Context, desk: VersionsDesk, policy: Policy | null): Promise<Result> {
  const { versions } = desk;
  const { name, before, file, pinned } = versions;
  const migration = await migrationOf(context, desk);
  const difference = diffBetween(before, file);
  const travellers = migration?.travellers ?? [];
  const people =
    migration === null || policy === null
      ? everyPolicy(migration, versions)
      : countsUnder(policy, travellers);
  return {
    data: {
      ...versionsJson({
        sequence: name,
        from: before?.sequence.version ?? null,
        to: file?.sequence.version ?? null,
        diff: difference,
        people,
        hash: migration?.hash ?? null,
      }),
      migrate: policy,
      versions: pinned.map(({ hash, people: count }) => ({ hash, people: count })),
      moves: travellers.map(travellerJson),
    },
    text: () => {
      if (migration === null) return deletedText(versions);
      const parts = [
        titleOf(versions),
        diffText(difference, false),
        travellersText(travellers),
        endText(desk, migration, policy, everyPolicy(migration, versions)),
      ];
      return parts.filter((part) => part !== '').join('\n\n');
    },
  };
}

function endText(
  { versions }: VersionsDesk,
  { travellers, hash }: Migration,
  policy: Policy | null,
  counts: PolicyCounts,
): string {
  const { name, file, currents } = versions;
  const version = file?.sequence.version ?? '';
  const isCurrent = currents[0] === version;
  if (travellers.length === 0 && isCurrent)
    return `Nothing to apply: ${fileOf(name)} is current, and everybody in flight is on it.`;
  const who =
    travellers.length === 0
      ? 'Nobody is in flight on another version.'
      : policyText(counts, countsUnder('move', travellers));
  const next = `Next: touchline apply ${name} --plan ${hash}`;
  if (travellers.length === 0) return `${who}\n${next}`;
  return `${who}\n${next} --migrate ${policy ?? 'move'}${policy === null ? ' (or pin, or stop)' : ''}`;
}

function policyText(all: PolicyCounts, moved: PolicyCounts): string {
  const stay = moved.pin === 0 ? '' : `, leaves ${countedPeople(moved.pin)}`;
  const ends = moved.stop === 0 ? '' : `, ends it for ${countedPeople(moved.stop)}`;
  return [
    `pin   ${countedPeople(all.pin)} ${all.pin === 1 ? 'stays' : 'stay'} on the old version; only new people get the new one`,
    `move  takes ${countedPeople(moved.move)} along${stay}${ends}; nothing that was sent is sent again`,
    `stop  ends it for ${countedPeople(all.stop)}`,
  ].join('\n');
}
