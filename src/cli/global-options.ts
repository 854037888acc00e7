/** Options that every command takes, before or after its name. */
import { UserError } from '../core/user-error.ts';
import type { Io } from './io.ts';
import { instantIn, isDatable, parseInstant } from '../core/time/written-instant.ts';

export interface GlobalOptions {
  /** As given; relative to the working directory. */
  readonly workspace: string | null;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Epoch ms. */
  readonly nowMs: number | null;
  readonly color: boolean;
}

/** What commander collects from the options below. */
export interface GivenGlobalOptions {
  readonly workspace?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly now?: string;
  readonly color: boolean;
}

export interface GlobalOptionSpec {
  readonly name: string;
  /** `null`: takes no value. */
  readonly placeholder: string | null;
  readonly summary: string;
}

export const GLOBAL_OPTIONS: readonly GlobalOptionSpec[] = [
  {
    name: '--workspace',
    placeholder: 'DIR',
    summary:
      'the workspace (TOUCHLINE_WORKSPACE; else the nearest parent folder with touchline.yaml)',
  },
  { name: '--json', placeholder: null, summary: 'exactly one JSON document on stdout' },
  { name: '--quiet', placeholder: null, summary: 'nothing on stderr but errors' },
  {
    name: '--now',
    placeholder: 'ISO',
    summary: 'the clock starts there and runs on (TOUCHLINE_NOW)',
  },
  {
    name: '--no-color',
    placeholder: null,
    summary: 'no colour, also on a terminal (NO_COLOR)',
  },
];

/** The names that take a value, so that it is not mistaken for the command. */
const VALUED = GLOBAL_OPTIONS.filter(({ placeholder }) => placeholder !== null).map(
  ({ name }) => name,
);

/** The first word that is neither an option nor a global option's value; `null` when there is none. */
export function commandWord(argv: readonly string[]): string | null {
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (VALUED.includes(word)) i++;
    else if (!word.startsWith('-')) return word;
  }
  return null;
}

/** Whether `--json` is given, before anything is parsed: usage errors are JSON as well. */
export function wantsJson(argv: readonly string[]): boolean {
  return optionWords(argv).includes('--json');
}

/** Whether text may be coloured: on a terminal, unless somebody objects (https://no-color.org: a non-empty NO_COLOR). */
export function wantsColor(argv: readonly string[], io: Io): boolean {
  return io.isTty.stdout && !io.env['NO_COLOR'] && !optionWords(argv).includes('--no-color');
}

/**
 * Joins what was given with the environment; an option wins over its variable.
 *
 * @throws {UserError} `invalid_now`.
 */
export function resolveGlobalOptions(
  given: GivenGlobalOptions,
  argv: readonly string[],
  io: Io,
): GlobalOptions {
  return {
    workspace: given.workspace ?? nonEmpty(io.env['TOUCHLINE_WORKSPACE']),
    json: given.json ?? false,
    quiet: given.quiet ?? false,
    nowMs: readNow(given.now ?? null, nonEmpty(io.env['TOUCHLINE_NOW'])),
    color: wantsColor(argv, io),
  };
}

function readNow(option: string | null, variable: string | null): number | null {
  const text = option ?? variable;
  if (text === null) return null;
  const written = parseInstant(text);
  const nowMs = written === null ? null : instantIn(written, 'UTC');
  if (nowMs !== null && isDatable(nowMs)) return nowMs;
  const what = nowMs === null ? 'is not an instant' : 'lies outside of the years 1970 to 9999';
  throw new UserError(
    'invalid_now',
    `${option === null ? 'TOUCHLINE_NOW' : '--now'} ${what}: "${text}"`,
    'write it as 2026-03-02T09:00:00Z',
    2,
  );
}

function optionWords(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return end === -1 ? argv : argv.slice(0, end);
}

function nonEmpty(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
