import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assetOf } from '../../src/core/asset.ts';
import { waysOf } from '../../src/core/flow.ts';
import type { Sequence } from '../../src/core/sequence.ts';
import { graphOf } from '../../src/definition/print/graph.ts';
import { mermaidOf } from '../../src/definition/print/graph-mermaid.ts';
import { graphText } from '../../src/definition/print/graph-text.ts';
import { anyProgram, compiledProgram } from '../support/programs/random-program.ts';
import { compiledOk, SURROUNDINGS, withSteps } from './samples.ts';

const PDF = new TextEncoder().encode('%PDF');

const programs = anyProgram.map((program) => compiledProgram(program, ['anna']));

const BRANCHED = compiledOk(
  withSteps(
    '{ id: intro, email: intro, variants: { intro: 3, intro-question: 1 } }',
    '{ id: vip, if: "prospect.level == \'hot\' and prospect.title", then: [{ id: gift, wait: 1 day, at: "10:30", task: Send }], else: [{ id: stop, end: cold }] }',
    '{ id: on, handover: warm }',
  ),
);

describe('the tree', () => {
  test('shows each step with its wait, and where each way leads', () => {
    expect(graphText(graphOf(BRANCHED)).split('\n').slice(2)).toEqual([
      'intro  email intro 75%, intro-question 25%',
      '│',
      "vip  if prospect.level == 'hot' and prospect.title",
      '├─ then',
      '│  gift  after 1 day, at 10:30: task Send',
      '│  └→ on',
      '├─ else',
      '│  stop  end: cold',
      '│',
      'on  handover to warm',
      '├─ handed over → sequence warm',
      '├─ not handed over → completed',
    ]);
  });

  test('says what an email carries, and that a rep reviews it', () => {
    const assets = new Map(['prices.pdf', 'map.png'].map((name) => [name, assetOf(name, PDF)]));
    const sequence = compiledOk(
      withSteps('{ id: intro, email: intro, attachments: [prices.pdf, map.png], review: true }'),
      { ...SURROUNDINGS, assets },
    );
    expect(graphText(graphOf(sequence))).toContain(
      'intro  email intro, with prices.pdf and map.png, reviewed by a rep',
    );
  });

  test('of any program shows every step exactly once, and every way', () => {
    fc.assert(
      fc.property(programs, (sequence) => {
        const lines = graphText(graphOf(sequence)).split('\n').slice(2);
        const shown = lines.flatMap((line) => /^[│ ]*(?![├└│ ])(\S+) {2}/.exec(line)?.[1] ?? []);
        expect(shown.toSorted()).toEqual(sequence.steps.map(({ id }) => id).toSorted());
        for (const [step, count] of labelledWays(sequence)) {
          expect([step, linesOf(lines, step)]).toEqual([step, count]);
        }
      }),
    );
  });
});

/** How many ways of each step need words. */
function labelledWays(sequence: Sequence): readonly (readonly [string, number])[] {
  return graphOf(sequence).nodes.map(({ id, next }) => {
    const ways = graphOf(sequence).edges.filter(({ from }) => from === id);
    return [id, ways.filter((way) => way.words !== null || way.to !== next).length];
  });
}

/** The branch lines under a step, at its own depth, up to the next step there. */
function linesOf(lines: readonly string[], id: string): number {
  const at = lines.findIndex((line) => /^[│ ]*(\S+) {2}/.exec(line)?.[1] === id);
  const indent = /^[│ ]*/.exec(lines[at]!)![0];
  let count = 0;
  for (const line of lines.slice(at + 1)) {
    if (line.startsWith(`${indent}├─`)) count += 1;
    else if (!line.startsWith(`${indent}│  `)) break;
  }
  return count;
}

describe('the flowchart', () => {
  test('of any program is well formed, with a node for each step and an arrow for each way', () => {
    fc.assert(
      fc.property(programs, (sequence) => {
        const { nodes, arrows } = readMermaid(mermaidOf(graphOf(sequence)));
        const ids = sequence.steps.map((_, index) => `s${index}`);
        expect(nodes.filter((id) => /^s\d+$/.test(id))).toEqual(ids);
        for (const { from, to } of arrows) {
          expect(nodes).toContain(from);
          expect(nodes).toContain(to);
        }
        const expected = sequence.steps.flatMap((step, index) =>
          waysOf(step).map(
            ({ to }) => `s${index} ${to === null ? 'completed' : ids[indexOf(sequence, to)]}`,
          ),
        );
        const drawn = arrows
          .filter(({ from, to }) => from !== 'begin' && !to.startsWith('q'))
          .map(({ from, to }) => `${from} ${to}`);
        expect(drawn.toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  test('puts waits and conditions on the arrows and escapes what Mermaid would read', () => {
    const text = mermaidOf(graphOf(BRANCHED));
    expect(text).toContain('s1 -->|"then, after 1 day, at 10:30"| s2');
    expect(text).toContain('s1{"vip<br/>if prospect.level == \'hot\' and prospect.title"}');
    expect(text).toContain('75#37;');
    expect(text).not.toContain('%');
  });
});

function indexOf({ steps }: Sequence, id: string): number {
  return steps.findIndex((step) => step.id === id);
}

/** Stricter than Mermaid: labels are quoted and hold no character that could end them or begin something else. */
function readMermaid(text: string): {
  nodes: readonly string[];
  arrows: readonly { from: string; to: string }[];
} {
  const label = '"(?:[^"#&%<>`\\\\|{}[\\]\\n]|#\\d+;|<br/>)*"';
  const node = new RegExp(
    `^ {2}([a-z]\\w*)(?:\\[${label}\\]|\\{${label}\\}|\\{\\{${label}\\}\\}|\\(\\[${label}\\]\\)|\\[\\[${label}\\]\\])$`,
  );
  const arrow = new RegExp(`^ {2}([a-z]\\w*) -->(?:\\|${label}\\|)? ([a-z]\\w*)$`);
  const [head, ...lines] = text.split('\n');
  expect(head).toBe('flowchart TD');
  expect(lines.pop()).toBe('');
  const nodes: string[] = [];
  const arrows: { from: string; to: string }[] = [];
  for (const line of lines) {
    const [, id] = node.exec(line) ?? [];
    const [, from, to] = arrow.exec(line) ?? [];
    if (id !== undefined) nodes.push(id);
    else if (from !== undefined && to !== undefined) arrows.push({ from, to });
    else throw new Error(`no line of a flowchart: ${line}`);
  }
  expect(new Set(nodes).size).toBe(nodes.length);
  return { nodes, arrows };
}
