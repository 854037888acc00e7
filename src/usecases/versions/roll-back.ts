/** Makes the version current that was current before. */
import { UserError } from '../../core/user-error.ts';
import type { EnrollmentStore, StoredVersion } from '../../ports/enrollment-store.ts';
import type { Deciding } from '../../runner/engine.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { countsOf, revisionsOf, type Migrated } from './apply-plan.ts';
import { migratePeople } from './migrate-people.ts';
import { planMigration, type Migration, type Policy } from './plan-migration.ts';
import { storedVersion } from './read-versions.ts';

export interface Rollback {
  readonly from: StoredVersion;
  readonly migration: Migration;
}

type Needs = Deciding & { readonly enrollments: EnrollmentStore };

/** What a rollback would do; nothing is changed. @throws {UserError} `no_earlier_version`. */
export async function planRollback(
  to: Needs,
  name: string,
  moment: Moment,
  count: (done: number) => void,
): Promise<Rollback> {
  const [current, before] = await to.enrollments.currents(name);
  if (current === undefined || before === undefined) {
    const what = current === undefined ? 'nothing of it was ever stored' : 'it has one version';
    throw new UserError(
      'no_earlier_version',
      `${name} has nothing to go back to: ${what}`,
      `see what there is: touchline diff ${name}`,
    );
  }
  const from = await storedVersion(to.enrollments, current.hash);
  const version = await storedVersion(to.enrollments, before.hash);
  return { from, migration: await planMigration(to, version, moment, count) };
}

/** People first: killed in between, the same command goes on with the rest instead of taking it back. */
export async function rollBack(
  to: Needs,
  { migration }: Rollback,
  policy: Policy,
  moment: Moment,
  count: (done: number) => void,
): Promise<Migrated> {
  const { to: version } = migration;
  const { name, version: hash } = version.sequence;
  const people =
    policy === 'pin'
      ? null
      : await migratePeople(to, version, policy, revisionsOf(migration), moment, count);
  await to.enrollments.makeCurrent(name, hash, moment.nowMs);
  return { migration, people, counts: countsOf(people, migration), isNew: true };
}
