/** Takes a list in: all of it in one commit, while it is read, or nothing of it. */
import type { Checked, Diagnostic } from '../../core/diagnostic.ts';
import { UserError } from '../../core/user-error.ts';
import type { Lead, LeadVerdict, LeadWarning } from '../../people/lists/lead.ts';
import type { LeadListHead, LeadPart } from '../../people/lists/lead-stream.ts';
import { rejectsHeader, rejectsLines, type RejectedRow } from '../../people/lists/rejects.ts';
import type { ImportMark, ImportStore, OpenImport } from '../../ports/import-store.ts';
import type { RejectsFile } from '../../ports/rejects-file.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import { repOf } from './known-rep.ts';
import { LeadResolver, type Joined, type ResolveOrder } from './resolve-leads.ts';

export interface ImportOrder extends ResolveOrder {
  readonly mark: ImportMark;
  readonly list: string | null;
  readonly reps: RunnerSettings['reps'];
  /** Says what would change, and writes nothing. */
  readonly dryRun: boolean;
}

/** Each row is counted once: the last five add up to `rows`. */
export interface ImportCounts {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** They joined two people who were known, or one under another address, which is theirs from now on as well. */
  readonly merged: number;
  readonly rejected: number;
}

export interface ImportWarning {
  readonly line: number;
  readonly field: LeadWarning['field'];
  readonly code: LeadWarning['code'] | 'unknown_owner';
  readonly words: string;
}

export interface ImportReport {
  readonly head: LeadListHead;
  /** `null`: nothing was written. */
  readonly importId: string | null;
  readonly importNumber: number | null;
  readonly counts: ImportCounts;
  /** The first of them; the counts know of all. */
  readonly rejected: readonly RejectedRow[];
  readonly warnings: readonly ImportWarning[];
  readonly warned: number;
  /** The first of them. */
  readonly joined: readonly Joined[];
  readonly joinedCount: number;
  /** Rows about people who must not be touched: they came in, and nothing goes to them. */
  readonly suppressed: number;
  /** Alpha-2 of people of this list. */
  readonly countries: readonly string[];
}

/** So many rejected rows and warnings are kept in memory. */
const EXAMPLES_MOST = 1_000;
/** A row may be a megabyte: beyond so many characters, rows are kept without their cells, which stand in the rejects file. */
const EXAMPLE_CHARACTERS_MOST = 2_000_000;

/** @param onBytes  Told how much of the file is done. */
export async function importLeads(
  imports: Pick<ImportStore, 'importing'>,
  parts: AsyncIterable<LeadPart>,
  order: ImportOrder,
  to: {
    /** `null`: they are only counted. */
    readonly rejects: RejectsFile | null;
    readonly onBytes: (bytes: number) => void;
    /** Looked at between portions: when it is raised, nothing of the list is taken in. */
    readonly stop: AbortSignal | null;
  },
  nowMs: number,
): Promise<Checked<ImportReport>> {
  const { file, mark, list, dryRun } = order;
  return imports.importing<Checked<ImportReport>>({ file, ...mark, list, nowMs }, async (open) => {
    const pass = new ImportPass(open, order, nowMs);
    const diagnostics = await pass.readAll(parts, to);
    if (diagnostics !== null) return { keep: null, result: { ok: false, diagnostics } };
    const report = pass.report(dryRun);
    await to.rejects?.end();
    const keep = report.importId === null ? null : { ...report.counts };
    return { keep, result: { ok: true, value: report, diagnostics: [] } };
  });
}

const ERASED = 'this person was erased, and is never contacted again';

function interrupted(): UserError {
  return new UserError('interrupted', 'stopped: nobody was imported', 'run it again when it suits');
}

class ImportPass {
  readonly #open: OpenImport;
  readonly #order: ImportOrder;
  readonly #resolver: LeadResolver;
  readonly #counts = { rows: 0, created: 0, updated: 0, unchanged: 0, merged: 0, rejected: 0 };
  readonly #rejected: RejectedRow[] = [];
  #exampleCharacters = 0;
  readonly #warnings: ImportWarning[] = [];
  readonly #countries = new Set<string>();
  readonly #unknownOwners = new Set<string>();
  #warned = 0;
  readonly #joined: Joined[] = [];
  #joinedCount = 0;
  #suppressed = 0;
  #hasRejects = false;
  #head: LeadListHead | null = null;

  constructor(open: OpenImport, order: ImportOrder, nowMs: number) {
    this.#open = open;
    this.#order = order;
    this.#resolver = new LeadResolver(open, order, nowMs);
  }

