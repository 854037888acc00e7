/** What does one row of a list say about a person, and may it be believed? */
import type { UnreadPreference } from '../../core/preference.ts';
import type { Identity } from '../../core/person/prospect.ts';
import { parseAsOf } from '../cells/as-of.ts';
import { addressText, cellText, LOST_LETTER } from '../cells/cell.ts';
import type { KnownField } from '../columns/column-names.ts';
import { REST_COLUMN, type Column } from '../columns/columns.ts';
import { parseCountry } from '../cells/country.ts';
import { parseEmailAddress } from '../cells/email-address.ts';
import { parseLanguage } from '../cells/language.ts';
import type { LeadRow, RowProblem } from './row.ts';
import { parseLinkedin } from '../cells/linkedin.ts';
import { nameCase } from '../cells/name-case.ts';
import { unguarded } from './csv-guard.ts';
import { givenParts, splitName } from '../cells/names.ts';
import { parsePhone } from '../cells/phone.ts';
import { identityOf, readRest, type Rest } from './rest-cell.ts';
import { parseZone } from '../cells/zone.ts';

/** One row, normalised. `null` and empty mean that the row says nothing, never that a known value is to be erased. */
export interface Lead {
  /** 1-based line of the file. */
  readonly line: number;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** As the list has it; not built from the parts. */
  readonly name: string | null;
  readonly title: string | null;
  readonly company: string | null;
  readonly website: string | null;
  readonly city: string | null;
  readonly state: string | null;
  /** Alpha-2. */
  readonly country: string | null;
  /** IANA name. */
  readonly zone: string | null;
  readonly language: string | null;
  readonly owner: string | null;
  readonly source: string | null;
  readonly tags: readonly string[];
  /** Custom columns, and known columns whose cell could not be read, as written. */
  readonly fields: Readonly<Record<string, string>>;
  /** At least one, but for `leadPartOf`; all `good`, without duplicates. */
  readonly identities: readonly Identity[];
  /** Who it was when we exported it; `null`: it is no export of ours. */
  readonly personId: string | null;
  /** In such a one: what is known of them beyond the rest of the row. */
  readonly rest: Rest | null;
  /** When the list says that the row was last changed, epoch ms. */
  readonly asOfMs: number | null;
  readonly warnings: readonly LeadWarning[];
}

/** A cell that could not be used as it stands; the row could. */
export interface LeadWarning {
  readonly field: KnownField | UnreadPreference['field'];
  readonly code: 'invalid_cell' | 'shared_phone' | 'unknown_owner';
  readonly words: string;
}

/** Why a row is not used. Stable: they stand in rejects files and in JSON. */
export type RejectCode =
  | RowProblem['code']
  /** The cell of the `email` column is no address. */
  | 'invalid_email'
  /** An address cell holds more than one. */
  | 'two_addresses'
  /** No address, phone number, LinkedIn profile or external id. */
  | 'no_identity'
  /** One of our own mailboxes. */
  | 'own_address'
  /** The cell that an export of ours adds is not as one wrote it. */
  | 'invalid_rest';

export type LeadVerdict =
  | { readonly kind: 'lead'; readonly lead: Lead }
  | {
      readonly kind: 'rejected';
      readonly row: LeadRow;
      readonly code: RejectCode;
      readonly words: string;
    };

export interface LeadDefaults {
  /** Alpha-2 of people whose row names no country, for reading their phone numbers; it is not stored. */
  readonly country: string | null;
  /** Normalised addresses of our mailboxes. */
  readonly ownAddresses: ReadonlySet<string>;
}

/**
 * Reads one row. An address that is none rejects it, so that somebody mends it; any other cell that can't be read is kept as a field of the
 * column's name with a warning.
 *
 * @param columns  As many as the row has cells; `mapColumns` made them of the same header.
 */
export function leadOf(
  row: LeadRow,
  columns: readonly Column[],
  defaults: LeadDefaults,
): LeadVerdict {
  const verdict = leadPartOf(row, columns, defaults);
  if (verdict.kind === 'rejected') return verdict;
  const { identities, rest } = verdict.lead;
  if (identities.length > 0 || (rest?.identities?.[0].length ?? 0) > 0) return verdict;
  const words = 'has no email address, phone number, LinkedIn profile or external id';
  return {
    kind: 'rejected',
    row,
    code: 'no_identity',
    words: withWarnings(words, verdict.lead.warnings),
  };
}

