/** Makes the file's version current and does to the people in flight what the plan said: only what was read is done. */
import { UserError } from '../../core/user-error.ts';
import type { AppliedPlan, EnrollmentStore, StoredVersion } from '../../ports/enrollment-store.ts';
import type { Deciding } from '../../runner/engine.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { migratePeople, type MigratedPerson } from './migrate-people.ts';
import {
  countsUnder,
  planMigration,
  type Migration,
  type Policy,
  type PolicyCounts,
} from './plan-migration.ts';
import type { SequenceVersions } from './read-versions.ts';

export interface Migrated {
  /** As it was read just before; of a repeat: what was left. */
  readonly migration: Migration;
  /** `null`: the policy leaves everybody where they are. */
  readonly people: readonly MigratedPerson[] | null;
  readonly counts: PolicyCounts;
  /** `false`: the version was current before. */
  readonly isNew: boolean;
}

export interface ApplyRequest {
  readonly versions: SequenceVersions;
  /** As `plan` gave it. */
  readonly hash: string;
  readonly policy: Policy;
}

/** @throws {UserError} `sequence_deleted`, `plan_changed`. */
export async function applyPlan(
  to: Deciding & { readonly enrollments: EnrollmentStore },
  { versions, hash, policy }: ApplyRequest,
  moment: Moment,
  count: (done: number) => void,
): Promise<Migrated> {
  const { name, file } = versions;
  if (file === null) throw deleted(name);
  const migration = await planMigration(to, file, moment, () => undefined);
  const revisions =
    migration.hash === hash
      ? revisionsOf(migration)
      : begunBefore(await to.enrollments.appliedPlan(hash), file, policy);
  if (revisions === null) throw changed(name, hash);
  for (const each of [...versions.successors, file]) {
    await to.enrollments.storeVersion(each, moment.nowMs);
  }
  await to.enrollments.makeCurrent(name, file.sequence.version, moment.nowMs);
  // From here on a repeat knows whom the plan was read for.
  const version = file.sequence.version;
  await to.enrollments.keepPlan({ hash, sequence: name, version, policy, revisions }, moment.nowMs);
  const people =
    policy === 'pin' ? null : await migratePeople(to, file, policy, revisions, moment, count);
  return {
    migration,
    people,
    counts: countsOf(people, migration),
    isNew: versions.currents[0] !== version,
  };
}

export function revisionsOf({ travellers }: Migration): Readonly<Record<string, number>> {
  return Object.fromEntries(travellers.map(({ enrollment: { id, revision } }) => [id, revision]));
}

/** What became of people, in the words of the plan; who was there before is not counted again. */
export function countsOf(
  people: readonly MigratedPerson[] | null,
  { travellers }: Migration,
): PolicyCounts {
  if (people === null) return countsUnder('pin', travellers);
  const many = (...fates: readonly MigratedPerson['fate'][]): number =>
    people.filter(({ fate }) => fates.includes(fate)).length;
  return {
    pin: many('kept', 'changed'),
    move: many('moved'),
    stop: many('ended', 'stopped'),
  };
}

/** The same plan, begun and not ended: somebody killed it, or repeats it. */
function begunBefore(
  kept: AppliedPlan | null,
  { sequence }: StoredVersion,
  policy: Policy,
): Readonly<Record<string, number>> | null {
  if (kept === null || kept.policy !== policy) return null;
  const isSame = kept.sequence === sequence.name && kept.version === sequence.version;
  return isSame ? kept.revisions : null;
}

function deleted(name: string): UserError {
  return new UserError(
    'sequence_deleted',
    `sequences/${name}.yaml is gone, so there is nothing to apply; who is in it goes on with the stored version`,
    `put the file back, or end it for them: touchline stop --sequence ${name}`,
  );
}

function changed(name: string, hash: string): UserError {
  return new UserError(
    'plan_changed',
    `plan ${hash} is not of this moment: the file, the store or somebody in it has changed since`,
    `look again: touchline plan ${name}`,
  );
}
