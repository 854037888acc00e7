/**
 * The sandboxed Liquid engine: a short list of tags and filters, no files, no loops, no variables of its own, limits on everything.
 *
 * Without `for`, `assign` and `capture` a template can't repeat or grow what it was given, so its cost is bounded by its length and that of
 * its snippets, which `template.ts` adds up.
 */
import {
  Context,
  Liquid,
  LiquidError,
  TokenizationError,
  TypeGuards,
  UndefinedVariableError,
  filters as BUILT_IN_FILTERS,
  toValue,
  type Template as LiquidNode,
} from 'liquidjs';
import { isNotYet, type Facts, type FactValue } from '../core/condition.ts';
import { formatDate } from './calendar-date.ts';
import { nameOfPath } from './merge-fields.ts';
import { SnippetTag, setState, stateOf, type CompiledSnippet } from './snippet-tag.ts';

const TAGS = ['if', 'unless', 'case', 'comment', 'render'] as const;
const FILTERS = [
  'default',
  'upcase',
  'downcase',
  'capitalize',
  'strip',
  'truncate',
  'append',
  'prepend',
  'split',
  'join',
  'first',
  'last',
  'replace',
  'date',
] as const;

/** In UTF-16 units. */
export const SOURCE_LENGTH_MAX = 32 * 1024;
/** Tags and outputs of one template; also bounds nesting, so that parsing can't exhaust the stack, and how many placeholders there are. */
export const NODES_MAX = 300;
/** A safeguard only: real templates take microseconds, and a busy machine must not fail them. */
const RENDER_MS_MAX = 1_000;
/** In UTF-16 units, counted by liquidjs. */
const MEMORY_MAX = 1_000_000;

/** Private-use code points, one for each output of a rendering: U+E000 stands for the first value. */
export const PLACEHOLDER_FIRST = 0xe000;
const PRIVATE_USE = /[\uE000-\uF8FF]/g;

export interface SourceError {
  /** 1-based, in the source. */
  readonly line: number;
  readonly column: number;
  /** One sentence without full stop. */
  readonly message: string;
}

export type ParsedLiquid =
  | { readonly ok: true; readonly nodes: readonly LiquidNode[] }
  | { readonly ok: false; readonly errors: readonly SourceError[] };

/**
 * What a rendering failed for: names without value and without fallback (in order, each once), or something the template's author must mend
 * (`line:column: message`, in the body unless it says where).
 */
export type RenderFailure =
  | { readonly ok: false; readonly missing: readonly string[] }
  | {
      readonly ok: false;
      readonly error: string;
      /** Absent: the text. */
      readonly in?: 'subject' | 'signature';
      /** The value that could not be written as a date; absent: something else failed. */
      readonly undated?: string;
    };

/** The template's own text with a placeholder for each output, and the outputs: so nothing can take a value for text of ours. */
export interface RenderedLiquid {
  readonly ok: true;
  readonly skeleton: string;
  readonly values: readonly string[];
}

const engine = createEngine();

