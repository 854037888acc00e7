/** A sequence as a Mermaid flowchart: what GitHub, GitLab and editors draw by themselves. */
import type { Graph, GraphEdge, GraphNode } from './graph.ts';

/** Ends with a line break. Whatever a sequence says in words, the text is one flowchart. */
export function mermaidOf(graph: Graph): string {
  const ids = new Map(graph.nodes.map(({ id }, index) => [id, `s${index}`]));
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const others = [...new Set(graph.edges.flatMap(({ sequence }) => sequence ?? []))];
  const targetOf = ({ to, sequence }: GraphEdge): string =>
    sequence !== null ? `q${others.indexOf(sequence)}` : to === null ? DONE : ids.get(to)!;
  const line = (edge: GraphEdge): string => {
    const label = labelOf(edge.words, edge.to === null ? undefined : byId.get(edge.to));
    return `  ${ids.get(edge.from)!} -->${label} ${targetOf(edge)}`;
  };
  const isCompleted = graph.edges.some(({ to, sequence }) => to === null && sequence === null);
  return [
    'flowchart TD',
    `  begin([${quoted(graph.title)}])`,
    ...graph.nodes.map((node) => `  ${ids.get(node.id)!}${boxOf(node)}`),
    ...(isCompleted ? [`  ${DONE}([${quoted('completed')}])`] : []),
    ...others.map((name, index) => `  q${index}[[${quoted(`sequence ${name}`)}]]`),
    `  begin -->${labelOf(null, byId.get(graph.first))} ${ids.get(graph.first)!}`,
    ...graph.edges.map(line),
    '',
  ].join('\n');
}

// Not `end`, which closes a subgraph.
const DONE = 'completed';

function boxOf(node: GraphNode): string {
  const lines = [
    node.id,
    node.does,
    ...(node.condition === null ? [] : [`only if ${node.condition}`]),
    ...(node.enabled ? [] : ['disabled']),
  ];
  const text = quoted(...lines);
  switch (node.kind) {
    case 'branch':
    case 'split':
    case 'channel':
      return `{${text}}`;
    case 'await':
      return `{{${text}}}`;
    case 'end':
      return `([${text}])`;
    case 'email':
    case 'linkedin':
    case 'call':
    case 'sms':
    case 'task':
    case 'message':
    case 'set':
    case 'handover':
      return `[${text}]`;
  }
}

/** The wait before a step stands on the way to it. */
function labelOf(words: string | null, target: GraphNode | undefined): string {
  const parts = [
    words,
    target === undefined || target.wait === null ? null : `after ${target.wait}`,
    target === undefined || target.at === null ? null : `at ${target.at}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '' : `|${quoted(parts.join(', '))}|`;
}

function quoted(...lines: readonly string[]): string {
  return `"${lines.map(escaped).join('<br/>')}"`;
}

/** Quotes and the like as Mermaid's entities; what could begin a directive, a Markdown text or HTML as well. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/["#&%<>`\\|{}[\]]/g, (letter) => `#${letter.codePointAt(0)!};`);
}