/** As `leadOf`, for what is said of a person who is known already: it need not say who they are. */
export function leadPartOf(
  row: LeadRow,
  columns: readonly Column[],
  defaults: LeadDefaults,
): LeadVerdict {
  if (row.problem !== null) return { kind: 'rejected', row, ...row.problem };
  const reading = read(row, columns);
  const identities: Identity[] = [];
  const rejection = readAddresses(reading, defaults, identities);
  if (rejection !== null) return { kind: 'rejected', row, ...rejection };
  const rest = restIn(reading, defaults);
  if (!rest.ok) return { kind: 'rejected', row, code: rest.code, words: rest.words };

  const country = take(reading, 'country', countryOfCell, 'is no country we know');
  readLinkedin(reading, identities);
  for (const field of ['phone', 'mobile'] as const)
    readPhone(reading, field, country ?? defaults.country, identities);
  addIdentity(identities, 'external', reading.cells.external_id ?? null);
  return { kind: 'lead', lead: toLead(row.line, reading, country, identities, rest.value) };
}

interface Reading {
  readonly cells: Partial<Record<KnownField, string>>;
  readonly fields: Record<string, string>;
  readonly warnings: LeadWarning[];
  readonly asOf: string | null;
  readonly personId: string | null;
  /** Of an export of ours; empty elsewhere. */
  readonly rest: string;
}

interface Rejection {
  readonly code: RejectCode;
  readonly words: string;
}

const ADDRESS_FIELDS: ReadonlySet<KnownField> = new Set<KnownField>([
  'email',
  'email_2',
  'phone',
  'mobile',
  'linkedin_url',
  'website',
  'external_id',
]);

function read(row: LeadRow, columns: readonly Column[]): Reading {
  const cells: Partial<Record<KnownField, string>> = {};
  const fields: Record<string, string> = {};
  const lost: [KnownField, string][] = [];
  let asOf: string | null = null;
  let personId: string | null = null;
  let rest = '';
  columns.forEach(({ use }, index) => {
    const cell = unguarded(row.cells[index] ?? '');
    if (cell === '' || use.kind === 'ignored') return;
    if (use.kind === 'rest') {
      rest = cell;
      return;
    }
    const isAddress = use.kind === 'known' && ADDRESS_FIELDS.has(use.field);
    const text = isAddress ? addressText(cell) : cellText(cell);
    if (text === null) return;
    if (use.kind === 'known' && !isAddress && text.includes(LOST_LETTER))
      lost.push([use.field, text]);
    else if (use.kind === 'known') cells[use.field] = text;
    else if (use.kind === 'custom') fields[use.key] = text;
    else if (use.kind === 'as_of') asOf = text;
    else personId = text;
  });
  const reading: Reading = { cells, fields, warnings: [], asOf, personId, rest };
  for (const [field, text] of lost)
    keepRaw(reading, field, text, `has lost letters: "${text.slice(0, 80)}"`);
  return reading;
}

function readAddresses(
  reading: Reading,
  defaults: LeadDefaults,
  identities: Identity[],
): Rejection | null {
  for (const field of ['email', 'email_2'] as const) {
    const cell = reading.cells[field];
    if (cell === undefined) continue;
    const address = parseEmailAddress(cell);
    if (address.ok && defaults.ownAddresses.has(address.value)) {
      return { code: 'own_address', words: `${address.value} is one of our mailboxes` };
    }
    if (address.ok) addIdentity(identities, 'email', address.value);
    else if (field === 'email' || address.reason === 'two_addresses') {
      return { code: address.reason, words: `the ${field} cell ${address.words}` };
    } else keepRaw(reading, field, cell, address.words);
  }
  return null;
}

type RestIn =
  { readonly ok: true; readonly value: Rest | null } | ({ readonly ok: false } & Rejection);

function restIn({ rest: cell }: Reading, { ownAddresses }: LeadDefaults): RestIn {
  if (cell === '') return NO_REST;
  const rest = readRest(cell);
  if (!rest.ok)
    return { ok: false, code: 'invalid_rest', words: `the ${REST_COLUMN} cell ${rest.words}` };
  const own = rest.value.identities?.[0].flatMap((text) => identityOf(text) ?? []);
  const mine = own?.find(({ value }) => ownAddresses.has(value));
  if (mine === undefined) return rest;
  return { ok: false, code: 'own_address', words: `${mine.value} is one of our mailboxes` };
}

const NO_REST: RestIn = { ok: true, value: null };

