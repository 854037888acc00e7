/** Words of a workspace's own for how calls end. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import { WORKSPACE } from '../support/cli/workspace-of-anna.ts';
import { at, call, email, person, sequence } from '../support/world/builders.ts';
import { World } from '../support/world/world.ts';

const OWN = 'dispositions: { left_message: voicemail, wants_demo: meeting_booked }\n';

type Cli = (...argv: string[]) => Promise<{ stdout: string; stderr: string; exitCode: number }>;

/** Ada and Bob are to be called. */
function called(act: (cli: Cli, dir: string) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (dir) => {
    writeFileSync(join(dir, 'touchline.yaml'), WORKSPACE + OWN);
    const world = new World({ nowMs: at('2026-03-02T09:00'), path: join(dir, 'touchline.db') });
    try {
      const steps = sequence([call('ring'), email('bump', { wait: '1 day' })]);
      await world.enroll(steps, await world.add(person('ada'), person('bob')));
      await world.run();
      await act((...argv) => runCli(argv, { cwd: dir, env: { HOME: dir } }), dir);
    } finally {
      world.stores.close();
    }
  });
}

test('a word of their own does what the outcome does that it stands for, and is kept', () =>
  called(async (cli) => {
    const done = await cli(
      'tasks',
      'done',
      'e1.ring.1',
      '--outcome',
      'wants_demo',
      '--note',
      'Tue',
    );
    expect(done.stdout).toContain('(meeting_booked)');
    const shown = JSON.parse((await cli('show', 'p1', '--json')).stdout) as {
      enrollments: unknown[];
    };
    expect(shown.enrollments).toMatchObject([{ status: 'finished', reason: 'meeting_booked' }]);
    const task = JSON.parse((await cli('tasks', 'show', 'e1.ring.1', '--json')).stdout) as unknown;
    expect(JSON.stringify(task)).toContain('wants_demo: Tue');
    const logged = await cli(
      'log',
      'call',
      '--prospect',
      'p2',
      '--outcome',
      'left_message',
      '--json',
    );
    expect(JSON.parse(logged.stdout)).toMatchObject({ kind: 'manual_touch', stopped: 0 });
    expect((await cli('show', 'p2')).stdout).toMatch(/manual touch +call +left_message/);
  }));

test('a word that nobody knows is named with the ones that there are', () =>
  called(async (cli) => {
    const { exitCode, stderr } = await cli(
      'log',
      'call',
      '--prospect',
      'p1',
      '--outcome',
      'left_mesage',
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('a call cannot end with "left_mesage"');
    expect(stderr).toContain('did you mean "left_message"?');
    expect((await cli('tasks', 'done', 'e1.ring.1', '--outcome', 'gone')).exitCode).toBe(2);
  }));

test('an outcome of every workspace keeps its meaning', () =>
  called(async (cli, dir) => {
    writeFileSync(join(dir, 'touchline.yaml'), WORKSPACE);
    appendFileSync(join(dir, 'touchline.yaml'), 'dispositions: { no_answer: connected }\n');
    const { exitCode, stdout } = await cli('lint');
    expect(exitCode).toBe(3);
    expect(stdout).toContain('"no_answer" is an outcome of every workspace');
  }));
