/** What a list told of people who are in a sequence has its effect there: other days to begin, and nothing missing any more. */
import { declaredConsent } from '../../core/consent.ts';
import { fieldsBefore } from '../../people/identity/field-undo.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Deciding } from '../../runner/engine.ts';
import { lookAgain } from '../consents/look-again.ts';
import type { ImportReport } from './import-leads.ts';
import type { LearnHolidays } from './learn-holidays.ts';
import { releaseAll } from './release-held.ts';
import { startAnew, type StartedAnew } from './start-anew.ts';

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
  { importNumber, countries }: Pick<ImportReport, 'importNumber' | 'countries'>,
  said: string,
  nowMs: number,
): Promise<AfterImport> {
  await stores.learn(countries);
  const starts =
    importNumber === null
      ? { moved: 0, held: 0 }
      : await startChanged(stores, deciding, importNumber, nowMs);
  const resumed = await releaseAll(stores, deciding, null, said, nowMs);
  return { resumed, starts };
}

async function startChanged(
  stores: Pick<Stores, 'imports' | 'enrollments'>,
  deciding: Deciding,
  importNumber: number,
  nowMs: number,
): Promise<StartedAnew> {
  let starts: StartedAnew = { moved: 0, held: 0 };
  for (let after: string | null = null; ;) {
    const portion = await stores.imports.changedInFlight(importNumber, after, PORTION);
    const changed = portion.map(({ prospect, before }) => ({
      before: { ...prospect, fields: fieldsBefore(prospect.fields, before) },
      fields: prospect.fields,
    }));
    for (const { prospect } of portion)
      if (declaredConsent(prospect) !== null) await lookAgain(stores, deciding, prospect.id, nowMs);
    const { moved, held } = await startAnew(stores.enrollments, deciding, changed, nowMs);
    starts = { moved: starts.moved + moved, held: starts.held + held };
    if (portion.length < PORTION) return starts;
    after = portion.at(-1)!.prospect.id;
  }
}
