/** Who is in the demo: the shipped list is imported, and everybody in it is enrolled. */
import { beginningOf } from '../core/decide/enroll.ts';
import type { Enrollment } from '../core/enrollment.ts';
import { invariant } from '../core/invariant.ts';
import type { Prospect } from '../core/prospect.ts';
import type { Sequence } from '../core/sequence.ts';
import type { Template } from '../core/template.ts';
import { mapColumns } from '../people/columns.ts';
import { readLeadFile } from '../people/lead-file.ts';
import { leadsOf } from '../people/lead-list.ts';
import { mergeLead } from '../people/prospect-change.ts';
import type { Stores } from '../ports/stores.ts';
import { bareContext } from '../runner/context.ts';
import type { RunnerSettings } from '../runner/settings.ts';
import { REP } from './script.ts';

export interface ImportedList {
  readonly people: readonly Prospect[];
  readonly rejected: readonly {
    readonly line: number;
    readonly name: string;
    readonly words: string;
  }[];
}

export async function importList(
  stores: Pick<Stores, 'people'>,
  bytes: Uint8Array,
  nowMs: number,
): Promise<ImportedList> {
  const file = readLeadFile(bytes, { file: 'leads.csv' });
  const columns = mapColumns(file.header, [], 'leads.csv');
  invariant(columns.ok, 'the columns of the shipped leads are known');
  const ownAddresses = new Set([REP.address]);
  const verdicts = leadsOf(file.rows, columns.value, { country: null, ownAddresses });
  const changes = verdicts.flatMap((verdict) =>
    verdict.kind === 'lead'
      ? mergeLead(null, verdict.lead, { owner: REP.id, source: 'demo' }).prospect
      : [],
  );
  const ids = await stores.people.save(
    changes.map((person) => ({ id: null, person })),
    nowMs,
    'demo',
  );
  const people = await Promise.all(ids.map((id) => stores.people.byId(id)));
  return {
    people: people.flatMap((person) => person ?? []),
    rejected: verdicts.flatMap((verdict) =>
      verdict.kind === 'rejected'
        ? {
            line: verdict.row.line,
            name: verdict.row.cells.slice(0, 2).join(' '),
            words: verdict.words,
          }
        : [],
    ),
  };
}

/** Returns the enrollments' ids. */
export async function enrollEverybody(
  stores: Pick<Stores, 'enrollments'>,
  settings: RunnerSettings,
  plan: { readonly sequence: Sequence; readonly templates: readonly Template[] },
  people: readonly Prospect[],
  nowMs: number,
): Promise<readonly string[]> {
  const { sequence } = plan;
  await stores.enrollments.storeVersion(plan, nowMs);
  const added = people.map((prospect) => {
    const assigned = { mailbox: REP.id, rep: REP.id };
    const enrollment: Enrollment = { ...UNBORN, ...assigned, prospectId: prospect.id };
    const due = { enrollment, prospect, signals: [], suppressedBy: null, suppressionEpoch: 0 };
    const context = bareContext(settings, sequence, due, { nowMs, slept: null });
    const beginning = beginningOf(sequence, context, assigned, nowMs);
    return { ...beginning, exclusive: sequence.enroll.exclusive, alongside: false };
  });
  const ids = await stores.enrollments.enroll(added);
  return ids.flatMap((id) => id ?? []);
}

const UNBORN: Omit<Enrollment, 'prospectId' | 'mailbox' | 'rep'> = {
  id: 'e0',
  sequence: '',
  version: '',
  status: 'active',
  reason: null,
  cursor: null,
  visit: 1,
  waiting: { for: 'nothing' },
  holds: [],
  enrolledAtMs: 0,
  settledAtMs: 0,
  sentCount: 0,
  failures: 0,
  continuedFrom: null,
  revision: 1,
};
