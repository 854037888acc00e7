import { join } from 'node:path';
import { secretCommands } from '../../config/secret-commands.ts';
import { isTrusted, trustFile, trustWorkspace } from '../../config/trust.ts';
import { defineCommand } from '../command.ts';
import { cleanLine } from '../output/sanitize.ts';
import { readWorkspace } from '../workspace/session.ts';
import { WORKSPACE_FILE } from '../../config/workspace-name.ts';

export const trust = defineCommand({
  description:
    'Allows this workspace to run the commands that touchline.yaml names for its secrets, and lists them. It holds for the file as it is ' +
    'now: every edit asks again. The permission is kept outside the workspace, so a cloned folder cannot bring its own.',
  arguments: {},
  options: {},
  examples: [{ line: 'touchline trust', says: 'after you read touchline.yaml' }],
  writes: false,
  async run(context) {
    const { env } = context.io;
    const { dir, config } = await readWorkspace(context);
    const file = join(dir, WORKSPACE_FILE);
    const commands = secretCommands(config);
    // A file without commands has nothing to be trusted with, and an edit would ask anew.
    const wasTrusted = commands.length === 0 || (await isTrusted(file, env));
    if (!wasTrusted) await trustWorkspace(file, env);
    return {
      data: { trusted: true, commands: [...commands], was_trusted: wasTrusted },
      text: () => textOf(cleanLine(file), commands, wasTrusted, cleanLine(trustFile(env))),
    };
  },
});

function textOf(
  file: string,
  commands: readonly string[],
  wasTrusted: boolean,
  kept: string,
): string {
  if (commands.length === 0) return `${file} runs no commands: there is nothing to allow.`;
  const count = commands.length === 1 ? 'this command' : `these ${commands.length} commands`;
  return [
    wasTrusted
      ? `${file} was trusted already. For its secrets it runs ${count}:`
      : `${file} may now run ${count} for its secrets:`,
    ...commands.map((command) => `  ${cleanLine(command)}`),
    `Every edit of the file asks again. Noted in ${kept}`,
  ].join('\n');
}
