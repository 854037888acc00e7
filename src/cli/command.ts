/** What a command is: its words, and the function behind them. Help, parsing, completion and `docs/cli.md` all come from it. */
import type { Colors } from 'picocolors/types.js';
import type { Clock } from '../ports/clock.ts';
import type { Adapters, Io } from './io.ts';
import type { Json } from './output/json.ts';
import type { Progress } from './output/progress.ts';
import type { WrittenInstant } from '../core/time/written-instant.ts';

/** A positional argument. Keys of `arguments` are in the order of the command line; `many` only at the end. */
export interface ArgumentSpec {
  readonly count: 'one' | 'optional' | 'many' | 'any';
  /** As it is shown: `SEQUENCE`. */
  readonly placeholder: string;
  readonly summary: string;
  /** Anything else is a usage error; offered by completion. */
  readonly choices?: readonly string[];
}

/** An option; its key in camelCase names it: `dryRun` is `--dry-run`. */
export type OptionSpec =
  | { readonly kind: 'flag'; readonly summary: string }
  | ValueOptionSpec<'text'>
  | (ValueOptionSpec<'choice'> & { readonly choices: readonly string[] })
  | (ValueOptionSpec<'integer'> & { readonly min: number; readonly max?: number })
  | ValueOptionSpec<'instant'>
  /** May be given several times. */
  | ValueOptionSpec<'texts'>;

interface ValueOptionSpec<K extends string> {
  readonly kind: K;
  readonly placeholder: string;
  readonly summary: string;
  /** Left out is a usage error. */
  readonly required?: true;
}

export type ArgumentSpecs = Readonly<Record<string, ArgumentSpec>>;
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** What `run` is given for each argument: text, text or `null`, or a list (`many`: at least one; `any`: may be empty). */
export type ArgumentValues<A extends ArgumentSpecs> = {
  readonly [K in keyof A]: A[K]['count'] extends 'one'
    ? Chosen<A[K]>
    : A[K]['count'] extends 'optional'
      ? Chosen<A[K]> | null
      : readonly string[];
};

/** What `run` is given for each option: `false`, `null` or an empty list where it was left out. */
export type OptionValues<O extends OptionSpecs> = { readonly [K in keyof O]: OptionValue<O[K]> };

type OptionValue<S extends OptionSpec> = S['kind'] extends 'flag'
  ? boolean
  : S['kind'] extends 'texts'
    ? readonly string[]
    : | (S['kind'] extends 'integer'
          ? number
          : S['kind'] extends 'instant'
            ? WrittenInstant
            : Chosen<S>)
      | (S extends { readonly required: true } ? never : null);

type Chosen<S> = S extends { readonly choices: readonly (infer C)[] } ? C : string;

/** What a command found or did. One value, two readers. */
export interface Result {
  /** The document of `--json`, written out by hand in `snake_case`: see `docs/json.md`. */
  readonly data: Json;
  /** The text of stdout, without the last line break; called only without `--json`. Empty: nothing is printed. */
  text(): string;
  /** 0 when left out. 3: a check found problems. 1: some of it failed. */
  readonly exitCode?: 0 | 1 | 3 | 75;
}

export interface Example {
  /** Without the prompt: `touchline enroll intro --list spring`. */
  readonly line: string;
  readonly says: string;
}

/** What a command is given beside its own arguments. */
export interface Context {
  readonly io: Io;
  readonly adapters: Adapters;
  readonly clock: Clock;
  /** Whether the time is pretended (`--now`, `TOUCHLINE_NOW`). */
  readonly isNowGiven: boolean;
  /** Absolute, as named by the person; `null`: not named. Commands ask `requireWorkspace`. */
  readonly workspaceDir: string | null;
  readonly json: boolean;
  /** Do nothing unless stdout is a terminal that wants colour. Wrap only text that is already clean. */
  readonly colors: Colors;
  readonly commands: readonly CommandEntry[];
  /** One line on stderr; silent with `--quiet`. */
  talk(line: string): void;
  /** A counter on stderr; silent with `--quiet` and off a terminal. */
  progress(label: string): Progress;
}

export interface CommandDefinition {
  /** A paragraph for its own help: what it changes, what it does not. */
  readonly description: string;
  readonly arguments: ArgumentSpecs;
  readonly options: OptionSpecs;
  readonly examples: readonly Example[];
  /** Whether it may change the store or reach a person; with `--now` it is then refused off loopback. */
  readonly writes: boolean;
  /** Throws `UserError` for what a person can mend. */
  run(
    context: Context,
    args: Readonly<Record<string, unknown>>,
    options: Readonly<Record<string, unknown>>,
  ): Promise<Result>;
}

/** A definition as it is written: `run` gets its arguments and options in the types of their specs. */
export interface TypedDefinition<
  A extends ArgumentSpecs,
  O extends OptionSpecs,
> extends CommandDefinition {
  readonly arguments: A;
  readonly options: O;
  run(context: Context, args: ArgumentValues<A>, options: OptionValues<O>): Promise<Result>;
}

/** A command that is a family: `tasks list`, `tasks done`. */
export interface CommandFamily {
  readonly description: string;
  readonly members: readonly FamilyMember[];
}

export interface FamilyMember {
  readonly name: string;
  readonly summary: string;
  /** Meant when the family is called without a member; at most one. */
  readonly isDefault?: true;
  readonly definition: CommandDefinition;
}

export type LoadedCommand = CommandDefinition | CommandFamily;

/** One line of the table in `commands.ts`: all that `touchline --help` needs. */
export interface CommandEntry {
  readonly name: string;
  /** The heading it stands under in `touchline --help`. */
  readonly group: string;
  /** One line, imperative, no full stop. */
  readonly summary: string;
  load(): Promise<LoadedCommand>;
}

/** Checks `run` against the specs; does nothing else. */
export function defineCommand<const A extends ArgumentSpecs, const O extends OptionSpecs>(
  definition: TypedDefinition<A, O>,
): CommandDefinition {
  return definition;
}

/** `dryRun` is written `--dry-run`. */
export function flagOf(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
