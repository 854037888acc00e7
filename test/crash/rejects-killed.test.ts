/** Rejected rows have a file when their list came in, and none when it did not, whatever ends the process between the two. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { inWorkspace, type Workspace } from '../support/cli/people-workspace.ts';
import { assertBuilt, startTouchline } from '../support/processes/program.ts';
import { until } from '../support/until.ts';

const LIST = 'email,name\nada@kern.example,Ada\nnobody,No Body\nben@tofu.example,Ben\n';
const REJECTED = 'touchline_reason,email,name\r\n';

beforeAll(assertBuilt);

/** A call that works on a file on its way never ends: the process waits there for its death. */
function hangingAt(call: string, when: 'before' | 'after'): Readonly<Record<string, string>> {
  const code = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const real = fs.promises['${call}'];
    fs.promises['${call}'] = async (path, ...others) => {
      if (!String(path).includes('.touchline-')) return real(path, ...others);
      if ('${when}' === 'after') await real(path, ...others);
      process.stderr.write('waits for its death');
      await new Promise(() => setInterval(() => {}, 1_000_000));
    };
    syncBuiltinESMExports();`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

async function killedAt(
  workspace: Workspace,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const { child, ended, talk } = startTouchline(['import', ...argv], workspace.dir, env);
  await until('it waits', () => talk().includes('waits for its death'));
  child.kill('SIGKILL');
  await ended;
}

function filesOf({ dir }: Workspace, part: string): readonly string[] {
  return readdirSync(dir).filter((name) => name.includes(part));
}

test.each([
  ['open', 'before', false],
  ['open', 'after', false],
  ['rename', 'before', false],
  ['rename', 'after', false],
  ['link', 'before', true],
  ['link', 'after', true],
  ['rm', 'before', true],
  ['rm', 'after', true],
] as const)('killed %s: %s, the list came in: %s', (call, when, isIn) =>
  inWorkspace(async (workspace) => {
    workspace.write('few.csv', 'email\neva@kern.example\n');
    await workspace.json('import', 'few.csv');
    workspace.write('many.csv', LIST);
    await killedAt(workspace, ['many.csv'], hangingAt(call, when));
    const file = workspace.path('many.rejected.csv');
    expect((await workspace.json('find')).document).toHaveLength(isIn ? 3 : 1);
    if (!isIn) expect(existsSync(file)).toBe(false);

    // Whatever is imported next ends it.
    await workspace.json('import', 'few.csv');
    expect(existsSync(file)).toBe(isIn);
    expect(filesOf(workspace, '.touchline-')).toEqual([]);

    const { document } = await workspace.json('import', 'many.csv');
    expect(document).toMatchObject({ rejected: 1, ...(isIn ? { unchanged: 2 } : { created: 2 }) });
    expect(filesOf(workspace, 'rejected')).toEqual(['many.rejected.csv']);
    expect(readFileSync(file, 'utf8').startsWith(REJECTED)).toBe(true);
    const files = await workspace.inWorld(({ stores }) => stores.privacy.writtenFiles());
    expect(files).toEqual([{ path: file, kind: 'list' }]);
    expect((await workspace.json('verify')).document.ok).toBe(true);
  }),
);

test('what another import died on its way with is told, and never written over what is there', () =>
  inWorkspace(async (workspace) => {
    workspace.write('many.csv', LIST);
    await killedAt(workspace, ['many.csv'], hangingAt('link', 'before'));
    workspace.write('many.rejected.csv', 'mine');
    workspace.write('few.csv', 'email\neva@kern.example\n');
    const { stderr } = await workspace.run(['import', 'few.csv']);
    expect(stderr).toContain('many.rejected-2.csv: what an import rejected that was stopped\n');
    expect(readFileSync(workspace.path('many.rejected.csv'), 'utf8')).toBe('mine');
  }));
