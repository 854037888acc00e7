import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeParts } from '../../src/cli/files/written-parts.ts';
import { call, email, sequence } from '../support/world/builders.ts';
import { inWorkspace, type Workspace } from '../support/cli/people-workspace.ts';

const LEADS = 'email,first_name,company\nada@kern.example,Ada,Kern\nben@tofu.example,Ben,=Tofu\n';

async function imported(workspace: Workspace): Promise<void> {
  await workspace.json('import', workspace.write('leads.csv', LEADS), '--list', 'spring');
}

test('an export is for our eyes only, and one that fails leaves the file as it was', () =>
  inWorkspace(async (workspace) => {
    await imported(workspace);
    const file = workspace.path('people.csv');
    const written = await workspace.json('export', '--out', file);
    expect(written).toMatchObject({ exitCode: 0, document: { file, format: 'csv', rows: 2 } });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file, 'utf8');
    const again = ['export', '--out', file, '--list', 'nobodys'];
    expect(await workspace.json(...again)).toMatchObject({
      exitCode: 1,
      document: { error: { code: 'file_exists' } },
    });
    expect(await workspace.json(...again, '--force')).toMatchObject({
      exitCode: 1,
      document: { error: { code: 'unknown_list' } },
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
  }));

test('an export has its name once it is whole', () =>
  inWorkspace(async (workspace) => {
    const file = workspace.path('people.csv');
    async function* parts(): AsyncGenerator<string> {
      yield 'email\r\n';
      expect(existsSync(file)).toBe(false);
      yield 'ada@kern.example\r\n';
    }
    await writeParts(file, false, parts());
    expect(readFileSync(file, 'utf8')).toContain('ada@kern.example');
    expect(readdirSync(workspace.dir).filter((name) => name.endsWith('.part'))).toEqual([]);
  }));

test('people who were imported from their export have the same document', () =>
  inWorkspace(async (workspace) => {
    const rows = 'email,country,notes\nada@kern.example,Narnia,met\n';
    await workspace.json('import', workspace.write('leads.csv', rows));
    const { stdout } = await workspace.run(['export', '--format', 'jsonl']);
    await inWorkspace(async (other) => {
      await other.json('import', other.write('people.jsonl', stdout));
      expect((await other.run(['export', '--format', 'jsonl'])).stdout).toBe(stdout);
    });
  }));

test('what happened is exported of those who are asked for, as documents or as a table', () =>
  inWorkspace(async (workspace) => {
    await imported(workspace);
    await workspace.inWorld(async (world) => {
      await world.enroll(sequence([email('intro'), call('ring')], { name: 'intro' }), ['p1', 'p2']);
      await world.run();
    });
    const { document } = await workspace.json(
      'export',
      'touches',
      '--where',
      "prospect.company == 'Kern'",
    );
    expect(document).toMatchObject([
      {
        export: 'touches',
        person: 'p1',
        step: 'intro',
        status: 'sent',
        at: expect.stringMatching(/Z$/),
      },
    ]);
    const { stdout } = await workspace.run(['export', 'touches']);
    expect(stdout.split('\r\n')).toHaveLength(4);
  }));

test('a list that has another name by now is taken back with its import', () =>
  inWorkspace(async (workspace) => {
    await imported(workspace);
    await workspace.json('lists', 'add', 'fair', 'p1');
    await workspace.json('lists', 'rename', 'spring', 'fair');
    expect((await workspace.json('lists')).document).toEqual([{ name: 'fair', people: 2 }]);
    const undone = await workspace.json('imports', 'undo', 'i1', '--yes');
    expect(undone.document).toMatchObject({ removed: 1, kept: 1 });
    expect((await workspace.json('lists')).document).toEqual([{ name: 'fair', people: 1 }]);
  }));
