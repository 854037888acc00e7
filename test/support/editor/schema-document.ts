/** Writes a JSON Schema of `docs/schema/`, for editors, from the shape that reads the file. */
import { format } from 'prettier';
import { workspaceShape } from '../../../src/config/workspace-format.ts';
import { sequenceShape } from '../../../src/definition/sequence/sequence-format.ts';
import { styleShape } from '../../../src/definition/templates/style-format.ts';
import { testShape } from '../../../src/definition/cases/test-format.ts';
import {
  isMapping,
  type JsonSchema,
  type Shape,
  TARGET,
} from '../../../src/definition/reading/shape.ts';

export const SCHEMAS = {
  sequence: () =>
    schemaDocument(sequenceShape, {
      $id: 'urn:touchline:sequence',
      title: 'A sequence of Touchline',
      description: 'A file of the folder sequences: who is touched, when, how, and what stops it.',
    }),
  style: () =>
    schemaDocument(styleShape, {
      $id: 'urn:touchline:style',
      title: 'A style of Touchline',
      description: 'style.yaml: how the brand speaks. touchline lint asks it of every template.',
    }),
  test: () =>
    schemaDocument(testShape, {
      $id: 'urn:touchline:test',
      title: 'Tests of a sequence of Touchline',
      description:
        'sequences/NAME.test.yaml: what the sequence does with whom. Run with touchline test.',
    }),
  workspace: () =>
    schemaDocument(workspaceShape, {
      $id: 'urn:touchline:workspace',
      title: 'A workspace of Touchline',
      description: 'touchline.yaml: who writes, from which mailboxes, within which limits.',
    }),
} as const;

interface SchemaHead {
  readonly $id: string;
  readonly title: string;
  readonly description: string;
}

/** Draft 7: what yaml-language-server reads best. */
export function schemaDocument(shape: Shape<unknown>, head: SchemaHead): Promise<string> {
  const targets = new Map<string, unknown>();
  const root = closed(shape.schema, targets);
  const shared = sharedProperties([root, ...targets.values()], new Set(targets.keys()));
  const document = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...head,
    ...members(withReferences(root, shared)),
    definitions: {
      ...members(withReferences(Object.fromEntries(targets), shared)),
      ...Object.fromEntries([...shared].map(([json, name]) => [name, JSON.parse(json)])),
    },
  };
  return format(JSON.stringify(document), { parser: 'json', printWidth: 100 });
}

/** Plain data. What references lead to is added to `targets`, by name. */
function closed(schema: unknown, targets: Map<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((each) => closed(each, targets));
  if (!isSchema(schema)) return schema;
  const target = schema[TARGET];
  const name = String(schema['$ref']).replace('#/definitions/', '');
  if (target !== undefined && !targets.has(name)) {
    targets.set(name, null);
    targets.set(name, closed(target(), targets));
  }
  const { anyOf, ...rest } = mapValues(schema, (each) => closed(each, targets));
  if (anyOf === undefined) return rest;
  return { ...rest, ...(kindsOf(anyOf) ?? { anyOf }) };
}

interface Alternative {
  readonly schema: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly unknown[];
}

interface Kind extends Alternative {
  /** A step with one of them is of this kind, unless it is of an earlier one. */
  readonly keys: readonly string[];
}

/**
 * Mappings that are told apart by their keys. As a chain of conditions, an editor proposes and faults what belongs to the kind that is
 * meant; with `anyOf` it would guess. `null`: the alternatives are of another sort.
 */
function kindsOf(schemas: unknown): unknown {
  if (!Array.isArray(schemas)) return null;
  const alternatives = schemas.flatMap((schema: unknown): readonly Alternative[] => {
    const { properties, required, additionalProperties } = members(schema);
    const isClosed = isMapping(properties) && additionalProperties === false;
    return isClosed && Array.isArray(required) ? [{ schema, properties, required }] : [];
  });
  const kinds = alternatives.map((each) => ({ ...each, keys: keysOf(each, alternatives) }));
  if (kinds.length < schemas.length || kinds.some(({ keys }) => keys.length === 0)) return null;
  return kinds.reduceRight<unknown>(
    (otherwise, { schema, keys }) => ({
      // An empty entry has every key, says JSON Schema: only mappings are meant.
      if: { type: 'object', anyOf: keys.map((key) => ({ required: [key] })) },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: schema,
      else: otherwise,
    }),
    undecided(kinds),
  );
}

/** The key that only this one requires; of one without, all that not every other one has. */
function keysOf(alternative: Alternative, all: readonly Alternative[]): readonly string[] {
  const own = Object.keys(alternative.properties).filter((key) => !isCommon(key, all));
  const decisive = own.find((key) => {
    const [first, ...others] = all.filter(({ required }) => required.includes(key));
    return first === alternative && others.length === 0;
  });
  return decisive === undefined ? own : [decisive];
}

function isCommon(key: string, all: readonly Alternative[]): boolean {
  return all.every(({ properties }) => Object.hasOwn(properties, key));
}

/** What may be written before there is a key that decides; never valid as it is. */
function undecided(kinds: readonly Kind[]): unknown {
  const common = Object.entries(kinds[0]?.properties ?? {}).filter(([key]) => isCommon(key, kinds));
  const isFirst = (key: string): boolean => kinds.every(({ required }) => required.includes(key));
  const keys = kinds.flatMap((kind) => kind.keys);
  const errorMessage = `one of these keys is missing: ${keys.join(', ')}`;
  return {
    type: 'object',
    properties: Object.fromEntries([
      ...common.filter(([key]) => isFirst(key)),
      ...kinds.flatMap((kind) => kind.keys.map((key) => [key, kind.properties[key]] as const)),
      ...common.filter(([key]) => !isFirst(key)),
    ]),
    additionalProperties: false,
    anyOf: keys.map((key) => ({ required: [key], errorMessage })),
  };
}

/** Of properties that are described several times: a name for each, by its JSON. */
function sharedProperties(
  schemas: readonly unknown[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const seen = schemas.flatMap(propertiesIn).map(([key, value]) => [JSON.stringify(value), key]);
  const shared = new Map<string, string>();
  const names = new Set(taken);
  for (const [index, [json, key]] of seen.entries()) {
    const isFirst = seen.findIndex(([other]) => other === json) === index;
    const isRepeated = seen.some(([other], at) => other === json && at > index);
    if (!isFirst || !isRepeated || json!.startsWith('{"$ref"')) continue;
    let name = key!;
    for (let number = 2; names.has(name); number += 1) name = `${key}_${number}`;
    names.add(name);
    shared.set(json!, name);
  }
  return shared;
}

function propertiesIn(schema: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(schema)) return schema.flatMap(propertiesIn);
  return Object.entries(members(schema)).flatMap(([keyword, value]) => [
    ...(keyword === 'properties' ? Object.entries(members(value)) : []),
    ...propertiesIn(value),
  ]);
}

function withReferences(schema: unknown, shared: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(schema)) return schema.map((each) => withReferences(each, shared));
  if (!isMapping(schema)) return schema;
  const name = shared.get(JSON.stringify(schema));
  if (name !== undefined) return { $ref: `#/definitions/${name}` };
  return mapValues(schema, (each) => withReferences(each, shared));
}

function mapValues(
  mapping: Readonly<Record<string, unknown>>,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, change(value)]));
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return isMapping(value) ? value : {};
}

function isSchema(value: unknown): value is JsonSchema {
  return isMapping(value);
}
