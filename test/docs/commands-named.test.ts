/** Pages and hints tell people what to type: a command or an option that does not exist sends them in circles. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { flagOf, type CommandDefinition } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { GLOBAL_OPTIONS } from '../../src/cli/global-options.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EVERYWHERE = [...GLOBAL_OPTIONS.map(({ name }) => name), '--help', '--version'];

/** `tasks done` and `tasks`, each with the options it takes. */
const known = new Map<string, readonly string[]>();
const flagsOf = ({ options }: CommandDefinition): readonly string[] => [
  ...Object.keys(options).map(flagOf),
  ...EVERYWHERE,
];
for (const entry of COMMANDS) {
  const { name } = entry;
  const loaded = await entry.load();
  if (!('members' in loaded)) {
    known.set(name, flagsOf(loaded));
    continue;
  }
  const members = loaded.members.map(
    (member) => [member.name, flagsOf(member.definition)] as const,
  );
  // Without a verb it is the one that the family takes by itself.
  known.set(name, [...new Set(members.flatMap(([, flags]) => flags))]);
  for (const [member, flags] of members) known.set(`${name} ${member}`, flags);
}

const filesOf = (folder: string, end: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name}`);
// What is typed stands in code, or behind a colon or a quote of a hint.
const TYPED = /(?:[`'":$&] ?|^)touchline ([a-z][a-z-]*)((?: [^`'"\n\\;#|&]*)?)/gm;
/** How a slip is answered. */
const SLIPS = ['$ touchline enrol'];

const typed = ['README.md', ...filesOf('docs', '.md'), ...filesOf('src', '.ts')].flatMap((file) =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(TYPED)].map((match) => ({ file, match })),
);

test('what pages, help and hints tell people to type exists', () => {
  const wrong = typed.flatMap(({ file, match: [line, name = '', rest = ''] }) => {
    const [verb = ''] = rest.trim().split(' ');
    const flags = known.get(`${name} ${verb}`) ?? known.get(name);
    const used = rest.match(/--[a-z][a-z-]*/g) ?? [];
    const exists = flags !== undefined && used.every((flag) => flags.includes(flag));
    return exists || SLIPS.includes(line) ? [] : [`${file}: ${line}`];
  });
  expect(typed.length).toBeGreaterThan(300);
  expect(wrong).toEqual([]);
});
