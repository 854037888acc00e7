/** What does `title=CTO email=ada@acme.example` say of a person? */
import { closest } from '../../core/closest.ts';
import { unreadPreferences } from '../../core/preference.ts';
import { UserError } from '../../core/user-error.ts';
import { accountNamed } from '../../people/cells/account.ts';
import { addressText, cellText } from '../../people/cells/cell.ts';
import { KNOWN_FIELDS } from '../../people/columns/column-names.ts';
import { columnOf, type Column } from '../../people/columns/columns.ts';
import { ROLE_FIELD, ROLES, roleWord } from '../../people/cells/role.ts';
import { ACCOUNT_FIELD, type AccountNames } from '../../people/identity/account-of.ts';
import type { Lead, LeadDefaults, LeadVerdict } from '../../people/lists/lead.ts';
import type { LeadRow } from '../../people/lists/row.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import { requireRep } from './known-rep.ts';
import { OWN_FIELDS } from './own-fields.ts';

export interface TypedField {
  /** As it is called in a list: `title`, `linkedin_url`, a custom name. */
  readonly field: string;
  readonly column: Column;
  /** `null`: the field is to be empty. */
  readonly value: string | null;
}

/** What a person typed is read like a row of a list, but nothing of it may be left out. */
export interface TypingContext extends LeadDefaults {
  readonly reps: RunnerSettings['reps'];
  /** Other names of accounts; left out: there are none. */
  readonly accounts?: AccountNames;
}

type ReadRow = (row: LeadRow, columns: readonly Column[], defaults: LeadDefaults) => LeadVerdict;

const ADDRESSES: ReadonlySet<string> = new Set([
  'email',
  'email_2',
  'phone',
  'mobile',
  'linkedin_url',
  'external_id',
]);

/** @throws {UserError} `bad_assignment` (exit 2). */
export function typedFields(assignments: readonly string[]): readonly TypedField[] {
  const fields = assignments.map(typedField);
  const twice = fields.find(
    ({ field }, at) => fields.findIndex((one) => one.field === field) !== at,
  );
  if (twice === undefined) return fields;
  throw new UserError('bad_assignment', `"${twice.field}" is given twice`, null, 2);
}

function typedField(assignment: string): TypedField {
  const at = assignment.indexOf('=');
  const column = at < 1 ? null : columnOf(assignment.slice(0, at));
  if (column === null) {
    throw new UserError(
      'bad_assignment',
      `"${assignment}" is no field=value`,
      'write it as title=CTO or company="Kern GmbH"; a new field has a name in snake_case',
      2,
    );
  }
  const text = assignment.slice(at + 1);
  const value = ADDRESSES.has(column.header) ? addressText(text) : cellText(text);
  return { field: column.header, column, value: value === null ? null : text };
}

/** Known fields that custom ones look like: most likely a slip of the finger. */
export function likelySlips(
  fields: readonly TypedField[],
): readonly { readonly field: string; readonly meant: string }[] {
  return fields.flatMap(({ field, column }) => {
    const isOwn = column.use.kind === 'custom' && !OWN_FIELDS.has(field);
    const meant = isOwn ? closest(field, [...KNOWN_FIELDS, ...OWN_FIELDS]) : null;
    return meant === null ? [] : [{ field, meant }];
  });
}

/** Roles that are nearly one of the usual ones; `null`: it is one of them, or like none. */
export function likelyRole(fields: readonly TypedField[]): string | null {
  const given = fields.find(({ field, value }) => field === ROLE_FIELD && value !== null);
  const word = roleWord(given?.value ?? '');
  return word === '' || ROLES.some((role) => role === word) ? null : closest(word, ROLES);
}

/**
 * The fields that are not to be empty, as a lead.
 *
 * @param read  `leadOf` where they must say who it is, `leadPartOf` where that is known.
 * @throws {UserError} With exit 2: the code of what would reject the row, `invalid_value`, `not_an_account`, `unknown_rep`.
 */
export function typedLead(
  fields: readonly TypedField[],
  read: ReadRow,
  context: TypingContext,
): Lead {
  const filled = fields.filter(({ value }) => value !== null);
  for (const field of filled) assertPreference(field);
  const row = { line: 1, cells: filled.map(({ value }) => value ?? ''), problem: null };
  const verdict = read(
    row,
    filled.map(({ column }) => column),
    context,
  );
  if (verdict.kind === 'rejected') throw refused(verdict.code, verdict.words);
  const [wrong] = verdict.lead.warnings;
  if (wrong !== undefined) throw refused('invalid_value', `${wrong.field} ${wrong.words}`);
  const lead = { ...verdict.lead, fields: accountFields(verdict.lead.fields) };
  const { owner } = lead;
  return owner === null ? lead : { ...lead, owner: requireRep(context.reps, owner) };
}

/** What a rep says of the account is meant: in a list the column may hold anything. */
function accountFields(fields: Lead['fields']): Lead['fields'] {
  const { [ACCOUNT_FIELD]: account, [ROLE_FIELD]: role, ...others } = fields;
  const named = account === undefined ? null : accountNamed(account);
  if (account !== undefined && named === null)
    throw new UserError(
      'not_an_account',
      `account: "${account}" is no domain of a company`,
      'an account goes by its domain, as acme.com; where anybody gets a mailbox is none',
      2,
    );
  return {
    ...others,
    ...(named === null ? {} : { [ACCOUNT_FIELD]: named }),
    ...(role === undefined ? {} : { [ROLE_FIELD]: roleWord(role) }),
  };
}

/** A list may say what it likes, with a warning; what a rep types is understood, or refused. */
function assertPreference({ field, value }: TypedField): void {
  const [unread] = unreadPreferences({ [field]: value ?? '' });
  if (unread !== undefined) throw refused('invalid_value', `${field} ${unread.words}`);
}

function refused(code: string, words: string): UserError {
  const message = code === 'no_identity' ? `the person ${words}` : words;
  const hint =
    code === 'no_identity' ? 'give one of email=, phone=, linkedin_url= or external_id=' : null;
  return new UserError(code, message, hint, 2);
}
