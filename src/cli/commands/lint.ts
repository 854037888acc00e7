import { counted } from '../../core/counted.ts';
import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { loadConfig } from '../../config/load-config.ts';
import { shippedSchemas } from '../../config/shipped.ts';
import { resolvePath, type Config } from '../../config/config.ts';
import { UserError } from '../../core/user-error.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { countLine, renderDiagnostic } from '../../definition/reading/render-diagnostic.ts';
import type { OpenStores } from '../../ports/stores.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';
import { absentReps } from '../../usecases/lint/absent-reps.ts';
import { lackCounter } from '../../usecases/lint/count-lacking.ts';
import { lintWorkspace, type Linted } from '../../usecases/lint/lint-workspace.ts';
import { columnReader } from '../../usecases/lint/lint-columns.ts';
import { sequenceLinter } from '../../usecases/lint/lint-sequence.ts';
import { surveyorOf } from '../../usecases/lint/survey.ts';
import { silentMailboxes } from '../../usecases/lint/silent-mailboxes.ts';
import { hasStaleSchema } from '../../usecases/workspace/refresh-schemas.ts';
import { defineCommand, type Context } from '../command.ts';
import { WORKSPACE_FILE } from '../../config/workspace-name.ts';
import { settingsFrom } from '../workspace/settings-from.ts';
import { surroundingsIn } from '../workspace/surroundings.ts';
import { requireWorkspace } from '../workspace/workspace.ts';
import type { Json } from '../output/json.ts';
import { workspaceFiles } from '../files/workspace-files.ts';

export const lint = defineCommand({
  description:
    'Checks touchline.yaml, every sequence, every template with its snippets and signatures, and the wording against style.yaml, or only ' +
    'the files you name, and shows each error with its line and the way out. Also asks whether conditions can come true, windows open, ' +
    'mailboxes send enough, answers are heard, and whether the enrolled people have what templates and conditions ask for. Changes ' +
    'nothing; leaves with 3 when there are errors.',
  arguments: {
    files: { count: 'any', placeholder: 'FILE', summary: 'only these; all when left out' },
  },
  options: {},
  examples: [
    { line: 'touchline lint', says: 'the whole workspace' },
    { line: 'touchline lint sequences/classic.yaml', says: 'one file' },
  ],
  writes: false,
  async run(context, args) {
    const dir = requireWorkspace(context);
    const files = workspaceFiles(dir);
    const only = args.files.map((file) => pathIn(dir, resolve(context.io.cwd, file)));
    const config = await loadConfig(join(dir, WORKSPACE_FILE), context.io.env);
    const workspaceText = (await files.read(WORKSPACE_FILE)) ?? '';
    const silent = silentMailboxes(workspaceText, WORKSPACE_FILE);
    const absent = config.ok
      ? absentReps(workspaceText, WORKSPACE_FILE, settingsFrom(config.value), context.clock.nowMs())
      : [];
    const linted = await withStores(context, config.ok ? config.value : null, (stores) => {
      const asked =
        stores === null
          ? null
          : { ...stores, survey: surveyorOf(stores.enrollments, context.clock.nowMs()) };
      const lacking = asked === null ? null : lackCounter(asked.survey);
      const { clock } = context;
      return lintWorkspace(files, lacking, {
        config: config.ok ? { ...surroundingsIn(config.value), sender: config.value.sender } : null,
        configDiagnostics: [...config.diagnostics, ...silent, ...absent],
        only,
        readColumns: columnReader(stores?.people ?? null),
        lintSequence: config.ok
          ? sequenceLinter({
              settings: settingsFrom(config.value),
              stores: asked,
              nowMs: clock.nowMs(),
            })
          : null,
      });
    });
    const sources = await sourcesOf(files, linted);
    if (await hasStaleSchema(files, await shippedSchemas()))
      context.talk(
        'Your editor knows these files as another version has them. To change that: touchline schema',
      );
    const errors = linted.diagnostics.filter(({ severity }) => severity === 'error').length;
    return {
      data: {
        files: linted.files.length,
        errors,
        warnings: linted.diagnostics.length - errors,
        diagnostics: linted.diagnostics.map(diagnosticJson),
        notes: linted.notes.map(diagnosticJson),
      },
      text: () => textOf(linted, sources),
      ...(errors > 0 ? { exitCode: 3 as const } : {}),
    };
  },
});

function diagnosticJson(each: Diagnostic): Json {
  return {
    file: each.file,
    line: each.line,
    column: each.column,
    code: each.code,
    severity: each.severity,
    message: each.message,
    hint: each.hint,
  };
}

/** @throws {UserError} `no_such_file` */
function pathIn(dir: string, file: string): string {
  if (!existsSync(file)) throw new UserError('no_such_file', `there is no file ${file}`, null, 2);
  return relative(dir, file).split(sep).join('/');
}

/** A store that is not there yet is not made for a look. */
async function withStores(
  { adapters, clock }: Context,
  config: Config | null,
  use: (stores: OpenStores | null) => Promise<Linted>,
): Promise<Linted> {
  const path = config === null ? null : resolvePath(config, config.store);
  if (path === null || !existsSync(path)) return use(null);
  const stores = await adapters.store(path, { create: false, nowMs: clock.nowMs() });
  try {
    return await use(stores);
  } finally {
    stores.close();
  }
}

async function sourcesOf(
  files: WorkspaceFiles,
  { diagnostics, notes }: Linted,
): Promise<ReadonlyMap<string, string | null>> {
  const names = [...new Set([...diagnostics, ...notes].map(({ file }) => file))];
  return new Map(
    await Promise.all(names.map(async (name) => [name, await files.read(name)] as const)),
  );
}

function textOf(
  { files, diagnostics, notes }: Linted,
  sources: ReadonlyMap<string, string | null>,
): string {
  const told = [...diagnostics, ...notes];
  const shown = told.map((each) => renderDiagnostic(each, sources.get(each.file) ?? null));
  const checked = counted(files.length, 'file');
  return [...shown.flatMap((each) => [each, '']), `${checked} checked: ${countLine(told)}`].join(
    '\n',
  );
}
