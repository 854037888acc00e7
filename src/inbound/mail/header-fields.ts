/** Lines of `Name: value` as plain data: message headers, delivery-status groups, returned headers. */

/** Lower-case field name to its unfolded values, in order. A missing name has no entry. */
export type HeaderFields = ReadonlyMap<string, readonly string[]>;

/** Fields of one block, until its first blank line at the latest; lines that are no field are skipped. */
export function readFields(block: string): HeaderFields {
  const fields = new Map<string, string[]>();
  let open: string[] | null = null;
  for (const line of block.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') break;
    if ((line.startsWith(' ') || line.startsWith('\t')) && open !== null) {
      open[open.length - 1] += ` ${line.trim()}`;
      continue;
    }
    open = addField(fields, line);
  }
  return fields;
}

/** Blocks of fields that blank lines separate, as in a delivery status (RFC 3464 section 2.1). */
export function readFieldGroups(text: string): HeaderFields[] {
  const groups: HeaderFields[] = [];
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/)) {
    const fields = readFields(block.replace(/^\n+/, ''));
    if (fields.size > 0) groups.push(fields);
  }
  return groups;
}

/** The first value of a field, trimmed; `null` when it is absent. */
export function firstOf(fields: HeaderFields, name: string): string | null {
  return fields.get(name)?.[0]?.trim() ?? null;
}

/** Every `<id>` in the values, without the brackets and folding blanks; a lone bare id is taken as it is. */
export function messageIdsIn(values: readonly string[]): string[] {
  const ids: string[] = [];
  for (const value of values) {
    const bracketed = value.match(/<[^<>]{1,998}>/g);
    const found = bracketed?.map((id) => id.slice(1, -1)) ?? value.split(/[\s,]+/);
    for (const id of found) {
      const clean = id.replace(/\s+/g, '');
      if (clean !== '' && !ids.includes(clean)) ids.push(clean);
      if (ids.length >= MESSAGE_IDS_MAX) return ids;
    }
  }
  return ids;
}

/** A thread has tens of messages; a header that names thousands is an attack on the store. */
const MESSAGE_IDS_MAX = 100;

function addField(fields: Map<string, string[]>, line: string): string[] | null {
  const colon = line.indexOf(':');
  if (colon < 1 || colon > 100) return null;
  const name = line.slice(0, colon).trim().toLowerCase();
  if (!/^[!-9;-~]+$/.test(name)) return null;
  const values = fields.get(name) ?? [];
  values.push(line.slice(colon + 1).trim());
  fields.set(name, values);
  return values;
}
