/** A list comes in whole or not at all, whatever ends the process that reads it. */
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { inWorkspace } from '../support/cli/people-workspace.ts';
import { assertBuilt, startTouchline } from '../support/processes/program.ts';
import { until } from '../support/until.ts';

const ROWS = 60_000;

beforeAll(assertBuilt);

function list(): string {
  const lines = Array.from({ length: ROWS }, (_, row) =>
    row % 9 === 0 ? `nobody,No Body ${row}` : `p${row}@kern.example,Ada Kern ${row}`,
  );
  return ['email,name', ...lines, ''].join('\n');
}

test.each(['SIGKILL', 'SIGINT'] as const)('%s in the middle leaves nobody', (signal) =>
  inWorkspace(async (workspace) => {
    workspace.write('few.csv', 'email\nada@kern.example\n');
    await workspace.json('import', 'few.csv');
    writeFileSync(workspace.path('many.csv'), list());
    const { child, ended } = startTouchline(['import', 'many.csv', '--json'], workspace.dir);
    const part = (): string | undefined =>
      readdirSync(workspace.dir).find((name) => name.includes('.part.'));
    // Rejected rows are on their way: it is in the middle.
    await until('rows are rejected', () => {
      const name = part();
      return name !== undefined && statSync(workspace.path(name)).size > 50_000;
    });
    child.kill(signal);
    await ended;
    expect(existsSync(workspace.path('many.rejected.csv'))).toBe(false);
    if (signal === 'SIGINT') expect(part()).toBeUndefined();
    expect((await workspace.json('find')).document).toHaveLength(1);
    expect((await workspace.json('imports')).document).toHaveLength(1);
    expect((await workspace.json('verify')).document.ok).toBe(true);
    const { document } = await workspace.json('import', 'few.csv');
    expect(document).toMatchObject({ unchanged: 1 });
  }),
);
