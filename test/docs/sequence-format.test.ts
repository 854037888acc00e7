import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { assetOf } from '../../src/core/asset.ts';
import { compileSequence, type Surroundings } from '../../src/definition/sequence/sequence-file.ts';
import { sequenceShape } from '../../src/definition/sequence/sequence-format.ts';
import { TARGET } from '../../src/definition/reading/shape.ts';
import { openEditor } from '../support/editor/editor.ts';
import { readStyle } from '../../src/definition/templates/style-file.ts';
import { styleShape } from '../../src/definition/templates/style-format.ts';
import { readTemplate } from '../../src/definition/templates/template-file.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/sequence-format.md'), 'utf8');
const examples = [...page.matchAll(/(?<!<!-- style -->\n\n)^```yaml\n([^]*?)^```$/gm)].map(
  (match) => match[1]!,
);
const styles = [...page.matchAll(/<!-- style -->\n\n```yaml\n([^]*?)^```$/gm)].map(
  (match) => match[1]!,
);

const templates = readdirSync(join(ROOT, 'templates')).flatMap((name) => {
  const read = readTemplate(readFileSync(join(ROOT, 'templates', name), 'utf8'), name);
  return read.ok ? [[read.value.name, read.value] as const] : [];
});
const surroundings: Surroundings = {
  mailboxes: ['anna', 'ben'],
  reps: ['anna'],
  defaultWindow: null,
  sequences: null,
  assets: new Map([
    ['price-list.pdf', assetOf('price-list.pdf', new TextEncoder().encode('%PDF'))],
  ]),
  templates: new Map(templates),
};

/** A stretch of a file, completed by what it does not show. A list of steps stands for itself, after one email. */
function completed(example: string): string {
  if (example.startsWith('- ')) {
    const steps = example.replace(/^/gm, '  ');
    const first = /\bid: intro\b/.test(example) ? '' : '  - { id: intro, email: intro }\n';
    return `${HEAD.join('\n')}\nsteps:\n${first}${steps}`;
  }
  const shown = Object.keys(parse(example));
  const rest = [...HEAD, 'steps: [{ id: intro, email: intro }]'];
  return [...rest.filter((line) => !shown.includes(line.split(':')[0]!)), example].join('\n');
}
const HEAD = ['sequence: example', 'goals: [meeting_booked]', 'mailboxes: [anna]'];

test.each(examples)(
  'an example of docs/sequence-format.md compiles without a warning:\n%s',
  (example) => {
    const checked = compileSequence(completed(example), 'sequences/example.yaml', surroundings);
    expect([checked.diagnostics, checked.ok]).toEqual([[], true]);
  },
);

const editor = openEditor(join(ROOT, 'docs/schema/sequence.schema.json'));

test.each(examples)('an editor finds no fault in it either:\n%s', async (example) => {
  expect(await editor.problems(completed(example))).toEqual([]);
});

test('an example that is wrong would be seen', () => {
  const checked = compileSequence(
    completed('- { id: a, emial: x }\n'),
    'sequences/example.yaml',
    surroundings,
  );
  expect(checked.ok).toBe(false);
});

test('the example of style.yaml is read without a warning and shows every key', () => {
  expect(styles.map((text) => readStyle(text, 'style.yaml').diagnostics)).toEqual([[]]);
  const missing = keysOf(styleShape.schema).filter((key) => !styles[0]!.includes(`${key}:`));
  expect(missing).toEqual([]);
});

/** Every key of a JSON Schema, but for those that people choose. */
function keysOf(schema: unknown, seen = new Set<unknown>()): readonly string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const target: unknown = Reflect.get(schema, TARGET);
  const members = Object.entries(schema).flatMap(([keyword, value]: [string, unknown]) =>
    keyword === 'properties' && typeof value === 'object' && value !== null
      ? [...Object.keys(value), ...keysOf(Object.values(value), seen)]
      : keyword === 'examples'
        ? []
        : keysOf(value, seen),
  );
  return typeof target === 'function' ? [...members, ...keysOf(target(), seen)] : members;
}

/** Every key of the examples, at any depth. */
function keysIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return [];
  const own = Array.isArray(data) ? [] : Object.keys(data);
  return [...own, ...Object.values(data).flatMap((each: unknown) => keysIn(each))];
}

test('docs/sequence-format.md shows every key in an example', () => {
  const keys = [...new Set(keysOf(sequenceShape.schema))];
  expect(keys.length).toBeGreaterThan(30);
  const shown = new Set(examples.flatMap((example) => keysIn(parse(example))));
  expect(keys.filter((key) => !shown.has(key))).toEqual([]);
});

test('docs/sequence-format.md has each heading once, and says nothing twice', () => {
  const headings = page.match(/^#+ .*$/gm) ?? [];
  const rows = page.match(/^\| `\w+` +\|.*$/gm) ?? [];
  const paragraphs = page.split(/\n{2,}/).filter((part) => part.length > 60);
  for (const parts of [headings, rows, paragraphs])
    expect(parts.filter((part, index) => parts.indexOf(part) !== index)).toEqual([]);
  const kinds = page.slice(page.indexOf('## Steps'), page.indexOf('Every step takes these'));
  const named = [...kinds.matchAll(/^\| `(\w+)`/gm)].map((match) => match[1]);
  expect(new Set(named).size).toBe(named.length);
});
