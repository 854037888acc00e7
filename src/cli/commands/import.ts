import { basename, dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { parseColumnMap, type ColumnMap } from '../../people/columns.ts';
import { rejectsCsv } from '../../people/rejects.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import { importLeads } from '../../usecases/people/import-leads.ts';
import { requireRep } from '../../usecases/people/known-rep.ts';
import { recordDeclared } from '../../usecases/consents/record-declared.ts';
import { releaseAll } from '../../usecases/people/release-held.ts';
import { startAnew } from '../../usecases/people/start-anew.ts';
import {
  planImport,
  type ImportOrder,
  type ImportPlan,
} from '../../usecases/people/plan-import.ts';
import { defineCommand, type Context, type OptionValues, type Result } from '../command.ts';
import { readInput, type InputFile } from '../input/input-file.ts';
import { learnerIn } from '../workspace/learner.ts';
import { importJson, importText, type Imported } from '../documents/imported.ts';
import { writeFreeFile, writeNewFile } from '../files/new-file.ts';
import { peopleContext } from '../workspace/people-context.ts';
import { decidingIn } from '../workspace/engine-session.ts';
import { readWorkspace, withSession } from '../workspace/session.ts';

const OPTIONS = {
  map: {
    kind: 'texts',
    placeholder: 'FIELD=COLUMN',
    summary: 'which column feeds a field; may be given several times',
  },
  preset: { kind: 'text', placeholder: 'NAME', summary: 'the columns of a known export' },
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
  dryRun: { kind: 'flag', summary: 'say what would change and write nothing' },
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
    'Imports a list of leads (CSV with a header line). Encoding, delimiter and columns are told from the file; columns of no known ' +
    'name become fields. Everybody is written in one commit, or nobody. Filled cells replace what was known, empty ones erase nothing; ' +
    'the same file again changes nothing. Rows that can not be used are written to a file of their own: mend them there and import it.',
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
    refusePreset(options.preset);
    const maps = options.map.map(columnMap);
    const { config } = await readWorkspace(context);
    const typing = peopleContext(config, options.country);
    const file = await readInput(context, args.file);
    refuseOwnInput(context, file, options.rejects);
    const order: ImportOrder = {
      ...typing,
      bytes: file.bytes,
      file: args.file,
      encoding: options.encoding,
      delimiter: options.delimiter === null ? null : DELIMITERS[options.delimiter],
      maps,
      owner: options.owner === null ? null : requireRep(typing.reps, options.owner),
      source: options.source,
    };
    return options.dryRun
      ? resultOf(context, order, options, await dryPlan(context, order), NOTHING_WRITTEN)
      : withSession(context, 'write', async (session) => {
          const { stores } = session;
          const { nowMs } = session;
          const plan = await planned(context, stores.people, order);
          // First: where it can't be written, nobody is imported whose rejected colleagues would be lost.
          const rejectsFile = await writeRejects(context, file, plan, options);
          if (plan.changes.length === 0)
            return resultOf(context, order, options, plan, { ...NOTHING_WRITTEN, rejectsFile });
          const { list } = options;
          const learn = learnerIn(context, session);
          await learn(plan.changes.map(({ person }) => person?.country ?? null));
          const importId = await importLeads(stores.people, plan, { ...order, list }, nowMs);
          const ids = new Set(plan.changes.flatMap(({ id }) => (id === null ? [] : [id])));
          const deciding = await decidingIn(session);
          await recordDeclared(stores, deciding, plan.changes, nowMs);
          const starts = await startAnew(stores.enrollments, deciding, plan.changed, nowMs);
          const resumed = await releaseAll(stores, deciding, ids, `in ${order.file}`, nowMs);
          const written = { importId, rejectsFile, resumed, starts };
          return resultOf(context, order, options, plan, written);
        });
  },
});

