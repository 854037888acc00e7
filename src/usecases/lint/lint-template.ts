/** One template: is it written well, and whom would it miss something for? Places are those of the file. */
import { isArgument } from '../../content/check-snippets.ts';
import { compileTemplate, mergeFieldsOf, type CompileResult } from '../../content/template.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import {
  ACCOUNT_NAMES,
  FACT_ROOTS,
  REPLY_NAMES,
  SENDER_NAMES,
  TOUCH_NAMES,
} from '../../core/facts.ts';
import { SNIPPETS, type Template } from '../../core/template.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import { placesIn } from '../files/template-files.ts';

export interface LintedTemplate {
  readonly compiled: CompileResult;
  readonly diagnostics: readonly Diagnostic[];
  /** Each use of something of a person's that they may lack, without a word to put in its place. */
  readonly bareFields: readonly BareField[];
  /** Each use of something of a person's. */
  readonly personFields: readonly FieldPlace[];
}

/** Where something of a person's is named. */
export interface FieldPlace {
  readonly file: string;
  /** `prospect.company`. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

export interface BareField extends FieldPlace {
  /** The snippet it is given to, and as what; `null`: it is printed here. */
  readonly givenTo: { readonly snippet: string; readonly argument: string } | null;
}

/** What the workspace fills in of itself, the same in every message. */
export interface SenderSettings {
  readonly company: string | null;
  readonly unsubscribeUrl: string | null;
}

/**
 * Errors of compiling are `compiled`'s: they may stand in a snippet, which several templates render.
 *
 * @param file    Its path as it should be shown.
 * @param all     By name, for the snippets it renders.
 * @param sender  `null`: nobody can say.
 */
export function lintTemplate(
  template: Template,
  text: string,
  file: string,
  all: ReadonlyMap<string, Template>,
  sender: SenderSettings | null,
): LintedTemplate {
  const place = placesIn(text);
  const fields = mergeFieldsOf(template, all).map((field) => ({ ...field, ...place(field) }));
  const isSnippet = template.name.startsWith(SNIPPETS);
  const strangers = fields.filter(({ name }) => !isKnown(name) && !(isSnippet && isArgument(name)));
  const unfilled = fields.flatMap((field) => {
    const key = field.hasFallback ? null : keyWithoutValue(field.name, sender);
    return key === null ? [] : [{ ...field, key }];
  });
  const ofPerson = fields.filter(({ name }) => name.startsWith('prospect.'));
  const errorAt = (
    { name, line, column }: Omit<FieldPlace, 'file'>,
    told: Pick<Diagnostic, 'code' | 'message' | 'hint'>,
  ): Diagnostic => ({ file, line, column, length: name.length, severity: 'error', ...told });
  return {
    compiled: compileTemplate(template, all),
    diagnostics: [
      ...strangers.map((field) => {
        const message = `templates know no "${field.name}"`;
        return errorAt(field, { code: 'unknown_name', message, hint: hintFor(field.name) });
      }),
      ...unfilled.map((field) => {
        const message = `{{ ${field.name} }} is empty for everybody: touchline.yaml has no sender.${field.key}, so all are held`;
        return errorAt(field, { code: 'sender_not_configured', message, hint: HINTS[field.key] });
      }),
    ],
    bareFields: ofPerson.flatMap(({ name, hasFallback, line, column, givenTo = null }) =>
      hasFallback ? [] : [{ file, name, line, column, givenTo }],
    ),
    personFields: ofPerson.map(({ name, line, column }) => ({ file, name, line, column })),
  };
}

const HINTS = {
  unsubscribe_url:
    'write it there, or leave the field out: a way to opt out stands under every email by itself',
  company: 'write it there, or give a fallback',
} as const;

/** The key of the workspace file that would fill this name, and does not. */
function keyWithoutValue(name: string, sender: SenderSettings | null): keyof typeof HINTS | null {
  if (sender === null) return null;
  if (name === 'unsubscribe_url') return sender.unsubscribeUrl === null ? name : null;
  return name === 'sender.company' && sender.company === null ? 'company' : null;
}

/** As they are proposed. */
const NAMES = [
  ...ACCOUNT_NAMES.map((each) => `account.${each}`),
  ...SENDER_NAMES.map((each) => `sender.${each}`),
  'unsubscribe_url',
  'now',
  'prospect.<column>',
  'enrollment.stage',
  'touches.<step>.status',
  'signals.<kind>',
  ...TOUCH_NAMES.map((each) => `last_touch.${each}`),
  ...REPLY_NAMES.map((each) => `last_reply.${each}`),
];

/** Of a prospect any column may be named. */
function isKnown(name: string): boolean {
  const [root = '', part] = name.split('.');
  if (root === 'prospect') return part !== undefined;
  if (root === 'account') return ACCOUNT_NAMES.some((each) => each === part);
  if (root === 'sender') return SENDER_NAMES.some((each) => each === part);
  if (part !== undefined && root === 'last_touch') return TOUCH_NAMES.some((each) => each === part);
  if (part !== undefined && root === 'last_reply') return REPLY_NAMES.some((each) => each === part);
  return FACT_ROOTS.some((each) => each === root);
}

function hintFor(name: string): string | null {
  if (!name.includes('.')) return `did you mean "prospect.${name}"?`;
  return suggestion(name, NAMES, 'known names');
}
