/** The document of `diff`, `plan`, `apply` and `rollback`. */
import type { Landing } from '../../core/decide/migrate.ts';
import { diffVersions, type KeyChange, type VersionDiff } from '../../definition/print/diff.ts';
import type { StoredVersion } from '../../ports/enrollment-store.ts';
import type { Migrated } from '../../usecases/versions/apply-plan.ts';
import type { PolicyCounts, Traveller } from '../../usecases/versions/plan-migration.ts';
import type { Json } from '../output/json.ts';

export interface VersionsDocument {
  readonly sequence: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly diff: VersionDiff;
  readonly people: PolicyCounts;
  readonly hash: string | null;
}

export function versionsJson(document: VersionsDocument): { readonly [key: string]: Json } {
  const { diff, people } = document;
  return {
    sequence: document.sequence,
    from: document.from,
    to: document.to,
    head: diff.head.map(keyJson),
    steps: diff.steps.map((step) => ({
      id: step.id,
      change: step.change,
      moved: step.hasMoved,
      keys: step.keys.map(keyJson),
      templates: step.templates,
    })),
    templates: diff.templates.map(({ name, change, diff: text }) => ({ name, change, diff: text })),
    people: { pin: people.pin, move: people.move, stop: people.stop },
    hash: document.hash,
  };
}

export function travellerJson({ enrollment, prospect, landing, lackSubject }: Traveller): Json {
  return {
    enrollment: enrollment.id,
    prospect: { id: prospect.id, name: prospect.name },
    version: enrollment.version,
    step: enrollment.cursor,
    does: landing?.does ?? 'answered',
    to_step: landing?.does === 'moves' ? landing.to : null,
    because: landing?.because ?? null,
    takes_back: landing?.does === 'moves' ? landing.takesBack : null,
    skips: skipsOf(landing),
    misses: landing?.does === 'moves' ? landing.misses : [],
    begins: landing?.does === 'moves' ? landing.begins : [],
    lack_subject: lackSubject,
  };
}

/** Empty where the policy left everybody alone. */
export function resultsJson({ people }: Migrated): Json {
  return (people ?? []).map(({ enrollmentId, fate }) => ({ enrollment: enrollmentId, did: fate }));
}

function skipsOf(landing: Landing | null): readonly string[] {
  return landing?.does === 'moves' ? landing.skips : [];
}

/** Where one of them is missing, everything is new, or gone. */
export function diffBetween(from: StoredVersion | null, to: StoredVersion | null): VersionDiff {
  const known = from ?? to;
  if (known === null) return { head: [], steps: [], templates: [] };
  const nothing = { sequence: { ...known.sequence, steps: [] }, templates: [] };
  return diffVersions(from ?? nothing, to ?? nothing);
}

function keyJson({ key, old, new: now }: KeyChange): Json {
  return { key, old, new: now };
}
