/** Who has not begun, and hangs on a date of theirs, goes with the date, whoever writes it down. */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TEST_NOW_MS } from '../support/cli/cli.ts';
import { inWorkspace, type Workspace } from '../support/cli/people-workspace.ts';

const RENEWAL = `sequence: renewal
goals: [meeting_booked]
start: 30 days before prospect.renewal_date
steps: [{ id: letter, task: Write }]
`;

async function withAda(use: (workspace: Workspace) => Promise<void>): Promise<void> {
  await inWorkspace(async (workspace) => {
    for (const folder of ['sequences', 'templates']) mkdirSync(workspace.path(folder));
    workspace.write('sequences/renewal.yaml', RENEWAL);
    workspace.write(
      'sequences/other.yaml',
      RENEWAL.replace('renewal\n', 'other\n').replace(/start.*\n/, ''),
    );
    await workspace.run(['add', 'email=ada@kern.example', 'renewal_date=2026-08-31', 'zone=UTC']);
    await workspace.run(['enroll', 'renewal', '--all']);
    await use(workspace);
  });
}

const startOf = async (workspace: Workspace): Promise<unknown> =>
  (await workspace.json('show', 'p1')).document.enrollments[0].due;

test.each([
  ['a list', ['import', 'leads.csv']],
  ['somebody who adds them again', ['add', 'email=ada@kern.example', 'renewal_date=2026-06-30']],
  ['somebody who sets it', ['set', 'p1', 'renewal_date=2026-06-30']],
])('%s brings a sooner date', async (_, command) => {
  await withAda(async (workspace) => {
    workspace.write('leads.csv', 'email,renewal_date\nada@kern.example,2026-06-30\n');
    expect(await startOf(workspace)).toBe('2026-08-01T00:00:00.000Z');
    const { document } = await workspace.json(...command);
    expect(document).toMatchObject({ starts_moved: 1, starts_held: 0 });
    expect(await startOf(workspace)).toBe('2026-05-31T00:00:00.000Z');
  });
});

test('a list with a date that is none holds them, and says so; with another column it changes nothing', async () => {
  await withAda(async (workspace) => {
    workspace.write('leads.csv', 'email,seats\nada@kern.example,12\n');
    expect((await workspace.json('import', 'leads.csv')).document).toMatchObject({
      updated: 1,
      starts_moved: 0,
      starts_held: 0,
    });
    workspace.write('leads.csv', 'email,renewal_date\nada@kern.example,soon\n');
    const { stdout } = await workspace.run(['import', 'leads.csv']);
    expect(stdout).toContain('1 enrollment is held before the start');
    const asked = [{ kind: 'missing', sequence: 'renewal' }];
    expect((await workspace.json('tasks')).document).toMatchObject(asked);
    const again = await workspace.run(['set', 'p1', 'renewal_date=later']);
    expect(again.stdout).toContain('Still held, because this is no date to come');
    expect((await workspace.json('tasks')).document).toMatchObject(asked);
    const { document } = await workspace.json('set', 'p1', 'renewal_date=2026-06-30');
    expect(document).toMatchObject({ resumed: 1, still_missing: [] });
    expect((await workspace.json('tasks')).document).toEqual([]);
    expect(await startOf(workspace)).toBe('2026-05-31T00:00:00.000Z');
  });
});

const SOONER = { fields: { renewal_date: '2026-06-30' } };

test('a write that died before anybody was decided anew is made good by the next run', async () => {
  await withAda(async (workspace) => {
    await workspace.inWorld(async ({ stores }) => {
      const ada = (await stores.people.byId('p1'))!;
      await stores.people.save([{ id: 'p1', person: { ...ada, ...SOONER } }], TEST_NOW_MS, null);
    });
    expect(await startOf(workspace)).toBe('2026-08-01T00:00:00.000Z');
    await workspace.run(['run', '--once']);
    expect(await startOf(workspace)).toBe('2026-05-31T00:00:00.000Z');
  });
});

test('a step that writes the date of another sequence moves the start there', async () => {
  await withAda(async (workspace) => {
    const steps = 'steps: [{ id: mark, set: { fields: { renewal_date: "2026-06-30" } } }]';
    workspace.write(
      'sequences/marks.yaml',
      `sequence: marks\ngoals: [replied]\nenroll: { exclusive: false }\n${steps}\n`,
    );
    await workspace.run(['enroll', 'marks', '--all']);
    await workspace.run(['run', '--once']);
    await workspace.run(['run', '--once']);
    expect(await startOf(workspace)).toBe('2026-05-31T00:00:00.000Z');
  });
});

test('who turns out to be somebody with another date begins by that one', async () => {
  await withAda(async (workspace) => {
    const later = ['--now', '2026-03-03T09:00:00Z'];
    const told = ['email=a.kern@kern.example', 'renewal_date=2026-06-30'];
    await workspace.run(['add', ...told, ...later]);
    await workspace.run(['merge', 'p1', 'p2']);
    await workspace.run(['run', '--once']);
    expect(await startOf(workspace)).toBe('2026-05-31T00:00:00.000Z');
  });
});
