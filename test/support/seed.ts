/** Puts people into a sequence as `enroll` does, without its files and rules: for tests that are about what comes after. */
import { beginningOf } from '../../src/core/decide/enroll.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import type { NewEnrollment } from '../../src/ports/enrollment-store.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { bareContext } from '../../src/runner/context.ts';
import type { RunnerSettings } from '../../src/runner/settings.ts';
import type { Template } from '../../src/core/template.ts';
import { templatesFor } from './builders.ts';

export interface Seeding {
  readonly stores: Pick<Stores, 'enrollments' | 'people'>;
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
  const added: NewEnrollment[] = [];
  for (const id of prospectIds) {
    const due = {
      enrollment: { ...BLANK, prospectId: id, mailbox },
      prospect: (await stores.people.byId(id))!,
      signals: [],
      suppressedBy: null,
      suppressionEpoch: 0,
    };
    const context = bareContext(settings, sequence, due, { nowMs, slept: null });
    const beginning = beginningOf(sequence, context, { mailbox, rep: null }, startMs);
    added.push({ ...beginning, exclusive: sequence.enroll.exclusive, alongside: false });
  }
  return (await stores.enrollments.enroll(added)).map((id) => id ?? 'refused');
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
