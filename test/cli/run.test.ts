import { describe, expect, test } from 'vitest';
import {
  defineCommand,
  type CommandEntry,
  type Context,
  type LoadedCommand,
} from '../../src/cli/command.ts';
import { refusePretendedNow } from '../../src/cli/context.ts';
import { requireWorkspace } from '../../src/cli/workspace/workspace.ts';
import { isoOf } from '../../src/cli/output/json.ts';
import { invariant } from '../../src/core/invariant.ts';
import { instantIn } from '../../src/core/time/written-instant.ts';
import { UserError, type UserErrorExitCode } from '../../src/core/user-error.ts';
import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, runCli, TEST_NOW_MS } from '../support/cli/cli.ts';

/** Tells what it was given. */
const echo = defineCommand({
  description: 'Echoes.',
  arguments: {
    word: { count: 'optional', placeholder: 'WORD', summary: 'any word' },
    more: { count: 'any', placeholder: 'MORE', summary: 'any words' },
  },
  options: {
    dryRun: { kind: 'flag', summary: 'change nothing' },
    limit: { kind: 'integer', placeholder: 'N', summary: 'at most', min: 1, max: 9 },
    at: { kind: 'instant', placeholder: 'ISO', summary: 'when' },
    map: { kind: 'texts', placeholder: 'A=B', summary: 'pairs' },
    by: { kind: 'choice', placeholder: 'BY', summary: 'order', choices: ['name', 'age'] },
  },
  examples: [],
  writes: false,
  run: async (context, args, options) => {
    context.talk('thinking');
    return {
      data: {
        now: isoOf(context.clock.nowMs()),
        workspace: context.workspaceDir,
        word: args.word,
        more: args.more,
        dry_run: options.dryRun,
        limit: options.limit,
        at: options.at === null ? null : isoOf(instantIn(options.at, 'UTC')),
        map: options.map,
        by: options.by,
      },
      text: () => context.colors.red(`echo ${args.word}`),
    };
  },
});

const failing = (fail: () => never) =>
  defineCommand({
    description: 'Fails.',
    arguments: {},
    options: {},
    examples: [],
    writes: false,
    run: async () => fail(),
  });

const userError = (exitCode: UserErrorExitCode) => () => {
  throw new UserError('no_such_list', 'no list "spring"', 'touchline find --list', exitCode);
};

const entry = (name: string, command: LoadedCommand): CommandEntry => ({
  name,
  group: 'Test:',
  summary: `Do ${name}`,
  load: async () => command,
});

const notFound = failing(userError(1));
const commands = [
  entry('echo', echo),
  entry('failed', notFound),
  entry('invalid', failing(userError(3))),
  entry('busy', failing(userError(75))),
  entry(
    'impossible',
    failing(() => invariant(false, 'a touch without a step') as never),
  ),
  entry('family', {
    description: 'A family.',
    members: [
      { name: 'list', summary: 'List', isDefault: true, definition: { ...echo, arguments: {} } },
      { name: 'done', summary: 'Done', definition: notFound },
    ],
  }),
];
const cli = (line: string, settings = {}) =>
  runCli(line.split(' ').filter(Boolean), { commands, ...settings });
const json = async (line: string, settings = {}) =>
  JSON.parse((await cli(`${line} --json`, settings)).stdout);

describe('exit codes', () => {
  test.each([
    ['echo', 0],
    ['--help', 0],
    ['echo --help', 0],
    ['help echo', 0],
    ['--version', 0],
    ['failed', 1],
    ['', 2],
    ['ehco', 2],
    ['echo --limit many', 2],
    ['family dnoe', 2],
    ['invalid', 3],
    ['impossible', 70],
    ['busy', 75],
  ])('"%s" ends with %i, and with --json prints one document', async (line, exitCode) => {
    expect((await cli(line)).exitCode).toBe(exitCode);
    const { exitCode: sameCode, stdout } = await cli(`${line} --json`);
    expect(sameCode).toBe(exitCode);
    expect(() => JSON.parse(stdout)).not.toThrow();
    expect('error' in JSON.parse(stdout)).toBe(exitCode !== 0);
  });
});

