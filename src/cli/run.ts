/** One call of the command line, in this process: arguments in, text or JSON out, an exit code back. */
import { CommanderError, type Command } from 'commander';
import { createColors } from 'picocolors';
import { UserError } from '../core/user-error.ts';
import type { CommandEntry, Result } from './command.ts';
import { COMMANDS } from './commands.ts';
import { createContext } from './context.ts';
import {
  commandWord,
  resolveGlobalOptions,
  wantsColor,
  wantsJson,
  type GivenGlobalOptions,
} from './global-options.ts';
import type { Adapters, Io } from './io.ts';
import { jsonText, type Json } from './output/json.ts';
import { stripUnsafe } from './output/sanitize.ts';
import { buildProgram } from './program.ts';
import { usageError } from './usage-error.ts';

/** Help is wrapped here when stdout is not a terminal. */
const HELP_WIDTH = 100;

/**
 * Never rejects and never leaves the process.
 *
 * @param argv  Without node and the script.
 * @returns 0 done, 1 failed, 2 wrong usage, 3 the input has errors or a check found problems, 70 our bug, 75 try again.
 */
export async function run(
  argv: readonly string[],
  io: Io,
  adapters: Adapters,
  commands: readonly CommandEntry[] = COMMANDS,
): Promise<number> {
  const json = wantsJson(argv);
  try {
    return await dispatch(spellHelp(argv), io, adapters, commands, json);
  } catch (error) {
    return report(error, io, json);
  }
}

/** `help tasks done` is another way to write `tasks done --help`. */
function spellHelp(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf('help');
  if (at === -1 || commandWord(argv) !== 'help' || commandWord(argv.slice(0, at)) !== null)
    return argv;
  return [...argv.slice(0, at), ...argv.slice(at + 1), '--help'];
}

async function dispatch(
  argv: readonly string[],
  io: Io,
  adapters: Adapters,
  commands: readonly CommandEntry[],
  json: boolean,
): Promise<number> {
  const word = commandWord(argv);
  const entry = commands.find(({ name }) => name === word) ?? null;
  let printed = '';
  let exitCode = 0;
  const program = buildProgram(
    commands,
    entry === null ? null : { entry, loaded: await entry.load() },
    {
      helpWidth: io.columns ?? HELP_WIDTH,
      bold: createColors(wantsColor(argv, io)).bold,
      print: (text) => (printed += text),
    },
    async (definition, args, options) => {
      const globals = resolveGlobalOptions(program.opts<GivenGlobalOptions>(), argv, io);
      const context = createContext(io, adapters, commands, globals);
      exitCode = printResult(await definition.run(context, args, options), io, json);
    },
  );
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, calledCommand(program, argv));
    printHelp(error, printed.trimEnd(), io, json);
  }
  return exitCode;
}

function printResult(result: Result, io: Io, json: boolean): number {
  if (json) printJson(result.data, io);
  else printText(result.text(), io);
  return result.exitCode ?? 0;
}

/** `--help` and `--version` end here: commander throws for them, too. */
function printHelp(error: CommanderError, text: string, io: Io, json: boolean): void {
  if (!json) printText(text, io);
  else printJson(error.code === 'commander.version' ? { version: text } : { help: text }, io);
}

/** Shows what was thrown and says which exit code it is. */
function report(error: unknown, io: Io, json: boolean): number {
  const isExpected = error instanceof UserError;
  const { code, message, hint } = isExpected ? error : bug(error);
  if (json) printJson({ error: { code, message, hint } }, io);
  const lines = [`touchline: ${message}`, ...(hint?.split('\n') ?? []).map((line) => `  ${line}`)];
  if (!isExpected && error instanceof Error) lines.push(error.stack ?? '');
  io.stderr.write(`${stripUnsafe(lines.join('\n'))}\n`);
  return isExpected ? error.exitCode : 70;
}

function bug(error: unknown): Pick<UserError, 'code' | 'message' | 'hint'> {
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `a fault of ours: ${message}`,
    hint: 'nothing you typed should cause this: report it with the lines below',
  };
}

function printText(text: string, io: Io): void {
  if (text !== '') io.stdout.write(`${stripUnsafe(text)}\n`);
}

function printJson(document: Json, io: Io): void {
  io.stdout.write(`${jsonText(document)}\n`);
}

/** The command whose words stand in argv, as far as they are known. */
function calledCommand(program: Command, argv: readonly string[]): Command {
  let called = program;
  for (const word of argv) called = called.commands.find((one) => one.name() === word) ?? called;
  return called;
}