/** LinkedIn's own export calls the profile's column URL, which is a site everywhere else. */
function readLinkedin(reading: Reading, identities: Identity[]): void {
  const { cells } = reading;
  addIdentity(
    identities,
    'linkedin',
    take(reading, 'linkedin_url', parseLinkedin, 'is no LinkedIn profile of a person'),
  );
  const inWebsite = cells.website === undefined ? null : parseLinkedin(cells.website);
  if (inWebsite === null) return;
  addIdentity(identities, 'linkedin', inWebsite);
  delete cells.website;
}

function readPhone(
  reading: Reading,
  field: 'phone' | 'mobile',
  country: string | null,
  identities: Identity[],
): void {
  const cell = reading.cells[field];
  if (cell === undefined) return;
  const phone = parsePhone(cell, country);
  if (phone.ok) addIdentity(identities, 'phone', phone.value);
  else keepRaw(reading, field, cell, phone.words);
}

function toLead(
  line: number,
  reading: Reading,
  country: string | null,
  identities: Identity[],
  rest: Rest | null,
): Lead {
  const { cells } = reading;
  const name = nameOf(cells.name);
  const isSplit = cells.first_name === undefined && cells.last_name === undefined && name !== null;
  const parts = isSplit
    ? splitName(name, country)
    : givenParts(partOf(cells.first_name), partOf(cells.last_name));
  return {
    line,
    firstName: parts.firstName,
    lastName: parts.lastName,
    name,
    title: cells.title ?? null,
    company: cells.company ?? null,
    website: take(reading, 'website', parseWebsite, 'is no web address'),
    city: cells.city ?? null,
    state: cells.state ?? null,
    country,
    zone: take(reading, 'zone', parseZone, 'is no IANA time zone such as Europe/Berlin'),
    language: take(reading, 'language', parseLanguage, 'is no language such as de or en-gb'),
    owner: cells.owner ?? null,
    source: cells.source ?? null,
    tags: tagsOf(cells.tags),
    fields: reading.fields,
    identities,
    personId: reading.personId,
    rest,
    asOfMs: reading.asOf === null ? null : parseAsOf(reading.asOf),
    warnings: reading.warnings,
  };
}

/** What tools write where they found none. An address is no name. */
const NO_NAME = /^(?:na|unknown|anonymous|no[ _]name|not[ _]found|test user)$/i;

function nameOf(cell: string | undefined): string | null {
  return cell === undefined || cell.includes('@') || NO_NAME.test(cell) ? null : nameCase(cell);
}

function partOf(cell: string | undefined): string | null {
  return cell === undefined || (NO_NAME.test(cell) && !/^na$/i.test(cell)) ? null : cell;
}

/** A list says the same few countries again and again. */
const countriesByCell = new Map<string, string | null>();

function countryOfCell(cell: string): string | null {
  let country = countriesByCell.get(cell);
  if (country === undefined) {
    country = parseCountry(cell);
    if (countriesByCell.size > 1_000) countriesByCell.clear();
    countriesByCell.set(cell, country);
  }
  return country;
}

function take(
  reading: Reading,
  field: KnownField,
  parse: (text: string) => string | null,
  words: string,
): string | null {
  const cell = reading.cells[field];
  if (cell === undefined) return null;
  const value = parse(cell);
  if (value === null) keepRaw(reading, field, cell, `${words}: "${cell.slice(0, 80)}"`);
  return value;
}

function keepRaw(reading: Reading, field: KnownField, cell: string, words: string): void {
  reading.fields[field] = cell;
  reading.warnings.push({ field, code: 'invalid_cell', words });
}

function addIdentity(identities: Identity[], kind: Identity['kind'], value: string | null): void {
  if (value === null || identities.some((known) => known.kind === kind && known.value === value))
    return;
  identities.push({ kind, value, status: 'good' });
}

function withWarnings(words: string, warnings: readonly LeadWarning[]): string {
  return [words, ...warnings.map((warning) => `${warning.field} ${warning.words}`)].join('; ');
}

/** A domain or an http address. Anything else (`javascript:`) must not become a link. */
function parseWebsite(text: string): string | null {
  return /^(?:https?:\/\/)?[\p{L}\p{N}][\p{L}\p{N}.-]*\.[\p{L}\p{N}-]{2,}(?::\d+)?(?:[/?#]\S*)?$/iu.test(
    text,
  )
    ? text
    : null;
}

function tagsOf(cell: string | undefined): string[] {
  const tags = (cell ?? '').split(/[,;|]/).map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}
