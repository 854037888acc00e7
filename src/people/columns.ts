/** Which column of a list feeds which field of a person? */
import { closest } from '../core/closest.ts';
import type { Checked, Diagnostic } from '../core/diagnostic.ts';
import {
  AS_OF_NAMES,
  foldHeader,
  HEADERS_OF,
  KNOWN_FIELDS,
  type KnownField,
} from './column-names.ts';

export interface Column {
  /** As in the file, trimmed. */
  readonly header: string;
  readonly use: ColumnUse;
}

export type ColumnUse =
  | { readonly kind: 'known'; readonly field: KnownField }
  /** `snake_case`, unique in the file. */
  | { readonly kind: 'custom'; readonly key: string }
  /** When the row was last changed. */
  | { readonly kind: 'as_of' }
  /** Without a name, or a column that we wrote ourselves. */
  | { readonly kind: 'ignored' };

/** One `--map field=Column`. */
export interface ColumnMap {
  readonly field: string;
  readonly column: string;
}

/** The column that a rejects file adds; ignored when the file comes back. */
export const REASON_COLUMN = 'touchline_reason';

/** What `--map` calls the column that says when a row was last changed. */
const AS_OF_FIELD = 'updated_at';

/** Any of these can make a person known. `website` too: LinkedIn's own export calls the profile's column URL. */
const MAY_IDENTIFY: ReadonlySet<string> = new Set<KnownField>([
  'email',
  'email_2',
  'phone',
  'mobile',
  'linkedin_url',
  'external_id',
  'website',
]);

/** Reads `email=Work Email`. `null` when there is no `=` or either side is empty. */
export function parseColumnMap(text: string): ColumnMap | null {
  const at = text.indexOf('=');
  const field = text.slice(0, Math.max(at, 0)).trim();
  const column = text.slice(at + 1).trim();
  return field === '' || column === '' ? null : { field, column };
}

/**
 * The column of a field that a person typed: one of ours, or a new one in `snake_case`. `prospect.title`, as templates and conditions write
 * it, is `title`.
 *
 * @returns `null` when no field can have this name.
 */
export function columnOf(name: string): Column | null {
  const bare = name.trim().replace(/^prospect\./, '');
  const field = bare === 'linkedin' ? 'linkedin_url' : KNOWN_FIELDS.find((known) => known === bare);
  if (field !== undefined) return { header: field, use: { kind: 'known', field } };
  if (!/^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}\p{M}_]{0,63}$/u.test(bare)) return null;
  return { header: bare, use: { kind: 'custom', key: safeKey(bare) } };
}

/**
 * `--map` first, then our own names, then the names of `column-names.ts`; a second address column becomes `email_2` when that is free;
 * every other column becomes a custom field.
 *
 * @param header  At least one name.
 * @param maps    `field` may be a known field or a new custom key; `column` is compared without case, spaces and punctuation.
 */
export function mapColumns(
  header: readonly string[],
  maps: readonly ColumnMap[],
  file: string,
): Checked<readonly Column[]> {
  const uses = new Map<number, ColumnUse>();
  const diagnostics: Diagnostic[] = [];
  for (const map of maps) {
    const problem = applyMap(header, map, uses);
    if (problem !== null)
      diagnostics.push({ file, line: 1, column: 1, length: 1, severity: 'error', ...problem });
  }
  if (diagnostics.length > 0) return { ok: false, diagnostics };

  const folded = header.map(foldHeader);
  for (const field of KNOWN_FIELDS) {
    if (hasField(uses, field)) continue;
    const index = bestColumn(folded, field, uses);
    if (index !== null) uses.set(index, { kind: 'known', field });
  }
  const secondEmail = bestColumn(folded, 'email', uses);
  if (secondEmail !== null && !hasField(uses, 'email_2'))
    uses.set(secondEmail, { kind: 'known', field: 'email_2' });
  const asOf = folded.findIndex((name, at) => AS_OF_NAMES.has(name) && !uses.has(at));
  if (asOf >= 0 && ![...uses.values()].some(({ kind }) => kind === 'as_of'))
    uses.set(asOf, { kind: 'as_of' });

  if (![...uses.values()].some((use) => use.kind === 'known' && MAY_IDENTIFY.has(use.field))) {
    return { ok: false, diagnostics: [noIdentityColumn(header, file)] };
  }
  return { ok: true, value: withCustomFields(header, uses), diagnostics };
}

