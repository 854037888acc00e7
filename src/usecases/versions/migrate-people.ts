/** Takes people along to a version, or ends it for them, each in a commit of their own: what a kill leaves undone is done by a repeat. */
import type { Enrollment } from '../../core/enrollment.ts';
import type { Due } from '../../ports/engine-store.ts';
import type { StoredVersion } from '../../ports/enrollment-store.ts';
import { applyEvent } from '../../runner/deciding/apply.ts';
import type { Deciding } from '../../runner/engine.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { applyTo } from '../signals/record-signal.ts';
import { forecastMove, Target } from './forecast-move.ts';
import type { Policy } from './plan-migration.ts';

/** `kept`: on the wire or uncertain. `changed`: something happened to them since the plan, so it says nothing of them any more. */
export type Fate =
  'moved' | 'ended' | 'stopped' | 'kept' | 'changed' | 'there_already' | 'answered';

export interface MigratedPerson {
  readonly enrollmentId: string;
  readonly fate: Fate;
}

const PORTION = 100;
/** A planned message may go on its way while it is decided; then it is decided once more. */
const ATTEMPTS_MAX = 3;

/** @param revisions  Of the enrollments as they were planned, by id. */
export async function migratePeople(
  to: Deciding,
  version: StoredVersion,
  policy: Exclude<Policy, 'pin'>,
  revisions: Readonly<Record<string, number>>,
  moment: Moment,
  count: (done: number) => void,
): Promise<readonly MigratedPerson[]> {
  const target = new Target(version);
  const planned = Object.entries(revisions);
  const migrated: MigratedPerson[] = [];
  for (let at = 0; at < planned.length; at += PORTION) {
    // Side by side, so that the commits of a portion share one sync.
    const portion = await Promise.all(
      planned.slice(at, at + PORTION).map(async ([enrollmentId, revision]) => {
        const fate = await migrate(to, target, policy, enrollmentId, revision, moment);
        return { enrollmentId, fate };
      }),
    );
    migrated.push(...portion);
    count(migrated.length);
  }
  return migrated;
}

async function migrate(
  to: Deciding,
  target: Target,
  policy: Exclude<Policy, 'pin'>,
  id: string,
  revision: number,
  moment: Moment,
): Promise<Fate> {
  const planned = await to.store.load(id);
  if (planned === null) return 'changed';
  const early = fateBefore(planned, target, revision);
  if (early !== null) return early;
  // An answer that just came in is decided where it was given.
  const answered = await applyTo(to, id, moment);
  if (answered?.status === 'finished') return 'answered';
  const due = answered === null ? planned : await to.store.load(id);
  if (due === null) return 'changed';
  return policy === 'stop' ? stop(to, target, due, moment) : move(to, target, due, moment);
}

function fateBefore({ enrollment }: Due, { version }: Target, revision: number): Fate | null {
  if (enrollment.version === version.sequence.version) return 'there_already';
  if (enrollment.revision === revision) return null;
  return hasEndedByMove(enrollment) ? 'there_already' : 'changed';
}

/** A repeat meets those whom the first attempt ended. */
function hasEndedByMove({ status, reason }: Enrollment): boolean {
  return status === 'finished' && (reason === 'completed' || reason === 'removed');
}

async function stop(to: Deciding, target: Target, due: Due, moment: Moment): Promise<Fate> {
  const { version } = target.version.sequence;
  const because = `version ${version} was applied`;
  await applyEvent(to, due, { kind: 'command', command: 'stop', because }, moment);
  return 'stopped';
}

async function move(to: Deciding, target: Target, first: Due, moment: Moment): Promise<Fate> {
  let due: Due | null = first;
  for (let attempt = 0; attempt < ATTEMPTS_MAX && due !== null; attempt++) {
    const moved = await forecastMove(to, target, due, moment);
    if (moved === null) return 'changed';
    if (moved.decision === null) return 'kept';
    if ((await to.store.commit(moved.decision)) === 'committed') {
      return moved.landing.does === 'ends' ? 'ended' : 'moved';
    }
    due = await to.store.load(due.enrollment.id);
    if (due?.enrollment.revision !== first.enrollment.revision) return 'changed';
  }
  return 'changed';
}
