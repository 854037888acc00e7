/** Writes `docs/cli.md` from the help of every command. */
import { format } from 'prettier';
import type { CommandEntry } from '../../../src/cli/command.ts';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { runCli } from './cli.ts';

const INTRODUCTION = `# The command line

Written from the commands' own help by \`npm run docs\`; a test keeps it current. What \`--json\` prints is in [json.md](json.md).

stdout is the result, stderr the talk. Exit codes:

| code | meaning |
| ---: | --- |
| 0 | done |
| 1 | failed: the message says why, and the way out |
| 2 | wrong usage |
| 3 | the input has errors, or a check found problems |
| 70 | a fault of ours |
| 75 | try again: another runner holds the store, or it is busy |
`;

export async function cliReference(): Promise<string> {
  const paths = [[], ...(await Promise.all(COMMANDS.map(pathsOf))).flat()];
  const sections = await Promise.all(paths.map(section));
  return format([INTRODUCTION, ...sections].join('\n'), {
    parser: 'markdown',
    printWidth: 100,
  });
}

/** The command, and each member of a family. */
async function pathsOf(entry: CommandEntry): Promise<string[][]> {
  const loaded = await entry.load();
  const members = 'members' in loaded ? loaded.members : [];
  return [[entry.name], ...members.map((member) => [entry.name, member.name])];
}

async function section(path: readonly string[]): Promise<string> {
  const { stdout } = await runCli([...path, '--help']);
  const title = ['touchline', ...path].join(' ');
  // The global options stand once, at the top.
  const help = stdout.replace(/\nGlobal Options:\n(?: .*\n)*/, '');
  return `## ${title}\n\n\`\`\`text\n${help.trim()}\n\`\`\`\n`;
}
