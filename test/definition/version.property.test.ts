import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { describe, expect, test } from 'vitest';
import { printSequence } from '../support/programs/print-sequence.ts';
import {
  anyProgram,
  compiledProgram,
  type WrittenProgram,
} from '../support/programs/random-program.ts';
import { compiledOk, SURROUNDINGS, template, TEMPLATES, VALID_SEQUENCE } from './samples.ts';

const { version } = compiledOk(VALID_SEQUENCE);

/** The same data with every mapping's keys in an order that `random` decides. */
function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => shuffled(each, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => ({ key, each, rank: random() }));
  entries.sort((a, b) => a.rank - b.rank);
  return Object.fromEntries(entries.map(({ key, each }) => [key, shuffled(each, random)]));
}

test('a version has 12 hex digits', () => expect(version).toMatch(/^[0-9a-f]{12}$/));

const MAILBOXES = ['anna'];
const versionIn = (program: WrittenProgram, text: string): string =>
  compiledProgram({ ...program, text }, MAILBOXES).version;

test('every program is printed as a file of the same version, and that file as itself', () => {
  fc.assert(
    fc.property(anyProgram, (program) => {
      const sequence = compiledProgram(program, MAILBOXES);
      const printed = printSequence(sequence);
      const again = compiledProgram({ ...program, text: printed }, MAILBOXES);
      expect(again).toEqual(sequence);
      expect(printSequence(again)).toBe(printed);
    }),
    { numRuns: 120 },
  );
});

test('the order of keys changes no version of any program, paths and outcomes included', () => {
  fc.assert(
    fc.property(
      anyProgram,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (program, ranks) => {
        const other = shuffled(program.file, () => ranks.next().value);
        expect(versionIn(program, JSON.stringify(other))).toBe(versionIn(program, program.text));
      },
    ),
    { numRuns: 120 },
  );
});

test('the order of keys does not change the version, nor does JSON instead of YAML', () => {
  const data: unknown = parseDocument(VALID_SEQUENCE).toJS();
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (ranks) => {
      const text = JSON.stringify(
        shuffled(data, () => ranks.next().value),
        null,
        1,
      );
      expect(compiledOk(text).version).toBe(version);
    }),
    { numRuns: 50 },
  );
});

test('what is printed from a parsed file has the same version', () => {
  fc.assert(
    fc.property(
      fc.record({
        indent: fc.integer({ min: 1, max: 8 }),
        singleQuote: fc.boolean(),
        flowCollectionPadding: fc.boolean(),
      }),
      (options) => {
        expect(
          compiledOk(parseDocument(VALID_SEQUENCE).toString({ ...options, lineWidth: 0 })).version,
        ).toBe(version);
      },
    ),
    { numRuns: 30 },
  );
});

describe('what a sequence means changes its version', () => {
  test.each([
    ['a wait', VALID_SEQUENCE.replace('wait: 3 days', 'wait: 4 days')],
    ['a unit', VALID_SEQUENCE.replace('wait: 3 days', 'wait: 3 business days')],
    [
      'the order of steps',
      VALID_SEQUENCE.replace(/( {2}- \{ id: missed.*\n)( {2}- \{ id: gift.*\n)/, '$2$1'),
    ],
    ['a weight', VALID_SEQUENCE.replace('intro: 50,', 'intro: 51,')],
    ['an exit', VALID_SEQUENCE.replace('bounce: finish', 'bounce: continue')],
  ])('%s', (_, text) => {
    expect(text).not.toBe(VALID_SEQUENCE);
    expect(compiledOk(text).version).not.toBe(version);
  });
});

test('comments do not count', () => {
  expect(compiledOk(`# why\n${VALID_SEQUENCE}# the end\n`).version).toBe(version);
});

test.each([
  ['the text of a template it renders', template('intro', 'Hello', 'Another text'), true],
  ['the subject of one', template('intro', 'Hello you'), true],
  ['another language of one', template('intro.ja', 'こんにちは'), true],
  ['a template it does not render', template('unused'), false],
])('%s', (_, changed, counts) => {
  const templates = new Map([...TEMPLATES, [changed.name, changed]]);
  const after = compiledOk(VALID_SEQUENCE, { ...SURROUNDINGS, templates }).version;
  expect(after !== version).toBe(counts);
});
