import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assetOf } from '../../src/core/asset.ts';
import { workspaceFiles } from '../../src/cli/files/workspace-files.ts';
import { attachedFiles, attachmentsShape } from '../../src/definition/sequence/attached-files.ts';
import type { Problem } from '../../src/definition/reading/problem.ts';
import { loadAssets } from '../../src/usecases/files/load-assets.ts';
import { inTemporaryFolder } from '../support/cli/cli.ts';

const PATH = ['steps', 0, 'attachments'];

function read(written: readonly string[], sizes: Readonly<Record<string, number>>) {
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  const assets = new Map(
    Object.entries(sizes).map(([name, size]) => [name, assetOf(name, Buffer.alloc(size))] as const),
  );
  const names = attachmentsShape.read(written, PATH, report) ?? [];
  const files = attachedFiles(names, PATH, assets, report);
  return { names: files.map(({ name }) => name), files, problems, assets };
}

test('files keep their order, and are known by name and hash', () => {
  const { names, files, problems, assets } = read(['b.pdf', 'a.pdf'], { 'a.pdf': 1, 'b.pdf': 2 });
  expect([names, problems]).toEqual([['b.pdf', 'a.pdf'], []]);
  expect(files[0]).toEqual({ name: 'b.pdf', hash: assets.get('b.pdf')!.hash });
});

test('a file that is not there is named at its place', () => {
  expect(read(['a.pdf', 'prise.pdf'], { 'a.pdf': 1, 'price.pdf': 1 }).problems).toMatchObject([
    {
      path: [...PATH, 1],
      code: 'unknown_attachment',
      message: 'there is no file attachments/prise.pdf',
      hint: 'files: a.pdf, price.pdf\ndid you mean "price.pdf"?',
    },
  ]);
  expect(read(['../touchline.yaml'], {}).problems).toMatchObject([{ code: 'unknown_attachment' }]);
});

test('more than 5 MB together is too much', () => {
  const size = 3 * 1024 * 1024;
  expect(read(['a.zip', 'b.zip'], { 'a.zip': size, 'b.zip': size }).problems).toMatchObject([
    { path: PATH, code: 'attachments_too_large' },
  ]);
});

test('the files of a workspace are read as they are, but for hidden ones', () =>
  inTemporaryFolder(async (dir) => {
    expect((await loadAssets(workspaceFiles(dir))).size).toBe(0);
    const bytes = Buffer.from([0, 255, 13, 10]);
    mkdirSync(join(dir, 'attachments'));
    writeFileSync(join(dir, 'attachments/価格.pdf'), bytes);
    writeFileSync(join(dir, 'attachments/.DS_Store'), 'x');
    const assets = await loadAssets(workspaceFiles(dir));
    expect([...assets.keys()]).toEqual(['価格.pdf']);
    expect(Buffer.from(assets.get('価格.pdf')!.bytes).equals(bytes)).toBe(true);
  }));
