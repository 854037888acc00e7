/** What a list told of people who are in a sequence has its effect there: other days to begin, and nothing missing any more. */
import { declaredConsents } from '../../core/person/consent.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { startAnew, type StartedAnew } from '../../runner/deciding/start-anew.ts';
import { lookAgain } from '../consents/look-again.ts';
import type { ImportReport } from './import-leads.ts';
import type { LearnHolidays } from '../people/learn-holidays.ts';
import { releaseAll } from '../people/release-held.ts';

export interface AfterImport {
  /** Enrollments that go on, because what they were held for is there now. */
  readonly resumed: number;
  readonly starts: StartedAnew;
}

const PORTION = 500;

export async function afterImport(
  stores: Pick<Stores, 'imports' | 'enrollments' | 'signals' | 'tasks' | 'people'> & {
    readonly learn: LearnHolidays;
  },
  deciding: Deciding,
  {
    importNumber,
    countries,
    counts,
    optedOut,
  }: Pick<ImportReport, 'importNumber' | 'countries' | 'counts' | 'optedOut'>,
  said: string,
  nowMs: number,
): Promise<AfterImport> {
  await stores.learn(countries);
  // Who took somebody in, or opted out by an older list, is not among those whom the list changed.
  const unlisted = counts.merged + optedOut > 0;
  if (importNumber !== null) await askConsent(stores, deciding, { importNumber, unlisted }, nowMs);
  const starts = await startAnew(deciding, () => ({ nowMs, slept: null }));
  const resumed = await releaseAll(stores, deciding, null, said, nowMs);
  return { resumed, starts };
}

/** Of whom the list declares one; and of whom a task is open: by what the list knows of them they may be somebody who said no. */
async function askConsent(
  stores: Pick<Stores, 'imports' | 'enrollments' | 'tasks'>,
  deciding: Deciding,
  { importNumber, unlisted }: { readonly importNumber: number; readonly unlisted: boolean },
  nowMs: number,
): Promise<void> {
  const open = new Set((await stores.tasks.open(null)).map(({ prospectId }) => prospectId));
  const asked = new Set(unlisted ? open : []);
  for (let after: string | null = null; ;) {
    const portion = await stores.imports.changedInFlight(importNumber, after, PORTION);
    for (const person of portion)
      if (declaredConsents(person).length > 0 || open.has(person.id)) asked.add(person.id);
    if (portion.length < PORTION) break;
    after = portion.at(-1)!.id;
  }
  for (const id of asked) await lookAgain(stores, deciding, id, nowMs);
}
