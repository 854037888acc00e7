/** Is everything that people wrote in this workspace right? The workspace file, sequences, templates; nothing is changed. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { SendWindow } from '../../core/window.ts';
import type { Template } from '../../core/template.ts';
import { sortedByPlace } from '../../definition/problem.ts';
import { compileSequence, type Surroundings } from '../../definition/sequence-file.ts';
import { testedBy } from '../../definition/test-file.ts';
import { templatesOf } from '../../definition/version.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';
import type { LackCounter } from './count-lacking.ts';
import { sequenceNames } from './load-sequence.ts';
import { lintTests } from './lint-tests.ts';
import { lintTemplate, type BareField } from './lint-template.ts';

/** What the workspace file says, as far as sequences may name it; `null`: it has errors. */
export interface LintedConfig {
  readonly mailboxes: readonly string[];
  readonly reps: readonly string[];
  readonly defaultWindow: SendWindow | null;
}

export interface LintRequest {
  readonly config: LintedConfig | null;
  /** Of the workspace file itself. */
  readonly configDiagnostics: readonly Diagnostic[];
  /** Only these, by path; empty: all of them. */
  readonly only: readonly string[];
}

export interface Linted {
  readonly files: readonly string[];
  /** By file, then by place. */
  readonly diagnostics: readonly Diagnostic[];
}

export const WORKSPACE_FILE = 'touchline.yaml';

/** @param lacking  Counts the enrolled people who lack a field; `null`: there is no store to ask. */
export async function lintWorkspace(
  files: WorkspaceFiles,
  lacking: LackCounter | null,
  request: LintRequest,
): Promise<Linted> {
  const written = await pathsIn(files, 'sequences', /\.ya?ml$/);
  const isTest = (path: string): boolean => testedBy(path) !== null;
  const sequences = written.filter((path) => !isTest(path));
  const templates = await pathsIn(files, 'templates', /\.md$/);
  const isAsked = (path: string): boolean =>
    request.only.length === 0 || request.only.includes(path);
  const others = request.only.filter(
    (path) => path !== WORKSPACE_FILE && !sequences.includes(path) && !templates.includes(path),
  );
  const strays = others.filter((path) => path.endsWith('.md'));
  const linted = await templatesAt(files, [...templates, ...strays]);
  const known = templateMap(linted.filter(({ path }) => templates.includes(path)));
  const asked = [
    ...sequences.filter(isAsked),
    ...others.filter((path) => !path.endsWith('.md') && !isTest(path)),
  ];
  const compiled = await sequencesAt(files, asked, known, request.config);
  const tests = await lintTests(
    files,
    [...new Set([...written, ...others])].filter((path) => isTest(path) && isAsked(path)),
    surroundingsOf(request.config, known, await sequenceNames(files)),
  );
  const bare = linted.flatMap(({ path, bareFields }) => (isAsked(path) ? bareFields : []));
  const warnings = await warningsFor(bare, files, known, sequences, request, lacking);
  const byFile = new Map<string, readonly Diagnostic[]>([
    ...(isAsked(WORKSPACE_FILE) ? [[WORKSPACE_FILE, request.configDiagnostics] as const] : []),
    ...[...compiled, ...tests].map(({ path, diagnostics }) => [path, diagnostics] as const),
    ...linted
      .filter(({ path }) => isAsked(path))
      .map(({ path, diagnostics }) => [path, diagnostics] as const),
  ]);
  return {
    files: [...byFile.keys()],
    diagnostics: [...byFile].flatMap(([path, own]) =>
      sortedByPlace([...own, ...warnings.filter(({ file }) => file === path)]),
    ),
  };
}

async function pathsIn(files: WorkspaceFiles, folder: string, name: RegExp): Promise<string[]> {
  const names = await files.list(folder);
  return names.filter((each) => name.test(each)).map((each) => `${folder}/${each}`);
}

type TemplateAt = ReturnType<typeof lintTemplate> & { readonly path: string };

function templatesAt(
  files: WorkspaceFiles,
  paths: readonly string[],
): Promise<readonly TemplateAt[]> {
  return Promise.all(
    paths.map(async (path) => ({ path, ...lintTemplate((await files.read(path)) ?? '', path) })),
  );
}

function templateMap(linted: readonly TemplateAt[]): ReadonlyMap<string, Template> {
  const known = linted.flatMap(({ template }) => template ?? []);
  return new Map(known.map((template) => [template.name, template]));
}

interface SequenceAt {
  readonly path: string;
  readonly diagnostics: readonly Diagnostic[];
}

async function sequencesAt(
  files: WorkspaceFiles,
  paths: readonly string[],
  templates: ReadonlyMap<string, Template>,
  config: LintedConfig | null,
): Promise<readonly SequenceAt[]> {
  const names = await sequenceNames(files);
  return Promise.all(
    paths.map(async (path) => {
      const text = (await files.read(path)) ?? '';
      const { diagnostics } = compileSequence(text, path, surroundingsOf(config, templates, names));
      // Nobody can say who is unknown while the file that names them is broken.
      const told = diagnostics.filter(
        ({ code }) => config !== null || !NEEDS_CONFIG.includes(code),
      );
      return { path, diagnostics: told };
    }),
  );
}

const NEEDS_CONFIG = ['unknown_mailbox', 'unknown_rep'];

function surroundingsOf(
  config: LintedConfig | null,
  templates: ReadonlyMap<string, Template>,
  sequences: readonly string[],
): Surroundings {
  const { mailboxes = [], reps = [], defaultWindow = null } = config ?? {};
  return { mailboxes, reps, defaultWindow, sequences, templates };
}

async function warningsFor(
  bare: readonly BareField[],
  files: WorkspaceFiles,
  templates: ReadonlyMap<string, Template>,
  sequences: readonly string[],
  { config }: LintRequest,
  lacking: LackCounter | null,
): Promise<readonly Diagnostic[]> {
  if (bare.length === 0) return [];
  const names = await sequenceNames(files);
  const users = new Map<string, string[]>();
  for (const path of lacking === null ? [] : sequences) {
    const text = (await files.read(path)) ?? '';
    const sequence = compileSequence(text, path, surroundingsOf(config, templates, names));
    if (!sequence.ok) continue;
    for (const { name } of templatesOf(sequence.value, templates)) {
      users.set(name, [...(users.get(name) ?? []), sequence.value.name]);
    }
  }
  return Promise.all(
    bare.map(async (field) => {
      const template = field.file.replace(/^.*\//, '').replace(/\.md$/, '');
      const counted = await lacking?.(users.get(template) ?? [], field.name);
      return warningAbout(field, counted ?? null);
    }),
  );
}

function warningAbout(
  { file, name, line, column }: BareField,
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
    hint: `give one: {{ ${name} | default: "${FALLBACKS[word] ?? '...'}" }}`,
  };
}

const FALLBACKS: Readonly<Record<string, string>> = {
  'first name': 'there',
  company: 'your team',
  city: 'your area',
};
