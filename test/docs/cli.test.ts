import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { GLOBAL_OPTIONS } from '../../src/cli/global-options.ts';
import { flagOf, type LoadedCommand } from '../../src/cli/command.ts';
import { cliReference } from '../support/cli/cli-reference.ts';
import { fileURLToPath } from 'node:url';

test('docs/cli.md is what the commands say of themselves', async () => {
  const file = fileURLToPath(new URL('../../docs/cli.md', import.meta.url));
  await expect(await cliReference()).toMatchFileSnapshot(file);
});

const commands = await Promise.all(
  COMMANDS.map(async (entry) => ({ ...entry, loaded: await entry.load() })),
);
const definitionsOf = (loaded: LoadedCommand) =>
  'members' in loaded ? loaded.members.map(({ definition }) => definition) : [loaded];

test('command names are unique and in kebab-case', () => {
  const names = COMMANDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test.each(commands)('$name says what it does, and shows how', ({ summary, loaded }) => {
  expect(summary).toMatch(/^[A-Z].*[^.]$/);
  expect(loaded.description).toMatch(/\.$/);
  for (const { examples } of definitionsOf(loaded)) {
    expect(examples.length).toBeGreaterThan(0);
    for (const { line } of examples) expect(line).toContain('touchline ');
  }
});

test.each(commands)('$name gives no global option another meaning', ({ loaded }) => {
  const globals = GLOBAL_OPTIONS.map(({ name }) => name);
  const own = definitionsOf(loaded).flatMap(({ options }) => Object.keys(options).map(flagOf));
  expect(own.filter((flag) => [...globals, '--help', '--version'].includes(flag))).toEqual([]);
});
