import { mkdirSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { person } from '../support/world/builders.ts';
import { inWorkspace, type Workspace } from '../support/cli/people-workspace.ts';

const FIRST = `sequence: classic
goals: [meeting_booked]
steps:
  - { id: look, task: Look them up }
  - { id: ring, wait: 1 day, task: Ring them }
`;
const FIELDS = ['from', 'to', 'steps', 'people', 'hash'];

async function withAda(use: (workspace: Workspace) => Promise<void>): Promise<void> {
  await inWorkspace(async (workspace) => {
    for (const folder of ['sequences', 'templates']) mkdirSync(workspace.path(folder));
    workspace.write('sequences/classic.yaml', FIRST);
    await workspace.run(['add', 'email=ada@kern.example']);
    await workspace.run(['enroll', 'classic', '--all']);
    workspace.write('sequences/classic.yaml', FIRST.replace('1 day', '2 days'));
    await use(workspace);
  });
}

test('the document of each of the four has every field, and counts people', async () => {
  await withAda(async (workspace) => {
    const diff = await workspace.json('diff', 'classic');
    expect(Object.keys(diff.document)).toEqual(expect.arrayContaining(FIELDS));
    expect(diff.document.steps).toMatchObject([{ id: 'ring', change: 'changed' }]);
    const plan = await workspace.json('plan', 'classic');
    expect(plan.document).toMatchObject({ people: { pin: 1, move: 1, stop: 1 } });
    const moving = await workspace.json('plan', 'classic', '--migrate', 'move');
    expect(moving.document).toMatchObject({ people: { pin: 0, move: 1, stop: 0 } });
    expect(moving.document.hash).toBe(plan.document.hash);
    const apply = await workspace.json(
      'apply',
      'classic',
      '--plan',
      plan.document.hash,
      '--migrate',
      'move',
    );
    expect(Object.keys(apply.document)).toEqual(expect.arrayContaining(FIELDS));
    expect(apply.document).toMatchObject({
      from: plan.document.from,
      to: plan.document.to,
      people: { pin: 0, move: 1, stop: 0 },
      results: [{ enrollment: 'e1', did: 'moved' }],
    });
    const back = await workspace.json('rollback', 'classic', '--yes');
    expect(back).toMatchObject({
      exitCode: 0,
      document: {
        from: plan.document.to,
        to: plan.document.from,
        people: { pin: 1, move: 0, stop: 0 },
      },
    });
  });
});

test.each([
  [['plan', 'classic', '--migrate', 'drag'], 2, 'usage'],
  [['rollback', 'classic'], 1, 'no_earlier_version'],
  [['plan', 'clasic'], 1, 'unknown_sequence'],
  [['apply', 'classic', '--plan', '000000000000'], 1, 'plan_changed'],
])('%j ends with %d', async (argv, exitCode) => {
  await withAda(async (workspace) => {
    expect((await workspace.json(...argv)).exitCode).toBe(exitCode);
  });
});

test.each([
  ['graph', []],
  ['preview', []],
  ['simulate', ['--people', '1', '--days', '1']],
  ['enroll', ['--all']],
])('%s of a sequence that only the store has says how to go on', async (command, more) => {
  await withAda(async (workspace) => {
    rmSync(workspace.path('sequences/classic.yaml'));
    const gone = await workspace.run([command, 'classic', ...more]);
    expect(gone.exitCode).toBe(1);
    expect(gone.stderr).toContain('git restore sequences/classic.yaml');
    expect(gone.stderr).toContain('touchline plan classic');
    const unknown = await workspace.run([command, 'clasic', ...more]);
    expect(unknown.stderr).toContain('write one: sequences/NAME.yaml');
  });
});

test('what an apply says of the way back is what a rollback can do', async () => {
  await withAda(async (workspace) => {
    const applied = async (name: string): Promise<string> => {
      const { document } = await workspace.json('plan', name);
      const how = ['--plan', document.hash, '--migrate', 'stop'];
      return (await workspace.run(['apply', name, ...how])).stdout;
    };
    expect(await applied('classic')).toContain(
      'To take it back: touchline rollback classic; who was stopped stays so',
    );
    workspace.write('sequences/other.yaml', FIRST.replace('classic', 'other'));
    expect(await applied('other')).not.toContain('To take it back');
  });
});

test('a file with errors is not planned: they are shown', async () => {
  await withAda(async (workspace) => {
    workspace.write('sequences/classic.yaml', FIRST.replace('task: Ring', 'tusk: Ring'));
    const { exitCode, stderr } = await workspace.run(['plan', 'classic']);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('unknown step kind "tusk"');
  });
});

test('names that drive a terminal are shown without what drives it', async () => {
  await withAda(async (workspace) => {
    await workspace.inWorld((world) => world.add(person('eve', { name: 'Eve\u001b[31m Kern' })));
    workspace.write('sequences/classic.yaml', FIRST);
    await workspace.run(['enroll', 'classic', '--all']);
    workspace.write('sequences/classic.yaml', FIRST.replace('1 day', '2 days'));
    const { stdout } = await workspace.run(['plan', 'classic']);
    expect(stdout).toContain('Eve Kern');
    expect(stdout).not.toContain('\u001b');
  });
});

test('of many people the ways are counted', async () => {
  await withAda(async (workspace) => {
    const rows = Array.from({ length: 25 }, (_, i) => `p${i}@many.example`);
    workspace.write('leads.csv', ['email', ...rows].join('\n'));
    workspace.write('sequences/classic.yaml', FIRST);
    await workspace.run(['import', 'leads.csv']);
    await workspace.run(['enroll', 'classic', '--all']);
    workspace.write('sequences/classic.yaml', FIRST.replace(/.*look.*\n/, ''));
    const { stdout } = await workspace.run(['plan', 'classic']);
    expect(stdout).toMatch(
      /PEOPLE {2}FROM STEP {2}TO STEP {2}NOTE\n +26 {2}look +ring +look was removed\n/,
    );
  });
});
