/** All that is known of a person, as a document for them. */
import type { Everything, KnownRow } from '../../ports/privacy-store.ts';
import { isoOf, type Json } from '../output/json.ts';

/** How many rows each section has, in its words. */
export function sectionCounts(known: Everything): readonly (readonly [string, number])[] {
  return Object.entries(known).map(([table, rows]) => [SECTIONS[table] ?? table, rows.length]);
}

/** By table of the store, in its words: what is added to a table later is in it by itself. */
export function personExport(known: Everything): { readonly [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(known).map(([table, rows]) => [SECTIONS[table] ?? table, rows.map(rowJson)]),
  );
}

const SECTIONS: Readonly<Record<string, string>> = {
  prospect: 'profile',
  enrollment: 'enrollments',
  touch: 'touches',
  task: 'tasks',
  signal: 'signals',
  activity: 'timeline',
  inbound: 'mail_received',
  message: 'mail_sent',
  consent: 'consents',
  list: 'lists',
  import: 'imports',
  merge: 'merges',
  suppression: 'suppressions',
  call_number: 'call_registers',
};

/** Instants are ISO 8601; what is stored as JSON is JSON. */
function rowJson(row: KnownRow): { readonly [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]): [string, Json] => {
      if (column.endsWith('_at_ms') && typeof value === 'number')
        return [column.slice(0, -'_ms'.length), isoOf(value)];
      return [column, valueJson(value)];
    }),
  );
}

function valueJson(value: KnownRow[string]): Json {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint8Array) return bytesJson(value);
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return jsonOf(JSON.parse(value));
  } catch {
    return value;
  }
}

/** A message as it is, where it is text. */
function bytesJson(bytes: Uint8Array): Json {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') };
  }
}

function jsonOf(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== 'object') return null;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, jsonOf(each)]));
}
