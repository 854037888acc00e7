/** How many enrolled people lack what a template asks for? */
import { factsOf } from '../../core/facts.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import { enrolledPeople } from './enrolled-people.ts';

/** @param field  `prospect.company`. */
export type LackCounter = (
  sequences: readonly string[],
  field: string,
) => Promise<{ readonly lacking: number; readonly enrolled: number }>;

/** People with an unfinished enrollment in one of the sequences; each is read once, whatever is asked. */
export function lackCounter(
  enrollments: Pick<EnrollmentStore, 'select'>,
  people: Pick<PeopleStore, 'byId'>,
): LackCounter {
  const known = new Map<string, Promise<readonly ReadonlySet<string>[]>>();
  return async (sequences, field) => {
    let lacking = 0;
    let enrolled = 0;
    for (const sequence of sequences) {
      const reading = known.get(sequence) ?? namesOf(enrollments, people, sequence);
      known.set(sequence, reading);
      const all = await reading;
      enrolled += all.length;
      lacking += all.filter((names) => !names.has(field)).length;
    }
    return { lacking, enrolled };
  };
}

/** For each person the names that a template could fill. */
async function namesOf(
  enrollments: Pick<EnrollmentStore, 'select'>,
  people: Pick<PeopleStore, 'byId'>,
  sequence: string,
): Promise<readonly ReadonlySet<string>[]> {
  return (await enrolledPeople({ enrollments, people }, sequence)).map((prospect) => {
    const facts = factsOf(prospect, { sender: {}, unsubscribeUrl: null, now: '' });
    return new Set(Object.keys(facts['prospect'] ?? {}).map((name) => `prospect.${name}`));
  });
}
