/** Mail over SMTP: connections kept between messages, and an exact answer to "did it leave?". */
import { setMaxListeners } from 'node:events';

import { invariant } from '../../core/invariant.ts';
import { isLoopback } from '../../core/loopback.ts';
import type { Outcome } from '../../core/touch.ts';
import type { MessageChannel, OutboundMessage } from '../../ports/message-channel.ts';
import { outcomeOf, type Observed } from './outcome.ts';
import { SmtpSession, type SessionOptions, type SmtpTimeouts } from './smtp-session.ts';

export interface SmtpChannelOptions {
  readonly host: string;
  readonly port: number;
  /** `none` only on loopback. `starttls` never falls back to plain text. */
  readonly security: 'tls' | 'starttls' | 'none';
  /** Takes any certificate. Named by `doctor`. */
  readonly insecure?: boolean;
  /** PEM certificates to trust instead of the system's. */
  readonly ca?: string;
  readonly auth?: { readonly user: string; readonly password: string };
  /** What we call ourselves in EHLO: a host name or an address literal. */
  readonly name: string;
  /** Most connections at a time, 1 or more; further calls wait for one. */
  readonly connections: number;
  readonly timeouts?: Partial<SmtpTimeouts>;
}

const TIMEOUTS: SmtpTimeouts = {
  connectMs: 30_000,
  greetingMs: 30_000,
  commandMs: 60_000,
  finalReplyMs: 600_000,
  idleMs: 60_000,
};

interface Kept {
  readonly session: SmtpSession;
  /** `performance.now()` */
  readonly sinceMs: number;
}

export class SmtpChannel implements MessageChannel {
  readonly #options: SessionOptions;
  readonly #connections: number;
  /** Most recently used last. */
  readonly #kept: Kept[] = [];
  /** Calls that wait for a connection, oldest first. */
  readonly #queue: (() => void)[] = [];
  #busy = 0;
  #closed: Promise<void> | null = null;
  #onDrained: (() => void) | null = null;

  /** Connects to nothing yet. */
  constructor(options: SmtpChannelOptions) {
    const { security, host } = options;
    invariant(security !== 'none' || isLoopback(host), 'plain SMTP stays on loopback');
    invariant(options.connections >= 1, 'a channel has a connection');
    this.#connections = options.connections;
    this.#options = sessionOptions(options);
  }

  async send(
    message: OutboundMessage,
    dataStarted: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<Outcome> {
    if (this.#closed !== null) return { kind: 'not_sent', detail: 'the channel is closed' };
    if (!(await this.#acquire(signal))) {
      return { kind: 'not_sent', detail: 'aborted while waiting for a connection' };
    }
    let session: SmtpSession | null = null;
    try {
      session = this.#takeKept();
      if (session !== null) {
        const seen = await session.transmit(message, dataStarted, signal);
        if (!isStale(seen) || signal.aborted) return settle(session, seen);
        session.destroy();
        session = null;
      }
      const opened = await SmtpSession.open(this.#options, signal);
      if (!(opened instanceof SmtpSession)) return outcomeOf(opened);
      session = opened;
      return settle(session, await session.transmit(message, dataStarted, signal));
    } finally {
      void this.#giveBack(session);
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#shutDown();
    return this.#closed;
  }

  async #shutDown(): Promise<void> {
    if (this.#busy > 0) {
      await new Promise<void>((resolve) => {
        this.#onDrained = resolve;
      });
    }
    await Promise.all(this.#kept.splice(0).map(({ session }) => session.quit()));
  }

  /** Waits for a turn. `false`: the signal came first. */
  #acquire(signal: AbortSignal): boolean | Promise<boolean> {
    if (signal.aborted) return false;
    // All attempts of a run listen to one signal; ten of them are no leak.
    setMaxListeners(0, signal);
    if (this.#busy < this.#connections) {
      this.#busy += 1;
      return true;
    }
    return new Promise((resolve) => {
      const onTurn = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve(true);
      };
      const onAbort = (): void => {
        this.#queue.splice(this.#queue.indexOf(onTurn), 1);
        resolve(false);
      };
      this.#queue.push(onTurn);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  #takeKept(): SmtpSession | null {
    for (let kept = this.#kept.pop(); kept !== undefined; kept = this.#kept.pop()) {
      const idleMs = performance.now() - kept.sinceMs;
      if (kept.session.isAlive && idleMs < this.#options.timeouts.idleMs) return kept.session;
      kept.session.destroy();
    }
    return null;
  }

  async #giveBack(session: SmtpSession | null): Promise<void> {
    await session?.reset();
    if (session?.isAlive === true) this.#kept.push({ session, sinceMs: performance.now() });
    const next = this.#queue.shift();
    if (next !== undefined) {
      next();
      return;
    }
    this.#busy -= 1;
    if (this.#busy === 0) this.#onDrained?.();
  }
}

/** The outcome; without a clear answer the connection is not used again. */
function settle(session: SmtpSession, seen: Observed): Outcome {
  const outcome = outcomeOf(seen);
  if (outcome.kind === 'not_sent' || outcome.kind === 'uncertain') session.destroy();
  return outcome;
}

/**
 * A kept connection that the server had closed meanwhile, or that is out of step: nothing was asked of the body yet, so the same attempt
 * may begin again on a fresh one. 421 is how a server says that it closed an idle session, 503 that it lost the thread.
 */
function isStale(seen: Observed & { readonly marked: boolean }): boolean {
  const isOver = seen.reply === null || /^(?:421|503)/.test(seen.reply);
  return !seen.marked && seen.trouble === 'network' && isOver;
}

function sessionOptions(options: SmtpChannelOptions): SessionOptions {
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  return {
    timeouts,
    auth: options.auth ?? null,
    connection: {
      host: options.host,
      port: options.port,
      name: options.name,
      secure: options.security === 'tls',
      requireTLS: options.security === 'starttls',
      ignoreTLS: options.security === 'none',
      tls: {
        rejectUnauthorized: options.insecure !== true,
        ...(options.ca === undefined ? {} : { ca: options.ca }),
      },
      connectionTimeout: timeouts.connectMs,
      greetingTimeout: timeouts.greetingMs,
      // Only a backstop: each exchange has a limit of its own.
      socketTimeout: 2 * Math.max(timeouts.finalReplyMs, timeouts.commandMs, timeouts.idleMs),
      // A connection that is closed before its time must not flush what it still holds.
      socketCloseTimeout: 0,
    },
  };
}
