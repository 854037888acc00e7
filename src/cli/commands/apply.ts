import { applyPlan, type Migrated } from '../../usecases/versions/apply-plan.ts';
import type { SequenceVersions } from '../../usecases/versions/read-versions.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { diffBetween, resultsJson, versionsJson } from '../documents/migration.ts';
import { learnerIn } from '../workspace/learner.ts';
import { migratedText } from '../documents/migration-text.ts';
import {
  MIGRATE_OPTION,
  SEQUENCE_ARGUMENT,
  withVersions,
  type VersionsDesk,
} from '../workspace/versions-desk.ts';
import type { Policy } from '../../usecases/versions/plan-migration.ts';

export const applyCommand = defineCommand({
  description:
    'Makes the file of a sequence its current version, and does to the people in flight what the plan said: nothing if anything has ' +
    'changed since the plan was read. A repeat goes on where a killed one stopped. Nothing is sent by this command, and nothing twice after it.',
  arguments: { sequence: SEQUENCE_ARGUMENT },
  options: {
    plan: {
      kind: 'text',
      placeholder: 'HASH',
      summary: 'the plan that you have read: touchline plan SEQUENCE',
      required: true,
    },
    migrate: MIGRATE_OPTION,
  },
  examples: [
    { line: 'touchline apply classic --plan 5d1f0c2a9b3e', says: 'for new people only' },
    {
      line: 'touchline apply classic --plan 5d1f0c2a9b3e --migrate move',
      says: 'people in flight come along',
    },
  ],
  writes: true,
  run: (context, { sequence }, { plan, migrate }) =>
    withVersions(context, 'write', sequence, (desk) =>
      apply(context, desk, plan, migrate ?? 'pin'),
    ),
});

async function apply(
  context: Context,
  { to, versions, moment, session }: VersionsDesk,
  hash: string,
  policy: Policy,
): Promise<Result> {
  const { name, before, file } = versions;
  const country = file?.sequence.window.holidays ?? 'none';
  await learnerIn(context, session)([/^[A-Z]{2}$/.test(country) ? country : null]);
  const progress = context.progress('moving people');
  const migrated = await applyPlan(to, { versions, hash, policy }, moment, (done) =>
    progress.count(done, null),
  );
  progress.end();
  const version = file?.sequence.version ?? null;
  return {
    data: {
      ...versionsJson({
        sequence: name,
        from: before?.sequence.version ?? null,
        to: version,
        diff: diffBetween(before, file),
        people: migrated.counts,
        hash,
      }),
      migrate: policy,
      results: resultsJson(migrated),
    },
    text: () =>
      [
        migrated.isNew
          ? `${name}: version ${version} is current now, and new people get it.`
          : `${name}: version ${version} was current already.`,
        ...migratedText(migrated),
        'Next: touchline run',
        ...wayBack(versions, migrated),
      ].join('\n'),
  };
}

/** Where there is a version to go back to; who has ended has ended in any version. */
function wayBack(
  { name, file, currents }: SequenceVersions,
  { people }: Migrated,
): readonly string[] {
  if (currents.every((hash) => hash === file?.sequence.version)) return [];
  const fates = new Set((people ?? []).map(({ fate }) => fate));
  const final = fates.has('stopped')
    ? '; who was stopped stays so'
    : fates.has('ended')
      ? '; for whom it ended it stays so'
      : '';
  return [`To take it back: touchline rollback ${name}${final}`];
}
