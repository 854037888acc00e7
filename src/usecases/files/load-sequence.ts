/** Reads sequences and templates of a workspace, and compiles them: for `enroll`, `lint` and whatever else starts from files. */
import { compileTemplate } from '../../content/template.ts';
import { successorsOf } from '../../core/flow.ts';
import type { Asset } from '../../core/asset.ts';
import type { Checked, Diagnostic } from '../../core/diagnostic.ts';
import type { Sequence } from '../../core/sequence.ts';
import { renderedIn, SNIPPETS, splitName, type Template } from '../../core/template.ts';
import { UserError } from '../../core/user-error.ts';
import { renderDiagnostic } from '../../definition/reading/render-diagnostic.ts';
import {
  compileSequence,
  type CompiledSequence,
  type Surroundings,
} from '../../definition/sequence/sequence-file.ts';
import { readYaml } from '../../definition/reading/yaml-source.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import { nameOfFile, readTemplate } from '../../definition/templates/template-file.ts';
import { checkTemplateSet } from '../../definition/templates/template-set.ts';
import { testedBy } from '../../definition/cases/test-file.ts';
import { templatesOf } from '../../definition/sequence/version.ts';
import type { NewVersion } from '../../ports/enrollment-store.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';
import { windowProblems } from '../lint/lint-window.ts';
import { errorsInFiles, pathOf, templatePaths } from './template-files.ts';
import { loadAssets } from './load-assets.ts';

const SEQUENCES = 'sequences';

export interface LoadedTemplates {
  /** By name; those that can't be read are left out. */
  readonly templates: ReadonlyMap<string, Template>;
  /** By name of the template. */
  readonly diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Texts by path, for excerpts. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Every template of the workspace with its snippets and signatures, whether a sequence names it or not. */
export async function loadTemplates(files: WorkspaceFiles): Promise<LoadedTemplates> {
  const templates = new Map<string, Template>();
  const diagnostics = new Map<string, readonly Diagnostic[]>();
  const sources = new Map<string, string>();
  for (const path of await templatePaths(files)) {
    const text = (await files.read(path)) ?? '';
    const checked = readTemplate(text, path);
    sources.set(path, text);
    diagnostics.set(nameOfFile(path), checked.diagnostics);
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
export interface Workspace extends Omit<Surroundings, 'templates' | 'sequences' | 'assets'> {
  /** Epoch ms, where its emails are to leave from then on; left out: nobody asks whether they can. */
  readonly leavesFromMs?: number;
}

/**
 * The sequences that this one hands people over to, and those that they do, each once; empty where it hands nobody over.
 *
 * @throws {UserError} As `loadSequence`, for each of them.
 */
export async function loadSuccessors(
  files: WorkspaceFiles,
  first: NewVersion,
  workspace: Workspace,
): Promise<readonly NewVersion[]> {
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
): Promise<NewVersion> {
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
  const assets = await loadAssets(files);
  const surroundings = { ...workspace, sequences: names, templates, assets };
  const checked = compileSequence(text, path, surroundings);
  const errors = [...shutErrors(text, path, checked, workspace), ...errorsOf(checked, loaded)];
  if (checked.ok && errors.length === 0) {
    return {
      sequence: checked.value,
      templates: templatesOf(checked.value, loaded.templates),
      assets: attachedTo(checked.value, assets),
    };
  }
  const sources = new Map([...loaded.sources, [path, text]]);
  const shown = errors.map((each) => renderDiagnostic(each, sources.get(each.file) ?? null));
  throw new UserError('invalid_sequence', shown.join('\n\n'), 'see all of it: touchline lint', 3);
}

function shutErrors(
  text: string,
  path: string,
  { emailsLeave }: CompiledSequence,
  { leavesFromMs }: Workspace,
): readonly Diagnostic[] {
  const problems = leavesFromMs === undefined ? [] : windowProblems(emailsLeave, leavesFromMs);
  const source = problems.length === 0 ? null : readYaml(text, path);
  return source?.ok === true ? problems.map(source.value.diagnose) : [];
}

/** The files that emails of the sequence carry. */
function attachedTo({ steps }: Sequence, assets: ReadonlyMap<string, Asset>): readonly Asset[] {
  const names = steps.flatMap((step) => (step.kind === 'email' ? step.attachments : []));
  return [...new Set(names.map(({ name }) => name))].flatMap((name) => assets.get(name) ?? []);
}

function errorsOf(checked: Checked<Sequence>, loaded: LoadedTemplates): readonly Diagnostic[] {
  const isError = (each: Diagnostic): boolean => each.severity === 'error';
  const own = checked.diagnostics.filter(isError);
  // A template that can't be read may be the one that the sequence misses.
  const unread = [...loaded.diagnostics.values()].flat().filter(isError);
  if (!checked.ok) return [...own, ...unread];
  const used = templatesOf(checked.value, loaded.templates);
  const rendered = used.flatMap(renderedIn).map((name) => SNIPPETS + name);
  const bases = new Set([...used.map(({ name }) => splitName(name).base), ...rendered]);
  // `intro.ja` is one of the texts of `intro`; a snippet that can't be read is not among those used.
  const otherLanguages = [...loaded.diagnostics].flatMap(([name, found]) =>
    bases.has(splitName(name).base) ? found.filter(isError) : [],
  );
  const files = new Set(used.map(({ name }) => pathOf(name)));
  const names = new Set(loaded.diagnostics.keys());
  const together = checkTemplateSet(loaded.templates, names, null).filter(
    (each) => isError(each) && files.has(each.file),
  );
  return [...otherLanguages, ...together, ...compileErrors(used, loaded)];
}

/** What is wrong in a snippet is told once, however many render it. */
function compileErrors(
  used: readonly Template[],
  { templates, sources }: LoadedTemplates,
): readonly Diagnostic[] {
  const errors = used.flatMap((template) => {
    const compiled = compileTemplate(template, templates);
    return compiled.ok ? [] : compiled.errors;
  });
  const each = new Map(errors.map((error) => [JSON.stringify(error), error] as const));
  return errorsInFiles([...each.values()], pathOf, sources, templates.keys());
}
