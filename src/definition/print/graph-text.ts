/** A sequence as a tree for the terminal: every step once, and every way out of it. */
import type { Graph, GraphEdge, GraphNode } from './graph.ts';

/** Without a line break at the end. */
export function graphText(graph: Graph): string {
  const drawing = new Drawing(graph);
  drawing.list(graph.first, null, '');
  const head = `${graph.name}   ${graph.title}   version ${graph.version}`;
  return [head, '', ...drawing.lines].map((line) => line.trimEnd()).join('\n');
}

type Left = 'plainly' | 'by a path' | 'never';

class Drawing {
  readonly lines: string[] = [];
  readonly #nodes: ReadonlyMap<string, GraphNode>;
  readonly #edges: readonly GraphEdge[];
  readonly #drawn = new Set<string>();

  constructor({ nodes, edges }: Graph) {
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    this.#edges = edges;
  }

  /** The steps of a list, up to where it joins the one around it. Whether anybody comes to the join. */
  list(first: string, join: string | null, indent: string): boolean {
    let id: string | null = first;
    let left: Left = 'never';
    while (id !== join && id !== null) {
      const node: GraphNode = this.#nodes.get(id)!;
      if (this.#drawn.has(id)) {
        this.lines.push(`${indent}└→ ${id}`);
        return false;
      }
      if (id !== first) this.lines.push(`${indent}│`);
      left = this.#step(node, indent);
      if (left === 'never') return false;
      id = node.next;
    }
    if (left === 'plainly') this.lines.push(`${indent}└→ ${join ?? 'completed'}`);
    return true;
  }

  /** How people come to what stands behind it. */
  #step(node: GraphNode, indent: string): Left {
    this.#drawn.add(node.id);
    this.lines.push(`${indent}${node.id}  ${wordsOf(node)}`);
    let left: Left = 'never';
    for (const way of this.#edges.filter(({ from }) => from === node.id)) {
      const isNext = way.sequence === null && way.to === node.next;
      // The one way on needs no words: the next line is where it leads.
      if (isNext && way.words === null) left = 'plainly';
      else if (this.#way(way, node.next, indent) && left === 'never') left = 'by a path';
    }
    return left;
  }

  #way({ words, to, sequence }: GraphEdge, next: string | null, indent: string): boolean {
    const label = `${indent}├─ ${words ?? 'on'}`;
    if (sequence !== null) {
      this.lines.push(`${label} → sequence ${sequence}`);
      return false;
    }
    if (to === next || to === null) {
      this.lines.push(`${label} → ${to ?? 'completed'}`);
      return to === next;
    }
    this.lines.push(label);
    return this.list(to, next, `${indent}│  `);
  }
}

function wordsOf(node: GraphNode): string {
  const before = [
    node.wait === null ? null : `after ${node.wait}`,
    node.at === null ? null : `at ${node.at}`,
  ].filter((part) => part !== null);
  const lead = before.length === 0 ? '' : `${before.join(', ')}: `;
  const unless = node.condition === null ? '' : `; only if ${node.condition}`;
  return `${lead}${node.does}${unless}${node.enabled ? '' : '; disabled'}`;
}
