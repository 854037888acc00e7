import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { instantIn } from '../../core/time/written-instant.ts';
import { parseColumnMap, type ColumnMap } from '../../people/columns/columns.ts';
import type { LeadOrder } from '../../people/lists/lead-stream.ts';
import { parseMapping, printMapping, type ListMapping } from '../../people/columns/mapping.ts';
import type { Stores } from '../../ports/stores.ts';
import { accountNames } from '../../usecases/accounts/account-names.ts';
import { afterImport } from '../../usecases/imports/after-import.ts';
import {
  importLeads,
  type ImportOrder,
  type ImportReport,
} from '../../usecases/imports/import-leads.ts';
import { finishRejects, withRejects } from '../../usecases/imports/keep-rejects.ts';
import { requireRep } from '../../usecases/people/known-rep.ts';
import { defineCommand, type Context, type OptionValues, type Result } from '../command.ts';
import { importJson, importText, type Imported } from '../documents/imported.ts';
import { writeNewFile } from '../files/new-file.ts';
import { leftRejects, NewRejectsFile, sha256Of } from '../files/rejects-file.ts';
import { listError } from '../input/list-error.ts';
import { readInput, requireInput } from '../input/input-file.ts';
import { decidingIn } from '../workspace/engine-session.ts';
import { learnerIn } from '../workspace/learner.ts';
import { peopleContext } from '../workspace/people-context.ts';
import { readWorkspace, withSession } from '../workspace/session.ts';

const OPTIONS = {
  map: {
    kind: 'texts',
    placeholder: 'FIELD=COLUMN',
    summary: 'which column feeds a field; may be given several times',
  },
  preset: {
    kind: 'text',
    placeholder: 'NAME',
    summary: 'the tool that exported the list; told from its columns when left out',
  },
  mapping: {
    kind: 'text',
    placeholder: 'FILE',
    summary: 'which column feeds which field, as --save-mapping wrote it',
  },
  saveMapping: {
    kind: 'text',
    placeholder: 'FILE',
    summary: 'write down how the columns were read, for the next list of this kind',
  },
  sheet: {
    kind: 'text',
    placeholder: 'NAME',
    summary: 'of a spreadsheet; else the first with rows',
  },
  list: { kind: 'text', placeholder: 'NAME', summary: 'put everybody of the file on this list' },
  owner: { kind: 'text', placeholder: 'REP', summary: 'the owner of people who have none' },
  source: {
    kind: 'text',
    placeholder: 'TEXT',
    summary: 'where people come from, if none is known',
  },
  country: {
    kind: 'text',
    placeholder: 'CODE',
    summary: 'for phone numbers without a country code, in rows without a country',
  },
  encoding: { kind: 'text', placeholder: 'NAME', summary: 'told from the file when left out' },
  delimiter: {
    kind: 'choice',
    placeholder: 'NAME',
    choices: ['comma', 'semicolon', 'tab', 'pipe'],
    summary: 'told from the first line when left out',
  },
  asOf: {
    kind: 'instant',
    placeholder: 'DATE',
    summary: 'when the list was true; of two lists the newer one is right. Left out: now',
  },
  dryRun: {
    kind: 'flag',
    summary: 'say what would change and write nothing, but for --save-mapping',
  },
  rejects: {
    kind: 'text',
    placeholder: 'FILE',
    summary: 'where rejected rows go; next to the list when left out',
  },
  force: { kind: 'flag', summary: 'write over an existing rejects file' },
} as const;
type Options = OptionValues<typeof OPTIONS>;

const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

