/**
 * What may stand in a file? One description, from which both the reader and the editor's JSON Schema are made.
 *
 * A shape reads plain data leniently: it reports what is wrong and goes on, so that all errors of a file are found at once.
 */
import {
  type Path,
  type ProblemCode,
  problemAt,
  problemAtKey,
  type Report,
  type Stretch,
} from './problem.ts';
import { keySuggestion, suggestion } from './suggest.ts';

/** What a `$ref` stands for. A symbol: no part of the JSON, and no trouble for a schema that holds itself. */
export const TARGET = Symbol('target of $ref');

/** JSON Schema, draft 7. */
export type JsonSchema = {
  readonly [keyword: string]: unknown;
  readonly [TARGET]?: () => JsonSchema;
};

export interface Shape<T> {
  readonly schema: JsonSchema;
  /** For messages, after "expected": `a duration such as "2 business days"`. */
  readonly expected: string;
  /** `undefined` when the value is not of this shape, which was reported then. */
  readonly read: (value: unknown, path: Path, report: Report) => T | undefined;
}
export type Of<S> = S extends Shape<infer T> ? T : never;

/** A text, not empty, on one line unless `lines` is set. */
export function text(
  expected: string,
  options: { readonly max?: number; readonly lines?: boolean } = {},
): Shape<string> {
  const max = options.max ?? 200;
  return parsed(expected, { minLength: 1, maxLength: max }, (value) => {
    if (value.trim() === '') return { message: `is empty, expected ${expected}` };
    if (value.length > max)
      return {
        code: 'out_of_range',
        message: `has ${value.length} characters, at most ${max} fit`,
      };
    if (options.lines !== true && /[\r\n]/.test(value))
      return { message: 'must stand on one line' };
    return { value };
  });
}

/** What a text stands for, or what is wrong with it: `message` follows the key's name; without one the value is shown. */
export type Parsed<T> =
  | { readonly value: T }
  | {
      readonly message?: string;
      readonly code?: ProblemCode;
      readonly hint?: string | null;
      readonly within?: Stretch;
    };

/** A text in a small language of its own. */
export function parsed<T>(
  expected: string,
  schema: JsonSchema,
  parse: (text: string) => Parsed<T>,
): Shape<T> {
  // What editors say in place of "does not match the pattern".
  const patternErrorMessage =
    'pattern' in schema ? { patternErrorMessage: `expected ${expected}` } : {};
  return {
    schema: { type: 'string', ...patternErrorMessage, ...schema },
    expected,
    read: (value, path, report) => {
      if (typeof value !== 'string') {
        return wrongType(value, path, expected, report, quotesHint(value, parse));
      }
      const result = parse(value);
      if ('value' in result) return result.value;
      const message = result.message ?? `is ${shown(value)}, expected ${expected}`;
      report({
        ...problemAt(
          path,
          result.code ?? 'unknown_value',
          `${nameOf(path)} ${message}`,
          result.hint ?? null,
        ),
        within: result.within ?? null,
      });
      return undefined;
    },
  };
}

export function choice<const T extends string>(values: readonly T[]): Shape<T> {
  const expected = `one of: ${values.join(', ')}`;
  return parsed(expected, { enum: values }, (written) => {
    const value = values.find((candidate) => candidate === written);
    if (value !== undefined) return { value };
    return { message: `is ${shown(written)}`, hint: suggestion(written, values) };
  });
}

export function wholeNumber(min: number, max: number): Shape<number> {
  const expected = `a whole number from ${min} to ${max}`;
  return {
    schema: { type: 'integer', minimum: min, maximum: max },
    expected,
    read: (value, path, report) => {
      if (typeof value !== 'number' || !Number.isInteger(value))
        return wrongType(value, path, expected, report);
      if (value >= min && value <= max) return value;
      report(problemAt(path, 'out_of_range', `${nameOf(path)} is ${value}, expected ${expected}`));
      return undefined;
    },
  };
}

