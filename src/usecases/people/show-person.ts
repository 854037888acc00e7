/** One person: who they are, where they stand in each sequence, what happened. */
import { wakeOf } from '../../core/decide/wake.ts';
import type { Standing } from '../../core/engagement.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import { invariant } from '../../core/invariant.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import type { Sequence } from '../../core/sequence.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';
import type { HistoryStore } from '../../ports/history-store.ts';
import type { SearchStore } from '../../ports/search-store.ts';
import type { Standings } from '../../runner/deciding/standings.ts';
import type { LivedZone, Whereabouts } from '../../runner/whereabouts.ts';
import { boundsOf, type Bounds } from './bounds-of.ts';
import { timelineOf, type TimelineLine, type TimelineNeeds } from './timeline.ts';

export interface ShowNeeds extends TimelineNeeds {
  readonly whereabouts: Whereabouts;
  readonly enrollments: EnrollmentStore;
  readonly history: HistoryStore;
  readonly standings: Standings;
  readonly search: Pick<SearchStore, 'pastOf'>;
}

export interface ShownEnrollment {
  readonly enrollment: Enrollment;
  readonly sequence: Sequence;
  /** When it is looked at next, or its planned touch may leave; `null`: when something happens. */
  readonly dueAtMs: number | null;
}

export interface ShownPerson {
  readonly zone: string;
  readonly zoneSource: LivedZone['source'];
  /** How engaged they are. */
  readonly standing: Standing;
  /** That they are on. */
  readonly lists: readonly string[];
  readonly bounds: Bounds;
  /** Oldest first. */
  readonly enrollments: readonly ShownEnrollment[];
  /** Oldest first. */
  readonly timeline: readonly TimelineLine[];
}

export async function showPerson(
  needs: ShowNeeds,
  person: Prospect,
  nowMs: number,
): Promise<ShownPerson> {
  const enrollments: ShownEnrollment[] = [];
  for (const enrollment of await needs.enrollments.ofPerson(person.id)) {
    const stored = await needs.enrollments.version(enrollment.version);
    invariant(stored !== null, `sequence version ${enrollment.version} is stored`);
    const { sequence } = stored;
    const dueAtMs = await dueOf(needs, sequence, enrollment);
    enrollments.push({ enrollment, sequence, dueAtMs });
  }
  const { zone, source } = await needs.whereabouts.zoneOf(person, nowMs);
  const standing = (await needs.standings([person.id])).get(person.id);
  invariant(standing !== undefined, 'everybody who is asked for has a standing');
  const [past] = await needs.search.pastOf([person.id], new Set(['lists']));
  return {
    zone,
    zoneSource: source,
    standing,
    lists: past?.lists ?? [],
    bounds: await boundsOf(needs.enrollments, person, nowMs),
    enrollments,
    timeline: await timelineOf(needs, person.id),
  };
}

async function dueOf(
  { history }: ShowNeeds,
  sequence: Sequence,
  enrollment: Enrollment,
): Promise<number | null> {
  const { waiting } = enrollment;
  if (waiting.for !== 'touch' || enrollment.status !== 'active')
    return wakeOf(sequence, enrollment)?.atMs ?? null;
  const touch = await history.touch(waiting.touchId);
  return touch?.status === 'planned' ? touch.notBeforeMs : null;
}
