/** Which commands look up public holidays, and that no other needs the almanac. */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Almanac } from '../../src/ports/almanac.ts';
import type { CliRun } from '../support/cli/cli.ts';
import { inWorkspace, type Workspace } from '../support/cli/people-workspace.ts';

const SEQUENCE = `sequence: visit
goals: [reply]
enroll: { exclusive: false }
window: { holidays: JP }
steps:
  - { id: letter, task: Post the catalogue }
`;

interface Watched {
  readonly run: (...argv: readonly string[]) => Promise<CliRun>;
  /** `DE 2026` ... since it was last looked at. */
  readonly asked: () => readonly string[];
  readonly workspace: Workspace;
}

function watched(use: (watched: Watched) => Promise<void>): Promise<void> {
  return inWorkspace(async (workspace) => {
    const seen: string[] = [];
    const almanac: Almanac = {
      publicHolidays: (country, year) => (seen.push(`${country} ${year}`), []),
    };
    await use({
      workspace,
      run: (...argv) => workspace.run(argv, { adapters: { almanac: async () => almanac } }),
      asked: () => [...new Set(seen.splice(0).map((each) => each.slice(0, 2)))],
    });
  });
}

test('import, add, set and enroll look up a country that is new to them, and only then', () =>
  watched(async ({ run, asked, workspace }) => {
    workspace.write('leads.csv', 'email,country\nada@kern.example,DE\nbob@ray.example,US\n');
    await run('import', 'leads.csv', '--dry-run');
    expect(asked()).toEqual([]);
    await run('import', 'leads.csv');
    expect(asked()).toEqual(['DE', 'US']);
    await run('add', 'email=cy@lund.example', 'country=FR');
    expect(asked()).toEqual(['FR']);
    await run('set', 'p1', 'country=IT');
    expect(asked()).toEqual(['IT']);
    await run('set', 'p1', 'country=DE');
    expect(asked()).toEqual([]);
    mkdirSync(workspace.path('sequences'));
    workspace.write('sequences/visit.yaml', SEQUENCE);
    await run('enroll', 'visit', '--all', '--dry-run');
    expect(asked()).toEqual([]);
    expect((await run('enroll', 'visit', '--all')).exitCode).toBe(0);
    expect(asked()).toEqual(['JP']);
  }));

test('a run and whoever looks need no almanac', () =>
  watched(async ({ run, workspace }) => {
    await run('add', 'email=ada@kern.example', 'country=DE');
    const almanac = () => Promise.reject(new Error('the almanac was opened'));
    for (const command of ['run --once', 'status', 'show p1', 'why p1', 'find ada', 'lint']) {
      const { stderr } = await workspace.run(command.split(' '), { adapters: { almanac } });
      expect(stderr, command).not.toContain('the almanac was opened');
    }
    const added = ['add', 'email=bob@ray.example', 'country=US'];
    const { stderr } = await workspace.run(added, { adapters: { almanac } });
    expect(stderr).toContain('the almanac was opened');
  }));

test('holidays are known before the person is saved: a run in between finds them', () =>
  watched(async ({ workspace }) => {
    const almanac = () => Promise.reject(new Error('the almanac was opened'));
    await workspace.run(['add', 'email=ada@kern.example', 'country=DE'], { adapters: { almanac } });
    expect((await workspace.run(['show', 'ada@kern.example'])).exitCode).toBe(1);
  }));