export const importCommand = defineCommand({
  description:
    'Imports a list of leads (CSV, TSV or a spreadsheet, with a line of column names), or what export wrote as JSON lines. Encoding, delimiter and columns are told from the file; columns of no known ' +
    'name become fields. Everybody is written in one commit, or nobody. Rows that share an address, a LinkedIn profile, an id, or a telephone ' +
    'number under the same name are one person, also when a row joins two who were known as two (unmerge parts them again). Filled cells ' +
    'replace what is older, empty ones erase nothing; the same file again changes nothing. Rows that can not be used are written to a file ' +
    'of their own: mend them there and import it.',
  arguments: { file: { count: 'one', placeholder: 'FILE', summary: 'the list' } },
  options: OPTIONS,
  examples: [
    { line: 'touchline import leads.csv --list spring', says: 'import and put all on a list' },
    { line: 'touchline import leads.csv --dry-run', says: 'what would change, row by row' },
    {
      line: 'touchline import leads.csv --map email="Work Email" --map plan=Tarif',
      says: 'name the columns that were not recognised',
    },
  ],
  writes: true,
  async run(context, args, options) {
    const asked = await askedOf(context, args.file, options);
    const imported = options.dryRun
      ? { ...asked, report: await dryRun(context, asked), ...NOTHING_WRITTEN }
      : await written(context, asked, options);
    if (options.saveMapping !== null) {
      const path = resolve(context.io.cwd, options.saveMapping);
      await writeNewFile(path, printMapping(imported.report.head.columns), options.force);
    }
    return resultOf(context, imported, options.saveMapping);
  },
});

interface Asked {
  readonly order: ImportOrder;
  readonly reading: LeadOrder;
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
}

async function askedOf(context: Context, file: string, options: Options): Promise<Asked> {
  const maps = options.map.map(columnMap);
  const { config } = await readWorkspace(context);
  const { reps, ...typing } = peopleContext(config, options.country);
  const path = await requireInput(context, file);
  refuseOwnInput(context, path, options.rejects);
  const { encoding, preset, source, list, sheet } = options;
  const delimiter = options.delimiter === null ? null : DELIMITERS[options.delimiter];
  const mapping = options.mapping === null ? null : await mappingOf(context, options.mapping);
  const reading = { file, encoding, delimiter, maps, preset, mapping, sheet, ...typing };
  const owner = options.owner === null ? null : requireRep(reps, options.owner);
  const asOfMs = options.asOf === null ? null : instantIn(options.asOf, config.zone);
  const asRead = [encoding, delimiter, maps, preset, mapping, sheet, typing.country, owner, source];
  const mark = { sha256: await sha256Of(path), options: JSON.stringify([...asRead, asOfMs]) };
  const { size: bytes } = await stat(path);
  const { dryRun: isDry } = options;
  const order = { file, mark, list, owner, source, reps, asOfMs, dryRun: isDry };
  return { order, reading, path, bytes };
}

/** A dry run creates no store; without one nobody is known yet. */
async function dryRun(context: Context, asked: Asked): Promise<ImportReport> {
  const nowMs = context.clock.nowMs();
  try {
    return await withSession(context, 'read', ({ stores, nowMs: now }) =>
      takeIn(context, stores, asked, null, now),
    );
  } catch (cause) {
    if (!(cause instanceof UserError) || cause.code !== 'store_missing') throw cause;
    const stores = await context.adapters.store(':memory:', { create: true, nowMs });
    try {
      return await takeIn(context, stores, asked, null, nowMs);
    } finally {
      stores.close();
    }
  }
}

function written(context: Context, asked: Asked, options: Options): Promise<Imported> {
  return withSession(context, 'write', async (session) => {
    const { stores, nowMs } = session;
    for (const file of await finishRejects(stores.privacy, leftRejects, nowMs))
      context.talk(`${shortest(context, file)}: what an import rejected that was stopped`);
    const rejects = new NewRejectsFile(rejectsTarget(context, asked.path, options));
    const taken = await withRejects(
      stores.privacy,
      rejects,
      () => takeIn(context, stores, asked, rejects, nowMs),
      nowMs,
    );
    const { result: report, rejectsFile } = taken;
    if (report.importId === null) return { ...asked, report, ...NOTHING_WRITTEN, rejectsFile };
    const deciding = await decidingIn(session);
    const to = { ...stores, learn: learnerIn(context, session) };
    const after = await afterImport(to, deciding, report, `in ${asked.order.file}`, nowMs);
    return { ...asked, report, ...after, rejectsFile };
  });
}

