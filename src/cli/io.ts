/** What a run of the command line gets from the process it runs in. Tests hand in their own. */
import type { GatewayAccess } from '../config/config.ts';
import type { ReadyPart, RowTerms } from '../people/identity/ready-leads.ts';
import type { LeadOrder } from '../people/lists/lead-stream.ts';
import type { Almanac } from '../ports/almanac.ts';
import type { Clock } from '../ports/clock.ts';
import type { Gateway } from '../ports/gateway.ts';
import type { Journal } from '../ports/journal.ts';
import type { MessageChannel } from '../ports/message-channel.ts';
import type { MessageSource } from '../ports/message-source.ts';
import type { SendProof } from '../ports/send-proof.ts';
import type { RunnerLock } from '../ports/runner-lock.ts';
import type { OpenStores, RehearsalStores } from '../ports/stores.ts';

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

/** A server to log in to, its secret resolved. */
export interface ServerLogin {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  /** Takes any certificate. */
  readonly insecure: boolean;
  readonly auth: { readonly user: string; readonly password: string } | null;
}

/**
 * The way to everything outside the process: one factory per port. A factory imports its adapter when it is called, so that a command
 * pays only for what it uses.
 */
export interface Adapters {
  /** A clock that starts at `startMs` and runs on; `null`: the real time. */
  clock(startMs: number | null): Clock;
  /** @throws {UserError} `store_missing` when `create` is false, and what else `openSqlite` names. */
  store(
    path: string,
    options: { readonly create: boolean; readonly nowMs: number },
  ): Promise<OpenStores>;
  /** An empty store in memory, gone when it is closed: where things are tried out. */
  memoryStore(): Promise<RehearsalStores>;
  lock(storePath: string): Promise<RunnerLock>;
  journal(storePath: string, storeId: string): Promise<Journal>;
  smtp(server: ServerLogin, connections: number): Promise<MessageChannel>;
  /** @param folders  Only these are read; `null`: all that may hold an answer. */
  imap(server: ServerLogin, folders: readonly string[] | null): Promise<MessageSource>;
  /** Where a mailbox keeps what it sent. */
  sent(server: ServerLogin): Promise<SendProof>;
  /** @param syncedBy  The stamp of a sync tool; `null`: the folder is fresh when read. */
  maildir(directory: string, syncedBy: string | null): Promise<MessageSource>;
  /** @param access  Its secrets put in. `statusUrl`: where it tells what became of a message; `null`: nowhere. */
  gateway(
    access: GatewayAccess,
    line: {
      readonly from: string;
      readonly connections: number;
      readonly statusUrl: string | null;
    },
  ): Promise<Gateway>;
  /**
   * A list of leads: CSV, TSV or XLSX, of any length. @param path  Absolute. @throws The system's error where it can't be read.
   */
  leads(path: string, order: LeadOrder, terms: RowTerms): AsyncIterable<ReadyPart>;
  almanac(): Promise<Almanac>;
  /** SIGTERM and SIGINT: `soon` at the first, `now` at the second or after the grace. `end` stops listening. */
  stopSignals(graceMs: number): {
    readonly soon: AbortSignal;
    readonly now: AbortSignal;
    end(): void;
  };
}