describe('errors', () => {
  test('what a person can mend: the message and the way out, on stderr', async () => {
    expect(await cli('failed')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'touchline: no list "spring"\n  touchline find --list\n',
    });
  });

  test('with --json they are a document as well', async () => {
    expect(await json('failed')).toEqual({
      error: { code: 'no_such_list', message: 'no list "spring"', hint: 'touchline find --list' },
    });
  });

  test('our own fault comes with its stack', async () => {
    const { stderr } = await cli('impossible');
    expect(stderr).toContain('a fault of ours: a touch without a step');
    expect(stderr).toMatch(/at .*run\.test\.ts/);
    expect(await json('impossible')).toMatchObject({ error: { code: 'internal' } });
  });

  test.each([
    ['ehco', 'unknown_command', 'did you mean echo?\nsee: touchline --help'],
    ['echo --limti 3', 'unknown_option', 'did you mean --limit?\nsee: touchline echo --help'],
    ['echo --limit', 'missing_option_value', 'see: touchline echo --help'],
    ['echo --limit 10', 'invalid_argument', 'see: touchline echo --help'],
    ['echo --limit 1.5', 'invalid_argument', 'see: touchline echo --help'],
    ['echo --by size', 'invalid_argument', 'see: touchline echo --help'],
    ['echo --at 2026-02-30', 'invalid_argument', 'see: touchline echo --help'],
    ['failed twice', 'too_many_arguments', 'see: touchline failed --help'],
    [
      'family dnoe',
      'unknown_command',
      'touchline family takes: list, done\nsee: touchline family --help',
    ],
    ['', 'missing_command', 'see: touchline --help'],
    ['echo --now soon', 'invalid_now', 'write it as 2026-03-02T09:00:00Z'],
    // No message has a date before 1970.
    ['echo --now 1969-12-31T23:59:59Z', 'invalid_now', 'write it as 2026-03-02T09:00:00Z'],
    ['echo --now 0000-01-01', 'invalid_now', 'write it as 2026-03-02T09:00:00Z'],
    ['echo --now 9999-12-31T23:59-01:00', 'invalid_now', 'write it as 2026-03-02T09:00:00Z'],
  ])('"%s" is %s', async (line, code, hint) => {
    expect(await json(line)).toMatchObject({ error: { code, hint } });
  });

  test('--json after -- is text, not an option', async () => {
    expect((await cli('ehco -- --json')).stdout).toBe('');
  });
});

describe('arguments and options', () => {
  test('what is left out is false, null or empty', async () => {
    expect(await json('echo')).toEqual({
      now: isoOf(TEST_NOW_MS),
      workspace: null,
      word: null,
      more: [],
      dry_run: false,
      limit: null,
      at: null,
      map: [],
      by: null,
    });
  });

  test('what is given arrives in its type', async () => {
    const line =
      'echo hello big world --dry-run --limit 3 --at 2026-03-02T10:00+01:00 --map a=b --map c=d --by age';
    expect(await json(line)).toMatchObject({
      word: 'hello',
      more: ['big', 'world'],
      dry_run: true,
      limit: 3,
      at: '2026-03-02T09:00:00.000Z',
      map: ['a=b', 'c=d'],
      by: 'age',
    });
  });

  test('a family without a member is its default member', async () => {
    expect(await json('family --limit 2')).toMatchObject({ limit: 2 });
    expect(await json('family list --limit 2')).toMatchObject({ limit: 2 });
  });
});

