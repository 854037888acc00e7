/** How the columns of a kind of list are read, as a file that is kept and used again. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, stringify, type Node } from 'yaml';
import { closest } from '../../core/closest.ts';
import type { Checked, Diagnostic } from '../../core/diagnostic.ts';
import { foldHeader } from './column-names.ts';
import type { Column, ColumnMap, Reading } from './columns.ts';

export interface ListMapping {
  /** A preset's name; `null`: told from the header. */
  readonly preset: string | null;
  readonly maps: readonly ColumnMap[];
  /** Columns that are not read. */
  readonly ignored: readonly string[];
}

const HEAD = '# Which column of a list feeds which field; given to an import as --mapping.\n';

/** The mapping that reads a list as it was read: `parseMapping` gives it back. */
export function printMapping(columns: readonly Column[]): string {
  const fields: Record<string, string> = {};
  const ignored: string[] = [];
  for (const { header, use } of columns) {
    switch (use.kind) {
      case 'known':
        fields[use.field] = header;
        break;
      case 'custom':
        fields[use.key] = header;
        break;
      case 'as_of':
        fields['updated_at'] = header;
        break;
      // Known by their names.
      case 'person_id':
      case 'rest':
        break;
      case 'ignored':
        if (header !== '') ignored.push(header);
        break;
    }
  }
  return `${HEAD}${stringify({ columns: fields, ...(ignored.length > 0 ? { ignored } : {}) }, { lineWidth: 0 })}`;
}

/** All errors at once, each where it stands. */
export function parseMapping(text: string, file: string): Checked<ListMapping> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const problems: Diagnostic[] = [];
  const report = (at: number, code: string, message: string, hint: string | null): void => {
    const { line, col } = lines.linePos(at);
    problems.push({ file, line, column: col, length: 1, severity: 'error', code, message, hint });
  };
  const at = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);
  for (const error of document.errors)
    report(error.pos[0], 'bad_mapping', error.message.split('\n')[0]!, null);

  let preset: string | null = null;
  const maps: ColumnMap[] = [];
  const ignored: string[] = [];
  const { contents } = document;
  if (problems.length === 0 && !isMap(contents))
    report(at(contents), 'bad_mapping', 'a mapping has `columns:`, with field: Column below', null);
  for (const { key, value } of isMap(contents) ? contents.items : []) {
    const name = scalarText(key);
    if (name === 'columns' && isMap(value)) {
      for (const pair of value.items) {
        const [field, column] = [scalarText(pair.key), scalarText(pair.value)];
        if (field !== null && column !== null) maps.push({ field, column });
        else
          report(at(pair.key), 'bad_mapping', 'expected field: Column', 'write email: Work Email');
      }
    } else if (name === 'preset' && scalarText(value) !== null) preset = scalarText(value);
    else if (name === 'ignored' && isSeq(value))
      ignored.push(...value.items.flatMap((one) => scalarText(one) ?? []));
    else {
      const near = closest(name ?? '', KEYS);
      const hint =
        near === null || near === name ? `keys are ${KEYS.join(', ')}` : `did you mean "${near}"?`;
      report(
        at(key),
        'bad_mapping',
        `"${name ?? ''}" is no part of a mapping, or has no fitting value`,
        hint,
      );
    }
  }
  return problems.length > 0
    ? { ok: false, diagnostics: problems }
    : { ok: true, value: { preset, maps, ignored }, diagnostics: [] };
}

const KEYS = ['columns', 'preset', 'ignored'];

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value);
}

/** `null` for what is no single value, and for an empty one. */
function scalarText(node: unknown): string | null {
  if (!isScalar(node)) return null;
  const { value } = node;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? null : text;
}

/**
 * The mapping for this list. What the command line says of a field or a column counts before the file; a column that the list does not have
 * is left out, with a warning, for a tool's export does not always have all.
 */
export function applyMapping(
  mapping: ListMapping,
  typed: Reading,
  header: readonly string[],
  file: string,
): { readonly reading: Reading; readonly warnings: readonly Diagnostic[] } {
  const folded = new Set(header.map(foldHeader));
  const isTyped = ({ field, column }: ColumnMap): boolean =>
    typed.maps.some((map) => map.field === field || foldHeader(map.column) === foldHeader(column));
  const wanted = mapping.maps.filter((map) => !isTyped(map));
  const present = wanted.filter(({ column }) => folded.has(foldHeader(column)));
  const warnings = wanted
    .filter((map) => !present.includes(map))
    .map(({ field, column }) => missing(field, column, header, file));
  const reading: Reading = {
    maps: [...typed.maps, ...present],
    preset: typed.preset ?? mapping.preset,
    ignored: [...(typed.ignored ?? []), ...mapping.ignored],
  };
  return { reading, warnings };
}

function missing(
  field: string,
  column: string,
  header: readonly string[],
  file: string,
): Diagnostic {
  const near = closest(column, header);
  return {
    file,
    line: 1,
    column: 1,
    length: 1,
    severity: 'warning',
    code: 'unknown_column',
    message: `the mapping reads ${field} from "${column}", which the list does not have`,
    hint: near === null ? null : `did you mean "${near}"?`,
  };
}
