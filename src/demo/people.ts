/** Who is in the demo: the shipped list is imported, and everybody in it is enrolled, as the commands do. */
import { invariant } from '../core/invariant.ts';
import type { Prospect } from '../core/person/prospect.ts';
import { rejectsCsv } from '../people/lists/rejects.ts';
import type { StoredVersion } from '../ports/enrollment-store.ts';
import type { Stores } from '../ports/stores.ts';
import type { RunnerSettings } from '../runner/settings.ts';
import { Whereabouts } from '../runner/whereabouts.ts';
import { enrollPeople } from '../usecases/enrollments/enroll-people.ts';
import { importLeads } from '../usecases/imports/import-leads.ts';
import type { LearnHolidays } from '../usecases/people/learn-holidays.ts';
import { listOfBytes } from '../usecases/imports/list-of-bytes.ts';
import { membersOf } from '../usecases/people/select-people.ts';
import { REP } from './script.ts';

export interface ImportedList {
  readonly people: readonly Prospect[];
  readonly rejected: readonly {
    readonly line: number;
    readonly name: string;
    readonly words: string;
  }[];
  /** The rows that wait to be mended, as a file of their own. */
  readonly rejects: string;
}

const FILE = 'leads.csv';
const LIST = 'spring';

export async function importList(
  stores: Pick<Stores, 'people' | 'imports'>,
  settings: RunnerSettings,
  bytes: Uint8Array,
  nowMs: number,
): Promise<ImportedList> {
  const order = {
    file: FILE,
    mark: { sha256: 'demo', options: '' },
    list: LIST,
    owner: REP.id,
    source: 'demo',
    reps: settings.reps,
    asOfMs: null,
    dryRun: false,
  };
  const ownAddresses = new Set([REP.address]);
  const parts = listOfBytes(bytes, { file: FILE, country: null, ownAddresses }, order);
  const to = { rejects: null, onBytes: () => {}, stop: null };
  const imported = await importLeads(stores.imports, parts, order, to, nowMs);
  invariant(imported.ok, 'the shipped leads can be read');
  const { head, rejected } = imported.value;
  const people: Prospect[] = [];
  for await (const page of membersOf(stores.people, LIST)) {
    people.push(...page);
  }
  return {
    people,
    rejected: rejected.map(({ row, words }) => ({
      line: row.line,
      name: row.cells.slice(0, 2).join(' '),
      words,
    })),
    rejects: rejectsCsv(head.header, rejected),
  };
}

export async function enrollEverybody(
  stores: Pick<Stores, 'enrollments' | 'people' | 'holidays'>,
  learn: LearnHolidays,
  settings: RunnerSettings,
  version: StoredVersion,
  nowMs: number,
): Promise<number> {
  const people = membersOf(stores.people, LIST);
  const request = {
    version,
    successors: [],
    people,
    limit: null,
    startMs: null,
    dryRun: false,
    nowMs,
  };
  const whereabouts = new Whereabouts(stores, settings.zone);
  const to = { settings, enrollments: stores.enrollments, whereabouts, learn };
  const { results } = await enrollPeople(to, request);
  return results.filter(({ code }) => code === 'enrolled' || code === 'pending').length;
}
