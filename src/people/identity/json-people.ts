/** People who were exported as JSON, a document a line, as the rows of the same export in CSV: what no column says is in their rest. */
import type { Identity, Prospect } from '../../core/person/prospect.ts';
import { columnsOf, personCells } from './people-csv.ts';

/**
 * The cells of `peopleHeader([])`. A line that is no person of an export is a row of one cell, itself, so that it is rejected as it stands.
 *
 * @returns `null`: it is about something else, as most lines of `export all`.
 */
export function cellsOfLine(line: string): readonly string[] | null {
  const document = documentOf(line);
  if (document === null) return [line];
  if (document['export'] !== 'people' && typeof document['export'] === 'string') return null;
  const person = personOf(document);
  return person === null ? [line] : personCells(person, [], COLUMNS);
}

const COLUMNS = columnsOf([]);

type Document = Readonly<Record<string, unknown>>;

function documentOf(line: string): Document | null {
  try {
    const value: unknown = JSON.parse(line);
    return isDocument(value) ? value : null;
  } catch {
    return null;
  }
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const TEXTS = [
  ...(['first_name', 'last_name', 'name', 'title', 'company', 'account', 'website'] as const),
  ...(['city', 'state', 'country', 'zone', 'language', 'owner', 'source'] as const),
] as const;

function personOf(document: Document): Prospect | null {
  const { id, tags, fields, identities, zone_source: zoneSource } = document;
  const texts = new Map<string, string | null>();
  for (const name of TEXTS) {
    const text = document[name] ?? null;
    if (text !== null && typeof text !== 'string') return null;
    texts.set(name, text);
  }
  const text = (name: (typeof TEXTS)[number]): string | null => texts.get(name) ?? null;
  const source = ZONE_SOURCES.find((each) => each === zoneSource) ?? null;
  const areTexts = (all: unknown): all is string[] =>
    Array.isArray(all) && all.every((each) => typeof each === 'string');
  if (typeof id !== 'string' || !areTexts(tags) || !isDocument(fields)) return null;
  if (!Array.isArray(identities) || !identities.every(isIdentity)) return null;
  const given = Object.entries(fields).filter(
    (each): each is [string, string] => typeof each[1] === 'string',
  );
  if (given.length < Object.keys(fields).length) return null;
  return {
    id,
    firstName: text('first_name'),
    lastName: text('last_name'),
    name: text('name'),
    title: text('title'),
    company: text('company'),
    accountId: text('account'),
    website: text('website'),
    city: text('city'),
    state: text('state'),
    country: text('country'),
    zone: text('zone'),
    zoneSource: source,
    language: text('language'),
    owner: text('owner'),
    source: text('source'),
    tags,
    fields: Object.fromEntries(given),
    identities,
    revision: 1,
  };
}

const ZONE_SOURCES = ['column', 'place', 'phone', 'country'] as const;
const KINDS: readonly unknown[] = ['email', 'phone', 'linkedin', 'external'];

function isIdentity(each: unknown): each is Identity {
  return (
    isDocument(each) &&
    KINDS.includes(each['kind']) &&
    typeof each['value'] === 'string' &&
    (each['status'] === 'good' || each['status'] === 'bad')
  );
}