describe('global options', () => {
  test.each(['--workspace /w --now 2026-05-01 echo', 'echo --workspace /w --now 2026-05-01'])(
    'stand before or after the command: %s',
    async (line) => {
      expect(await json(line)).toMatchObject({ workspace: '/w', now: '2026-05-01T00:00:00.000Z' });
    },
  );

  test('have variables, and an option wins over its variable', async () => {
    const env = { TOUCHLINE_WORKSPACE: '/from-env', TOUCHLINE_NOW: '2026-04-01T00:00:00Z' };
    expect(await json('echo', { env })).toMatchObject({
      workspace: '/from-env',
      now: '2026-04-01T00:00:00.000Z',
    });
    expect(await json('echo --workspace /w --now 2026-05-01', { env })).toMatchObject({
      workspace: '/w',
      now: '2026-05-01T00:00:00.000Z',
    });
  });

  test('a bad TOUCHLINE_NOW is wrong usage and names the variable', async () => {
    const { exitCode, stderr } = await cli('echo', { env: { TOUCHLINE_NOW: 'noon' } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('TOUCHLINE_NOW is not an instant: "noon"');
  });

  test('--workspace is relative to the working directory', async () => {
    expect(await json('echo --workspace mine', { cwd: '/home/ada' })).toMatchObject({
      workspace: '/home/ada/mine',
    });
  });

  test('--quiet silences the talk and keeps errors', async () => {
    expect((await cli('echo')).stderr).toBe('thinking\n');
    expect((await cli('echo --quiet')).stderr).toBe('');
    expect((await cli('failed --quiet')).stderr).not.toBe('');
  });

  test.each([
    ['a terminal', 'echo', { isTty: true }, true],
    ['a pipe', 'echo', {}, false],
    ['--no-color', 'echo --no-color', { isTty: true }, false],
    ['NO_COLOR', 'echo', { isTty: true, env: { NO_COLOR: '1' } }, false],
    ['an empty NO_COLOR', 'echo', { isTty: true, env: { NO_COLOR: '' } }, true],
  ])('colour on %s', async (_, line, settings, isColored) => {
    expect((await cli(line, settings)).stdout.includes('\u001b[31m')).toBe(isColored);
  });
});

test('whatever a command lets through, nothing on either stream drives the terminal', async () => {
  const evil = 'Ada\u001b]0;owned\u0007\u202e';
  const careless = {
    ...echo,
    run: async (context: Context) => {
      context.talk(evil);
      return { data: evil, text: () => evil };
    },
  };
  const rude = failing(() => {
    throw new UserError('no_such_person', `nobody is called ${evil}`);
  });
  const settings = { commands: [entry('careless', careless), entry('rude', rude)] };
  expect(await cli('careless', settings)).toMatchObject({ stdout: 'Ada\n', stderr: 'Ada\n' });
  expect((await cli('rude', settings)).stderr).toBe('touchline: nobody is called Ada\n');
  expect((await cli('careless --json', settings)).stdout).not.toContain('\u001b');
  expect(await json('careless', settings)).toBe(evil);
});

describe('a pretended clock', () => {
  const sends = (hosts: readonly string[]) =>
    entry('send', {
      ...echo,
      run: async (context) => {
        refusePretendedNow(context, hosts);
        return { data: null, text: () => '' };
      },
    });

  test.each([
    [['localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]'], 0],
    [['127.0.0.1', 'mail.acme.example'], 2],
    [['127.0.0.1.evil.example'], 2],
    [['10.0.0.1'], 2],
  ])('with servers %j ends with %i', async (hosts, exitCode) => {
    const settings = { commands: [sends(hosts)] };
    expect((await cli('send --now 2026-05-01', settings)).exitCode).toBe(exitCode);
    expect((await cli('send', settings)).exitCode).toBe(0);
  });
});

describe('the workspace', () => {
  const where = entry('where', {
    ...echo,
    run: async (context) => ({ data: requireWorkspace(context), text: () => '' }),
  });

  test('is the nearest parent with touchline.yaml', () =>
    inTemporaryFolder(async (dir) => {
      const below = join(dir, 'a', 'b');
      mkdirSync(below, { recursive: true });
      expect(await json('where', { commands: [where], cwd: below })).toMatchObject({
        error: { code: 'no_workspace' },
      });
      writeFileSync(join(dir, 'touchline.yaml'), '');
      expect(await json('where', { commands: [where], cwd: below })).toBe(dir);
    }));

  test('is what --workspace names, and nothing above it', () =>
    inTemporaryFolder(async (dir) => {
      writeFileSync(join(dir, 'touchline.yaml'), '');
      mkdirSync(join(dir, 'a'));
      const there = (name: string) =>
        json(`where --workspace ${name}`, { commands: [where], cwd: dir });
      expect(await there('.')).toBe(dir);
      expect(await there('a')).toMatchObject({ error: { code: 'no_workspace' } });
    }));
});
