/**
 * Would this YAML text hurt the parser? Asked of the flat token stream, before anything recurses over the text.
 *
 * Tens of thousands of `[` exhaust the parser's stack in a way that can end the whole process; collections as keys cost
 * exponential time, aliases quadratic.
 */
import { CST, Lexer } from 'yaml';
import type { ProblemCode } from './problem.ts';

export interface Harm {
  /** Where in the text. */
  readonly offset: number;
  readonly code: ProblemCode;
  readonly message: string;
}

const DEPTH_MAX = 64;
/** List entries and mapping entries; fifty times the longest file anybody wrote. */
const ENTRIES_MAX = 10_000;
const ALIASES_MAX = 100;

/** The first place that would hurt, or `null`. Never throws; linear in the text. */
export function findHarm(text: string): Harm | null {
  /** Columns of the open block collections, ascending. */
  const blocks: number[] = [];
  let flowDepth = 0;
  let entries = 0;
  let aliases = 0;
  let offset = 0;
  let lineStart = 0;
  /** Where the key of a `key: value` pair starts; -1 when nothing stood before the colon on this line. */
  let keyColumn = -1;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar') {
      // Marks of the lexer, not characters of the text.
      continue;
    }
    const column = offset - lineStart;
    const isInBlock = flowDepth === 0;
    if (type === 'flow-seq-start' || type === 'flow-map-start') flowDepth += 1;
    if (type === 'flow-seq-end' || type === 'flow-map-end') flowDepth = Math.max(0, flowDepth - 1);
    if (type === 'explicit-key-ind') {
      return { offset, code: 'yaml_syntax', message: 'keys are plain names here, "?" is not read' };
    }
    if (type === 'seq-item-ind' || type === 'map-value-ind' || type === 'comma') entries += 1;
    if (type === 'alias') aliases += 1;
    if (type === 'seq-item-ind') {
      if (isInBlock) openBlock(blocks, column);
      keyColumn = -1;
    } else if (type === 'map-value-ind') {
      if (isInBlock) openBlock(blocks, keyColumn < 0 ? column : keyColumn);
      keyColumn = -1;
    } else if (type !== 'space' && type !== 'newline' && keyColumn < 0) {
      keyColumn = column;
    }
    const depth = blocks.length + flowDepth;
    if (depth > DEPTH_MAX) {
      const message = `collections are nested more than ${DEPTH_MAX} deep`;
      return { offset, code: 'nested_too_deeply', message };
    }
    if (entries > ENTRIES_MAX) {
      const message = `the file has more than ${ENTRIES_MAX} entries`;
      return { offset, code: 'file_too_large', message };
    }
    if (aliases > ALIASES_MAX) {
      const message = `the file has more than ${ALIASES_MAX} aliases (*name)`;
      return { offset, code: 'too_many_aliases', message };
    }
    offset += token.length;
    const lastBreak = token.lastIndexOf('\n');
    if (lastBreak >= 0) {
      lineStart = offset - (token.length - lastBreak - 1);
      if (flowDepth === 0) keyColumn = -1;
    }
  }
  return null;
}

/** A mapping and a list in it may share a column, so a column counts twice before it counts as the same collection. */
function openBlock(columns: number[], column: number): void {
  while (columns.length > 0 && columns.at(-1)! > column) columns.pop();
  const sameColumn = columns.at(-1) === column && columns.at(-2) === column;
  if (!sameColumn) columns.push(column);
}
