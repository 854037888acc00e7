/** YAML text to plain values that still know where they stand in the file. Never throws, whatever the text. */
import { type Document, isMap, isNode, isScalar, parseDocument, visit, type YAMLError } from 'yaml';
import type { Checked, Diagnostic } from '../../core/diagnostic.ts';
import {
  hasErrors,
  type Path,
  type Problem,
  type ProblemCode,
  type Stretch,
  sortedByPlace,
} from './problem.ts';
import { type Place, placeOf, placesIn } from './yaml-place.ts';
import { findHarm } from './yaml-scan.ts';

/** UTF-16 units; a hundred times the longest sequence anybody wrote. */
export const YAML_LENGTH_MAX = 262_144;
/** The parser's measure against alias bombs. */
const ALIAS_COUNT_MAX = 20;
/** A text that is no YAML at all stumbles on every line. */
const SYNTAX_ERRORS_MAX = 50;

export interface YamlFile {
  readonly document: Document;
  /** Plain JavaScript data; aliases are resolved. `null` for an empty file. */
  readonly value: unknown;
  /** Where `path` is written; where it is not, its nearest parent that is. */
  readonly locate: (path: Path, part: 'key' | 'value', within?: Stretch | null) => Place;
  /** A problem in the form people see. */
  readonly diagnose: (problem: Problem) => Diagnostic;
}

/**
 * Reads one YAML 1.2 document: `no`, `12:30` and dates are text, keys are unique, `<<` is a key like any other.
 * Syntax errors come all at once, the first of each line; warnings do not stop.
 *
 * @param file  Only for the diagnostics.
 */
export function readYaml(text: string, file: string): Checked<YamlFile> {
  const placeIn = placesIn(text);
  const found = (flaw: Flaw): Diagnostic => {
    const { start, length, code, severity, message } = flaw;
    const hint = flaw.hint ?? HINTS[code] ?? null;
    return { file, ...placeIn(start, length), code, severity, message, hint };
  };
  const harm = text.length > YAML_LENGTH_MAX ? tooLong(text.length) : findHarm(text);
  if (harm !== null) return { ok: false, diagnostics: [found(error(harm))] };
  const document = parseDocument(text, {
    strict: true,
    version: '1.2',
    prettyErrors: false,
    logLevel: 'error',
    // Compares every key with every other; `flawsOf` looks them up.
    uniqueKeys: false,
  });
  const diagnostics = firstPerLine(sortedByPlace(flawsOf(document).map(found)));
  if (hasErrors(diagnostics)) return { ok: false, diagnostics };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: ALIAS_COUNT_MAX }) ?? null;
  } catch (thrown) {
    if (!(thrown instanceof ReferenceError)) throw thrown;
    const message = 'aliases (*name) stand for too much content';
    return {
      ok: false,
      diagnostics: [found(error({ offset: 0, code: 'too_many_aliases', message }))],
    };
  }
  const locate: YamlFile['locate'] = (path, part, within = null) =>
    placeOf(document, text, placeIn, path, part, within);
  const diagnose = ({ path, part, within, ...rest }: Problem): Diagnostic => ({
    file,
    ...locate(path, part, within),
    ...rest,
  });
  return { ok: true, value: { document, value, locate, diagnose }, diagnostics };
}

/** What the parser says is in its own words; this is what helps most often. */
const HINTS: Readonly<Partial<Record<ProblemCode, string>>> = {
  yaml_syntax: 'most often a quote, a bracket or the indentation, here or on the line before',
  yaml_warning: 'leave it out',
  duplicate_key: 'keep one of them',
  file_too_large: 'split the file',
  nested_too_deeply: 'close the brackets',
  too_many_aliases: 'write the content out',
};

interface Flaw extends Stretch {
  readonly code: ProblemCode;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  /** Absent: what helps most often. */
  readonly hint?: string;
}

function error(
  at: { readonly offset: number; readonly code: ProblemCode; readonly message: string },
  length = 1,
): Flaw {
  return { start: at.offset, length, code: at.code, severity: 'error', message: at.message };
}

function tooLong(length: number): Parameters<typeof error>[0] {
  const message = `the file has ${length} characters, at most ${YAML_LENGTH_MAX} are read`;
  return { offset: 0, code: 'file_too_large', message };
}

/** What the parser says, or when it is content, what this format does not take. */
function flawsOf(document: Document.Parsed): readonly Flaw[] {
  const said = [
    ...document.errors.slice(0, SYNTAX_ERRORS_MAX).map((each) => saidFlaw(each, 'error')),
    ...document.warnings.slice(0, SYNTAX_ERRORS_MAX).map((each) => saidFlaw(each, 'warning')),
  ];
  if (document.errors.length > 0) return said;
  if (document.directives.yaml.version !== '1.2') {
    const message = 'only YAML 1.2 is read; leave the %YAML line out';
    return [error({ offset: 0, code: 'yaml_syntax', message })];
  }
  return [...said, ...structureFlaws(document)];
}

function saidFlaw(
  { message, code, pos: [start, end] }: YAMLError,
  severity: Diagnostic['severity'],
): Flaw {
  if (code === 'MULTIPLE_DOCS') {
    const told = error({
      offset: start,
      code: 'yaml_syntax',
      message: 'a second document begins here',
    });
    return { ...told, length: 3, hint: 'make a file of its own of it, or take the --- out' };
  }
  const hint = WAYS_OUT[code];
  const sentence = message.replace(/[.:\s]+$/, '');
  return {
    start,
    length: end - start,
    code: severity === 'error' ? 'yaml_syntax' : 'yaml_warning',
    severity,
    message: sentence.charAt(0).toLowerCase() + sentence.slice(1),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Of what newcomers write, and the parser says in words of its own. */
const WAYS_OUT: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a text with a colon and a space in it needs quotes around it',
  BLOCK_IN_FLOW: 'a text with a colon and a space in it needs quotes around it',
  BAD_SCALAR_START: 'a text that begins like this needs quotes around it',
};

/** Keys written twice, keys that are no names, aliases without an anchor. */
function structureFlaws(document: Document): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const add = (
    range: readonly number[] | null | undefined,
    code: ProblemCode,
    message: string,
    hint?: string,
  ): void => {
    const [offset = 0, end = offset] = range ?? [];
    const flaw = error({ offset, code, message }, end - offset);
    flaws.push(hint === undefined ? flaw : { ...flaw, hint });
  };
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) {
          const range = isNode(key) ? key.range : map.range;
          const hint = isMap(key) ? 'a text that begins with { needs quotes around it' : undefined;
          add(range, 'yaml_syntax', 'keys are plain names here', hint);
          continue;
        }
        const name = String(key.value);
        if (seen.has(name))
          add(key.range, 'duplicate_key', `key "${name}" is written twice in one mapping`);
        seen.add(name);
      }
    },
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return;
      const message = `alias *${alias.source} has no anchor &${alias.source} before it`;
      add(alias.range, 'yaml_syntax', message);
    },
  });
  return flaws;
}

/** One slip makes the parser stumble several times over the same line. */
function firstPerLine(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return sorted.filter(({ line, severity }) => {
    const key = `${severity} ${line}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
