/** A template file: a body, and before it, optionally, front matter with a subject. */
import type { Checked } from '../../core/diagnostic.ts';
import { SIGNATURES, SNIPPETS, splitName, type Template } from '../../core/template.ts';
import { hasErrors, type Problem, type ProblemCode } from '../reading/problem.ts';
import { mapping, optional, text } from '../reading/shape.ts';
import { readYaml, YAML_LENGTH_MAX } from '../reading/yaml-source.ts';

/**
 * Reads one template; Liquid and Markdown are not looked at.
 *
 * Line ends become `\n`, blank lines around the body go: they are not part of what it means.
 *
 * @param file  Its path as it should be shown; its base name without `.md` is the template's name, with the folder of a snippet or signature.
 */
export function readTemplate(written: string, file: string): Checked<Template> {
  const name = nameOfFile(file);
  const suffix = wrongSuffix(name);
  if (suffix !== null) return refused(file, 1, 'bad_name', ...suffix);
  const lines = written
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  if (written.length > YAML_LENGTH_MAX) {
    return refused(
      file,
      1,
      'file_too_large',
      `the template has ${written.length} characters, at most ${YAML_LENGTH_MAX} are read`,
    );
  }
  const hasFront = lines[0]?.trimEnd() === FENCE;
  const end = hasFront
    ? lines.findIndex((line, index) => index > 0 && line.trimEnd() === FENCE)
    : 0;
  if (end < 0) {
    return refused(
      file,
      1,
      'bad_template',
      'the front matter has no end',
      `close it with a line of ${FENCE}`,
    );
  }
  const body = lines
    .slice(hasFront ? end + 1 : 0)
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  const front = readFront(hasFront ? lines.slice(1, end) : [], file);
  if (!front.ok) return front;
  if (front.value !== null && name.includes('/')) {
    const message = 'the subject is the email template’s own: a snippet or signature has none';
    return refused(file, 1, 'bad_template', message, 'leave the front matter out');
  }
  if (body.trim() === '')
    return refused(file, lines.length, 'empty_template', 'the template has no text');
  return { ok: true, value: { name, subject: front.value, body }, diagnostics: front.diagnostics };
}

const FENCE = '---';
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/;

/** `intro.ja`, `_snippets/booking`. */
export function nameOfFile(file: string): string {
  const [base = '', folder = ''] = file.replace(/\.md$/, '').split(/[\\/]/).toReversed();
  return [SNIPPETS, SIGNATURES].includes(`${folder}/`) ? `${folder}/${base}` : base;
}

/** What is wrong with what stands behind the dot, and the way out; `null`: nothing. */
function wrongSuffix(name: string): [message: string, hint: string] | null {
  const { base, language } = splitName(name.replace(/^.*\//, ''));
  if (language === null || LANGUAGE.test(language)) return null;
  const mended = language.toLowerCase().replaceAll('_', '-');
  return [
    `"${language}" is no language as file names write it, and a template's name has no other suffix`,
    LANGUAGE.test(mended) ? `call it ${base}.${mended}.md` : `call it ${base}-${language}.md`,
  ];
}

const frontShape = mapping('front matter: subject: ...', {
  subject: optional(
    text('a subject on one line', { max: 500 }),
    'Liquid; of an email that begins a thread',
  ),
});

/** The subject, or `null`. */
function readFront(lines: readonly string[], file: string): Checked<string | null> {
  if (lines.every((line) => line.trim() === '')) return { ok: true, value: null, diagnostics: [] };
  // An empty first line stands for the fence, so that positions are those of the template's file.
  const source = readYaml(['', ...lines].join('\n'), file);
  if (!source.ok) return source;
  const problems: Problem[] = [];
  const front = frontShape.read(source.value.value, [], (problem) => problems.push(problem));
  const diagnostics = [
    ...source.diagnostics,
    ...problems.map((problem) => source.value.diagnose(problem)),
  ];
  if (hasErrors(diagnostics)) return { ok: false, diagnostics };
  return { ok: true, value: front?.subject ?? null, diagnostics };
}

function refused<T>(
  file: string,
  line: number,
  code: ProblemCode,
  message: string,
  hint: string | null = null,
): Checked<T> {
  return {
    ok: false,
    diagnostics: [{ file, line, column: 1, length: 3, code, severity: 'error', message, hint }],
  };
}
