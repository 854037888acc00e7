import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { defineCommand, type CommandEntry } from '../../src/cli/command.ts';
import { bashScript } from '../../src/cli/completion/bash.ts';
import { fishScript } from '../../src/cli/completion/fish.ts';
import { completionWords } from '../../src/cli/completion/words.ts';
import { zshScript } from '../../src/cli/completion/zsh.ts';

const log = defineCommand({
  description: 'Logs.',
  arguments: {
    kind: { count: 'one', placeholder: 'KIND', summary: 'what', choices: ['reply', 'call'] },
  },
  options: {
    channel: { kind: 'choice', placeholder: 'C', summary: "it's where", choices: ['email', 'sms'] },
    text: { kind: 'text', placeholder: 'TEXT', summary: 'words: theirs' },
    dryRun: { kind: 'flag', summary: 'change nothing' },
  },
  examples: [],
  writes: true,
  run: async () => ({ data: null, text: () => '' }),
});

const entries: readonly CommandEntry[] = [
  { name: 'log', group: 'A:', summary: 'Log', load: async () => log },
  {
    name: 'tasks',
    group: 'A:',
    summary: 'Tasks',
    load: async () => ({
      description: 'Tasks.',
      members: [
        { name: 'list', summary: 'List', isDefault: true, definition: { ...log, arguments: {} } },
        { name: 'done', summary: 'Done', definition: log },
      ],
    }),
  },
];
const words = await completionWords(entries);

/** What bash offers when TAB is pressed at the end of a line. */
function bashOffers(line: string): readonly string[] {
  const typed = line.split(' ');
  const script = `${bashScript(words)}
COMP_WORDS=(${typed.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${typed.length - 1}
_touchline; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

describe('bash offers', () => {
  test.each([
    ['touchline ', ['log', 'tasks', 'help']],
    ['touchline ta', ['tasks']],
    ['touchline --workspace x --js', ['--json']],
    ['touchline log ', ['reply', 'call']],
    ['touchline log --channel ', ['email', 'sms']],
    ['touchline log --channel s', ['sms']],
    ['touchline log reply --dr', ['--dry-run']],
    ['touchline log reply --text ', []],
    ['touchline tasks ', ['list', 'done']],
    ['touchline tasks --te', ['--text']],
    ['touchline tasks done --channel e', ['email']],
    ['touchline help ', ['log', 'tasks']],
  ])('at "%s": %j', (line, offers) => expect(bashOffers(line)).toEqual(offers));
});

test('zsh gets every word, quoted', () => {
  const script = zshScript(words);
  expect(script).toContain("'tasks done --channel') compadd -- email sms; return ;;");
  expect(script).toContain("'--text:words\\: theirs'");
  expect(script).toContain("'--channel:it'\\''s where'");
});

test('fish gets every word, quoted', () => {
  const script = fishScript(words);
  expect(script).toContain("-n '__touchline_place \\'tasks\\'' -a done -d 'Done'");
  expect(script).toContain("-l channel -d 'it\\'s where' -x -a 'email sms'");
  expect(script).toContain("-l text -d 'words: theirs' -r -F");
});