export function flag(): Shape<boolean> {
  const expected = 'true or false';
  return {
    schema: { type: 'boolean' },
    expected,
    read: (value, path, report) =>
      typeof value === 'boolean' ? value : wrongType(value, path, expected, report),
  };
}

/** `none`, read as `null`, or the shape. */
export function orNone<T>(shape: Shape<T>): Shape<T | null> {
  return {
    schema: { anyOf: [{ const: 'none' }, shape.schema] },
    expected: `none or ${shape.expected}`,
    read: (value, path, report) => (value === 'none' ? null : shape.read(value, path, report)),
  };
}

/** A mapping goes to one shape, everything else to the other. */
export function mappingOr<A, B>(entries: Shape<A>, other: Shape<B>): Shape<A | B> {
  return {
    schema: { anyOf: [other.schema, entries.schema] },
    expected: `${other.expected} or ${entries.expected}`,
    read: (value, path, report) => (isMapping(value) ? entries : other).read(value, path, report),
  };
}

/** A list goes to one shape, everything else to the other. */
export function listOr<A, B>(list: Shape<A>, other: Shape<B>): Shape<A | B> {
  return {
    schema: { anyOf: [list.schema, other.schema] },
    expected: `${other.expected} or ${list.expected}`,
    read: (value, path, report) => (Array.isArray(value) ? list : other).read(value, path, report),
  };
}

/** Elements that can't be read are `undefined`, so that the others keep their places. */
export function listOf<T>(element: Shape<T>, min = 0): Shape<readonly (T | undefined)[]> {
  const expected = `a list: [${element.expected}, ...]`;
  return {
    schema: { type: 'array', items: element.schema, minItems: min },
    expected,
    read: (value, path, report) => {
      if (!Array.isArray(value)) return wrongType(value, path, expected, report);
      if (value.length < min) {
        const message = `${nameOf(path)} is empty, expected ${expected}`;
        report(problemAt(path, 'out_of_range', message));
      }
      return value.map((each: unknown, index) => element.read(each, [...path, index], report));
    },
  };
}

/** A mapping from names people choose. Values that can't be read are `undefined`. */
export function mapOf<T>(
  name: Shape<string>,
  element: Shape<T>,
  expected = `a mapping from ${name.expected} to ${element.expected}`,
): Shape<ReadonlyMap<string, T | undefined>> {
  return {
    schema: { type: 'object', propertyNames: name.schema, additionalProperties: element.schema },
    expected,
    read: (value, path, report) => {
      if (!isMapping(value)) return wrongType(value, path, expected, report);
      const entries = new Map<string, T | undefined>();
      for (const [key, each] of Object.entries(value)) {
        const at = [...path, key];
        name.read(key, at, (problem) => {
          const message = problem.message.replace(nameOf(at), 'the key');
          report({ ...problem, part: 'key', message });
        });
        entries.set(key, element.read(each, at, report));
      }
      return entries;
    },
  };
}

/**
 * A shape that is a definition of its own in the schema, so that it may hold itself: steps hold steps.
 *
 * @param expected  Must not ask the shape, which may not be made yet.
 */
export function named<T>(name: string, expected: string, shape: () => Shape<T>): Shape<T> {
  return {
    schema: { $ref: `#/definitions/${name}`, [TARGET]: () => shape().schema },
    expected,
    read: (value, path, report) => shape().read(value, path, report),
  };
}

export interface Field<T> {
  readonly shape: Shape<T>;
  /** Hover text in an editor. */
  readonly about: string;
  readonly isRequired: boolean;
  /** As a file may hold them; an editor shows and proposes them. Empty: those of the shape, if it has any. */
  readonly examples: readonly unknown[];
}
export type Fields = { readonly [key: string]: Field<unknown> };
export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T | undefined : never;
};

export function required<T>(
  shape: Shape<T>,
  about: string,
  examples: readonly unknown[] = [],
): Field<T> {
  return { shape, about, isRequired: true, examples };
}

