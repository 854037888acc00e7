import { describe, expect, test } from 'vitest';
import {
  readLeads,
  type LeadListHead,
  type LeadListOptions,
} from '../../src/people/lead-stream.ts';
import type { LeadVerdict } from '../../src/people/lead.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';

describe('a list that comes in pieces', () => {
  test('gives its head, then a verdict for each row', async () => {
    const { head, verdicts } = await read(
      'Email;First Name;Plan\nada@x.test;Ada;gold\nnobody;Bob;\n',
    );
    expect(head).toMatchObject({
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ';',
      header: ['Email', 'First Name', 'Plan'],
      ignoredLines: 0,
      warnings: [],
    });
    expect(verdicts).toMatchObject([
      { kind: 'lead', lead: { line: 2, firstName: 'Ada', fields: { plan: 'gold' } } },
      { kind: 'rejected', row: { line: 3 }, code: 'invalid_email' },
    ]);
  });

  test('is read in batches of a thousand rows', async () => {
    const rows = Array.from({ length: 2_500 }, (_, at) => `p${at}@x.test`);
    const { batches } = await read(`email\n${rows.join('\n')}\n`);
    expect(batches).toEqual([1_000, 1_000, 500]);
  });

  test('is the same however its bytes are cut', async () => {
    const text =
      'Title of the list\r\n\r\nemail,name,note\r\nada@x.test,"Ada\r\nKern","say ""hi"""\r\nben@x.test,Zoë Łoś,森 遥\r\n';
    const whole = await read(text);
    expect(whole.verdicts).toHaveLength(2);
    for (const size of [1, 2, 3, 7, 50]) expect(await read(text, {}, size)).toEqual(whole);
  });
});

interface Outcome {
  readonly head: LeadListHead | null;
  readonly verdicts: readonly LeadVerdict[];
  readonly batches: readonly number[];
  readonly problems: readonly Diagnostic[];
}

async function read(
  content: string | Uint8Array,
  options: Partial<LeadListOptions> = {},
  size = Number.MAX_SAFE_INTEGER,
): Promise<Outcome> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  let head: LeadListHead | null = null;
  const verdicts: LeadVerdict[] = [];
  const batches: number[] = [];
  let problems: readonly Diagnostic[] = [];
  for await (const part of readLeads(chunksOf(bytes, size), { ...PLAIN, ...options })) {
    if (part.kind === 'head') head = part.head;
    else if (part.kind === 'failed') problems = part.diagnostics;
    else {
      verdicts.push(...part.verdicts);
      batches.push(part.verdicts.length);
    }
  }
  return { head, verdicts, batches, problems };
}

const PLAIN: LeadListOptions = {
  file: 'leads.csv',
  encoding: null,
  delimiter: null,
  maps: [],
  preset: null,
  mapping: null,
  country: null,
  ownAddresses: new Set(),
};

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
