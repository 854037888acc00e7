/** What each labelled set of lists and cells asks, and whether we answer it right. `null`: it asks nothing of us. */
import { decodedAs, isEncoding } from '../../src/people/lists/encoding.ts';
import { csvReader } from '../../src/people/lists/csv-reader.ts';
import { leadText } from '../../src/people/lists/lead-text.ts';
import { readLeads, type LeadListHead } from '../../src/people/lists/lead-stream.ts';
import { sniffDelimiter } from '../../src/people/lists/delimiter.ts';
import { findHeader, isFilled } from '../../src/people/lists/header.ts';
import { parseEmailAddress } from '../../src/people/cells/email-address.ts';
import { accountOfAddress, accountOfWebsite } from '../../src/people/cells/account.ts';
import { parseLinkedin } from '../../src/people/cells/linkedin.ts';
import { nameCase } from '../../src/people/cells/name-case.ts';
import { isCompanyName, splitName } from '../../src/people/cells/names.ts';
import { parsePersonName } from '../../src/people/cells/person-name.ts';
import { dialled, parsePhone } from '../../src/people/cells/phone.ts';
import { zoneOf } from '../../src/people/cells/zone.ts';
import type { LabelledCase } from './corpora.ts';

export interface ListFinding {
  readonly question: string;
  readonly right: boolean;
  readonly wanted: string;
  readonly got: string;
}

export type ListJudge = (one: LabelledCase) => ListFinding | null | Promise<ListFinding | null>;

function asks(question: string, wanted: unknown, got: unknown): ListFinding {
  const [want, have] = [JSON.stringify(wanted), JSON.stringify(got)];
  return { question, right: want === have, wanted: want, got: have };
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function recordsOf(text: string, delimiter: string) {
  const { records, fault } = csvReader(delimiter, 1).read(text.replace(/\r\n?/g, '\n'), true);
  return {
    rows: records.map(({ cells }) => [...cells]),
    isFaulty: fault !== null || records.some((one) => one.hasStrayQuote),
  };
}

/** Tables of set 17, whose rows are objects by header. */
export const judgeSpectrum: ListJudge = ({ labels, read }) => {
  const wanted = JSON.parse(textOf(read(labels.files!['expected']!))) as Record<string, string>[];
  const { rows } = recordsOf(textOf(read(labels.files!['input']!)), ',');
  const [header = [], ...rest] = rows.filter((cells) => cells.some((cell) => cell !== ''));
  const got = rest.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at]])));
  const plain = wanted.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value.replace(/\r\n?/g, '\n')]),
    ),
  );
  return asks('rows', plain, got);
};

/** What a strict reader refuses must be faulty with us, or of uneven width: then its rows are rejected. */
export const judgeMinimal: ListJudge = ({ name, labels, read }) => {
  const { rows, isFaulty } = recordsOf(textOf(read(labels.files!['input']!)), ',');
  const isUneven = rows.some((cells) => cells.length !== rows[0]?.length);
  if (labels.class === 'csv_bad')
    return /no-header|wrong-header|unescaped-quote/.test(name)
      ? null
      : asks('refused', true, isFaulty || isUneven);
  const wanted = JSON.parse(textOf(read(labels.files!['expected']!))) as unknown[];
  const plain = wanted.map((row) => (Array.isArray(row) ? row : Object.values(row as object)));
  return asks('rows', plain, labels['has_header'] === true ? rows.slice(1) : rows);
};

/** Without options that a list has no use for: comments, other quotes, typed values, previews, functions. */
export const judgePapa: ListJudge = ({ labels, read }) => {
  const config = (labels['config'] ?? {}) as Record<string, unknown>;
  const known = new Set(['delimiter', 'newline', 'skipEmptyLines', 'fastMode']);
  if (Object.keys(config).some((key) => !known.has(key))) return null;
  const text = textOf(read(labels.files!['input']!)).replace(/^\ufeff/, '');
  if (text.includes('\u001e') || text.includes('\u001f')) return null;
  const delimiter = config['delimiter'] ?? sniffDelimiter(text.replace(/\r\n?/g, '\n'), true);
  if (typeof delimiter !== 'string' || delimiter.length !== 1 || !',;\t|'.includes(delimiter))
    return null;
  const { rows, isFaulty } = recordsOf(text, delimiter);
  const expected = JSON.parse(textOf(read(labels.files!['expected']!))) as {
    readonly data: string[][];
    readonly errors: readonly { readonly type: string }[];
  };
  if (expected.errors.some(({ type }) => type === 'Quotes')) return asks('refused', true, isFaulty);
  const filled = (list: readonly string[][]): string[][] =>
    list.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  const plain = expected.data.map((cells) => cells.map((cell) => cell.replace(/\r\n?/g, '\n')));
  return asks('rows', filled(plain), filled(rows));
};