export function optional<T>(
  shape: Shape<T>,
  about: string,
  examples: readonly unknown[] = [],
): Field<T> {
  return { shape, about, isRequired: false, examples };
}

/**
 * A mapping with known keys. What is absent or can't be read is `undefined`.
 *
 * @param later  Keys of the language that this version can't do yet.
 */
export function mapping<F extends Fields>(
  expected: string,
  fields: F,
  later: readonly string[] = [],
): Shape<Values<F>> {
  const keys = Object.keys(fields);
  return {
    schema: mappingSchema(fields),
    expected,
    read: (value, path, report) => {
      if (!isMapping(value)) return wrongType(value, path, expected, report);
      for (const key of Object.keys(value)) {
        if (!keys.includes(key)) reportKey(key, path, keys, later, report);
      }
      const isForLater = later.some((key) => Object.hasOwn(value, key));
      const values: Record<string, unknown> = {};
      for (const [key, { shape, isRequired }] of Object.entries(fields)) {
        if (Object.hasOwn(value, key)) {
          values[key] = shape.read(value[key], [...path, key], report);
        } else if (isRequired && !isForLater) {
          const where = path.length === 0 ? '' : ` in ${nameOf(path)}`;
          const hint = `write ${key}: ${shape.expected}`;
          report(problemAt(path, 'missing_key', `"${key}" is missing${where}`, hint));
        }
      }
      // The loop above filled exactly the keys of `fields`, each through its own shape.
      return values as Values<F>;
    },
  };
}

/** How messages call what stands at a path: `"wait"`, `"hours" entry 2`, `the file`. */
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return `"${last}"`;
  const parent = path.at(-2);
  return parent === undefined ? `entry ${last + 1}` : `"${parent}" entry ${last + 1}`;
}

/** A value as messages show it; never more than a line of it. */
export function shown(value: unknown): string {
  if (value === null) return 'empty';
  if (typeof value === 'string')
    return `"${value.length > 60 ? `${value.slice(0, 57)}...` : value}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'a mapping';
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

function wrongType(
  value: unknown,
  path: Path,
  expected: string,
  report: Report,
  hint: string | null = null,
): undefined {
  const message = `${nameOf(path)} is ${shown(value)}, expected ${expected}`;
  report(problemAt(path, 'wrong_type', message, hint));
}

/** YAML takes `2026` for a number and `{{ name }}` for a mapping. */
function quotesHint(value: unknown, parse: (text: string) => Parsed<unknown>): string | null {
  if (isMapping(value)) return 'a text that starts with { needs quotes around it';
  if (typeof value !== 'number' && typeof value !== 'boolean') return null;
  const asText = parse(String(value));
  if (!('value' in asText)) return asText.hint ?? null;
  // `+4930901820` and `0049` have lost something by now.
  if (typeof value === 'number') return 'a text that looks like a number needs quotes around it';
  return `as text: "${value}"`;
}

function reportKey(
  key: string,
  path: Path,
  keys: readonly string[],
  later: readonly string[],
  report: Report,
): void {
  const at = [...path, key];
  if (later.includes(key)) {
    const message = `"${key}" is not in this version`;
    report(problemAtKey(at, 'not_supported_yet', message, 'leave it out until a version has it'));
  } else {
    const hint = keySuggestion(key, keys, 'known keys');
    report(problemAtKey(at, 'unknown_key', `unknown key "${key}"`, hint));
  }
}

function mappingSchema(fields: Fields): JsonSchema {
  const entries = Object.entries(fields);
  return {
    type: 'object',
    properties: Object.fromEntries(
      entries.map(([key, { shape, about, examples }]) => [
        key,
        { description: about, ...shape.schema, ...(examples.length > 0 ? { examples } : {}) },
      ]),
    ),
    required: entries.filter(([, field]) => field.isRequired).map(([key]) => key),
    additionalProperties: false,
  };
}