/** No preset is shipped: what the usual tools export is known by the names of its columns. */
function refusePreset(preset: string | null): void {
  if (preset === null) return;
  throw new UserError(
    'unknown_preset',
    `there is no preset "${preset}"; known presets: none`,
    'columns of the usual exports are recognised without one; name others with --map field=Column',
    2,
  );
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

function refuseOwnInput(context: Context, file: InputFile, rejects: string | null): void {
  if (rejects === null || resolve(context.io.cwd, rejects) !== file.path) return;
  throw new UserError(
    'rejects_over_input',
    '--rejects names the list itself',
    'name another file, or leave it out',
    2,
  );
}

/** A dry run creates no store; without one nobody is known yet. */
async function dryPlan(context: Context, order: ImportOrder): Promise<ImportPlan> {
  try {
    return await withSession(context, 'read', ({ stores }) =>
      planned(context, stores.people, order),
    );
  } catch (cause) {
    if (!(cause instanceof UserError) || cause.code !== 'store_missing') throw cause;
    return planned(context, { byIdentities: () => Promise.resolve([]) }, order);
  }
}

async function planned(
  context: Context,
  people: Pick<PeopleStore, 'byIdentities'>,
  order: ImportOrder,
): Promise<ImportPlan> {
  const progress = context.progress('rows');
  try {
    const checked = await planImport(people, order, (done, total) => progress.count(done, total));
    if (checked.ok) return checked.value;
    throw fileError(checked.diagnostics);
  } finally {
    progress.end();
  }
}

/** What was typed wrongly, as against what is wrong in the file. */
const USAGE: ReadonlySet<string> = new Set([
  'unknown_field',
  'unknown_column',
  'mapped_twice',
  'unknown_encoding',
]);

function fileError(diagnostics: readonly Diagnostic[]): UserError {
  const [first] = diagnostics;
  const code = first?.code ?? 'unreadable_list';
  const isUsage = USAGE.has(code);
  const lines = diagnostics.map(({ file, line, message }) =>
    isUsage ? message : `${file}:${line}: ${message}`,
  );
  return new UserError(code, lines.join('\n'), first?.hint ?? null, isUsage ? 2 : 3);
}

async function writeRejects(
  context: Context,
  file: InputFile,
  plan: ImportPlan,
  { rejects, force }: Options,
): Promise<string | null> {
  if (plan.rejected.length === 0) return null;
  const text = rejectsCsv(plan.header, plan.rejected);
  const path = rejects === null ? besideList(file.path) : resolve(context.io.cwd, rejects);
  // Without --force a file that nobody named makes way, and one that was named is refused.
  if (rejects === null && !(force && path !== file.path)) return writeFreeFile(path, text);
  await writeNewFile(path, text, force);
  return path;
}

/** `leads.csv` and `leads.rejected-2.csv` both have `leads.rejected.csv`. */
function besideList(path: string): string {
  const name = basename(path).replace(/(?:\.rejected(?:-\d+)?)?(?:\.[^.]*)?$/, '');
  return join(dirname(path), `${name}.rejected.csv`);
}

type Written = Pick<Imported, 'importId' | 'rejectsFile' | 'resumed' | 'starts'>;

const NOTHING_WRITTEN: Written = {
  importId: null,
  rejectsFile: null,
  resumed: 0,
  starts: { moved: 0, held: 0 },
};

function resultOf(
  context: Context,
  order: ImportOrder,
  options: Options,
  plan: ImportPlan,
  written: Written,
): Result {
  const { dryRun, list } = options;
  const imported: Imported = { plan, ...written, list, dryRun };
  const { rejectsFile } = written;
  const shownRejects = rejectsFile === null ? null : shortest(context, rejectsFile);
  for (const { line, field, words } of plan.warnings.slice(0, TOLD_MOST))
    context.talk(`${order.file}:${line}: ${field} ${words}`);
  const untold = plan.warnings.length - TOLD_MOST;
  if (untold > 0) context.talk(`... and ${untold} more warnings: --json has them all`);
  return {
    data: importJson(imported),
    text: () => importText(imported, order.file, shownRejects),
    exitCode: plan.changes.length === 0 ? 3 : 0,
  };
}

const TOLD_MOST = 10;

function shortest(context: Context, path: string): string {
  const short = relative(context.io.cwd, path);
  return short.startsWith('..') ? path : short;
}
