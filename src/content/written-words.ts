/** The words that an author wrote in a template file, each still at its place: Liquid is blanked out, but for the words it would print. */

export interface WrittenWords {
  /** As long as the file; what is not wording is spaces. Line breaks stay. */
  readonly text: string;
  /** Where the subject's value and the body stand in it; an absent subject is empty. */
  readonly subject: Stretch;
  readonly body: Stretch;
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** `{% comment %}...{% endcomment %}`, a tag, an output. An open one goes to the end. */
const LIQUID =
  /\{%-?\s*comment\b(?:(?!\{%-?\s*endcomment)[^])*(?:\{%-?\s*endcomment\s*-?%\}|$)|\{%(?:(?!%\})[^])*(?:%\}|$)|\{\{(?:(?!\}\})[^])*(?:\}\}|$)/g;
/** What an output prints of its own: a fallback, and what is put before or behind a value. */
const PRINTED = /\b(?:default|append|prepend)\s*:\s*(?:"([^"]*)"|'([^']*)')/g;

export function writtenWords(file: string): WrittenWords {
  const front = /^\uFEFF?---[ \t]*\r?\n(?:([^]*?)\r?\n)??---[ \t]*(?:\r?\n|$)/.exec(file);
  const bodyStart = front === null ? 0 : front[0].length;
  const subject = subjectIn(file.slice(0, bodyStart));
  const text = file.replace(LIQUID, (liquid) => {
    if (!liquid.startsWith('{{')) return blank(liquid);
    const kept = [...liquid.matchAll(PRINTED)].map((match) => {
      const words = match[1] ?? match[2]!;
      const start = match.index + match[0].length - 1 - words.length;
      return { start, end: start + words.length };
    });
    return keep(liquid, kept);
  });
  const body = file.slice(bodyStart);
  const first = bodyStart + body.length - body.trimStart().length;
  return { text, subject, body: { start: first, end: file.length } };
}

/** Line and column, both 1-based, of a place in the file. */
export function placeAt(
  file: string,
  offset: number,
): { readonly line: number; readonly column: number } {
  const before = file.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.replace(/^\uFEFF/, '').length + 1 };
}

function subjectIn(front: string): Stretch {
  const key = /^subject[ \t]*:[ \t]*["']?/m.exec(front);
  if (key === null) return { start: 0, end: 0 };
  const start = key.index + key[0].length;
  const line = front.slice(start).split(/\r?\n/, 1)[0]!.trimEnd();
  const quote = key[0].at(-1);
  const isQuoted = (quote === '"' || quote === "'") && line.endsWith(quote);
  return { start, end: start + line.length - (isQuoted ? 1 : 0) };
}

function blank(text: string): string {
  return text.replace(/[^\n\r]/g, ' ');
}

function keep(text: string, kept: readonly Stretch[]): string {
  let written = '';
  let at = 0;
  for (const { start, end } of kept) {
    written += blank(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return written + blank(text.slice(at));
}
