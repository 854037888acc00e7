/** Turns definitions into a commander program. Only the command that is meant is loaded; the others are names for help and suggestions. */
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import {
  flagOf,
  type ArgumentSpec,
  type CommandDefinition,
  type CommandEntry,
  type LoadedCommand,
  type OptionSpec,
} from './command.ts';
import { GLOBAL_OPTIONS } from './global-options.ts';
import { parseInstant } from '../core/time/written-instant.ts';
import { VERSION } from './version.ts';

/** Called with the definition that was meant and its parsed values. */
export type Invoke = (
  definition: CommandDefinition,
  args: Readonly<Record<string, unknown>>,
  options: Readonly<Record<string, unknown>>,
) => Promise<void>;

export interface ProgramSettings {
  readonly helpWidth: number;
  readonly bold: (text: string) => string;
  /** Takes the text of `--help` and `--version`. */
  readonly print: (text: string) => void;
}

/**
 * @param meant   The entry whose word stands in argv, loaded; `null` when there is none.
 * @returns A program that throws `CommanderError` instead of leaving the process, and prints nothing but help and version.
 */
export function buildProgram(
  entries: readonly CommandEntry[],
  meant: { readonly entry: CommandEntry; readonly loaded: LoadedCommand } | null,
  settings: ProgramSettings,
  invoke: Invoke,
): Command {
  const program = configure(new Command('touchline'), settings)
    .description(
      'Sales engagement sequences on the command line: nothing sent twice, nothing after an answer, every decision explained.',
    )
    .version(VERSION, '--version', 'print the version')
    .commandsGroup('Help:')
    .helpCommand('help [COMMAND]', 'Show the help of a command');
  for (const { name, placeholder, summary } of GLOBAL_OPTIONS) {
    program.option(placeholder === null ? name : `${name} <${placeholder}>`, summary);
  }
  for (const entry of entries) {
    const command = new Command(entry.name).helpGroup(entry.group).summary(entry.summary);
    if (meant?.entry === entry) fill(configure(command, settings), meant.loaded, settings, invoke);
    program.addCommand(command);
  }
  program.addHelpText(
    'after',
    '\ntouchline COMMAND --help shows a command with its options and examples.',
  );
  return program;
}

function configure(command: Command, { helpWidth, bold, print }: ProgramSettings): Command {
  return command
    .exitOverride()
    .showSuggestionAfterError()
    .allowExcessArguments(false)
    .helpOption('-h, --help', 'show this help')
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: bold,
      subcommandTerm: (sub) => sub.name(),
    })
    .configureOutput({
      writeOut: print,
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => helpWidth,
      getErrHelpWidth: () => helpWidth,
      getOutHasColors: () => true,
    });
}

function fill(command: Command, loaded: LoadedCommand, settings: ProgramSettings, invoke: Invoke) {
  command.description(loaded.description);
  if (!('members' in loaded)) return fillLeaf(command, loaded, invoke);
  command.helpCommand(false);
  for (const { name, summary, isDefault, definition } of loaded.members) {
    const member = configure(new Command(name), settings);
    fillLeaf(member.summary(summary).description(definition.description), definition, invoke);
    command.addCommand(member, { isDefault: isDefault ?? false });
  }
}

function fillLeaf(command: Command, definition: CommandDefinition, invoke: Invoke): void {
  const argumentKeys = Object.keys(definition.arguments);
  for (const spec of Object.values(definition.arguments)) command.addArgument(toArgument(spec));
  for (const [key, spec] of Object.entries(definition.options))
    command.addOption(toOption(key, spec));
  if (definition.examples.length > 0) {
    const lines = definition.examples.map(({ line, says }) => `  $ ${line}\n      ${says}`);
    command.addHelpText('after', `\n${['Examples:', ...lines].join('\n')}`);
  }
  command.action(() => {
    const given = command.opts<Record<string, unknown>>();
    const args = argumentKeys.map((key, i) => [key, command.processedArgs[i] ?? null]);
    const options = Object.entries(definition.options).map(([key, spec]) => [
      key,
      given[key] ?? absent(spec),
    ]);
    return invoke(definition, Object.fromEntries(args), Object.fromEntries(options));
  });
}

function toArgument(spec: ArgumentSpec): Argument {
  const { placeholder, summary, choices } = spec;
  const name = {
    one: `<${placeholder}>`,
    optional: `[${placeholder}]`,
    many: `<${placeholder}...>`,
    any: `[${placeholder}...]`,
  }[spec.count];
  const argument = new Argument(name, summary);
  return choices === undefined ? argument : argument.choices(choices);
}

function toOption(key: string, spec: OptionSpec): Option {
  if (spec.kind === 'flag') return new Option(flagOf(key), spec.summary);
  const option = new Option(`${flagOf(key)} <${spec.placeholder}>`, spec.summary);
  option.makeOptionMandatory(spec.required ?? false);
  switch (spec.kind) {
    case 'text':
      return option;
    case 'choice':
      return option.choices(spec.choices);
    case 'integer':
      return option.argParser((text: string) =>
        integerOf(text, spec.min, spec.max ?? Number.MAX_SAFE_INTEGER),
      );
    case 'instant':
      return option.argParser(instantOf);
    case 'texts':
      return option.argParser((text: string, before: readonly string[] | undefined) => [
        ...(before ?? []),
        text,
      ]);
  }
}

function absent(spec: OptionSpec): boolean | null | readonly string[] {
  switch (spec.kind) {
    case 'flag':
      return false;
    case 'texts':
      return [];
    case 'text':
    case 'choice':
    case 'integer':
    case 'instant':
      return null;
  }
}

function integerOf(text: string, min: number, max: number): number {
  const value = /^-?\d+$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `${min} to ${max}`;
  throw new InvalidArgumentError(`Expected a whole number, ${range}.`);
}

function instantOf(text: string) {
  const written = parseInstant(text);
  if (written !== null) return written;
  throw new InvalidArgumentError(
    'Expected an instant such as 2026-03-02T09:00 or 2026-03-02T09:00:00Z.',
  );
}
