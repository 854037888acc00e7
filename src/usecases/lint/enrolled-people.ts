/** Who is in a sequence and has not finished it? */
import type { Prospect } from '../../core/prospect.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import { unfinished } from '../../runner/unfinished.ts';

interface Needs {
  readonly enrollments: Pick<EnrollmentStore, 'select'>;
  readonly people: Pick<PeopleStore, 'byId'>;
}

export async function enrolledPeople(
  { enrollments, people }: Needs,
  sequence: string,
): Promise<readonly Prospect[]> {
  const found: Prospect[] = [];
  for await (const page of unfinished(enrollments, { sequence })) {
    const prospects = await Promise.all(page.map(({ prospectId }) => people.byId(prospectId)));
    found.push(...prospects.filter((prospect) => prospect !== null));
  }
  return found;
}
