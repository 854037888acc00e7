/** A template file as the rules about its wording see it, and how they tell what is wrong. */
import { typicalSample, type Sample } from '../../content/sample.ts';
import type { CompiledTemplate } from '../../content/template.ts';
import {
  placeAt,
  writtenWords,
  type Stretch,
  type WrittenWords,
} from '../../content/written-words.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { splitName } from '../../core/template.ts';
import type { StyleChannel } from '../../definition/templates/style-format.ts';
import type { TemplateUse } from './template-uses.ts';

export interface LintedText {
  readonly file: string;
  readonly name: string;
  readonly source: string;
  readonly words: WrittenWords;
  readonly compiled: CompiledTemplate;
  /** With merge fields of the usual length. */
  readonly sample: Sample;
  readonly uses: readonly TemplateUse[];
}

export function lintedText(
  file: string,
  source: string,
  compiled: CompiledTemplate,
  uses: readonly TemplateUse[],
): LintedText {
  const { name } = compiled;
  const sample = typicalSample(compiled, splitName(name).language);
  return { file, name, source, words: writtenWords(source), compiled, sample, uses };
}

export function isOn(text: LintedText, channel: StyleChannel): boolean {
  return text.uses.some((use) => use.channel === channel);
}

/** A snippet or a signature is a part of other texts: what is measured, or must be there, is theirs. */
export function isWhole({ name }: LintedText): boolean {
  return !name.includes('/');
}

/** Where what is wrong with all of a text is told. */
export function beginning({ words: { body } }: LintedText): Stretch {
  return { start: body.start, end: body.start + 1 };
}

export type Told = Pick<Diagnostic, 'code' | 'severity' | 'message' | 'hint'>;

/** About a stretch of the file; at most the rest of its line is marked. */
export function toldAt(
  { file, source }: LintedText,
  { start, end }: Stretch,
  told: Told,
): Diagnostic {
  const line = source.slice(start, Math.max(start, end)).split(/\r?\n/, 1)[0]!;
  return { file, ...placeAt(source, start), length: Math.max(1, line.trimEnd().length), ...told };
}

/** The n-th match in the wording of the file, counted from 1; else the beginning of the body: it stands in a snippet. */
export function nthMatch(text: LintedText, pattern: RegExp, n: number): Stretch {
  const match = [...text.words.text.matchAll(pattern)][n - 1];
  return match === undefined
    ? beginning(text)
    : { start: match.index, end: match.index + match[0].length };
}
