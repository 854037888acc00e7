import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { personJson } from '../../src/cli/documents/person.ts';
import { readList } from '../../src/lists/read-list.ts';
import type { LeadPart } from '../../src/people/lists/lead-stream.ts';
import { person } from '../support/world/builders.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchline-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ADA = JSON.stringify({
  export: 'people',
  ...personJson({ ...person('ada'), id: 'p7', revision: 3, fields: { seats: '40', phone: 'ask' } }),
});

async function partsOf(text: string): Promise<readonly LeadPart[]> {
  const path = join(folder, 'people.jsonl');
  writeFileSync(path, text);
  const parts: LeadPart[] = [];
  const order = { file: 'people.jsonl', maps: [], preset: null, mapping: null, sheet: null };
  const telling = {
    encoding: null,
    delimiter: null,
    country: null,
    ownAddresses: new Set<string>(),
  };
  for await (const part of readList(path, { ...order, ...telling })) parts.push(part);
  return parts;
}

test('a line of an export is a row, and what it says beside people is none', async () => {
  const [head, ...batches] = await partsOf(`${ADA}\r\n{"export":"touches","id":"t1"}\n\n`);
  expect(head).toMatchObject({ head: { format: 'jsonl', preset: 'touchline', delimiter: null } });
  const verdicts = batches.flatMap((part) => (part.kind === 'batch' ? part.verdicts : []));
  expect(verdicts).toMatchObject([
    {
      lead: {
        line: 1,
        personId: 'p7',
        identities: [{ value: 'ada@ada.example' }, { value: 'in/ada' }, { kind: 'phone' }],
        rest: { fields: { seats: ['40', null] } },
      },
    },
  ]);
});

test.each([
  ['is cut off', ADA.slice(0, 40)],
  ['is a list', '["ada@kern.example"]'],
  ['is of another program', '{"mail":"ada@kern.example"}'],
  ['has a number for a name', ADA.replace('"name":"', '"name":7,"was":"')],
  ['has a field that is no text', ADA.replace('"seats":"40"', '"seats":{"a":40}')],
  ['has an address of no kind', ADA.replace('"kind":"email"', '"kind":"pigeon"')],
])('a line that %s is rejected as it stands, and the others are rows', async (_, line) => {
  const [, ...batches] = await partsOf(`${ADA}\n${line}\n${ADA}`);
  const verdicts = batches.flatMap((part) => (part.kind === 'batch' ? part.verdicts : []));
  expect(verdicts).toMatchObject([
    { kind: 'lead' },
    { kind: 'rejected', row: { line: 2, cells: [line] } },
    { kind: 'lead' },
  ]);
});

test('a line that never ends is no list', async () => {
  const parts = await partsOf(`{"name":"${'x'.repeat(1_100_000)}`);
  expect(parts.at(-1)).toMatchObject({ kind: 'failed', diagnostics: [{ code: 'line_too_long' }] });
});
