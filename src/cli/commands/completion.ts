import { defineCommand } from '../command.ts';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { completionWords } from '../completion/words.ts';
import { zshScript } from '../completion/zsh.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

export const completion = defineCommand({
  description:
    'Prints a script that teaches your shell the commands and options of this version. Load it from the start-up file of the shell; load it anew after an update.',
  arguments: {
    shell: {
      count: 'one',
      placeholder: 'SHELL',
      summary: 'the shell you type in',
      choices: ['bash', 'zsh', 'fish'],
    },
  },
  options: {},
  examples: [
    { line: 'eval "$(touchline completion bash)"', says: 'for ~/.bashrc' },
    { line: 'eval "$(touchline completion zsh)"', says: 'for ~/.zshrc, after compinit' },
    { line: 'touchline completion fish | source', says: 'for ~/.config/fish/config.fish' },
  ],
  writes: false,
  run: async (context, { shell }) => {
    const script = SCRIPTS[shell](await completionWords(context.commands));
    return { data: { shell, script }, text: () => script };
  },
});
