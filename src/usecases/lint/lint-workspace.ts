/** Is everything that people wrote in this workspace right? The workspace file, sequences, templates, style; nothing is changed. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { SendWindow } from '../../core/time/window.ts';
import type { Template } from '../../core/template.ts';
import { sortedByPlace } from '../../definition/reading/problem.ts';
import { compileSequence, type Surroundings } from '../../definition/sequence/sequence-file.ts';
import { readStyle } from '../../definition/templates/style-file.ts';
import { nameOfFile } from '../../definition/templates/template-file.ts';
import { testedBy } from '../../definition/cases/test-file.ts';
import { templatesOf } from '../../definition/sequence/version.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';
import type { LackCounter } from './count-lacking.ts';
import { loadAssets } from '../files/load-assets.ts';
import { sequenceNames } from '../files/load-sequence.ts';
import { strangeFields, type ColumnReader } from './lint-columns.ts';
import type { SequenceLinter } from './lint-sequence.ts';
import type { BareField, FieldPlace, SenderSettings } from './lint-template.ts';
import {
  lintTemplates,
  type FoundTemplates,
  type LintedTemplates,
  type SequenceAt,
} from './lint-templates.ts';
import { templatePaths } from '../files/template-files.ts';
import { lintTests } from './lint-tests.ts';

/** What the workspace file says, as far as sequences may name it; `null`: it has errors. */
export interface LintedConfig {
  readonly mailboxes: readonly string[];
  readonly reps: readonly string[];
  readonly defaultWindow: SendWindow | null;
  readonly sender: SenderSettings;
}

export interface LintRequest {
  readonly config: LintedConfig | null;
  /** Of the workspace file itself. */
  readonly configDiagnostics: readonly Diagnostic[];
  /** Only these, by path; empty: all of them. */
  readonly only: readonly string[];
  /** What is asked of a sequence beyond its file; `null`: nobody can say while the workspace file has errors. */
  readonly lintSequence: SequenceLinter | null;
  /** Of the people here, for templates. */
  readonly readColumns: ColumnReader;
}

export interface Linted {
  readonly files: readonly string[];
  /** Errors and warnings, by file, then by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Nothing to mend. */
  readonly notes: readonly Diagnostic[];
}

export const WORKSPACE_FILE = 'touchline.yaml';
const STYLE_FILE = 'style.yaml';

/** @param lacking  Counts the enrolled people who lack a field; `null`: there is no store to ask. */
export async function lintWorkspace(
  files: WorkspaceFiles,
  lacking: LackCounter | null,
  request: LintRequest,
): Promise<Linted> {
  const written = await sequencePaths(files);
  const sequences = written.filter((path) => !isTest(path));
  const templates = await templatePaths(files);
  const styleText = await files.read(STYLE_FILE);
  const style = styleText === null ? null : readStyle(styleText, STYLE_FILE);
  const isAsked = (path: string): boolean =>
    request.only.length === 0 || request.only.includes(path);
  const known = [WORKSPACE_FILE, STYLE_FILE, ...written, ...templates];
  const strays = request.only.filter((path) => !known.includes(path));
  const linted = await lintTemplates(files, templates, strays.filter(isTemplate), {
    mailboxes: request.config?.mailboxes ?? null,
    sender: request.config?.sender ?? null,
    style: style?.ok === true ? style.value : null,
    compileAll: (found) => sequencesAt(files, sequences, found, request.config),
  });
  const asked = [
    ...linted.sequences,
    ...(await sequencesAt(
      files,
      strays.filter((path) => !isTemplate(path) && !isTest(path)),
      linted,
      request.config,
    )),
  ];
  const tests = await lintTests(
    files,
    [...written, ...strays].filter((path) => isTest(path) && isAsked(path)),
    await surroundingsOf(files, linted, request.config),
  );
  const byFile = new Map<string, readonly Diagnostic[]>([
    [WORKSPACE_FILE, request.configDiagnostics],
    ...(style === null ? [] : [[STYLE_FILE, style.diagnostics] as const]),
    ...(await Promise.all(
      asked
        .filter(({ path }) => isAsked(path))
        .map(async (each) => [each.path, await toldOf(each, linted.all, request)] as const),
    )),
    ...tests.map(({ path, diagnostics }) => [path, diagnostics] as const),
    ...linted.byFile,
  ]);
  const compiled = linted.sequences.flatMap(({ checked }) => (checked.ok ? [checked.value] : []));
  const named = linted.personFields.filter(({ file }) => isAsked(file));
  const strange = await strangeFields(named, compiled, request.readColumns);
  const isStrange = (field: FieldPlace): boolean =>
    strange.some(
      ({ file, line, column }) =>
        file === field.file && line === field.line && column === field.column,
    );
  const bare = linted.bareFields.filter((field) => isAsked(field.file) && !isStrange(field));
  const warnings = [...strange, ...(await warningsFor(bare, linted, lacking))];
  const shown = [...byFile].filter(([path]) => isAsked(path));
  const all = shown.flatMap(([path, own]) =>
    sortedByPlace([...own, ...warnings.filter(({ file }) => file === path)]),
  );
  return {
    files: shown.map(([path]) => path),
    diagnostics: all.filter(({ severity }) => severity !== 'note'),
    notes: all.filter(({ severity }) => severity === 'note'),
  };
}

