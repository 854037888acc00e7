/** One template: is it written well, and whom would it miss something for? Places are those of the file. */
import { isArgument } from '../../content/check-snippets.ts';
import { compileTemplate, mergeFieldsOf, type CompileResult } from '../../content/template.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { ACCOUNT_NAMES, FACT_ROOTS, SENDER_NAMES } from '../../core/facts.ts';
import { SNIPPETS, type Template } from '../../core/template.ts';
import { suggestion } from '../../definition/suggest.ts';
import { placesIn } from '../sequences/template-files.ts';

export interface LintedTemplate {
  readonly compiled: CompileResult;
  readonly diagnostics: readonly Diagnostic[];
  /** Each use of something of a person's that they may lack, without a word to put in its place. */
  readonly bareFields: readonly BareField[];
}

export interface BareField {
  readonly file: string;
  /** `prospect.company`. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
  /** The snippet it is given to, and as what; `null`: it is printed here. */
  readonly givenTo: { readonly snippet: string; readonly argument: string } | null;
}

/**
 * Errors of compiling are `compiled`'s: they may stand in a snippet, which several templates render.
 *
 * @param file  Its path as it should be shown.
 * @param all   By name, for the snippets it renders.
 */
export function lintTemplate(
  template: Template,
  text: string,
  file: string,
  all: ReadonlyMap<string, Template>,
): LintedTemplate {
  const place = placesIn(text);
  const fields = mergeFieldsOf(template, all).map((field) => ({ ...field, ...place(field) }));
  const isSnippet = template.name.startsWith(SNIPPETS);
  const strangers = fields.filter(({ name }) => !isKnown(name) && !(isSnippet && isArgument(name)));
  return {
    compiled: compileTemplate(template, all),
    diagnostics: strangers.map(({ name, line, column }) => ({
      file,
      line,
      column,
      length: name.length,
      code: 'unknown_name',
      severity: 'error',
      message: `templates know no "${name}"`,
      hint: hintFor(name),
    })),
    bareFields: fields
      .filter(({ name, hasFallback }) => !hasFallback && name.startsWith('prospect.'))
      .map(({ name, line, column, givenTo = null }) => ({ file, name, line, column, givenTo })),
  };
}

/** Of a prospect any column may be named. */
function isKnown(name: string): boolean {
  const [root = '', part] = name.split('.');
  if (root === 'prospect') return part !== undefined;
  if (root === 'account') return ACCOUNT_NAMES.some((each) => each === part);
  if (root === 'sender') return SENDER_NAMES.some((each) => each === part);
  return FACT_ROOTS.some((each) => each === root);
}

function hintFor(name: string): string | null {
  if (!name.includes('.')) return `did you mean "prospect.${name}"?`;
  const known = [
    ...ACCOUNT_NAMES.map((each) => `account.${each}`),
    ...SENDER_NAMES.map((each) => `sender.${each}`),
    'unsubscribe_url',
    'now',
  ];
  return suggestion(name, known, 'known names');
}
