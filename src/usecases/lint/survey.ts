/** What is known of the people who are in a sequence and have not finished it? Counted in portions, so that it may be many. */
import { namesOfPerson } from '../../core/facts.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';

export interface Survey {
  readonly people: number;
  /** How many live there, by country; who has none is not counted. */
  readonly byCountry: ReadonlyMap<string, number>;
  /** How many somebody owns, by that rep; whom nobody owns is not counted. */
  readonly byOwner: ReadonlyMap<string, number>;
  /** How many have it, by the name of a column: `company`. */
  readonly having: ReadonlyMap<string, number>;
}

/** By the name of a sequence. */
export type Surveyor = (sequence: string) => Promise<Survey>;

const PORTION = 5_000;

/** Each sequence is read once, whoever asks. */
export function surveyorOf(enrollments: Pick<EnrollmentStore, 'peopleIn'>): Surveyor {
  const known = new Map<string, Promise<Survey>>();
  return (sequence) => {
    const survey = known.get(sequence) ?? surveyed(enrollments, sequence);
    known.set(sequence, survey);
    return survey;
  };
}

async function surveyed(
  enrollments: Pick<EnrollmentStore, 'peopleIn'>,
  sequence: string,
): Promise<Survey> {
  const seen = new Set<string>();
  const byCountry = new Map<string, number>();
  const byOwner = new Map<string, number>();
  const having = new Map<string, number>();
  for (let after: string | null = null; ;) {
    const portion = await enrollments.peopleIn(sequence, after, PORTION);
    for (const { prospect } of portion) {
      // Somebody may be in it twice.
      if (seen.has(prospect.id)) continue;
      seen.add(prospect.id);
      if (prospect.country !== null) count(byCountry, prospect.country);
      if (prospect.owner !== null) count(byOwner, prospect.owner);
      for (const name of namesOfPerson(prospect)) count(having, name);
    }
    if (portion.length < PORTION) break;
    after = portion.at(-1)?.enrollmentId ?? null;
  }
  return { people: seen.size, byCountry, byOwner, having };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
