import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { workspaceShape } from '../../src/config/workspace-format.ts';
import type { Problem } from '../../src/definition/reading/problem.ts';
import { sequenceShape } from '../../src/definition/sequence/sequence-format.ts';
import { styleShape } from '../../src/definition/templates/style-format.ts';
import { testShape } from '../../src/definition/cases/test-format.ts';
import { isMapping, type Shape, TARGET } from '../../src/definition/reading/shape.ts';
import { FULL_WORKSPACE } from '../config/samples.ts';
import { VALID_SEQUENCE, VALID_STYLE, VALID_TESTS } from './samples.ts';

interface Example {
  readonly path: readonly string[];
  readonly example: unknown;
}

/** Those of a schema that can be put into `data`, where they belong. */
function examplesIn(schema: unknown, data: unknown, path: readonly string[] = []): Example[] {
  if (!isMapping(schema)) return [];
  const { properties, items, additionalProperties, anyOf, examples } = schema;
  const target: unknown = Reflect.get(schema, TARGET);
  const own: unknown[] = Array.isArray(examples) ? examples : [];
  const ownPlaces = own.map((example) => ({ path, example }));
  if (data === undefined) return ownPlaces;
  const alternatives: unknown[] = Array.isArray(anyOf) ? anyOf : [];
  return [
    ...ownPlaces,
    ...(typeof target === 'function' ? examplesIn(target(), data, path) : []),
    ...Object.entries(isMapping(properties) ? properties : {}).flatMap(([key, property]) =>
      examplesIn(property, memberOf(data, key), [...path, key]),
    ),
    ...alternatives
      .filter((alternative) => isMeant(alternative, data))
      .flatMap((alternative) => examplesIn(alternative, data, path)),
    ...Object.entries(data ?? {}).flatMap(([key, each]: [string, unknown]) =>
      examplesIn(Array.isArray(data) ? items : additionalProperties, each, [...path, key]),
    ),
  ];
}

/** Of alternatives that are mappings, that which has all keys of the data. */
function isMeant(alternative: unknown, data: unknown): boolean {
  const properties = isMapping(alternative) ? alternative['properties'] : undefined;
  if (!isMapping(properties) || !isMapping(alternative)) return true;
  if (!isMapping(data)) return false;
  return (
    Object.keys(data).every((key) => Object.hasOwn(properties, key)) && hasAll(alternative, data)
  );
}

function hasAll({ required }: Readonly<Record<string, unknown>>, data: unknown): boolean {
  return (
    !Array.isArray(required) || required.every((key) => memberOf(data, String(key)) !== undefined)
  );
}

function memberOf(data: unknown, key: string): unknown {
  return isMapping(data) ? data[key] : undefined;
}

function withValue(data: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put;
  if (Array.isArray(data))
    return data.map((each: unknown, at) =>
      String(at) === key ? withValue(each, rest, put) : each,
    );
  const mapping = isMapping(data) ? data : {};
  return { ...mapping, [key]: withValue(mapping[key], rest, put) };
}

function problemsOf(shape: Shape<unknown>, data: unknown): readonly string[] {
  const problems: Problem[] = [];
  shape.read(data, [], (problem) => problems.push(problem));
  return problems.map(({ message }) => message);
}

/** A line of a test says one thing of a step. */
const RIVALS = ['step', 'skipped', 'open'];

function isRival({ path }: Example, data: unknown): boolean {
  const key = path.at(-1) ?? '';
  const around = path.slice(0, -1).reduce<unknown>((inside, each) => {
    if (Array.isArray(inside)) return inside[Number(each)];
    return memberOf(inside, each);
  }, data);
  return RIVALS.includes(key) && memberOf(around, key) === undefined;
}

test.each([
  { format: 'sequence', shape: sequenceShape, text: VALID_SEQUENCE, atLeast: 40 },
  { format: 'test', shape: testShape, text: VALID_TESTS, atLeast: 20 },
  { format: 'style', shape: styleShape, text: VALID_STYLE, atLeast: 15 },
  { format: 'workspace', shape: workspaceShape, text: FULL_WORKSPACE, atLeast: 40 },
])('every example that an editor shows of a $format is read', ({ shape, text, atLeast }) => {
  const data: unknown = parse(text);
  const examples = examplesIn(shape.schema, data);
  expect(examples.length).toBeGreaterThan(atLeast);
  for (const { path, example } of examples.filter((each) => !isRival(each, data)))
    expect([path.join('.'), problemsOf(shape, withValue(data, path, example))]).toEqual([
      path.join('.'),
      [],
    ]);
});

test.each([
  { format: 'sequence', shape: sequenceShape },
  { format: 'test', shape: testShape },
  { format: 'style', shape: styleShape },
  { format: 'workspace', shape: workspaceShape },
])('every key of a $format, at any depth, has an example or a choice of values', ({ shape }) => {
  expect(bareKeys(shape.schema)).toEqual([]);
});

/** Keys without either, each once, as `outcomes.retry`. */
function bareKeys(schema: unknown, path: readonly string[] = [], seen = new Set()): string[] {
  if (Array.isArray(schema)) return schema.flatMap((each) => bareKeys(each, path, seen));
  if (!isMapping(schema) || seen.has(schema['$ref'])) return [];
  if (schema['$ref'] !== undefined) seen.add(schema['$ref']);
  const target: unknown = Reflect.get(schema, TARGET);
  const { properties, items, additionalProperties, anyOf } = schema;
  const inside = [items, additionalProperties, anyOf, typeof target === 'function' ? target() : []];
  return [
    ...Object.entries(isMapping(properties) ? properties : {}).flatMap(([key, property]) => {
      const at = [...path, key];
      return [...(isShown(property) ? [] : [at.join('.')]), ...bareKeys(property, at, seen)];
    }),
    ...inside.flatMap((each) => bareKeys(each, path, seen)),
  ];
}

function isShown(property: unknown): boolean {
  return (
    isMapping(property) &&
    ('examples' in property || 'enum' in property || property['type'] === 'boolean')
  );
}
