import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const inWorkspace = (use: (cwd: string) => Promise<void>): Promise<void> =>
  inTemporaryFolder(async (cwd) => {
    await runCli(['init'], { cwd });
    await use(cwd);
  });

describe('test', () => {
  test(
    'every shipped sequence has tests, and they pass in a fresh workspace',
    { timeout: 60_000 },
    () =>
      inWorkspace(async (cwd) => {
        for (const folder of ['sequences', 'templates']) {
          cpSync(join(ROOT, folder), join(cwd, folder), { recursive: true });
        }
        const shipped = readdirSync(join(ROOT, 'sequences'));
        for (const name of shipped.filter((each) => !each.endsWith('.test.yaml'))) {
          expect(shipped).toContain(name.replace('.yaml', '.test.yaml'));
        }
        const before = readdirSync(cwd);
        const { stdout, exitCode } = await runCli(['test', '--json'], { cwd });
        expect(JSON.parse(stdout)).toMatchObject({ failed: 0, failures: [] });
        expect(exitCode).toBe(0);
        expect(readdirSync(cwd)).toEqual(before);
      }),
  );

  test('passes where there are none, and says how to begin', () =>
    inWorkspace(async (cwd) => {
      const run = await runCli(['test'], { cwd });
      expect(run.exitCode).toBe(0);
      expect(run.stdout).toContain('sequences/NAME.test.yaml');
      expect(JSON.parse((await runCli(['test', '--json'], { cwd })).stdout)).toEqual({
        passed: 0,
        failed: 0,
        failures: [],
      });
    }));

  test.each([
    [
      'a person who can not be read',
      '{ first_name: Ada }',
      "the prospect can't be read: the person has",
    ],
    ['a person who can not be enrolled', '{ external_id: x1 }', "can't be enrolled: no address"],
  ])('%s fails the case, not the command', (_, prospect, words) =>
    inWorkspace(async (cwd) => {
      writeFileSync(
        join(cwd, 'sequences/classic.test.yaml'),
        `- { case: x, prospect: ${prospect}, start: 2026-03-02T09:00, expect: {} }\n`,
      );
      const { stdout, exitCode } = await runCli(['test', '--json'], { cwd });
      expect(exitCode).toBe(3);
      expect(JSON.parse(stdout).failures[0].problems.join(' ')).toContain(words);
    }),
  );

  test('a case that can not be read fails, and the others are tested all the same', () =>
    inWorkspace(async (cwd) => {
      const good = (name: string): string =>
        `- { case: ${name}, prospect: { email: a@b.test, zone: UTC }, start: 2026-03-02T10:00, expect: {} }\n`;
      writeFileSync(
        join(cwd, 'sequences/classic.test.yaml'),
        `${good('one')}- { case: two, prospect: {}, start: tomorrow, expect: {} }\n${good('three')}`,
      );
      const { stdout, exitCode } = await runCli(['test', '--json'], { cwd });
      expect([exitCode, JSON.parse(stdout)]).toMatchObject([
        3,
        { passed: 2, failed: 1, failures: [{ line: 2, case: 'two' }] },
      ]);
      expect(JSON.parse(stdout).failures[0].problems[0]).toContain('"start" is "tomorrow"');
    }));

  test('a handover is followed into the other sequence', () =>
    inWorkspace(async (cwd) => {
      const head = 'goals: [reply]\nmailboxes: [anna]\nsteps:\n';
      writeFileSync(
        join(cwd, 'sequences/a.yaml'),
        `sequence: a\n${head}  - { id: one, email: intro }\n  - { id: on, handover: b }\n`,
      );
      writeFileSync(
        join(cwd, 'sequences/b.yaml'),
        `sequence: b\n${head}  - { id: two, wait: 1 day, email: goodbye }\n`,
      );
      writeFileSync(
        join(cwd, 'sequences/a.test.yaml'),
        '- { case: x, prospect: { email: a@b.test, zone: UTC }, start: 2026-03-02T10:00, expect: { steps: [one, { step: b/two, at: 2026-03-03T10:00 }], status: finished, reason: completed } }\n',
      );
      const { stdout } = await runCli(['test', '--json'], { cwd });
      expect(JSON.parse(stdout)).toEqual({ passed: 1, failed: 0, failures: [] });
    }));
});

describe('a file of tests', () => {
  test('is no sequence: lint reads it as tests, and nobody is enrolled in it', () =>
    inWorkspace(async (cwd) => {
      writeFileSync(join(cwd, 'sequences/gone.test.yaml'), '- { case: x }\n');
      const { diagnostics } = JSON.parse((await runCli(['lint', '--json'], { cwd })).stdout);
      expect(diagnostics).toMatchObject([
        { file: 'sequences/gone.test.yaml', code: 'unknown_sequence' },
      ]);
      const enroll = await runCli(['enroll', 'gone', '--all', '--json'], { cwd });
      expect(JSON.parse(enroll.stdout).error).toMatchObject({
        code: 'unknown_sequence',
        hint: expect.not.stringContaining('test'),
      });
    }));
});
