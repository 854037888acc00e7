/** All templates of a workspace together: each for itself, with the snippets it renders, and against what the sequences do with it. */
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Template } from '../../core/template.ts';
import type { CompiledSequence } from '../../definition/sequence/sequence-file.ts';
import type { Style } from '../../definition/templates/style-format.ts';
import { nameOfFile, readTemplate } from '../../definition/templates/template-file.ts';
import { checkTemplateSet } from '../../definition/templates/template-set.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';
import { lintChannel } from './lint-channel.ts';
import { lintStyle } from './lint-style.ts';
import {
  lintTemplate,
  type BareField,
  type FieldPlace,
  type SenderSettings,
} from './lint-template.ts';
import { lintedText } from './linted-text.ts';
import { errorsInFiles, pathOf } from '../files/template-files.ts';
import { usesOf } from './template-uses.ts';

export interface SequenceAt {
  readonly path: string;
  readonly text: string;
  readonly checked: CompiledSequence;
}

export interface FoundTemplates {
  /** By name, those that can be read. */
  readonly all: ReadonlyMap<string, Template>;
  /** Names of the others. */
  readonly unreadable: ReadonlySet<string>;
}

export interface LintedTemplates extends FoundTemplates {
  readonly byFile: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly bareFields: readonly BareField[];
  readonly personFields: readonly FieldPlace[];
  /** As compiled with these templates. */
  readonly sequences: readonly SequenceAt[];
}

export interface TemplateRules {
  /** `null`: nobody can say which there are. */
  readonly mailboxes: readonly string[] | null;
  /** `null`: nobody can say. */
  readonly sender: SenderSettings | null;
  readonly style: Style | null;
  readonly compileAll: (found: FoundTemplates) => Promise<readonly SequenceAt[]>;
}

/**
 * @param paths   Of `templates/`.
 * @param strays  Of other places: looked at, but no sequence names them.
 */
export async function lintTemplates(
  files: WorkspaceFiles,
  paths: readonly string[],
  strays: readonly string[],
  rules: TemplateRules,
): Promise<LintedTemplates> {
  const written = await Promise.all(
    [...paths, ...strays].map(async (path) => {
      const text = (await files.read(path)) ?? '';
      return { path, text, read: readTemplate(text, path) };
    }),
  );
  const readable = written.flatMap(({ path, text, read }) =>
    read.ok ? [{ path, text, template: read.value }] : [],
  );
  const all = new Map(
    readable.flatMap(({ path, template }) =>
      paths.includes(path) ? [[template.name, template] as const] : [],
    ),
  );
  const broken = written.flatMap(({ path, read }) => (read.ok ? [] : [nameOfFile(path)]));
  const unreadable = new Set(broken);
  const sequences = await rules.compileAll({ all, unreadable });
  const uses = usesOf(
    sequences.flatMap(({ checked }) => (checked.ok ? [checked.value] : [])),
    all,
  );
  const sources = new Map(written.map(({ path, text }) => [path, text]));
  const found: Diagnostic[] = written.flatMap(({ read }) => read.diagnostics);
  const bareFields: BareField[] = [];
  const personFields: FieldPlace[] = [];
  for (const { path, text, template } of readable) {
    const linted = lintTemplate(template, text, path, all, rules.sender);
    found.push(...linted.diagnostics);
    bareFields.push(...linted.bareFields);
    personFields.push(...linted.personFields);
    if (!linted.compiled.ok) {
      const fileOf = (name: string): string => (name === template.name ? path : pathOf(name));
      found.push(...errorsInFiles(linted.compiled.errors, fileOf, sources, all.keys()));
      continue;
    }
    const { compiled } = linted;
    const seen = lintedText(path, text, compiled.template, uses.get(template.name) ?? []);
    found.push(...lintChannel(seen, rules.style));
    if (rules.style !== null) found.push(...lintStyle(seen, rules.style));
  }
  found.push(...checkTemplateSet(all, new Set(paths.map(nameOfFile)), rules.mailboxes));
  const told = eachOnce(found);
  const inFile = (path: string): readonly Diagnostic[] => told.filter(({ file }) => file === path);
  const byFile = new Map(written.map(({ path }) => [path, inFile(path)] as const));
  return { all, unreadable, byFile, bareFields, personFields, sequences };
}

/** What is wrong in a snippet is found from every text that renders it. */
function eachOnce(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return found.filter(({ file, line, column, code }) => {
    const key = `${file}:${line}:${column} ${code}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
