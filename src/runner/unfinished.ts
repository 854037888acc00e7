/** Who is in a sequence and has not finished it? */
import type { Enrollment } from '../core/enrollment.ts';
import type { EnrollmentSelector, EnrollmentStore } from '../ports/enrollment-store.ts';

const PORTION = 500;
const EVERYBODY: EnrollmentSelector = { prospectId: null, sequence: null, mailbox: null };

/** In portions, by id: each is read when the one before it is done with. @param which  What is left out selects nobody out. */
export async function* unfinished(
  { select }: Pick<EnrollmentStore, 'select'>,
  which: Partial<EnrollmentSelector> = {},
): AsyncGenerator<readonly Enrollment[]> {
  const selector = { ...EVERYBODY, ...which };
  for (let after: string | null = null; ;) {
    const portion: readonly Enrollment[] = await select(selector, after, PORTION);
    yield portion;
    if (portion.length < PORTION) return;
    after = portion.at(-1)?.id ?? null;
  }
}
