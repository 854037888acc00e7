import { graphOf, type Graph } from '../../definition/print/graph.ts';
import { mermaidOf } from '../../definition/print/graph-mermaid.ts';
import { graphText } from '../../definition/print/graph-text.ts';
import { defineCommand, type Result } from '../command.ts';
import type { Json } from '../output/json.ts';
import { cleanLines } from '../output/sanitize.ts';
import { readWorkspace } from '../workspace/session.ts';
import { readSequence } from '../workspace/sequence-file.ts';

export const graphCommand = defineCommand({
  description:
    'Draws a sequence as its file is now: every step, every way from one to the next, the waits and the conditions. A tree for the ' +
    'terminal, or a Mermaid flowchart to paste into a page.',
  arguments: {
    sequence: { count: 'one', placeholder: 'SEQUENCE', summary: 'name of a file in sequences/' },
  },
  options: {
    mermaid: { kind: 'flag', summary: 'a Mermaid flowchart instead of the tree' },
  },
  examples: [
    { line: 'touchline graph classic', says: 'the tree' },
    { line: 'touchline graph classic --mermaid > classic.mmd', says: 'a flowchart for a page' },
  ],
  writes: false,
  async run(context, { sequence }, { mermaid }): Promise<Result> {
    const loaded = await readSequence(context, await readWorkspace(context), sequence);
    const graph = graphOf(loaded.sequence);
    return {
      data: documentOf(graph),
      text: () => cleanLines(mermaid ? mermaidOf(graph).trimEnd() : graphText(graph)),
    };
  },
});

function documentOf(graph: Graph): Json {
  return {
    sequence: graph.name,
    version: graph.version,
    title: graph.title,
    first: graph.first,
    nodes: graph.nodes.map((node) => ({
      id: node.id,
      kind: node.kind,
      channel: node.channel,
      does: node.does,
      wait: node.wait,
      at: node.at,
      condition: node.condition,
      enabled: node.enabled,
    })),
    edges: graph.edges.map((edge) => ({
      from: edge.from,
      to: edge.to,
      label: edge.label,
      words: edge.words,
      sequence: edge.sequence,
    })),
    mermaid: mermaidOf(graph),
  };
}
