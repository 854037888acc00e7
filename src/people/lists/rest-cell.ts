/**
 * What the columns of an export can't say of a person, in one cell: JSON, which no spreadsheet calculates. Each part stands beside what the
 * columns alone tell of it. Where they tell something else by now, somebody has edited them, and they are right.
 */
import type { Identity, Prospect } from '../../core/person/prospect.ts';
import { accountNamed, accountOfAddress } from '../cells/account.ts';
import { isOneLine, LOST_LETTER } from '../cells/cell.ts';
import { parseEmailAddress } from '../cells/email-address.ts';
import { parseLinkedin } from '../cells/linkedin.ts';
import { parseZone } from '../cells/zone.ts';

/** What follows from several cells, as plain data that is compared as JSON. */
export interface Parts {
  /** First, last, whole. */
  readonly name: readonly (string | null)[];
  readonly tags: readonly string[];
  /** `email ada@kern.example`, `bad phone +49301234567`: in their order. */
  readonly identities: readonly string[];
  readonly account: string | null;
  /** And how it is known. */
  readonly zone: readonly [string, NonNullable<Prospect['zoneSource']>] | null;
}

/** What it is, and what the columns tell. */
export type Told<Value> = readonly [is: Value, told: unknown];

export type Rest = { readonly [Name in keyof Parts]?: Told<Parts[Name]> } & {
  /** By name; `null`: there is none. */
  readonly fields?: Readonly<Record<string, Told<string | null>>>;
};

/** @returns Empty for what would not be read back: it is too long. */
export function restCell(rest: Rest): string {
  const cell = JSON.stringify(rest);
  return cell.length > CELL_MOST ? '' : cell;
}

/** Below what a cell may have, and below what spreadsheets keep of one (32,767 characters). */
const CELL_MOST = 32_000;

export type ReadRest =
  { readonly ok: true; readonly value: Rest } | { readonly ok: false; readonly words: string };

/** Anybody may have written it: all of it is as an export writes it, or nothing is used. */
export function readRest(cell: string): ReadRest {
  const parts = recordOf(cell);
  if (parts === null) return { ok: false, words: 'is no JSON object' };
  for (const [name, part] of Object.entries(parts))
    if (!isPart(name, part)) return { ok: false, words: `has "${name}" as no export writes it` };
  return { ok: true, value: parts };
}

/** Whether an import takes it. */
export function isPart(name: string, part: unknown): boolean {
  if (name === 'fields')
    return (
      isRecord(part) &&
      Object.entries(part).every(
        ([key, told]) => isKey(key) && isTold(told) && (told[0] === null || isText(told[0])),
      )
    );
  const isValid = VALID.get(name);
  return isValid !== undefined && isTold(part) && isValid(part[0]);
}

const VALID: ReadonlyMap<string, (value: unknown) => boolean> = new Map(
  Object.entries({
    name: (value) =>
      Array.isArray(value) &&
      value.length === 3 &&
      value.every((each) => each === null || (isText(each) && !each.includes(LOST_LETTER))),
    tags: (value) => isListOf(value, isText),
    identities: (value) =>
      isListOf(value, (each) => typeof each === 'string' && identityOf(each) !== null),
    account: (value) => value === null || (typeof value === 'string' && isAccount(value)),
    zone: (value) =>
      value === null ||
      (Array.isArray(value) &&
        value.length === 2 &&
        ZONE_SOURCES.includes(value[1]) &&
        isText(value[0]) &&
        parseZone(value[0]) === value[0]),
  } satisfies Record<keyof Parts, (value: unknown) => boolean>),
);

const ZONE_SOURCES: readonly unknown[] = ['column', 'place', 'phone', 'country'];
const KEY = /^[\p{L}\p{N}\p{M}_]{1,64}$/u;

/** Never a name that every object has. */
function isKey(key: string): boolean {
  return KEY.test(key) && !(key in Object.prototype);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && isOneLine(value);
}

function isTold(part: unknown): part is Told<unknown> {
  return Array.isArray(part) && part.length === 2;
}

/** Each once. */
function isListOf(value: unknown, isValid: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && new Set(value).size === value.length && value.every(isValid);
}

function isAccount(domain: string): boolean {
  return accountNamed(domain) === domain || accountOfAddress(`a@${domain}`) === domain;
}

function recordOf(cell: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(cell);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `bad email old@kern.example`. */
export function identityText({ kind, value, status }: Identity): string {
  return `${status === 'bad' ? 'bad ' : ''}${kind} ${value}`;
}

/** `null`: it is not written so, or not normalised. */
export function identityOf(text: string): Identity | null {
  const [, bad, kind, value = ''] = IDENTITY.exec(text) ?? [];
  const known = KINDS.find((each) => each === kind);
  if (known === undefined || !isNormalised(known, value)) return null;
  return { kind: known, value, status: bad === undefined ? 'good' : 'bad' };
}

const IDENTITY = /^(bad )?([a-z]+) (.+)$/;
const KINDS: readonly Identity['kind'][] = ['email', 'phone', 'linkedin', 'external'];

function isNormalised(kind: Identity['kind'], value: string): boolean {
  switch (kind) {
    case 'email': {
      const address = parseEmailAddress(value);
      return address.ok && address.value === value;
    }
    case 'phone':
      return /^\+\d{3,15}$/.test(value);
    case 'linkedin':
      return parseLinkedin(value) === value;
    case 'external':
      return isOneLine(value);
  }
}
