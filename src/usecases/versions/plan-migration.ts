/** Whom would a version move, from where to where, and whom not? Reads only. */
import { createHash } from 'node:crypto';
import type { Landing } from '../../core/decide/migrate.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import { templatesOfStep } from '../../core/flow.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { stepOf } from '../../core/sequence.ts';
import { canonicalJson } from '../../definition/sequence/version.ts';
import type { AppliedPlan, StoredVersion } from '../../ports/enrollment-store.ts';
import type { Deciding } from '../../runner/engine.ts';
import type { Moment } from '../../runner/deciding/context.ts';
import { unfinished } from '../../runner/unfinished.ts';
import { forecastMove, Target } from './forecast-move.ts';

export type Policy = AppliedPlan['policy'];

export interface Traveller {
  readonly enrollment: Enrollment;
  readonly prospect: Prospect;
  /** Of the policy `move`. `null`: an answer that waits to be applied ends it first. */
  readonly landing: Landing | null;
  /** Emails ahead that are to begin a thread and have no subject to begin it with: they will be held there. */
  readonly lackSubject: readonly string[];
}

export interface Migration {
  readonly to: StoredVersion;
  /** Everybody in flight on another version, by id. */
  readonly travellers: readonly Traveller[];
  /** Of the versions and of everybody's revision: another one means that this was read of another store. */
  readonly hash: string;
}

export interface PolicyCounts {
  /** Stay on their version. */
  readonly pin: number;
  /** Go on in the new one. */
  readonly move: number;
  /** End. */
  readonly stop: number;
}

export async function planMigration(
  to: Deciding,
  version: StoredVersion,
  moment: Moment,
  count: (done: number) => void,
): Promise<Migration> {
  const { name, version: hash } = version.sequence;
  const target = new Target(version);
  const travellers: Traveller[] = [];
  for await (const page of unfinished(to.enrollments, { sequence: name })) {
    const elsewhere = page.filter((each) => each.version !== hash);
    const found = await Promise.all(elsewhere.map((each) => travellerOf(to, target, each, moment)));
    travellers.push(...found.filter((each) => each !== null));
    count(travellers.length);
  }
  const [current] = await to.enrollments.currents(name);
  return { to: version, travellers, hash: hashOf(version, current?.hash ?? null, travellers) };
}

/** What a policy does to them; an answer that ends somebody first is no policy's doing. */
export function countsUnder(policy: Policy, travellers: readonly Traveller[]): PolicyCounts {
  const running = travellers.flatMap(({ landing }) => (landing === null ? [] : [landing.does]));
  const all = running.length;
  switch (policy) {
    case 'pin':
      return { pin: all, move: 0, stop: 0 };
    case 'stop':
      return { pin: 0, move: 0, stop: all };
    case 'move':
      return {
        pin: running.filter((does) => does === 'stays').length,
        move: running.filter((does) => does === 'moves').length,
        stop: running.filter((does) => does === 'ends').length,
      };
  }
}

async function travellerOf(
  to: Deciding,
  target: Target,
  { id }: Enrollment,
  moment: Moment,
): Promise<Traveller | null> {
  const due = await to.store.load(id);
  if (due === null || due.enrollment.status === 'finished') return null;
  const moved = await forecastMove(to, target, due, moment);
  const landing = moved?.landing ?? null;
  const { enrollment, prospect } = due;
  return { enrollment, prospect, landing, lackSubject: lackSubject(target.version, landing) };
}

function lackSubject({ sequence, templates }: StoredVersion, landing: Landing | null): string[] {
  if (landing?.does !== 'moves') return [];
  const bare = new Set(templates.flatMap(({ name, subject }) => (subject === null ? [name] : [])));
  return landing.begins.filter((id) => {
    const step = stepOf(sequence, id);
    return step !== null && templatesOfStep(step).some((name) => bare.has(name));
  });
}

const HASH_DIGITS = 12;

function hashOf(
  { sequence }: StoredVersion,
  current: string | null,
  travellers: readonly Traveller[],
): string {
  const people = travellers.map(({ enrollment }) => [enrollment.id, enrollment.revision]);
  const read = canonicalJson({ name: sequence.name, to: sequence.version, current, people });
  return createHash('sha256').update(read).digest('hex').slice(0, HASH_DIGITS);
}
