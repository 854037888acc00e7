/** One template: is it written well, and whom would it miss something for? Places are those of the file. */
import { mergeFieldsOf, compileTemplate, type TemplatePart } from '../../content/template.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Template } from '../../core/template.ts';
import { suggestion } from '../../definition/suggest.ts';
import { readTemplate } from '../../definition/template-file.ts';

export interface LintedTemplate {
  /** `null`: it can't be read. */
  readonly template: Template | null;
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
}

/** @param file  Its path as it should be shown. */
export function lintTemplate(text: string, file: string): LintedTemplate {
  const read = readTemplate(text, file);
  if (!read.ok) return { template: null, diagnostics: read.diagnostics, bareFields: [] };
  const template = read.value;
  const place = placesIn(text);
  const compiled = compileTemplate(template);
  const errors = compiled.ok ? [] : compiled.errors;
  const fields = mergeFieldsOf(template).map((field) => ({ ...field, ...place(field) }));
  const strangers = fields.filter(({ name }) => !isKnown(name));
  return {
    template,
    diagnostics: [
      ...read.diagnostics,
      ...errors.map((error) => ({
        ...diagnosticAt(file, place(error), 1),
        code: 'bad_liquid',
        message: error.message,
        hint: null,
      })),
      ...strangers.map(({ name, line, column }) => ({
        ...diagnosticAt(file, { line, column }, name.length),
        code: 'unknown_name',
        message: `templates know no "${name}"`,
        hint: hintFor(name),
      })),
    ],
    bareFields: fields
      .filter(({ name, hasFallback }) => !hasFallback && name.startsWith('prospect.'))
      .map(({ name, line, column }) => ({ file, name, line, column })),
  };
}

/** As `runner/message.ts` fills them. Of a prospect any column may be named. */
const SENDER_NAMES = ['name', 'email', 'company', 'mailbox'];
const ROOTS = ['enrollment', 'touches', 'signals', 'last_touch', 'unsubscribe_url', 'now'];

function isKnown(name: string): boolean {
  const [root = '', part] = name.split('.');
  if (root === 'prospect') return part !== undefined;
  if (root === 'sender') return part !== undefined && SENDER_NAMES.includes(part);
  return ROOTS.includes(root);
}

function hintFor(name: string): string {
  if (!name.includes('.')) return `did you mean "prospect.${name}"?`;
  const senderNames = SENDER_NAMES.map((each) => `sender.${each}`);
  return suggestion(name, [...senderNames, 'unsubscribe_url', 'now'], 'known names') ?? '';
}

function diagnosticAt(
  file: string,
  { line, column }: { readonly line: number; readonly column: number },
  length: number,
): Pick<Diagnostic, 'file' | 'line' | 'column' | 'length' | 'severity'> {
  return { file, line, column, length, severity: 'error' };
}

interface InPart {
  readonly part: TemplatePart;
  readonly line: number;
  readonly column: number;
}

/** Where a place of the subject or the body is in the file. */
function placesIn(text: string): (at: InPart) => { line: number; column: number } {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const hasFront = lines[0]?.replace(/^\uFEFF/, '').trimEnd() === '---';
  const end = hasFront
    ? lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
    : -1;
  const bodyLine = lines.findIndex((line, index) => index > end && line.trim() !== '');
  const subjectLine = lines.findIndex((line) => /^subject\s*:/.test(line));
  const subjectColumn = /^subject\s*:\s*["']?/.exec(lines[subjectLine] ?? '')?.[0].length ?? 0;
  return ({ part, line, column }) =>
    part === 'body'
      ? { line: bodyLine + line, column }
      : { line: subjectLine + line, column: subjectColumn + column };
}