/** Tables of the public kind: is the header found, and its first cells? Rows are not compared: readers differ in what is one. */
export const judgeTable: ListJudge = async ({ labels, read }) => {
  const text = await leadText(chunksOf(read(labels.files!['input']!)), null);
  let body = '';
  for await (const piece of text.pieces) body += piece.text;
  const wanted = (labels['first_row_cells'] ?? labels['header_cells']) as
    Record<string, string> | undefined;
  if (wanted === undefined) return null;
  const { records } = csvReader(sniffDelimiter(body, true), 1).read(body, true);
  const header = findHeader(records.filter(isFilled).slice(0, 50), []);
  const got = Object.fromEntries(Object.keys(wanted).map((at) => [at, header?.names[Number(at)]]));
  return asks('header', wanted, got);
};

/** The header in its line, all columns, the delimiter. Files that are no lists of leads by another tool's rules ask nothing. */
export const judgeLayout: ListJudge = async ({ labels, read }) => {
  if (labels.class === 'not_a_lead_file') return null;
  const wanted = { columns: labels['columns'], delimiter: labels['delimiter'] };
  let head: LeadListHead | null = null;
  const named = (wanted.columns as readonly string[])[0]!;
  const typed = { maps: [{ field: 'email', column: named }], preset: null };
  for (const reading of [{ maps: [], preset: null }, typed]) {
    if (head !== null) break;
    const options = { ...PLAIN, ...reading };
    for await (const part of readLeads(chunksOf(read(labels.files!['input']!)), options))
      if (part.kind === 'head') head = part.head;
  }
  const columns = (wanted.columns as readonly string[]).map((name) =>
    name.replace(/\s+/g, ' ').trim(),
  );
  while (columns.at(-1) === '') columns.pop();
  const got = head?.header.map((name, at) => (name === `${columns[at]}_2` ? columns[at] : name));
  return asks('header', { ...wanted, columns }, { columns: got, delimiter: head?.delimiter });
};

const PLAIN = {
  file: 'list',
  encoding: null,
  delimiter: null,
  mapping: null,
  country: null,
  ownAddresses: new Set<string>(),
};

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Numbers as they are dialled, whether or not a plan has such a one; what no number can be made of is refused. */
export const judgePhone: ListJudge = ({ labels }) => {
  const input = labels['input'];
  const region = labels['region'] as string | null;
  const wanted = (labels['expected'] as { readonly e164?: string } | undefined)?.e164;
  if (typeof input !== 'string' || labels['agrees_with_real_metadata'] === false) return null;
  switch (labels.class) {
    case 'example_valid': {
      if (labels['metadata_drift'] === true) return null;
      const phone = parsePhone(input, region);
      return asks('valid numbers', wanted, phone.ok ? phone.value : null);
    }
    case 'parse_ok':
      return asks(
        'dialled',
        wanted,
        dialled(input.normalize('NFKC').trim(), region)?.number ?? null,
      );
    case 'parse_error':
      return asks('refused', false, parsePhone(input, region).ok);
    default:
      return null;
  }
};

/** One of the zones that the map names; where it names several, none or a guess that says so. */
export const judgePhoneZone: ListJudge = ({ labels }) => {
  const zones = labels['zones'] as readonly string[] | undefined;
  if (labels.class === 'unit_test' || zones === undefined) return null;
  const nowhere = { zone: null, city: null, state: null, country: null };
  const whole = labels['e164'];
  const phone = typeof whole === 'string' ? whole : `${String(labels['e164_prefix'])}5550100`;
  const found = zoneOf({ ...nowhere, phone });
  if (labels.class === 'many_zones')
    return asks(
      'not guessed in silence',
      true,
      found === null ||
        found.source === 'country' ||
        zones.map(clockOf).includes(clockOf(found.zone)),
    );
  if (found === null)
    return { question: 'known', right: false, wanted: String(zones), got: 'none' };
  return {
    question: 'known',
    right: clockOf(found.zone) === clockOf(zones[0]!),
    wanted: String(zones),
    got: found.zone,
  };
};