/** After the first signal a portion is finished, and all of it is taken back. */
const GRACE_MS = 60_000;

async function takeIn(
  context: Context,
  stores: Pick<Stores, 'imports' | 'accounts'>,
  { order, reading, path, bytes }: Asked,
  rejects: NewRejectsFile | null,
  nowMs: number,
): Promise<ImportReport> {
  const progress = context.progress('kilobytes');
  const stop = context.adapters.stopSignals(GRACE_MS);
  try {
    const onBytes = (done: number): void => {
      progress.count(Math.floor(done / 1_000), Math.ceil(bytes / 1_000));
    };
    const to = { rejects, onBytes, stop: stop.soon };
    const named = { ...order, accounts: await accountNames(stores.accounts) };
    const parts = context.adapters.leads(path, reading, named);
    const imported = await importLeads(stores.imports, parts, named, to, nowMs);
    if (!imported.ok) throw listError(imported.diagnostics);
    return imported.value;
  } finally {
    stop.end();
    progress.end();
  }
}

/** @throws {UserError} What is wrong with it, all at once (exit 3). */
async function mappingOf(context: Context, file: string): Promise<ListMapping> {
  const { bytes } = await readInput(context, file);
  const checked = parseMapping(new TextDecoder().decode(bytes), file);
  if (checked.ok) return checked.value;
  throw listError(checked.diagnostics);
}

function columnMap(text: string): ColumnMap {
  const map = parseColumnMap(text);
  if (map !== null) return map;
  throw new UserError(
    'bad_map',
    `--map: "${text}" is no field=Column`,
    'write it as --map email="Work Email"',
    2,
  );
}

function refuseOwnInput(context: Context, path: string, rejects: string | null): void {
  if (rejects === null || resolve(context.io.cwd, rejects) !== path) return;
  throw new UserError(
    'rejects_over_input',
    '--rejects names the list itself',
    'name another file, or leave it out',
    2,
  );
}

function rejectsTarget(
  context: Context,
  list: string,
  { rejects, force }: Options,
): ConstructorParameters<typeof NewRejectsFile>[0] {
  const path = rejects === null ? besideList(list) : resolve(context.io.cwd, rejects);
  // Without --force a file that nobody named makes way, and one that was named is refused.
  return { path, force: force && path !== list, mayMove: rejects === null };
}

/** `leads.csv` and `leads.rejected-2.csv` both have `leads.rejected.csv`. */
function besideList(path: string): string {
  const name = basename(path).replace(/(?:\.rejected(?:-\d+)?)?(?:\.[^.]*)?$/, '');
  return join(dirname(path), `${name}.rejected.csv`);
}

const NOTHING_WRITTEN = { rejectsFile: null, resumed: 0, starts: { moved: 0, held: 0 } };

function resultOf(context: Context, imported: Imported, mapping: string | null): Result {
  const { report, rejectsFile, order } = imported;
  const shownRejects = rejectsFile === null ? null : shortest(context, rejectsFile);
  for (const { line, message, hint } of report.head.warnings.slice(0, TOLD_MOST))
    context.talk(`${order.file}:${line}: ${message}${hint === null ? '' : `\n  ${hint}`}`);
  for (const { line, field, words } of report.warnings.slice(0, TOLD_MOST))
    context.talk(`${order.file}:${line}: ${field} ${words}`);
  const untold = report.warned - TOLD_MOST;
  if (untold > 0) context.talk(`... and ${untold} more warnings: --json has the first 1000`);
  const { counts } = report;
  return {
    data: importJson(imported),
    text: () => importText(imported, shownRejects, mapping),
    exitCode: counts.rows === counts.rejected ? 3 : 0,
  };
}

const TOLD_MOST = 10;

function shortest(context: Context, path: string): string {
  const short = relative(context.io.cwd, path);
  return short.startsWith('..') ? path : short;
}
