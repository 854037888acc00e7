/** Where something stands in a YAML text. */
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Path, Stretch } from './problem.ts';

/** 1-based line and column, in UTF-16 units; `length` ends with the line, and is at least 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export type PlaceIn = (offset: number, length: number) => Place;

/** Turns offsets of one text into places. */
export function placesIn(text: string): PlaceIn {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset, length) => {
    const start = Math.max(0, Math.min(offset, text.length));
    const line = lineAt(starts, start);
    const end = (starts[line] ?? text.length + 1) - 1;
    return {
      line,
      column: start - starts[line - 1]! + 1,
      length: Math.max(1, Math.min(length, end - start)),
    };
  };
}

/** How many of the ascending starts are at or before the offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 1;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle - 1]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where `path` is written; where it is not, its nearest parent that is. */
export function placeOf(
  document: Document,
  text: string,
  placeIn: PlaceIn,
  path: Path,
  part: 'key' | 'value',
  within: Stretch | null,
): Place {
  let node = resolved(document, document.contents);
  let key: unknown = null;
  for (const [depth, segment] of path.entries()) {
    const found: Found | null = childOf(node, segment);
    if (found === null) {
      return placeOf(document, text, placeIn, path.slice(0, depth), 'value', null);
    }
    key = found.key;
    node = resolved(document, found.value);
  }
  const target = (part === 'key' ? (key ?? node) : (node ?? key)) as Node | null;
  const range = target?.range;
  if (!range) return { line: 1, column: 1, length: 1 };
  const [start, end] = range;
  if (within !== null && isScalar(target)) {
    const stretch = stretchOf(text, start, end, String(target.value), within);
    if (stretch !== null) return placeIn(stretch.start, stretch.length);
  }
  return placeIn(start, end - start);
}

interface Found {
  readonly key: unknown;
  readonly value: unknown;
}

function childOf(node: unknown, segment: string | number): Found | null {
  if (isSeq(node)) {
    const child = node.items[Number(segment)];
    if (child === undefined) return null;
    return isPair(child) ? { key: null, value: child.value } : { key: null, value: child };
  }
  if (!isMap(node)) return null;
  const pair = node.items.find((candidate: Pair) => {
    const name = isScalar(candidate.key) ? candidate.key.value : candidate.key;
    return String(name) === String(segment);
  });
  return pair === undefined ? null : { key: pair.key, value: pair.value };
}

function resolved(document: Document, node: unknown): unknown {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

/** The stretch in the source, when the source holds the text as it is: no escapes, no folding before it. */
function stretchOf(
  text: string,
  start: number,
  end: number,
  value: string,
  within: Stretch,
): Stretch | null {
  const source = text.slice(start, end);
  const shift = source.indexOf(value);
  return shift < 0 ? null : { start: start + shift + within.start, length: within.length };
}