type Problem = Pick<Diagnostic, 'code' | 'message' | 'hint'>;

function applyMap(
  header: readonly string[],
  map: ColumnMap,
  uses: Map<number, ColumnUse>,
): Problem | null {
  if (map.field === AS_OF_FIELD) {
    const index = indexOfColumn(header, map.column);
    if (index >= 0 && !uses.has(index)) {
      uses.set(index, { kind: 'as_of' });
      return null;
    }
  }
  const field = KNOWN_FIELDS.find((known) => known === map.field);
  if (field === undefined && !/^[a-z][a-z0-9_]{0,63}$/.test(map.field)) {
    const near = closest(map.field, KNOWN_FIELDS);
    const hint =
      near === null
        ? `fields are ${KNOWN_FIELDS.join(', ')}, or a new name in snake_case`
        : `did you mean "${near}"?`;
    return { code: 'unknown_field', message: `--map: "${map.field}" is no field`, hint };
  }
  const index = indexOfColumn(header, map.column);
  if (index < 0) {
    const near = closest(map.column, header);
    const hint = near === null ? `columns are ${header.join(', ')}` : `did you mean "${near}"?`;
    return {
      code: 'unknown_column',
      message: `--map: the file has no column "${map.column}"`,
      hint,
    };
  }
  if (uses.has(index) || (field !== undefined && hasField(uses, field))) {
    return {
      code: 'mapped_twice',
      message: `--map: "${map.field}" or "${map.column}" is mapped twice`,
      hint: null,
    };
  }
  uses.set(
    index,
    field === undefined ? { kind: 'custom', key: safeKey(map.field) } : { kind: 'known', field },
  );
  return null;
}

function indexOfColumn(header: readonly string[], column: string): number {
  const exact = header.indexOf(column);
  if (exact >= 0) return exact;
  const folded = foldHeader(column);
  return folded === '' ? -1 : header.findIndex((name) => foldHeader(name) === folded);
}

function hasField(uses: ReadonlyMap<number, ColumnUse>, field: KnownField): boolean {
  return [...uses.values()].some((use) => use.kind === 'known' && use.field === field);
}

function bestColumn(
  folded: readonly string[],
  field: KnownField,
  uses: ReadonlyMap<number, ColumnUse>,
): number | null {
  for (const name of HEADERS_OF[field].split(' ')) {
    const wanted = foldHeader(name);
    const index = folded.findIndex((header, at) => header === wanted && !uses.has(at));
    if (index >= 0) return index;
  }
  return null;
}

function noIdentityColumn(header: readonly string[], file: string): Diagnostic {
  const message = `no column holds an email address, a phone number, a LinkedIn profile or an external id; found ${header.join(', ')}`;
  const hint = 'name the column: --map email=Column; the names must stand in the first line';
  return {
    file,
    line: 1,
    column: 1,
    length: 1,
    code: 'no_identity_column',
    severity: 'error',
    message,
    hint,
  };
}

function withCustomFields(
  header: readonly string[],
  uses: ReadonlyMap<number, ColumnUse>,
): Column[] {
  const taken = new Set<string>(KNOWN_FIELDS);
  for (const use of uses.values()) if (use.kind === 'custom') taken.add(use.key);
  return header.map((name, index) => {
    const use = uses.get(index);
    if (use !== undefined) return { header: name, use };
    const key = customKey(name);
    if (name === '' || key === REASON_COLUMN) return { header: name, use: { kind: 'ignored' } };
    let unique = key;
    for (let copy = 2; taken.has(unique); copy++) unique = `${key}_${copy}`;
    taken.add(unique);
    return { header: name, use: { kind: 'custom', key: unique } };
  });
}

function customKey(header: string): string {
  const words = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '_');
  return safeKey(words.replace(/^_+|_+$/g, '').slice(0, 64) || 'column');
}

/** Never a name that every object has: `constructor` would be found where there is no such field. */
function safeKey(key: string): string {
  return key in Object.prototype ? `${key}_field` : key;
}
