/** Texts that readers have to survive. */
import fc from 'fast-check';

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
  fc.string({ unit: 'binary' }),
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