/** What two zones of one clock have in common: noon of a winter and a summer day. */
function clockOf(zone: string): string {
  try {
    return [1_736_942_400_000, 1_752_580_800_000]
      .map((at) => new Date(at).toLocaleString('en', { timeZone: zone }))
      .join();
  } catch {
    return zone;
  }
}

export const judgeName: ListJudge = ({ name, labels }) => {
  const input = String(labels['input']);
  const expected = labels['expected'] as Record<string, string> & string;
  const first = expected['first'] ?? expected['firstName'];
  const last = expected['last'] ?? expected['lastName'];
  switch (labels.class) {
    case 'parse': {
      if (
        (first === undefined && last === undefined) ||
        labels['origin_fails'] === true ||
        labels['options'] !== undefined
      )
        return null;
      const parts = parsePersonName(input);
      const got = {
        first: first === undefined ? first : (parts.first ?? ''),
        last: last === undefined ? last : (parts.last ?? ''),
      };
      return asks(
        name.startsWith('humanparser') ? 'parts (humanparser)' : 'parts (nameparser)',
        { first, last },
        got,
      );
    }
    case 'name_order': {
      const { firstName, lastName } = splitName(input, countryOfLocale(String(labels['locale'])));
      return asks('order', { first, last }, { first: firstName, last: lastName });
    }
    case 'capitalize':
      return /force/.test(name) ? null : asks('capitals', expected['text'], nameCase(input));
    case 'company_or_person':
      return asks('company or person', expected, isCompanyName(input) ? 'company' : 'person');
    default:
      return null;
  }
};

function countryOfLocale(locale: string): string | null {
  const country = /_([A-Z]{2})/.exec(locale)?.[1];
  return (
    country ??
    ({ hu: 'HU', vi: 'VN', ja: 'JP', ko: 'KR' } as Record<string, string>)[locale] ??
    null
  );
}

/** What is no address is refused; an ordinary one is taken. Comments, quotes, literals and names without a dot are refused on purpose. */
export const judgeIsEmail: ListJudge = ({ labels }) => {
  const address = String(labels['address']);
  const isTaken = parseEmailAddress(address).ok;
  if (labels.class === 'ISEMAIL_ERR')
    return address.trim() === address ? asks('refused', false, isTaken) : null;
  const isPlain = /^(?:ISEMAIL_VALID_CATEGORY|ISEMAIL_DNSWARN)$/.test(labels.class);
  if (!isPlain || !/@.*\.[^.]*[a-z]/i.test(address) || address.includes('"')) return null;
  return asks('taken', true, isTaken);
};

/** We keep dots and tags, which only some receivers ignore: cases that take them away ask nothing. */
export const judgeAddress: ListJudge = ({ labels }) => {
  const input = String(labels['input']);
  const expected = labels['expected'];
  const parsed = parseEmailAddress(input);
  switch (labels.class) {
    case 'normalize':
      if (expected === false) return asks('refused', false, parsed.ok);
      return String(expected).toLowerCase() === input.toLowerCase().trim() &&
        /^[ -~]*$/.test(input) &&
        parsed.ok
        ? asks('lower case', String(expected).toLowerCase(), parsed.value)
        : null;
    case 'clean_email':
      return asks('clean', expected, parsed.ok ? parsed.value : '');
    case 'domain':
      return asks(
        'company of',
        expected,
        (parsed.ok ? accountOfAddress(parsed.value) : accountOfWebsite(input)) ?? '',
      );
    default:
      return null;
  }
};

export const judgeLinkedin: ListJudge = ({ labels }) => {
  const input = labels['input'] as string & readonly string[];
  const slugOf = (text: string): string | null => parseLinkedin(text)?.slice(3) ?? null;
  switch (labels.class) {
    case 'profile':
      return asks('slug', labels['slug'], slugOf(input));
    case 'not_profile':
    case 'company':
      return asks('no person', null, slugOf(input));
    case 'equal':
    case 'different':
      return asks('same person', labels.class === 'equal', slugOf(input[0]!) === slugOf(input[1]!));
    default:
      return null;
  }
};

/** The same text, whatever the encoding is called. */
export const judgeCharset: ListJudge = async ({ labels, read }) => {
  const wanted = labels.class.toLowerCase();
  if (!isEncoding(wanted) || wanted.startsWith('ibm')) return null;
  const bytes = read(labels.files!['input']!);
  const text = await leadText(chunksOf(bytes), null);
  let got = '';
  for await (const piece of text.pieces) got += piece.text;
  const plain = decodedAs(bytes, wanted)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  return { question: 'encoding', right: got === plain, wanted, got: text.encoding };
};
