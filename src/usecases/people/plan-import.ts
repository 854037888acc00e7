/** What would a list of leads change? Reads only: nothing is written before everything is known. */
import type { Checked } from '../../core/diagnostic.ts';
import type { Prospect } from '../../core/prospect.ts';
import { mapColumns, type Column, type ColumnMap } from '../../people/columns.ts';
import { whoIs } from '../../people/identity-resolution.ts';
import { readLeadFile } from '../../people/lead-file.ts';
import { leadsOf } from '../../people/lead-list.ts';
import type { Lead, LeadVerdict, LeadWarning, RejectCode } from '../../people/lead.ts';
import { mergeLead, type ImportDefaults } from '../../people/prospect-change.ts';
import type { RejectedRow } from '../../people/rejects.ts';
import type { PeopleStore, PersonChange } from '../../ports/people-store.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import { repOf } from './known-rep.ts';
import type { ChangedPerson } from './start-anew.ts';

export interface ImportOrder extends ImportDefaults {
  readonly bytes: Uint8Array;
  /** The name shown in problems. */
  readonly file: string;
  /** `null`: told from the file. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly maps: readonly ColumnMap[];
  /** Alpha-2 of people whose row names no country; `null`: their numbers need a country code. */
  readonly country: string | null;
  /** Normalised addresses of our mailboxes. */
  readonly ownAddresses: ReadonlySet<string>;
  readonly reps: RunnerSettings['reps'];
}

/** Each row is counted once: the last five add up to `rows`. */
export interface ImportCounts {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Known by something else, under another address, which is theirs from now on as well. */
  readonly merged: number;
  readonly rejected: number;
}

export interface ImportWarning {
  readonly line: number;
  readonly field: LeadWarning['field'];
  readonly code: LeadWarning['code'] | 'unknown_owner';
  readonly words: string;
}

export interface ImportPlan {
  readonly encoding: string;
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly columns: readonly Column[];
  /** One for each person of the list, those who stay as they are too. */
  readonly changes: readonly PersonChange[];
  /** People of whom the list says something new. */
  readonly changed: readonly ChangedPerson[];
  readonly counts: ImportCounts;
  readonly rejected: readonly RejectedRow[];
  readonly warnings: readonly ImportWarning[];
}

/** Identities are looked up for so many rows at once. */
const ROWS_AT_ONCE = 1_000;

/** @param onRows  Told how many rows are done, out of how many. */
export async function planImport(
  people: Pick<PeopleStore, 'byIdentities'>,
  order: ImportOrder,
  onRows: (done: number, total: number) => void,
): Promise<Checked<ImportPlan>> {
  const { encoding, delimiter } = order;
  const list = readLeadFile(order.bytes, {
    file: order.file,
    ...(encoding === null ? {} : { encoding }),
    ...(delimiter === null ? {} : { delimiter }),
  });
  if (list.problems.length > 0) return { ok: false, diagnostics: list.problems };
  const columns = mapColumns(list.header, order.maps, order.file);
  if (!columns.ok) return columns;
  const verdicts = leadsOf(list.rows, columns.value, order);
  const draft = draftOf(order);
  for (let at = 0; at < verdicts.length; at += ROWS_AT_ONCE) {
    onRows(at, verdicts.length);
    const part = verdicts.slice(at, at + ROWS_AT_ONCE);
    know(
      draft,
      await people.byIdentities(
        part.flatMap((each) => (each.kind === 'lead' ? each.lead.identities : [])),
      ),
    );
    for (const verdict of part) decide(draft, verdict);
  }
  const { changes, changed, counts, rejected, warnings } = draft;
  const plan: ImportPlan = {
    encoding: list.encoding,
    delimiter: list.delimiter,
    header: list.header,
    columns: columns.value,
    changes,
    changed,
    counts: { rows: verdicts.length, ...counts, rejected: rejected.length },
    rejected,
    warnings,
  };
  return { ok: true, value: plan, diagnostics: [] };
}

