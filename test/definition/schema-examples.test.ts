import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { workspaceShape } from '../../src/config/workspace-format.ts';
import type { Problem } from '../../src/definition/problem.ts';
import { sequenceShape } from '../../src/definition/sequence-format.ts';
import { isMapping, type Shape, TARGET } from '../../src/definition/shape.ts';
import { FULL_WORKSPACE } from '../config/samples.ts';
import { VALID_SEQUENCE } from './samples.ts';

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

function isMeant(alternative: unknown, data: unknown): boolean {
  if (!isMapping(alternative) || !Array.isArray(alternative['required'])) return true;
  return alternative['required'].every((key) => memberOf(data, String(key)) !== undefined);
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

test.each([
  { format: 'sequence', shape: sequenceShape, text: VALID_SEQUENCE, atLeast: 40 },
  { format: 'workspace', shape: workspaceShape, text: FULL_WORKSPACE, atLeast: 40 },
])('every example that an editor shows of a $format is read', ({ shape, text, atLeast }) => {
  const data: unknown = parse(text);
  const examples = examplesIn(shape.schema, data);
  expect(examples.length).toBeGreaterThan(atLeast);
  for (const { path, example } of examples)
    expect([path.join('.'), problemsOf(shape, withValue(data, path, example))]).toEqual([
      path.join('.'),
      [],
    ]);
});

test.each([
  { format: 'sequence', shape: sequenceShape },
  { format: 'workspace', shape: workspaceShape },
])('every key of the head of a $format has an example, or a choice of values', ({ shape }) => {
  const { properties } = shape.schema;
  const bare = Object.entries(isMapping(properties) ? properties : {}).filter(
    ([, property]) => !/"(examples|enum)":|"type":"boolean"/.test(JSON.stringify(property)),
  );
  expect(bare.map(([key]) => key)).toEqual([]);
});
