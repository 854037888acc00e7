/** Texts that readers have to survive. */
import fc from 'fast-check';
import { anyText } from '../support/any-text.ts';

const fragments = [
  '[',
  ']',
  '{',
  '}',
  '- ',
  '? ',
  ': ',
  ', ',
  '&a ',
  '*a',
  '!t ',
  '"',
  "'",
  '|\n',
  '>\n',
  '#',
  '\n',
  '  ',
  '\t',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '<<: ',
  '\uFEFF',
  '\r',
  '\u001F',
  '\u0002',
  '\u2028',
  '__proto__: ',
  'null',
  '~',
  '.nan',
  '1e999',
  'steps',
  'if: ',
  'prospect.title',
  '日本',
  '\uD800',
];

/** Plain strings, and soups of what YAML takes to be its own. */
export const anything = fc.oneof(
  anyText(),
  fc.array(fc.constantFrom(...fragments), { maxLength: 60 }).map((parts) => parts.join('')),
);

/** A text with a few stretches replaced by something else. */
export function mutated(text: string): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat(text.length),
    cut: fc.nat(12),
    put: fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 4 })),
  });
  return fc
    .array(edit, { minLength: 1, maxLength: 5 })
    .map((edits) =>
      edits.reduce(
        (result, { at, cut, put }) => result.slice(0, at) + put + result.slice(at + cut),
        text,
      ),
    );
}

/** The same data with one value, anywhere in it, replaced by something that a file may hold there. */
export function withOneValueChanged(data: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(data);
  const texts = places.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return fc
    .constantFrom(...places)
    .chain(({ path, value }) =>
      fc
        .oneof(
          { arbitrary: respelt(typeof value === 'string' ? value : ''), weight: 3 },
          { arbitrary: fc.constantFrom(...texts).chain(respelt), weight: 2 },
          fc.oneof(fc.integer(), fc.boolean(), fc.double(), fc.constant(null)),
          fc.constantFrom<unknown>([], {}, [value], { value }),
        )
        .map((put) => replaced(data, path, put)),
    );
}

/** Of a text that a reader takes, those that it may take as well. */
export const SPELLINGS: readonly ((text: string) => string)[] = [
  (text) => ` ${text}`,
  (text) => `${text}\n`,
  (text) => text.replaceAll(' ', '  '),
  (text) => text.replaceAll(/([-/])/g, ' $1 '),
  (text) => text.toUpperCase(),
  (text) => text.replaceAll(/\d+/g, '0'),
  (text) => text.replaceAll(/\d+/g, (digits) => `${digits}0`),
  (text) => text.replace(/s$/, ''),
];

function respelt(text: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...SPELLINGS).map((spelling) => spelling(text)),
    mutated(text),
  );
}

export interface Place {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The data itself, and all that is in it. */
export function placesIn(value: unknown, path: readonly string[] = []): readonly Place[] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [
    { path, value },
    ...inside.flatMap(([key, each]: [string, unknown]) => placesIn(each, [...path, key])),
  ];
}

export function replaced(data: unknown, path: readonly string[], put: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return put;
  if (Array.isArray(data))
    return data.map((each: unknown, at) => (String(at) === key ? replaced(each, rest, put) : each));
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([name, each]: [string, unknown]) => [
      name,
      name === key ? replaced(each, rest, put) : each,
    ]),
  );
}