/** Rows are decided in order, each in the light of those before it, as if they had been stored already. */
interface Draft {
  readonly order: ImportOrder;
  readonly changes: PersonChange[];
  readonly changed: ChangedPerson[];
  readonly counts: Record<'created' | 'updated' | 'unchanged' | 'merged', number>;
  readonly rejected: RejectedRow[];
  readonly warnings: ImportWarning[];
  /** People of the store by id, and new ones by the name of their line. */
  readonly people: Map<string, Prospect>;
  /** Who has an identity, by its kind and value. */
  readonly owners: Map<string, string>;
  /** The line that a person was changed by. */
  readonly lines: Map<string, number>;
  readonly unknownOwners: Set<string>;
}

function draftOf(order: ImportOrder): Draft {
  return {
    order,
    changes: [],
    changed: [],
    counts: { created: 0, updated: 0, unchanged: 0, merged: 0 },
    rejected: [],
    warnings: [],
    people: new Map(),
    owners: new Map(),
    lines: new Map(),
    unknownOwners: new Set(),
  };
}

function know(draft: Draft, found: readonly Prospect[]): void {
  for (const person of found) if (!draft.people.has(person.id)) remember(draft, person);
}

function remember({ people, owners }: Draft, person: Prospect): void {
  people.set(person.id, person);
  for (const { kind, value } of person.identities) owners.set(`${kind} ${value}`, person.id);
}

function decide(draft: Draft, verdict: LeadVerdict): void {
  const refused = verdict.kind === 'rejected' ? verdict : take(draft, verdict.lead);
  if (refused === null) return;
  draft.rejected.push({ row: verdict.row, code: refused.code, words: refused.words });
}

/** `null`: the lead is in. */
function take(
  draft: Draft,
  read: Lead,
): { readonly code: RejectCode; readonly words: string } | null {
  const resolution = whoIs(read, knownOf(draft, read));
  if (resolution.kind === 'rejected') return resolution;
  const { prospect } = resolution;
  const earlier = prospect === null ? undefined : draft.lines.get(prospect.id);
  if (prospect !== null && earlier !== undefined) {
    const who = prospect.name ?? prospect.id;
    return { code: 'duplicate_in_file', words: `${who} is in line ${earlier} already` };
  }
  const lead = withRep(draft, resolution.lead);
  const { change, prospect: person } = mergeLead(prospect, lead, draft.order);
  const id = prospect?.id ?? null;
  draft.changes.push(id !== null && change === 'unchanged' ? { id, person: null } : { id, person });
  if (prospect !== null && change === 'updated')
    draft.changed.push({ before: prospect, fields: person.fields });
  draft.counts[prospect !== null && isMerged(prospect, lead) ? 'merged' : change] += 1;
  for (const warning of lead.warnings) draft.warnings.push({ line: lead.line, ...warning });
  const name = id ?? `line ${lead.line}`;
  remember(draft, { ...person, id: name, revision: 0 });
  draft.lines.set(name, lead.line);
  return null;
}

function knownOf({ people, owners }: Draft, lead: Lead): readonly Prospect[] {
  const ids = lead.identities.map(({ kind, value }) => owners.get(`${kind} ${value}`));
  const known = [...new Set(ids)].map((id) => (id === undefined ? id : people.get(id)));
  return known.filter((each) => each !== undefined);
}

/** An owner is a rep of ours, by id, name or address; anybody else is kept as written and said once. */
function withRep({ order, unknownOwners, warnings }: Draft, lead: Lead): Lead {
  if (lead.owner === null) return lead;
  const rep = repOf(order.reps, lead.owner);
  if (rep !== null) return { ...lead, owner: rep };
  if (!unknownOwners.has(lead.owner)) {
    unknownOwners.add(lead.owner);
    const words = `"${lead.owner}" is no rep of this workspace; kept as written`;
    warnings.push({ line: lead.line, field: 'owner', code: 'unknown_owner', words });
  }
  return lead;
}

function isMerged(known: Prospect, lead: Lead): boolean {
  const addresses = known.identities.filter((each) => each.kind === 'email');
  const given = lead.identities.filter((each) => each.kind === 'email');
  const isShared = given.some((each) => addresses.some((one) => one.value === each.value));
  return addresses.length > 0 && given.length > 0 && !isShared;
}
