import { countedPeople } from '../../core/counted.ts';
import { UserError } from '../../core/user-error.ts';
import { loadSequence } from '../../usecases/files/load-sequence.ts';
import { countsUnder, type Policy } from '../../usecases/versions/plan-migration.ts';
import { planRollback, rollBack, type Rollback } from '../../usecases/versions/roll-back.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { confirm } from '../input/confirm.ts';
import { withDesk, type Desk } from '../workspace/desk.ts';
import { diffBetween, resultsJson, versionsJson } from '../documents/migration.ts';
import { migratedText } from '../documents/migration-text.ts';
import { fileOf } from '../documents/versions.ts';
import { surroundingsIn } from '../workspace/surroundings.ts';
import { MIGRATE_OPTION, SEQUENCE_ARGUMENT } from '../workspace/versions-desk.ts';
import { workspaceFiles } from '../files/workspace-files.ts';

export const rollbackCommand = defineCommand({
  description:
    'Makes the version current again that was current before, from the store: the file is not touched. People in flight stay where they ' +
    'are unless --migrate says otherwise; what was sent is not sent again. A second rollback makes the version current again that the first ' +
    'left; people who were moved go on from where they stand then, and may never get a step that they had not come to.',
  arguments: { sequence: SEQUENCE_ARGUMENT },
  options: {
    migrate: MIGRATE_OPTION,
    yes: { kind: 'flag', summary: 'do not ask' },
  },
  examples: [
    { line: 'touchline rollback classic', says: 'new people get the version before' },
    {
      line: 'touchline rollback classic --migrate move --yes',
      says: 'and people in flight go back',
    },
  ],
  writes: true,
  run: (context, { sequence }, { migrate, yes }) =>
    withDesk(context, 'write', async (desk) => {
      const policy = migrate ?? 'pin';
      const progress = context.progress('looking at people');
      const rollback = await planRollback(desk.to, sequence, desk.moment, (done) =>
        progress.count(done, null),
      );
      progress.end();
      await confirm(context.io, questionOf(sequence, rollback, policy), yes);
      return goBack(context, desk, sequence, rollback, policy);
    }),
});

function questionOf(name: string, { from, migration }: Rollback, policy: Policy): string {
  const { pin, move, stop } = countsUnder(policy, migration.travellers);
  const counts = [
    move === 0 ? null : `${countedPeople(move)} moved`,
    stop === 0 ? null : `${countedPeople(stop)} ended`,
    pin === 0 ? null : `${countedPeople(pin)} left where they are`,
  ].filter((each) => each !== null);
  const people = counts.length === 0 ? '' : ` (${counts.join(', ')})`;
  const versions = `from version ${from.sequence.version} to ${migration.to.sequence.version}`;
  return `Roll ${name} back ${versions}${people}?`;
}

async function goBack(
  context: Context,
  desk: Desk,
  name: string,
  rollback: Rollback,
  policy: Policy,
): Promise<Result> {
  const { from, migration } = rollback;
  const progress = context.progress('moving people');
  const migrated = await rollBack(desk.to, rollback, policy, desk.moment, (done) =>
    progress.count(done, migration.travellers.length),
  );
  progress.end();
  const { version } = migration.to.sequence;
  const saysOther = (await fileVersion(desk, name)) !== version;
  return {
    data: {
      ...versionsJson({
        sequence: name,
        from: from.sequence.version,
        to: version,
        diff: diffBetween(from, migration.to),
        people: migrated.counts,
        hash: migration.hash,
      }),
      migrate: policy,
      results: resultsJson(migrated),
    },
    text: () =>
      [
        `${name}: version ${version} is current again; ${from.sequence.version} was.`,
        ...migratedText(migrated),
        saysOther
          ? `${fileOf(name)} is gone or says something else: write this version there too, or the next enroll goes by the file.`
          : null,
        'Next: touchline run',
      ]
        .filter((line) => line !== null)
        .join('\n'),
  };
}

/** `null`: it is gone or has errors, which is no reason not to go back. */
async function fileVersion(desk: Desk, name: string): Promise<string | null> {
  try {
    const files = workspaceFiles(desk.session.dir);
    return (await loadSequence(files, name, surroundingsIn(desk.session.config))).sequence.version;
  } catch (cause) {
    if (cause instanceof UserError) return null;
    throw cause;
  }
}
