/**
 * A transcript is a session as a reader would see it:
 *
 *     # A comment at the top says what it shows.
 *
 *     $ touchline enrol
 *     2> touchline: unknown command "enrol"
 *     [2]
 *
 * Lines of stdout stand as they are, those of stderr after `2> `, an exit code other than 0 in brackets, a blank line after each command.
 */
import type { CliRun } from './cli.ts';

export interface Transcript {
  /** Everything before the first command. */
  readonly preamble: string;
  /** The lines after `$ `. */
  readonly commands: readonly string[];
}

const PROMPT = '$ ';

export function parseTranscript(text: string): Transcript {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith(PROMPT));
  return {
    preamble:
      first === -1
        ? text
        : lines
            .slice(0, first)
            .map((line) => `${line}\n`)
            .join(''),
    commands: lines
      .filter((line) => line.startsWith(PROMPT))
      .map((line) => line.slice(PROMPT.length)),
  };
}

export function renderStep(command: string, { stdout, stderr, exitCode }: CliRun): string {
  const talk = linesOf(stderr).map((line) => `2> ${line}`.trimEnd());
  const code = exitCode === 0 ? [] : [`[${exitCode}]`];
  return [PROMPT + command, ...linesOf(stdout), ...talk, ...code].join('\n');
}

/** The words of `touchline enroll intro --where "prospect.level == 'hot'"` without the first. Knows both kinds of quotes and a comment at the end. */
export function wordsOf(command: string): readonly string[] {
  const words = command.replace(/ +# .*$/, '').match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  const [program, ...argv] = words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
  if (program !== 'touchline') throw new Error(`a transcript runs only touchline: ${command}`);
  return argv;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
