import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';

const REPS = 'reps: { anna: { name: Anna }, ben: { name: Ben } }\n';

test("a task that is nobody's is warned of, and stands in the list of every rep", () =>
  inTemporaryFolder(async (cwd) => {
    await runCli(['init'], { cwd });
    writeFileSync(join(cwd, 'touchline.yaml'), `workspace: x\nzone: UTC\n${REPS}`);
    const path = join(cwd, 'sequences/post.yaml');
    writeFileSync(path, 'sequence: post\ngoals: [reply]\nsteps: [{ id: a, task: Write a card }]\n');
    const lint = async (): Promise<unknown[]> => {
      const { stdout } = await runCli(['lint', 'sequences/post.yaml', '--json'], { cwd });
      return JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code);
    };
    expect(await lint()).toEqual(['tasks_of_nobody']);

    await runCli(['add', 'email=ada@kern.example'], { cwd });
    await runCli(['add', 'email=bo@kern.example', 'owner=anna'], { cwd });
    await runCli(['enroll', 'post', '--all'], { cwd });
    await runCli(['run', '--once'], { cwd });
    const ofRep = async (rep: string): Promise<unknown[]> => {
      const { stdout } = await runCli(['tasks', 'list', '--rep', rep, '--json'], { cwd });
      return JSON.parse(stdout).map((task: { prospect: { id: string }; reasons: string[] }) => [
        task.prospect.id,
        task.reasons.includes("nobody's so far"),
      ]);
    };
    const ofAnna = await ofRep('anna');
    expect(ofAnna).toHaveLength(2);
    expect(ofAnna).toEqual(
      expect.arrayContaining([
        ['p1', true],
        ['p2', false],
      ]),
    );
    expect(await ofRep('ben')).toEqual([['p1', true]]);

    writeFileSync(path, `rep: ben\n${readFileSync(path, 'utf8')}`);
    expect(await lint()).toEqual([]);
  }));
