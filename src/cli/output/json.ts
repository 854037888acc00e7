/** The one document of `--json`. The convention is in `docs/json.md`. */
import { UNSAFE } from './sanitize.ts';

/**
 * What a document may hold. Interfaces of the core do not fit this type, on purpose: a document is written out field by field, so that a
 * renamed field inside changes nothing outside, and `undefined` cannot drop one.
 */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An instant of a document: ISO 8601 in UTC with milliseconds. */
export function isoOf(atMs: number): string;
export function isoOf(atMs: number | null): string | null;
export function isoOf(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}

/** The document as text, indented by two spaces. What could drive a terminal is escaped, so the text is safe to look at and parses alike. */
export function jsonText(document: Json): string {
  return JSON.stringify(document, null, 2).replace(UNSAFE, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
