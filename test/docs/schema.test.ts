import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readWorkspace } from '../../src/config/workspace-file.ts';
import {
  isMapping,
  listOf,
  mapping,
  named,
  required,
  type Shape,
  text,
} from '../../src/definition/reading/shape.ts';
import { FULL_WORKSPACE } from '../config/samples.ts';
import { compiled, VALID_SEQUENCE, withSteps } from '../definition/samples.ts';
import { inTemporaryFolder } from '../support/cli/cli.ts';
import { openEditor } from '../support/editor/editor.ts';
import { schemaDocument, SCHEMAS } from '../support/editor/schema-document.ts';

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`../../docs/schema/${name}.schema.json`, import.meta.url));

test.each(['sequence', 'style', 'test', 'workspace'] as const)(
  'docs/schema/%s.schema.json is what the reader of that file says of itself',
  async (which) => {
    await expect(await SCHEMAS[which]()).toMatchFileSnapshot(fileOf(which));
  },
);

describe('what only the reader can know, an editor lets pass', () => {
  const sequence = openEditor(fileOf('sequence'));
  const workspace = openEditor(fileOf('workspace'));

  test.each([
    ['a name that differs from the file', VALID_SEQUENCE.replace('classic', 'other')],
    ['two steps of one id', VALID_SEQUENCE.replace('id: bump', 'id: intro')],
    ['an unknown mailbox', VALID_SEQUENCE.replace('ben]', 'zoe]')],
    ['an unknown rep', VALID_SEQUENCE.replace('rep: carla', 'rep: zoe')],
    ['an unknown template', VALID_SEQUENCE.replace('email: bump', 'email: nothing')],
    ['a thread that is no step', VALID_SEQUENCE.replace('thread: new', 'thread: nothing')],
    ['a condition', withSteps('{ id: a, if: "1 +", email: intro }')],
    ['a time zone', VALID_SEQUENCE.replace('Europe/Paris', 'Europe/Pari')],
    ['hours that end before they start', VALID_SEQUENCE.replace('13:30-17:00', '17:00-13:30')],
    ['hours that overlap', VALID_SEQUENCE.replace('13:30', '11:30')],
    ['a date that is none', VALID_SEQUENCE.replace('2026-12-24', '2026-12-44')],
    ['a text of blanks', VALID_SEQUENCE.replace('Classic outbound', '"  "')],
  ])('%s', async (_, file) => {
    expect(compiled(file).ok).toBe(false);
    expect(await sequence.problems(file)).toEqual([]);
  });

  test.each([
    ['an address', 'anna@acme.example>', 'anna@@acme>'],
    ['a URL', 'smtp://mail.acme.example:2525', 'smtp://mail.acme.example/in'],
    ['a login of half', ', password: "${env:ANNA_PASSWORD}"', ''],
    ['two places to hear', 'replies: none', 'replies: none\n    maildir: ./mail/dora'],
    ['a secret of a channel', 'Bearer ${env:LINE}', 'Bearer abc'],
    ['a limit of none', '1 per day', '0 per day'],
    ['a gap that shrinks', '2 minutes', '3-2 minutes'],
  ])('%s', async (_, right, wrong) => {
    const file = FULL_WORKSPACE.replace(right, wrong);
    expect(file).not.toBe(FULL_WORKSPACE);
    expect(readWorkspace(file, 'touchline.yaml', '/srv/acme').ok).toBe(false);
    expect(await workspace.problems(file)).toEqual([]);
  });
});

describe('a shape that holds itself', () => {
  const tree: Shape<unknown> = named('tree', 'a tree', () => ({
    schema: { anyOf: [leaf.schema, fork.schema] },
    expected: 'a tree',
    read: (value, path, report) =>
      (isMapping(value) && 'fork' in value ? fork : leaf).read(value, path, report),
  }));
  const id = required(text('a name'), 'Names it');
  const leaf = mapping('a leaf', { id, leaf: required(text('a colour'), 'How it looks') });
  const fork = mapping('a fork', { id, fork: required(listOf(tree), 'What grows there') });
  const forest = mapping('a forest', { trees: required(listOf(tree), 'All of them') });

  test('is one definition, by which an editor tells kinds apart at any depth', async () => {
    const head = { $id: 'urn:forest', title: 'A forest', description: 'Trees' };
    const document = await schemaDocument(forest, head);
    expect(JSON.parse(document).properties.trees.items).toEqual({ $ref: '#/definitions/tree' });
    await inTemporaryFolder(async (dir) => {
      const file = join(dir, 'forest.schema.json');
      writeFileSync(file, document);
      const editor = openEditor(file);
      const deep = 'trees:\n  - id: a\n    fork:\n      - id: b\n        fork:\n          - ';
      expect(await editor.problems(`${deep}{ id: c, leaf: red }\n`)).toEqual([]);
      expect(await editor.problems(`${deep}{ id: c, fork: [], leaf: red }\n`)).toEqual([
        '6 "fork": Property fork is not allowed.',
      ]);
      expect(await editor.completions(`${deep}|`)).toEqual(['id', 'leaf', 'fork']);
    });
  });

  test('is read at any depth, and its faults have their place', () => {
    const places: string[] = [];
    const data: unknown = parse('trees: [{ id: a, fork: [{ id: b, fork: [{ id: c, lef: d }] }] }]');
    forest.read(data, [], ({ path, code }) => places.push(`${path.join('.')} ${code}`));
    expect(places).toEqual([
      'trees.0.fork.0.fork.0.lef unknown_key',
      'trees.0.fork.0.fork.0 missing_key',
    ]);
  });
});

test('no schema asks for another one, which an editor would have to fetch', () => {
  for (const name of Object.keys(SCHEMAS)) {
    const references = readFileSync(fileOf(name), 'utf8').match(/"\$ref": "[^"]*"/g) ?? [];
    expect(references.filter((each) => !each.includes('"#/definitions/'))).toEqual([]);
  }
});
