/** Builds what every command is given beside its own arguments. */
import { resolve } from 'node:path';
import { createColors } from 'picocolors';
import { isLoopback } from '../core/loopback.ts';
import { UserError } from '../core/user-error.ts';
import type { CommandEntry, Context } from './command.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Adapters, Io } from './io.ts';
import { startProgress } from './output/progress.ts';
import { stripUnsafe } from './output/sanitize.ts';

export function createContext(
  io: Io,
  adapters: Adapters,
  commands: readonly CommandEntry[],
  options: GlobalOptions,
): Context {
  return {
    io,
    adapters,
    commands,
    clock: adapters.clock(options.nowMs),
    isNowGiven: options.nowMs !== null,
    workspaceDir: options.workspace === null ? null : resolve(io.cwd, options.workspace),
    json: options.json,
    colors: createColors(options.color),
    talk: (line) => {
      if (!options.quiet) io.stderr.write(`${stripUnsafe(line)}\n`);
    },
    progress: (label) => startProgress(io.stderr, io.isTty.stderr && !options.quiet, label),
  };
}

/**
 * A pretended clock must not reach people: call it with every configured server before a command that writes does anything.
 *
 * @throws {UserError} `now_off_loopback` when the time is pretended and a host is not this machine.
 */
export function refusePretendedNow(context: Context, hosts: readonly string[]): void {
  const remote = hosts.find((host) => !isLoopback(host));
  if (!context.isNowGiven || remote === undefined) return;
  throw new UserError(
    'now_off_loopback',
    `--now is refused: ${remote} is not on this machine, and people would be written to at a pretended time`,
    'leave out --now and TOUCHLINE_NOW, or configure only servers on loopback',
    2,
  );
}
