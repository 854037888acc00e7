/** The files of `templates/`: texts for steps, snippets, signatures. Where an error of one of them is in its file. */
import { closest } from '../../core/closest.ts';
import type { TemplateError, TemplatePart } from '../../content/compiled-text.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { SIGNATURES, SNIPPETS } from '../../core/template.ts';
import { suggestion } from '../../definition/reading/suggest.ts';
import type { WorkspaceFiles } from '../../ports/workspace-files.ts';

export const TEMPLATES = 'templates';

/** Paths of all of them, sorted within their folder. */
export async function templatePaths(files: WorkspaceFiles): Promise<readonly string[]> {
  const folders = ['', SIGNATURES, SNIPPETS].map((each) =>
    `${TEMPLATES}/${each}`.replace(/\/$/, ''),
  );
  const listed = await Promise.all(
    folders.map(async (folder) =>
      (await files.list(folder))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `${folder}/${name}`),
    ),
  );
  return listed.flat();
}

/** `templates/_snippets/booking.md`. */
export function pathOf(name: string): string {
  return `${TEMPLATES}/${name}.md`;
}

/**
 * Errors of a template and of the snippets it renders, each in the file it stands in.
 *
 * @param fileOf   Of the template with this name.
 * @param sources  Texts by file.
 * @param known    Names of all templates, for what was meant.
 */
export function errorsInFiles(
  errors: readonly TemplateError[],
  fileOf: (name: string) => string,
  sources: ReadonlyMap<string, string>,
  known: Iterable<string>,
): readonly Diagnostic[] {
  const snippets = [...known].filter((name) => name.startsWith(SNIPPETS) && !name.includes('.'));
  const names = snippets.map((name) => name.slice(SNIPPETS.length));
  return errors.map((error) => {
    const { code, message } = error;
    const file = fileOf(error.in);
    const place = placesIn(sources.get(file) ?? '')(error);
    const word = /"([^"]*)"/.exec(message)?.[1] ?? '';
    const hint = code === 'unknown_snippet' ? suggestion(word, names, 'snippets') : wayOut(message);
    return { file, ...place, length: 1, code, severity: 'error', message, hint };
  });
}

/** The parser names what there is; `null`: it has said it all. */
function wayOut(message: string): string | null {
  const [, word = '', known] = /"([^"]*)", expected one of: (.*)$/s.exec(message) ?? [];
  if (known === undefined)
    return /^output .* not closed$/s.test(message) ? 'close it with }}' : null;
  const near = closest(word, known.split(', '));
  return near === null ? null : `did you mean "${near}"?`;
}

interface InPart {
  readonly part: TemplatePart;
  readonly line: number;
  readonly column: number;
}

/** Where a place of the subject or the body is in the file. */
export function placesIn(text: string): (at: InPart) => { line: number; column: number } {
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
