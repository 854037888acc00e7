/** Takes a list in: all of it in one commit, while it is read, or nothing of it. */
import type { Checked, Diagnostic } from '../../core/diagnostic.ts';
import { UserError } from '../../core/user-error.ts';
import type { Marked, ReadyLead, ReadyPart, RowTerms } from '../../people/identity/ready-leads.ts';
import type { LeadWarning } from '../../people/lists/lead.ts';
import type { LeadListHead } from '../../people/lists/lead-stream.ts';
import { rejectsHeader, rejectsLines, type RejectedRow } from '../../people/lists/rejects.ts';
import type { ImportMark, ImportStore, OpenImport } from '../../ports/import-store.ts';
import type { RejectsFile } from '../../ports/rejects-file.ts';
import { LeadResolver, type Joined, type ResolveOrder } from './resolve-leads.ts';

export interface ImportOrder extends ResolveOrder, RowTerms {
  readonly mark: ImportMark;
  readonly list: string | null;
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

export interface ImportWarning extends LeadWarning {
  readonly line: number;
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
  /** Rows that came in and say that somebody wants to be left alone, on some channel or everywhere. */
  readonly optedOut: number;
  /** Addresses in rows that came in. */
  readonly marked: Marked;
  /** Alpha-2 of people of this list. */
  readonly countries: readonly string[];
}

/** Rows that are looked up and written at once. Few: what lives as long as a portion is copied whenever memory is cleared, a tenth of all time at 2,000. */
const PORTION_ROWS = 500;
/** Rows of a megabyte each are legal: fewer are taken where so much of the file was read for them. */
const PORTION_BYTES = 8_000_000;
/** So many rejected rows and warnings are kept in memory. */
const EXAMPLES_MOST = 1_000;
/** A row may be a megabyte: beyond so many characters, rows are kept without their cells, which stand in the rejects file. */
const EXAMPLE_CHARACTERS_MOST = 2_000_000;

/** @param parts  Made ready by the terms of the same order. */
export async function importLeads(
  imports: Pick<ImportStore, 'importing'>,
  parts: AsyncIterable<ReadyPart>,
  order: ImportOrder,
  to: {
    /** `null`: they are only counted. */
    readonly rejects: RejectsFile | null;
    /** Told how much of the file is done. */
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
    const rejects = (await to.rejects?.end()) ?? null;
    if (rejects !== null && report.importId !== null)
      await open.remember({ path: rejects, kind: 'list' });
    const keep = report.importId === null ? null : { ...report.counts };
    return { keep, result: { ok: true, value: report, diagnostics: [] } };
  });
}

function ownColumns({ columns }: LeadListHead): readonly string[] {
  return columns.flatMap(({ use }) => (use.kind === 'custom' ? [use.key] : []));
}

const ERASED = 'this person was erased, and is never contacted again';

function interrupted(): UserError {
  return new UserError('interrupted', 'stopped: nobody was imported', 'run it again when it suits');
}

class ImportPass {
  readonly #open: OpenImport;
  readonly #resolver: LeadResolver;
  readonly #counts = { rows: 0, created: 0, updated: 0, unchanged: 0, merged: 0, rejected: 0 };
  readonly #rejected: RejectedRow[] = [];
  #exampleCharacters = 0;
  readonly #warnings: ImportWarning[] = [];
  readonly #countries = new Set<string>();
  readonly #unknownOwners = new Set<string>();
  #waiting: ReadyLead[] = [];
  #takenBytes = 0;
  #warned = 0;
  readonly #joined: Joined[] = [];
  #joinedCount = 0;
  #suppressed = 0;
  #optedOut = 0;
  readonly #marked = { role: 0, free_mail: 0 };
  #hasRejects = false;
  #head: LeadListHead | null = null;

  constructor(open: OpenImport, order: ImportOrder, nowMs: number) {
    this.#open = open;
    this.#resolver = new LeadResolver(open, order, nowMs);
  }

  /** What is wrong with the list as a whole; `null`: nothing. */
  async readAll(
    parts: AsyncIterable<ReadyPart>,
    { rejects, onBytes, stop }: Parameters<typeof importLeads>[3],
  ): Promise<readonly Diagnostic[] | null> {
    for await (const part of parts) {
      if (stop?.aborted === true) throw interrupted();
      switch (part.kind) {
        case 'failed':
          return part.diagnostics;
        case 'head':
          this.#head = part.head;
          await this.#open.noteColumns(ownColumns(part.head));
          break;
        case 'batch': {
          this.#waiting.push(...part.leads);
          if (
            this.#waiting.length >= PORTION_ROWS ||
            part.bytes - this.#takenBytes >= PORTION_BYTES
          ) {
            await this.#takeWaiting();
            this.#takenBytes = part.bytes;
          }
          this.#marked.role += part.marked.role;
          this.#marked.free_mail += part.marked.free_mail;
          this.#reject(part.rejected);
          if (part.rejected.length > 0) await rejects?.write(this.#rejectsText(part.rejected));
          onBytes(part.bytes);
        }
      }
    }
    await this.#takeWaiting();
    return null;
  }

  async #takeWaiting(): Promise<void> {
    const leads = await this.#withoutErased(this.#waiting);
    this.#waiting = [];
    this.#counts.rows += leads.length;
    for (const outcome of await this.#resolver.take(leads)) this.#counts[outcome] += 1;
    for (const joined of this.#resolver.takeJoined()) {
      this.#joinedCount += 1;
      if (this.#joined.length < EXAMPLES_MOST) this.#joined.push(joined);
    }
    for (const { line, warnings, made } of leads) {
      if (made.country !== null) this.#countries.add(made.country);
      if (made.declared.some(({ kind }) => kind === 'withdrawn')) this.#optedOut += 1;
      for (const warning of warnings) this.#warn({ line, ...warning });
    }
  }

  #reject(rows: readonly RejectedRow[]): void {
    this.#counts.rows += rows.length;
    this.#counts.rejected += rows.length;
    const room = Math.max(0, EXAMPLES_MOST - this.#rejected.length);
    for (const each of rows.slice(0, room)) this.#rejected.push(this.#example(each));
  }

  /** Who was erased stays away, and nothing of their row is written down anywhere. */
  async #withoutErased(leads: readonly ReadyLead[]): Promise<readonly ReadyLead[]> {
    const standing = await this.#open.standing(leads.map(({ made }) => made));
    this.#suppressed += standing.filter((each) => each === 'suppressed').length;
    if (!standing.includes('erased')) return leads;
    const erased = leads.filter((_, index) => standing[index] === 'erased');
    this.#reject(
      erased.map(({ line }) => ({
        row: { line, cells: [], problem: null },
        code: 'erased',
        words: ERASED,
      })),
    );
    return leads.filter((_, index) => standing[index] !== 'erased');
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

  /** Of an owner whom we don't know it is said once. */
  #warn(warning: ImportWarning): void {
    const { code, words } = warning;
    if (code === 'unknown_owner' && this.#unknownOwners.has(words)) return;
    if (code === 'unknown_owner') this.#unknownOwners.add(words);
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
      optedOut: this.#optedOut,
      marked: this.#marked,
      countries: [...this.#countries],
    };
  }
}
