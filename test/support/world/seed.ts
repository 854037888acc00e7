/** Puts people into a sequence as `enroll` does, without its files and rules: for tests that are about what comes after. */
import { NO_LEDGER } from '../../../src/core/person/consent.ts';
import { beginningOf } from '../../../src/core/decide/enroll.ts';
import type { Sequence } from '../../../src/core/sequence.ts';
import type { CountryYear } from '../../../src/ports/holiday-store.ts';
import type { NewEnrollment } from '../../../src/ports/enrollment-store.ts';
import type { Stores } from '../../../src/ports/stores.ts';
import { bareContext } from '../../../src/runner/deciding/context.ts';
import type { RunnerSettings } from '../../../src/runner/settings.ts';
import { Whereabouts } from '../../../src/runner/whereabouts.ts';
import type { Template } from '../../../src/core/template.ts';
import { templatesFor } from './builders.ts';

export interface Seeding {
  readonly stores: Pick<Stores, 'enrollments' | 'people' | 'holidays'>;
  readonly settings: RunnerSettings;
  readonly mailbox: string;
  readonly nowMs: number;
  /** `nowMs` when left out; later ones are pending until then. */
  readonly startMs?: number;
}

/** Stores the version with a template for each email, and enrolls. Answers with ids, `refused` where there is none. */
export async function enrollAll(
  { stores, settings, mailbox, nowMs, startMs = nowMs }: Seeding,
  sequence: Sequence,
  prospectIds: readonly string[],
  templates: readonly Template[] = templatesFor(sequence),
): Promise<readonly string[]> {
  await stores.enrollments.storeVersion({ sequence, templates }, nowMs);
  await stores.holidays.learn(await noHolidays(stores, prospectIds, nowMs));
  const whereabouts = new Whereabouts(stores, settings.zone);
  const added: NewEnrollment[] = [];
  for (const id of prospectIds) {
    const due = {
      enrollment: { ...BLANK, prospectId: id, mailbox },
      prospect: (await stores.people.byId(id))!,
      signals: [],
      suppressedBy: null,
      suppressionEpoch: 0,
      ledger: NO_LEDGER,
    };
    const context = await bareContext({ settings, whereabouts }, sequence, due, {
      nowMs,
      slept: null,
    });
    const beginning = beginningOf(sequence, context, { mailbox, rep: null }, startMs);
    added.push({ ...beginning, exclusive: sequence.enroll.exclusive, alongside: false });
  }
  return (await stores.enrollments.enroll(added)).map((id) => id ?? 'refused');
}

/** As if every day were a working day where these people live: a test that is about holidays learns its own. */
async function noHolidays(
  { people, holidays }: Seeding['stores'],
  prospectIds: readonly string[],
  nowMs: number,
): Promise<readonly CountryYear[]> {
  const known = new Set((await holidays.years()).map((each) => each.country));
  const found = await Promise.all(prospectIds.map((id) => people.byId(id)));
  const countries = new Set(found.map((each) => each?.country ?? null));
  const year = new Date(nowMs).getUTCFullYear();
  return [...countries]
    .filter((country) => country !== null && !known.has(country))
    .flatMap((country) =>
      [year, year + 1].map((each) => ({ country: country!, year: each, holidays: [] })),
    );
}

const BLANK = {
  id: 'e0',
  prospectId: 'p0',
  sequence: '',
  version: '',
  status: 'active',
  reason: null,
  cursor: null,
  visit: 1,
  waiting: { for: 'nothing' },
  holds: [],
  mailbox: null,
  rep: null,
  enrolledAtMs: 0,
  settledAtMs: 0,
  sentCount: 0,
  failures: 0,
  continuedFrom: null,
  revision: 1,
} as const;
