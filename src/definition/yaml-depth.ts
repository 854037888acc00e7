/**
 * How deeply is a YAML text nested? Asked of the flat token stream, before anything recurses over the text:
 * tens of thousands of `[` exhaust the parser's stack in a way that can end the whole process.
 */
import { CST, Lexer } from 'yaml';

export interface TooDeep {
  /** Offset in the text of the first collection that lies too deep. */
  readonly offset: number;
}

/** The first place where collections are nested more than `depthMax` deep, or `null`. Never throws. */
export function findTooDeep(text: string, depthMax: number): TooDeep | null {
  /** Columns of the open block collections, ascending. */
  const blocks: number[] = [];
  let flowDepth = 0;
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
    if (type === 'seq-item-ind' || type === 'explicit-key-ind') {
      if (isInBlock) openBlock(blocks, column);
      keyColumn = -1;
    } else if (type === 'map-value-ind') {
      if (isInBlock) openBlock(blocks, keyColumn < 0 ? column : keyColumn);
      keyColumn = -1;
    } else if (type !== 'space' && type !== 'newline' && keyColumn < 0) {
      keyColumn = column;
    }
    if (blocks.length + flowDepth > depthMax) return { offset };
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