  /** What is wrong with the list as a whole; `null`: nothing. */
  async readAll(
    parts: AsyncIterable<LeadPart>,
    { rejects, onBytes, stop }: Parameters<typeof importLeads>[3],
  ): Promise<readonly Diagnostic[] | null> {
    for await (const part of parts) {
      if (stop?.aborted === true) throw interrupted();
      switch (part.kind) {
        case 'failed':
          return part.diagnostics;
        case 'head':
          this.#head = part.head;
          break;
        case 'batch': {
          const rejected = await this.#take(part.verdicts);
          if (rejected.length > 0) await rejects?.write(this.#rejectsText(rejected));
          onBytes(part.bytes);
        }
      }
    }
    return null;
  }

  /** @returns The rows that can't be used. */
  async #take(verdicts: readonly LeadVerdict[]): Promise<readonly RejectedRow[]> {
    const leads: Lead[] = [];
    const rejected: RejectedRow[] = [];
    for (const verdict of verdicts) {
      if (verdict.kind === 'rejected') {
        rejected.push({ row: verdict.row, code: verdict.code, words: verdict.words });
      }
    }
    for (const lead of await this.#withoutErased(verdicts)) leads.push(this.#withRep(lead));
    this.#counts.rows += verdicts.length;
    this.#counts.rejected += rejected.length;
    const room = EXAMPLES_MOST - this.#rejected.length;
    for (const each of rejected.slice(0, Math.max(0, room)))
      this.#rejected.push(this.#example(each));
    for (const outcome of await this.#resolver.take(leads)) this.#counts[outcome] += 1;
    for (const joined of this.#resolver.takeJoined()) {
      this.#joinedCount += 1;
      if (this.#joined.length < EXAMPLES_MOST) this.#joined.push(joined);
    }
    for (const { line, warnings, country } of leads) {
      if (country !== null) this.#countries.add(country);
      for (const warning of warnings) this.#warn({ line, ...warning });
    }
    return rejected;
  }

  /** Who was erased stays away, and nothing of their row is written down anywhere. */
  async #withoutErased(verdicts: readonly LeadVerdict[]): Promise<readonly Lead[]> {
    const leads = verdicts.flatMap((each) => (each.kind === 'lead' ? [each.lead] : []));
    const standing = await this.#open.standing(leads);
    const erased = leads.filter((_, index) => standing[index] === 'erased');
    this.#suppressed += standing.filter((each) => each === 'suppressed').length;
    this.#counts.rejected += erased.length;
    const room = Math.max(0, EXAMPLES_MOST - this.#rejected.length);
    for (const { line } of erased.slice(0, room))
      this.#rejected.push({
        row: { line, cells: [], problem: null },
        code: 'erased',
        words: ERASED,
      });
    return erased.length === 0 ? leads : leads.filter((each) => !erased.includes(each));
  }

  #example(rejected: RejectedRow): RejectedRow {
    const { row } = rejected;
    this.#exampleCharacters += row.cells.reduce((sum, cell) => sum + cell.length + 1, 0);
    const isLight = this.#exampleCharacters <= EXAMPLE_CHARACTERS_MOST;
    return isLight ? rejected : { ...rejected, row: { ...row, cells: [] } };
  }

  #rejectsText(rejected: readonly RejectedRow[]): string {
    const header = this.#head?.header ?? [];
    const isFirst = !this.#hasRejects;
    this.#hasRejects = true;
    return `${isFirst ? rejectsHeader(header) : ''}${rejectsLines(header, rejected)}`;
  }

  /** An owner is a rep of ours, by id, name or address; anybody else is kept as written and said once. */
  #withRep(lead: Lead): Lead {
    const { owner, line } = lead;
    if (owner === null) return lead;
    const rep = repOf(this.#order.reps, owner);
    if (rep !== null) return { ...lead, owner: rep };
    if (!this.#unknownOwners.has(owner)) {
      this.#unknownOwners.add(owner);
      const words = `"${owner}" is no rep of this workspace; kept as written`;
      this.#warn({ line, field: 'owner', code: 'unknown_owner', words });
    }
    return lead;
  }

  #warn(warning: ImportWarning): void {
    this.#warned += 1;
    if (this.#warnings.length < EXAMPLES_MOST) this.#warnings.push(warning);
  }

  report(dryRun: boolean): ImportReport {
    const counts = this.#counts;
    const isKept = !dryRun && counts.rows > counts.rejected;
    if (this.#head === null) throw new Error('a list has a head');
    return {
      head: this.#head,
      importId: isKept ? `i${this.#open.number}` : null,
      importNumber: isKept ? this.#open.number : null,
      counts,
      rejected: this.#rejected.toSorted((a, b) => a.row.line - b.row.line),
      warnings: this.#warnings,
      warned: this.#warned,
      joined: this.#joined,
      joinedCount: this.#joinedCount,
      suppressed: this.#suppressed,
      countries: [...this.#countries],
    };
  }
}
