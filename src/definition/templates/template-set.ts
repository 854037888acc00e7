/** Do the files of `templates/` fit together: does every language have its base, and a subject where the base has one? */
import type { Diagnostic } from '../../core/diagnostic.ts';
import {
  byBase,
  renderedIn,
  SIGNATURES,
  SNIPPETS,
  splitName,
  type Template,
} from '../../core/template.ts';
import type { ProblemCode } from '../reading/problem.ts';
import { suggestion } from '../reading/suggest.ts';

/**
 * Every diagnostic is about a whole file.
 *
 * @param templates  By name, those that can be read.
 * @param names      Of all files, also of those that can't.
 * @param mailboxes  That are configured; `null`: nobody can say.
 */
export function checkTemplateSet(
  templates: ReadonlyMap<string, Template>,
  names: ReadonlySet<string>,
  mailboxes: readonly string[] | null,
): readonly Diagnostic[] {
  const languages = byBase(templates.keys());
  return [...templates.values()].flatMap((template) => [
    ...languageProblems(template, templates, names),
    ...mixedLanguages(template, languages),
    ...signatureProblems(template, mailboxes),
  ]);
}

function languageProblems(
  { name, subject }: Template,
  templates: ReadonlyMap<string, Template>,
  names: ReadonlySet<string>,
): readonly Diagnostic[] {
  const { base, language } = splitName(name);
  if (language === null) return [];
  if (!names.has(base)) {
    const message = `there is no ${fileOf(base)}, which everybody reads who reads no "${language}"`;
    return [problem(name, 'missing_base', message, `write it, or rename this file`)];
  }
  const written = templates.get(base)?.subject ?? null;
  if (written === null || subject !== null) return [];
  const message = `${fileOf(base)} has a subject, its "${language}" has none`;
  return [
    problem(name, 'missing_subject', message, 'begin the file with:\n---\nsubject: ...\n---'),
  ];
}

/** Languages are chosen for each text by itself, so a person could read two in one message. */
function mixedLanguages(
  template: Template,
  languages: ReadonlyMap<string, readonly string[]>,
): readonly Diagnostic[] {
  if (splitName(template.name).language !== null) return [];
  const own = languagesOf(template.name, languages);
  return renderedIn(template).flatMap((snippet) => {
    const alien = languagesOf(SNIPPETS + snippet, languages).find(
      (language) => !own.some((each) => language === each || language.startsWith(`${each}-`)),
    );
    if (alien === undefined) return [];
    const message = `snippet "${snippet}" speaks "${alien}" and this text does not: people get both in one message`;
    const { base } = splitName(template.name);
    const told = problem(
      template.name,
      'mixed_languages',
      message,
      `write ${fileOf(`${base}.${alien}`)}, too`,
    );
    return [{ ...told, severity: 'warning' as const }];
  });
}

function languagesOf(
  base: string,
  languages: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return (languages.get(base) ?? []).flatMap((name) => splitName(name).language ?? []);
}

function signatureProblems(
  { name }: Template,
  mailboxes: readonly string[] | null,
): readonly Diagnostic[] {
  if (mailboxes === null || !name.startsWith(SIGNATURES)) return [];
  const mailbox = splitName(name).base.slice(SIGNATURES.length);
  if (mailboxes.includes(mailbox)) return [];
  const message = `a signature is called as its mailbox, and there is no mailbox "${mailbox}"`;
  return [problem(name, 'unknown_mailbox', message, suggestion(mailbox, mailboxes, 'mailboxes'))];
}

function problem(
  name: string,
  code: ProblemCode,
  message: string,
  hint: string | null,
): Diagnostic {
  const place = { file: fileOf(name), line: 1, column: 1, length: 1 };
  return { ...place, code, severity: 'error', message, hint };
}

function fileOf(name: string): string {
  return `templates/${name}.md`;
}
