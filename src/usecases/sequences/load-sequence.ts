/** Reads sequences and templates of a workspace, and compiles them: for `enroll`, `lint` and whatever else starts from files. */
import { compileTemplate } from '../../content/template.ts';
import { successorsOf } from '../../core/flow.ts';
import type { Checked, Diagnostic } from '../../core/diagnostic.ts';
import type { Sequence } from '../../core/sequence.ts';
import type { Template } from '../../core/template.ts';
import { UserError } from '../../core/user-error.ts';
import { renderDiagnostic } from '../../definition/render-diagnostic.ts';
import { compileSequence, type Surroundings } from '../../definition/sequence-file.ts';
import { suggestion } from '../../definition/suggest.ts';
import { testedBy } from '../../definition/test-file.ts';
import { readTemplate } from '../../definition/template-file.ts';
import { templatesOf } from '../../definition/version.ts';
import type { StoredVersion } from '../../ports/enrollment-store.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';

const SEQUENCES = 'sequences';
const TEMPLATES = 'templates';

export interface LoadedTemplates {
  /** By name; those that can't be read are left out. */
  readonly templates: ReadonlyMap<string, Template>;
  /** By name of the template. */
  readonly diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Texts by path, for excerpts. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Every template of the workspace, whether a sequence names it or not. */
export async function loadTemplates(files: WorkspaceFiles): Promise<LoadedTemplates> {
  const templates = new Map<string, Template>();
  const diagnostics = new Map<string, readonly Diagnostic[]>();
  const sources = new Map<string, string>();
  for (const name of await files.list(TEMPLATES)) {
    if (!name.endsWith('.md')) continue;
    const path = `${TEMPLATES}/${name}`;
    const text = (await files.read(path)) ?? '';
    const checked = readTemplate(text, path);
    sources.set(path, text);
    diagnostics.set(name.slice(0, -'.md'.length), checked.diagnostics);
    if (checked.ok) templates.set(checked.value.name, checked.value);
  }
  return { templates, diagnostics, sources };
}

/** Names of the sequences that have a file, sorted; the tests beside them are none. */
export async function sequenceNames(files: WorkspaceFiles): Promise<readonly string[]> {
  const names = await files.list(SEQUENCES);
  return names.flatMap((name) =>
    testedBy(name) === null ? (/^(.+)\.yaml$/.exec(name)?.[1] ?? []) : [],
  );
}

/** What a sequence may name, without what stands in files of its own. */
export type Workspace = Omit<Surroundings, 'templates' | 'sequences'>;

/**
 * The sequences that this one hands people over to, and those that they do, each once; empty where it hands nobody over.
 *
 * @throws {UserError} As `loadSequence`, for each of them.
 */
export async function loadSuccessors(
  files: WorkspaceFiles,
  first: StoredVersion,
  workspace: Workspace,
): Promise<readonly StoredVersion[]> {
  const found = new Map([[first.sequence.name, first]]);
  for (const { sequence } of found.values()) {
    for (const name of successorsOf(sequence)) {
      if (!found.has(name)) found.set(name, await loadSequence(files, name, workspace));
    }
  }
  return [...found.values()].slice(1);
}

/**
 * One sequence with the templates that it renders, ready to be stored.
 *
 * @throws {UserError} `unknown_sequence`; `invalid_sequence` (exit 3) with every error of the file and of its templates.
 */
export async function loadSequence(
  files: WorkspaceFiles,
  name: string,
  workspace: Workspace,
): Promise<StoredVersion> {
  const path = `${SEQUENCES}/${name}.yaml`;
  // A name with a slash would lead out of the folder.
  const text = /^[\w-]+$/.test(name) ? await files.read(path) : null;
  const names = await sequenceNames(files);
  if (text === null) {
    const hint = suggestion(name, names, 'sequences') ?? `write one: ${SEQUENCES}/NAME.yaml`;
    throw new UserError('unknown_sequence', `there is no ${path}`, hint);
  }
  const loaded = await loadTemplates(files);
  const { templates } = loaded;
  const checked = compileSequence(text, path, { ...workspace, sequences: names, templates });
  const errors = errorsOf(checked, loaded);
  if (checked.ok && errors.length === 0) {
    return { sequence: checked.value, templates: templatesOf(checked.value, loaded.templates) };
  }
  const sources = new Map([...loaded.sources, [path, text]]);
  const shown = errors.map((each) => renderDiagnostic(each, sources.get(each.file) ?? null));
  throw new UserError('invalid_sequence', shown.join('\n\n'), 'see all of it: touchline lint', 3);
}

function errorsOf(checked: Checked<Sequence>, loaded: LoadedTemplates): readonly Diagnostic[] {
  const isError = (each: Diagnostic): boolean => each.severity === 'error';
  const own = checked.diagnostics.filter(isError);
  // A template that can't be read may be the one that the sequence misses.
  const unread = [...loaded.diagnostics.values()].flat().filter(isError);
  if (!checked.ok) return [...own, ...unread];
  const used = templatesOf(checked.value, loaded.templates);
  const names = new Set(used.map((template) => template.name.replace(/\.[^.]+$/, '')));
  // `intro.ja` is one of the texts of `intro`.
  const otherLanguages = [...loaded.diagnostics].flatMap(([name, found]) =>
    names.has(name.replace(/\.[^.]+$/, '')) ? found.filter(isError) : [],
  );
  return [...otherLanguages, ...used.flatMap(templateErrors)];
}

function templateErrors(template: Template): readonly Diagnostic[] {
  const compiled = compileTemplate(template);
  if (compiled.ok) return [];
  return compiled.errors.map(({ message, part, line, column }) => ({
    file: `${TEMPLATES}/${template.name}.md`,
    line: 1,
    column: 1,
    length: 1,
    code: 'bad_template',
    severity: 'error',
    message: `${message} (${part}, line ${line}, column ${column})`,
    hint: null,
  }));
}
