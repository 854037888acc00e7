/** What a run of the command line gets from the process it runs in. Tests hand in their own. */
import type { Clock } from '../ports/clock.ts';

export interface TextSink {
  write(text: string): unknown;
}

export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Opens standard input on demand: merely touching it costs start-up time and keeps the process alive. */
  stdin(): AsyncIterable<Uint8Array>;
  readonly isTty: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** Width of the terminal; `null` when stdout is not one. */
  readonly columns: number | null;
}

/**
 * The way to everything outside the process: one factory per port. A factory imports its adapter when it is called, so that a command
 * pays only for what it uses.
 */
export interface Adapters {
  /** A clock that starts at `startMs` and runs on; `null`: the real time. */
  clock(startMs: number | null): Clock;
}
