/** What is known of the people who are in a sequence and have not finished it? Counted in portions, so that it may be many. */
import { NO_LEDGER, type Ledger } from '../../core/person/consent.ts';
import { namesOfPerson } from '../../core/facts.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { consentsOf, maySend } from '../../policy/may-send.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';

export interface Survey {
  readonly people: number;
  /** How many live there, by country; who has none is not counted. */
  readonly byCountry: ReadonlyMap<string, number>;
  /** How many of them email may not go to for want of a ground on record, by country. */
  readonly withoutGround: ReadonlyMap<string, number>;
  /** How many of them did not give us the address themselves, as far as is on record, by country. */
  readonly foundElsewhere: ReadonlyMap<string, number>;
  /** How many somebody owns, by that rep; whom nobody owns is not counted. */
  readonly byOwner: ReadonlyMap<string, number>;
  /** How many have it, by the name of a column: `company`. */
  readonly having: ReadonlyMap<string, number>;
}

/** By the name of a sequence. */
export type Surveyor = (sequence: string) => Promise<Survey>;

const PORTION = 5_000;

/** Each sequence is read once, whoever asks. */
export function surveyorOf(
  enrollments: Pick<EnrollmentStore, 'peopleIn' | 'factsOf'>,
  nowMs: number,
): Surveyor {
  const known = new Map<string, Promise<Survey>>();
  return (sequence) => {
    const survey = known.get(sequence) ?? surveyed(enrollments, sequence, nowMs);
    known.set(sequence, survey);
    return survey;
  };
}

async function surveyed(
  enrollments: Pick<EnrollmentStore, 'peopleIn' | 'factsOf'>,
  sequence: string,
  nowMs: number,
): Promise<Survey> {
  const seen = new Set<string>();
  const byCountry = new Map<string, number>();
  const withoutGround = new Map<string, number>();
  const foundElsewhere = new Map<string, number>();
  const byOwner = new Map<string, number>();
  const having = new Map<string, number>();
  for (let after: string | null = null; ;) {
    const portion = await enrollments.peopleIn(sequence, after, PORTION);
    const bound: Prospect[] = [];
    for (const { prospect } of portion) {
      // Somebody may be in it twice.
      if (seen.has(prospect.id)) continue;
      seen.add(prospect.id);
      if (prospect.country !== null) count(byCountry, prospect.country);
      if (prospect.owner !== null) count(byOwner, prospect.owner);
      for (const name of namesOfPerson(prospect)) count(having, name);
      if (isHeld(prospect, NO_LEDGER, nowMs) || !gaveItself(prospect, NO_LEDGER))
        bound.push(prospect);
    }
    const facts = await enrollments.factsOf(bound.map(({ id }) => id));
    for (const [at, prospect] of bound.entries()) {
      const { country } = prospect;
      const { ledger } = facts[at]!;
      if (country === null) continue;
      if (isHeld(prospect, ledger, nowMs)) count(withoutGround, country);
      if (!gaveItself(prospect, ledger)) count(foundElsewhere, country);
    }
    if (portion.length < PORTION) break;
    after = portion.at(-1)?.enrollmentId ?? null;
  }
  return { people: seen.size, byCountry, withoutGround, foundElsewhere, byOwner, having };
}

function isHeld(prospect: Prospect, ledger: Ledger, nowMs: number): boolean {
  const facts = { compliance: 'auto', channel: 'email', rangAtMs: [] } as const;
  return maySend({ ...facts, prospect, ledger, nowMs })?.verdict === 'hold';
}

/** Who told us the address themselves knows where it is from. */
function gaveItself(prospect: Prospect, ledger: Ledger): boolean {
  return consentsOf(prospect, ledger).some(
    ({ basis }) => basis !== null && basis !== 'legitimate_interest' && basis !== 'published',
  );
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