const isTemplate = (path: string): boolean => path.endsWith('.md');
const isTest = (path: string): boolean => testedBy(path) !== null;

async function sequencePaths(files: WorkspaceFiles): Promise<readonly string[]> {
  const names = await files.list('sequences');
  return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => `sequences/${name}`);
}

async function sequencesAt(
  files: WorkspaceFiles,
  paths: readonly string[],
  found: FoundTemplates,
  config: LintedConfig | null,
): Promise<readonly SequenceAt[]> {
  const surroundings = await surroundingsOf(files, found, config);
  return Promise.all(
    paths.map(async (path) => {
      const text = (await files.read(path)) ?? '';
      return { path, text, checked: compileSequence(text, path, surroundings) };
    }),
  );
}

async function surroundingsOf(
  files: WorkspaceFiles,
  { all, unreadable }: FoundTemplates,
  config: LintedConfig | null,
): Promise<Surroundings> {
  const { mailboxes = [], reps = [], defaultWindow = null } = config ?? {};
  const sequences = await sequenceNames(files);
  const templates = { templates: all, unreadableTemplates: unreadable };
  return {
    mailboxes,
    reps,
    defaultWindow,
    sequences,
    ...templates,
    assets: await loadAssets(files),
  };
}

const NEEDS_CONFIG = ['unknown_mailbox', 'unknown_rep', 'at_outside_window'];

/** Nobody can say who is unknown, and when the workspace's window is open, while the file that says so is broken. */
async function toldOf(
  { path, text, checked }: SequenceAt,
  templates: ReadonlyMap<string, Template>,
  { config, lintSequence }: LintRequest,
): Promise<readonly Diagnostic[]> {
  const told = checked.diagnostics.filter(
    ({ code }) => config !== null || !NEEDS_CONFIG.includes(code),
  );
  if (lintSequence === null) return told;
  return [...told, ...(await lintSequence(text, path, checked, templates))];
}

async function warningsFor(
  bare: readonly BareField[],
  { sequences, all }: Pick<LintedTemplates, 'sequences' | 'all'>,
  lacking: LackCounter | null,
): Promise<readonly Diagnostic[]> {
  const users = new Map<string, string[]>();
  for (const { checked } of sequences) {
    if (!checked.ok) continue;
    for (const { name } of templatesOf(checked.value, all)) {
      users.set(name, [...(users.get(name) ?? []), checked.value.name]);
    }
  }
  return Promise.all(
    bare.map(async (field) => {
      const counted = await lacking?.(users.get(nameOfFile(field.file)) ?? [], field.name);
      return warningAbout(field, counted ?? null);
    }),
  );
}

function warningAbout(
  { file, name, line, column, givenTo }: BareField,
  counted: { readonly lacking: number; readonly enrolled: number } | null,
): Diagnostic {
  const word = name.replace('prospect.', '').replaceAll('_', ' ');
  const whom =
    counted === null || counted.enrolled === 0
      ? 'whoever has none is held until somebody fills it in'
      : `${counted.lacking} of ${counted.enrolled} enrolled people have none`;
  return {
    file,
    line,
    column,
    length: name.length,
    code: 'no_fallback',
    severity: 'warning',
    message: `{{ ${name} }} has no fallback: ${whom}`,
    hint: `give one${givenTo === null ? '' : ` in snippet "${givenTo.snippet}"`}: {{ ${givenTo?.argument ?? name} | default: "${FALLBACKS.get(word) ?? '...'}" }}`,
  };
}

const FALLBACKS: ReadonlyMap<string, string> = new Map([
  ['first name', 'there'],
  ['company', 'your team'],
  ['city', 'your area'],
]);
