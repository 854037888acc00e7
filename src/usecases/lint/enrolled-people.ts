/** Who is in a sequence and has not finished it? */
import type { Prospect } from '../../core/prospect.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';
import type { PeopleStore } from '../../ports/people-store.ts';

interface Needs {
  readonly enrollments: Pick<EnrollmentStore, 'select'>;
  readonly people: Pick<PeopleStore, 'byId'>;
}

const PAGE = 500;

export async function enrolledPeople(
  { enrollments, people }: Needs,
  sequence: string,
): Promise<readonly Prospect[]> {
  const found: Prospect[] = [];
  const selector = { prospectId: null, sequence, mailbox: null, rep: null };
  for (let after: string | null = null; ;) {
    const page = await enrollments.select(selector, after, PAGE);
    const prospects = await Promise.all(page.map(({ prospectId }) => people.byId(prospectId)));
    found.push(...prospects.filter((prospect) => prospect !== null));
    if (page.length < PAGE) return found;
    after = page.at(-1)?.id ?? null;
  }
}