/** Tags and outputs, also those in comments. */
export function countNodes(source: string): number {
  return source.match(/\{[{%]/g)?.length ?? 0;
}

/**
 * Never throws.
 *
 * @param name  Of a snippet, which stands in front of the place of an error while it is rendered; `null`: the template itself.
 */
export function parseLiquid(source: string, name: string | null): ParsedLiquid {
  if (source.length > SOURCE_LENGTH_MAX) {
    return refused(
      `the template has ${source.length} characters, at most ${SOURCE_LENGTH_MAX} fit`,
    );
  }
  if (countNodes(source) > NODES_MAX) {
    return refused(`the template has more than ${NODES_MAX} tags and outputs`);
  }
  try {
    return {
      ok: true,
      nodes: engine.parse(source.replace(PRIVATE_USE, '\uFFFD'), name ?? undefined),
    };
  } catch (error) {
    return {
      ok: false,
      errors: [...errorsBefore(source, error), ...flatten(error).map(sourceError)],
    };
  }
}

/** A tag that is not closed with `%}` stops the reader: what is wrong before it, apart from tags that end behind it. */
function errorsBefore(source: string, error: unknown): readonly SourceError[] {
  if (!(error instanceof TokenizationError)) return [];
  const before = parseLiquid(source.slice(0, error.token.begin), null);
  return before.ok ? [] : before.errors.filter(({ message }) => !message.endsWith(' not closed'));
}

/**
 * Never throws. Snippets are in the language of `prospect.language`, as the template is.
 *
 * @param snippets  Those it renders, and they, by name.
 */
export function renderLiquid(
  nodes: readonly LiquidNode[],
  facts: Facts,
  snippets: ReadonlyMap<string, CompiledSnippet>,
): RenderedLiquid | RenderFailure {
  const context = new Context(scopeOf(facts), engine.options, { sync: true });
  const values: string[] = [];
  setState(context, { values, snippets, language: languageOf(facts) });
  // A name without value throws inside liquidjs, also where a fallback follows, and nobody reads the stack.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return { ok: true, skeleton: String(engine.renderSync([...nodes], context)), values };
  } catch (error) {
    return renderFailure(flatten(error));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Puts the values into text that may hold placeholders. */
export function fillPlaceholders(
  text: string,
  values: readonly string[],
  write: (value: string) => string = (value) => value,
): string {
  return text.replace(PRIVATE_USE, (char) => {
    const value = values[char.charCodeAt(0) - PLACEHOLDER_FIRST];
    return value === undefined ? char : write(value);
  });
}

function createEngine(): Liquid {
  const liquid = new Liquid({
    templates: {},
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    // So that every missing name is found at once; bounded by NODES_MAX.
    catchAllErrors: true,
    parseLimit: SOURCE_LENGTH_MAX,
    renderLimit: RENDER_MS_MAX,
    memoryLimit: MEMORY_MAX,
    outputEscape: holdValue,
  });
  for (const tag of Object.keys(liquid.tags)) {
    if (!TAGS.some((allowed) => allowed === tag)) delete liquid.tags[tag];
  }
  for (const filter of Object.keys(liquid.filters)) liquid.unregisterFilter(filter);
  for (const filter of FILTERS) {
    const builtIn = BUILT_IN_FILTERS[filter];
    if (builtIn !== undefined) liquid.registerFilter(filter, builtIn);
  }
  liquid.registerTag('render', SnippetTag);
  liquid.registerFilter('replace', replaceAll);
  liquid.registerFilter('date', dateInWords);
  return liquid;
}

/** Runs as the last filter of every output. */
function holdValue(this: { context: Context }, written: unknown): string {
  // `nil` is an object of Liquid's own.
  const value = toValue(written);
  if (value === undefined || value === null) throw new AbsentOutput();
  const { values } = stateOf(this.context);
  const text = textOf(value);
  this.context.memoryLimit.use(text.length);
  values.push(cleanValue(text));
  return String.fromCharCode(PLACEHOLDER_FIRST + values.length - 1);
}

class AbsentOutput extends Error {
  override readonly name = 'AbsentOutput';
}

// Keeps line breaks; other control characters and halves of characters mean nothing in a message.
function cleanValue(value: string): string {
  // Hardly any has one.
  if (!/[\p{Cc}\p{Cs}]/u.test(value)) return value;
  return value
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD');
}

// The built-in one counts what goes in, not what comes out, so a chain of them could grow without bound.
function replaceAll(
  this: { context: Context },
  value: unknown,
  search: unknown,
  by: unknown,
): string {
  const parts = textOf(value).split(textOf(search));
  const replacement = textOf(by);
  const length = parts.reduce((sum, part) => sum + part.length + replacement.length, 0);
  this.context.memoryLimit.use(length);
  return parts.join(replacement);
}

function dateInWords(value: unknown, format: unknown): string | null {
  if (value === undefined || value === null) return null;
  const [text, pattern] = [textOf(value), textOf(format ?? '%Y-%m-%d')];
  const formatted = formatDate(text, pattern);
  if (formatted === null) throw new UndatedValue(text, pattern);
  return formatted;
}

class UndatedValue extends RangeError {
  override readonly name = 'UndatedValue';
  readonly value: string;

  constructor(value: string, pattern: string) {
    super(`"date" can't write "${value}" as "${pattern}"`);
    this.value = value;
  }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError('this name holds other names, not a text');
}

function languageOf({ prospect }: Facts): string | null {
  if (typeof prospect !== 'object' || prospect === null || !('language' in prospect)) return null;
  const { language } = prospect;
  return typeof language === 'string' ? language : null;
}

/** Subject, text and signature of one message ask the same facts. */
const scopes = new WeakMap<Facts, Present>();

function scopeOf(facts: Facts): Present {
  const known = scopes.get(facts);
  if (known !== undefined) return known;
  const scope = presentFacts(facts);
  scopes.set(facts, scope);
  return scope;
}

interface Present {
  [name: string]: FactValue | Present | undefined;
}

// Without a prototype there is nothing to reach through a name; blank texts are absent.
function presentFacts(facts: Facts): Present {
  const present: Present = Object.create(null);
  // Liquid's own `size` counts names: of a column of that name which somebody lacks it would make a number.
  present['size'] = undefined;
  for (const [name, value] of Object.entries(facts)) {
    if (value === null) continue;
    if (typeof value === 'string') {
      if (value.trim() !== '') present[name] = value;
    } else if (typeof value !== 'object') {
      present[name] = value;
    } else if (isList(value)) {
      if (value.length > 0) present[name] = value;
    } else if (!isNotYet(value)) {
      present[name] = presentFacts(value);
    }
  }
  return present;
}

function isList(value: FactValue): value is readonly FactValue[] {
  return Array.isArray(value);
}

function flatten(error: unknown): unknown[] {
  if (error instanceof Error && 'errors' in error && Array.isArray(error.errors)) {
    return error.errors.flatMap(flatten);
  }
  return [error];
}

function renderFailure(errors: readonly unknown[]): RenderFailure {
  const names = errors.map(missingName);
  const other = errors.find((_, index) => names[index] === null);
  if (other === undefined) {
    return { ok: false, missing: [...new Set(names.filter((name) => name !== null))] };
  }
  const { line, column, message } = sourceError(other);
  const snippet = LiquidError.is(other) ? other.token.file : undefined;
  const place = [...(snippet === undefined ? [] : [snippet]), line, column].join(':');
  const cause = LiquidError.is(other) ? other.originalError : null;
  const undated = cause instanceof UndatedValue ? { undated: cause.value } : {};
  return { ok: false, error: `${place}: ${message}`, ...undated };
}

function missingName(error: unknown): string | null {
  if (!LiquidError.is(error)) return null;
  if (error instanceof UndefinedVariableError) {
    return TypeGuards.isPropertyAccessToken(error.token)
      ? (nameOfPath(error.token) ?? error.token.getText())
      : error.token.getText();
  }
  if (!(error.originalError instanceof AbsentOutput)) return null;
  return /[\w.]+/.exec(error.token.getText())?.[0] ?? error.token.getText();
}

function sourceError(error: unknown): SourceError {
  const message = error instanceof Error ? error.message : String(error);
  if (!LiquidError.is(error)) return { line: 1, column: 1, message };
  const [line, column] = error.token.getPosition();
  return {
    line: line ?? 1,
    column: column ?? 1,
    message: message
      .replace(/(?:, file:.*?)?, line:\d+, col:\d+$/s, '')
      .replace(/^tag "(.*)" not found$/s, `unknown tag "$1", expected one of: ${TAGS.join(', ')}`)
      .replace(
        /^undefined filter: (.*)$/s,
        `unknown filter "$1", expected one of: ${FILTERS.join(', ')}`,
      ),
  };
}

function refused(message: string): ParsedLiquid {
  return { ok: false, errors: [{ line: 1, column: 1, message }] };
}
