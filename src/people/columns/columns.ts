/** Which column of a list feeds which field of a person? */
import { closest } from '../../core/closest.ts';
import type { Checked, Diagnostic } from '../../core/diagnostic.ts';
import { guessColumns, type Guess } from './column-guess.ts';
import { presetOf, PRESETS, type Preset } from './presets.ts';
import {
  AS_OF_NAMES,
  OWN_CUSTOM_KEYS,
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
  /** In an export of ours: who it was, and what its other columns can't say of them. */
  | { readonly kind: 'person_id' }
  | { readonly kind: 'rest' }
  /** Without a name, or a column that we wrote ourselves. */
  | { readonly kind: 'ignored' };

/** One `--map field=Column`. */
export interface ColumnMap {
  readonly field: string;
  readonly column: string;
}

/** The column that a rejects file adds; ignored when the file comes back. */
export const REASON_COLUMN = 'touchline_reason';

/** The column by which an export of ours is known: who is one person, and who are two. */
export const ID_COLUMN = 'touchline_id';

/** The column in which an export of ours has what its other columns can't say. */
export const REST_COLUMN = 'touchline_rest';

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

/** How somebody wants a list to be read. */
export interface Reading {
  /** `field` may be a known field or a new custom key; `column` is compared without case, spaces and punctuation. */
  readonly maps: readonly ColumnMap[];
  /** A preset's name; `null`: told from the header. */
  readonly preset: string | null;
  /** Columns that are not read, compared as in `maps`. */
  readonly ignored?: readonly string[];
}

export interface MappedList {
  readonly columns: readonly Column[];
  /** The preset that was used. */
  readonly preset: string | null;
}

/** As `mapList`, of the columns alone, told from the header. */
export function mapColumns(
  header: readonly string[],
  maps: readonly ColumnMap[],
  file: string,
): Checked<readonly Column[]> {
  const mapped = mapList(header, { maps, preset: null }, file);
  return mapped.ok ? { ...mapped, value: mapped.value.columns } : mapped;
}

/**
 * `--map` first, then the names of the tool whose export it is, our own names, the names of `column-names.ts`, and what is nearly one of
 * them, with a warning; a second address column becomes `email_2` when that is free; every other column becomes a custom field.
 *
 * @param header  At least one name.
 */
export function mapList(
  header: readonly string[],
  { maps, preset: asked, ignored = [] }: Reading,
  file: string,
): Checked<MappedList> {
  const uses = new Map<number, ColumnUse>();
  const problems = maps.flatMap((map) => applyMap(header, map, uses) ?? []);
  const folded = header.map(foldHeader);
  const unread = new Set(ignored.map(foldHeader));
  folded.forEach((name, index) => {
    if (unread.has(name) && !uses.has(index)) uses.set(index, { kind: 'ignored' });
  });
  const preset = asked === null ? presetOf(folded) : presetNamed(asked);
  if (preset === undefined) problems.push(unknownPreset(asked ?? ''));
  if (preset === undefined || problems.length > 0)
    return { ok: false, diagnostics: problems.map((each) => inHeader(file, 'error', each)) };

  const isFree = (index: number): boolean =>
    !uses.has(index) && preset?.others.includes(folded[index]!) !== true;
  const free = folded.map((name, index) => (isFree(index) ? name : ''));
  for (const field of KNOWN_FIELDS) {
    if (hasField(uses, field)) continue;
    const names = [...(preset?.columns.get(field) ?? []), ...namesOf(field)];
    const index = firstOf(names, free, uses);
    if (index !== null) uses.set(index, { kind: 'known', field });
  }
  const secondEmail = hasField(uses, 'email_2') ? null : firstOf(namesOf('email'), free, uses);
  if (secondEmail !== null) uses.set(secondEmail, { kind: 'known', field: 'email_2' });
  const asOf = folded.findIndex((name, at) => AS_OF_NAMES.has(name) && !uses.has(at));
  if (asOf >= 0 && ![...uses.values()].some(({ kind }) => kind === 'as_of'))
    uses.set(asOf, { kind: 'as_of' });
  const lacking = (field: KnownField): boolean => !hasField(uses, field);
  const guesses = guessColumns(header, (index) => isFree(index), lacking);
  for (const { index, field } of guesses) uses.set(index, { kind: 'known', field });

  if (![...uses.values()].some((use) => use.kind === 'known' && MAY_IDENTIFY.has(use.field)))
    return { ok: false, diagnostics: [noIdentityColumn(header, file)] };
  const slips = guesses.filter(({ isSlip }) => isSlip);
  return {
    ok: true,
    value: { columns: withCustomFields(header, uses), preset: preset?.name ?? null },
    diagnostics: slips.map((guess) => inHeader(file, 'warning', guessed(header, guess))),
  };
}

function presetNamed(name: string): Preset | undefined {
  const folded = foldHeader(name);
  return PRESETS.find((preset) => foldHeader(preset.name) === folded);
}

function unknownPreset(name: string): Problem {
  const names = PRESETS.map((preset) => preset.name);
  const near = closest(name, names);
  const hint = near === null ? `presets are ${names.join(', ')}` : `did you mean "${near}"?`;
  return { code: 'unknown_preset', message: `there is no preset "${name}"`, hint };
}

function guessed(header: readonly string[], { index, field }: Guess): Problem {
  const name = header[index]!;
  return {
    code: 'column_guessed',
    message: `the column "${name}" is read as ${field}`,
    hint: `to keep it apart: --map ${customKey(name)}="${name}"`,
  };
}

function inHeader(file: string, severity: Diagnostic['severity'], problem: Problem): Diagnostic {
  return { file, line: 1, column: 1, length: 1, severity, ...problem };
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
    const hint = near === null ? `columns are ${someOf(header)}` : `did you mean "${near}"?`;
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

function namesOf(field: KnownField): readonly string[] {
  return HEADERS_OF[field].split(' ').map(foldHeader);
}

/** @param free  Folded headers, empty where the column is not to be had. */
function firstOf(
  names: readonly string[],
  free: readonly string[],
  uses: ReadonlyMap<number, ColumnUse>,
): number | null {
  for (const name of names) {
    const index = free.findIndex((header, at) => header === name && !uses.has(at));
    if (index >= 0) return index;
  }
  return null;
}

const NAMED_MOST = 30;

/** A list may have a thousand columns. */
function someOf(header: readonly string[]): string {
  const more = header.length - NAMED_MOST;
  const shown = header.slice(0, NAMED_MOST).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function noIdentityColumn(header: readonly string[], file: string): Diagnostic {
  const message = `no column holds an email address, a phone number, a LinkedIn profile or an external id; found ${someOf(header)}`;
  const hint = 'name the column: --map email=Column; the names must stand above the rows';
  return inHeader(file, 'error', { code: 'no_identity_column', message, hint });
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
    const own = customKey(name);
    const key = OWN_CUSTOM_KEYS.get(own) ?? own;
    if (key === ID_COLUMN) return { header: name, use: { kind: 'person_id' } };
    if (key === REST_COLUMN) return { header: name, use: { kind: 'rest' } };
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
