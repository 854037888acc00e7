/** What lies at a place in foreign JSON? Nothing of it is trusted: what is not there, or is something else, is `null`. */

/** The value at keys and indexes joined by dots: `errors.0.code`; the empty path is the value itself. `undefined`: nothing is there. */
export function valueAt(json: unknown, path: string): unknown {
  let value = json;
  if (path === '') return value;
  for (const key of path.split('.')) {
    // Own members only: `constructor` and `length` are no facts of a message.
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** A text as it is, a number as it is written; anything else, and the empty text, is `null`. */
export function textAt(json: unknown, path: string): string | null {
  const value = valueAt(json, path);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The entries of a list; empty where there is none. */
export function listAt(json: unknown, path: string): readonly unknown[] {
  const value = valueAt(json, path);
  return Array.isArray(value) ? value : [];
}

/** `undefined`: no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
