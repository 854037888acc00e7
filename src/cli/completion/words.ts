/** What can be typed where: the tree that the completion scripts are written from. */
import { flagOf, type CommandDefinition, type CommandEntry, type OptionSpec } from '../command.ts';
import { GLOBAL_OPTIONS } from '../global-options.ts';

export interface CompletionWord {
  /** The words before it, joined by a space: `tasks done`; empty for the top level. */
  readonly path: string;
  /** Of commands under `path`. */
  readonly commands: readonly Described[];
  readonly options: readonly CompletionOption[];
  /** Choices of its first argument. */
  readonly values: readonly string[];
}

export interface Described {
  readonly name: string;
  readonly summary: string;
}

export interface CompletionOption extends Described {
  /** `null`: takes no value; empty: any value (a file name is offered). */
  readonly values: readonly string[] | null;
}

/** One entry per place, the top level first. Loads every command. */
export async function completionWords(
  entries: readonly CommandEntry[],
): Promise<readonly CompletionWord[]> {
  const top: CompletionWord = {
    path: '',
    commands: [...entries, { name: 'help', summary: 'Show the help of a command' }],
    options: [...GLOBALS, { name: '--version', summary: 'print the version', values: null }],
    values: [],
  };
  const below = await Promise.all(entries.map(wordsOf));
  const help: CompletionWord = { path: 'help', commands: entries, options: [], values: [] };
  return [top, ...below.flat(), help];
}

const GLOBALS: readonly CompletionOption[] = [
  ...GLOBAL_OPTIONS.map(({ name, placeholder, summary }) => ({
    name,
    summary,
    values: placeholder === null ? null : [],
  })),
  { name: '--help', summary: 'show this help', values: null },
];

async function wordsOf(entry: CommandEntry): Promise<readonly CompletionWord[]> {
  const loaded = await entry.load();
  if (!('members' in loaded)) return [leafWords(entry.name, [], loaded)];
  const { members } = loaded;
  const byDefault = members.find((member) => member.isDefault)?.definition ?? null;
  return [
    leafWords(entry.name, members, byDefault),
    ...members.map(({ name, definition }) => leafWords(`${entry.name} ${name}`, [], definition)),
  ];
}

function leafWords(
  path: string,
  commands: readonly Described[],
  definition: CommandDefinition | null,
): CompletionWord {
  const own = Object.entries(definition?.options ?? {}).map(([key, spec]) => ({
    name: flagOf(key),
    summary: spec.summary,
    values: valuesOf(spec),
  }));
  const [first] = Object.values(definition?.arguments ?? {});
  return { path, commands, options: [...own, ...GLOBALS], values: first?.choices ?? [] };
}

function valuesOf(spec: OptionSpec): readonly string[] | null {
  switch (spec.kind) {
    case 'flag':
      return null;
    case 'choice':
      return spec.choices;
    case 'text':
    case 'texts':
    case 'integer':
    case 'instant':
      return [];
  }
}
