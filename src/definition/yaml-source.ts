/** YAML text to plain values that still know where they stand in the file. Never throws, whatever the text. */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Checked, Diagnostic } from '../core/diagnostic.ts';
import {
  hasErrors,
  type Path,
  type Problem,
  type ProblemCode,
  type Stretch,
  sortedByPlace,
} from './problem.ts';
import { findTooDeep } from './yaml-depth.ts';

/** UTF-16 units; a hundred times the longest sequence anybody wrote. */
export const YAML_LENGTH_MAX = 262_144;
export const YAML_DEPTH_MAX = 64;
/** The parser's measure against alias bombs. */
const ALIASES_MAX = 20;

/** 1-based line and column, in UTF-16 units; `length` ends with the line, and is at least 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

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
  const refuse = (code: ProblemCode, message: string, place: Place): Checked<YamlFile> => ({
    ok: false,
    diagnostics: [{ file, ...place, code, severity: 'error', message, hint: null }],
  });
  const top: Place = { line: 1, column: 1, length: 1 };
  if (text.length > YAML_LENGTH_MAX) {
    return refuse(
      'file_too_large',
      `the file has ${text.length} characters, at most ${YAML_LENGTH_MAX} are read`,
      top,
    );
  }
  const tooDeep = findTooDeep(text, YAML_DEPTH_MAX);
  if (tooDeep !== null) {
    const message = `collections are nested more than ${YAML_DEPTH_MAX} deep`;
    return refuse('nested_too_deeply', message, placeIn(text, tooDeep.offset, 1));
  }
  const document = parseDocument(text, {
    uniqueKeys: true,
    strict: true,
    version: '1.2',
    prettyErrors: false,
    logLevel: 'error',
  });
  const toDiagnostic = (error: YAMLError, severity: Diagnostic['severity']): Diagnostic => ({
    file,
    ...placeIn(text, error.pos[0], error.pos[1] - error.pos[0]),
    ...described(error, severity),
    severity,
    hint: null,
  });
  const diagnostics = firstPerLine(
    sortedByPlace([
      ...document.errors.map((error) => toDiagnostic(error, 'error')),
      ...document.warnings.map((warning) => toDiagnostic(warning, 'warning')),
    ]),
  );
  if (hasErrors(diagnostics)) return { ok: false, diagnostics };
  if (document.directives.yaml.version !== '1.2') {
    return refuse('yaml_syntax', 'only YAML 1.2 is read; leave the %YAML line out', top);
  }
  const stray = strayAlias(document);
  if (stray !== null) {
    const place = placeIn(text, stray.range?.[0] ?? 0, stray.source.length + 1);
    return refuse(
      'yaml_syntax',
      `alias *${stray.source} has no anchor &${stray.source} before it`,
      place,
    );
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: ALIASES_MAX }) ?? null;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return refuse('too_many_aliases', 'aliases (*name) stand for too much content', top);
  }
  const locate: YamlFile['locate'] = (path, part, within = null) =>
    placeOf(document, text, path, part, within);
  const diagnose = ({ path, part, within, ...rest }: Problem): Diagnostic => ({
    file,
    ...locate(path, part, within),
    ...rest,
  });
  return { ok: true, value: { document, value, locate, diagnose }, diagnostics };
}

function strayAlias(document: Document): Alias | null {
  let stray: Alias | null = null;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return undefined;
      stray = alias;
      return visit.BREAK;
    },
  });
  return stray;
}

function placeIn(text: string, offset: number, length: number): Place {
  const start = Math.max(0, Math.min(offset, text.length));
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineBreak = text.indexOf('\n', start);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', at + 1))
    line += 1;
  return {
    line,
    column: start - lineStart + 1,
    length: Math.max(1, Math.min(length, lineEnd - start)),
  };
}

function described(
  error: YAMLError,
  severity: Diagnostic['severity'],
): { readonly code: ProblemCode; readonly message: string } {
  if (error.code === 'DUPLICATE_KEY') {
    return { code: 'duplicate_key', message: 'this key is written twice in one mapping' };
  }
  const message = error.message.replace(/[.:\s]+$/, '');
  return {
    code: severity === 'error' ? 'yaml_syntax' : 'yaml_warning',
    message: message.charAt(0).toLowerCase() + message.slice(1),
  };
}

/** One slip makes the parser stumble several times over the same line. */
function firstPerLine(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return sorted.filter(({ line, severity }) => {
    const key = `${severity} ${line}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function placeOf(
  document: Document,
  text: string,
  path: Path,
  part: 'key' | 'value',
  within: Stretch | null,
): Place {
  let node = resolved(document, document.contents);
  let key: unknown = null;
  for (const [depth, segment] of path.entries()) {
    const found: Found | null = childOf(node, segment);
    if (found === null) {
      return placeOf(document, text, path.slice(0, depth), 'value', null);
    }
    key = found.key;
    node = resolved(document, found.value);
  }
  const target = (part === 'key' ? (key ?? node) : (node ?? key)) as Node | null;
  const range = target?.range;
  if (!range) return { line: 1, column: 1, length: 1 };
  const [start, end] = range;
  if (within !== null && isScalar(target)) {
    const stretch = stretchOf(text, start, end, String(target.value), within);
    if (stretch !== null) return placeIn(text, stretch.start, stretch.length);
  }
  return placeIn(text, start, end - start);
}

interface Found {
  readonly key: unknown;
  readonly value: unknown;
}

function childOf(node: unknown, segment: string | number): Found | null {
  if (isSeq(node)) {
    const child = node.items[Number(segment)];
    if (child === undefined) return null;
    return isPair(child) ? { key: null, value: child.value } : { key: null, value: child };
  }
  if (!isMap(node)) return null;
  const pair = node.items.find((candidate: Pair) => {
    const name = isScalar(candidate.key) ? candidate.key.value : candidate.key;
    return String(name) === String(segment);
  });
  return pair === undefined ? null : { key: pair.key, value: pair.value };
}

function resolved(document: Document, node: unknown): unknown {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

/** The stretch in the source, when the source holds the text as it is: no escapes, no folding before it. */
function stretchOf(
  text: string,
  start: number,
  end: number,
  value: string,
  within: Stretch,
): Stretch | null {
  const source = text.slice(start, end);
  const shift = source.indexOf(value);
  return shift < 0 ? null : { start: start + shift + within.start, length: within.length };
}
