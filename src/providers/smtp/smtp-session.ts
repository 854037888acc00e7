/** One connection to one server, over which one message at a time is handed over and observed. */
import { isAscii } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';

import SmtpConnection, {
  type SMTPConnectionOptions,
  type SMTPConnectionSendInfo,
  type SMTPEnvelopeDsn,
} from 'nodemailer/lib/smtp-connection';

import type { OutboundMessage } from '../../ports/message-channel.ts';
import { GatedBody } from './gated-body.ts';
import type { Observed } from './outcome.ts';
import { serverMessageIdIn } from './server-message-id.ts';

export interface SmtpTimeouts {
  /** From the look-up of the name to the end of TLS. */
  readonly connectMs: number;
  /** Of that, from the connection to the greeting. */
  readonly greetingMs: number;
  /** For each reply before the body; the three of an envelope share three times that. */
  readonly commandMs: number;
  /** For the reply to the whole body, and for each slice of it to be taken. RFC 5321 section 4.5.3.2.6: at least 10 minutes. */
  readonly finalReplyMs: number;
  /** A connection unused for longer is not used again: something between may have forgotten it. */
  readonly idleMs: number;
}

export interface SessionOptions {
  readonly connection: SMTPConnectionOptions;
  readonly auth: { readonly user: string; readonly password: string } | null;
  readonly timeouts: SmtpTimeouts;
}

/** What nodemailer puts on its errors, as far as it matters here. */
interface ConnectionError extends Error {
  code?: string | undefined;
  originalCode?: string | undefined;
  command?: string | undefined;
  response?: string | undefined;
}

type HowItEnded = Omit<Observed, 'bodyStarted' | 'bodyEnded'>;
type Ending<T> = { readonly result: T } | { readonly error: ConnectionError };

const ENVELOPE_REPLIES = 3;
const GOODBYE_MS = 2_000;
/** OpenSSL's and Node's names for a certificate or handshake that failed. */
const TLS_CODES = /CERT|^ERR_(?:TLS|SSL)|^UNABLE_TO|^EPROTO$/;

export class SmtpSession {
  readonly #connection: SmtpConnection;
  readonly #host: string;
  readonly #timeouts: SmtpTimeouts;
  /** Ends the exchange that is under way; `null` between exchanges. */
  #end: ((error: ConnectionError) => void) | null = null;
  #timer: NodeJS.Timeout | undefined;
  /** The server may still remember an envelope that came to nothing. */
  #isDirty = false;

  private constructor(options: SessionOptions) {
    this.#timeouts = options.timeouts;
    this.#host = options.connection.host ?? '';
    this.#connection = new SmtpConnection(options.connection);
    this.#connection.on('error', (error: ConnectionError) => this.#end?.(error));
    // nodemailer may say `end` just before it says why, in the same turn.
    this.#connection.on('end', () =>
      queueMicrotask(() => this.#end?.(new Error('the connection was closed'))),
    );
  }

  /** Connects, secures and logs in. Resolves with what stood in the way when that failed; never rejects. */
  static async open(options: SessionOptions, signal: AbortSignal): Promise<SmtpSession | Observed> {
    const session = new SmtpSession(options);
    const { connectMs, commandMs } = options.timeouts;
    const connection = session.#connection;
    const connected = await session.#exchange<void>(connectMs + commandMs, signal, (done) =>
      connection.connect((error) => done(error ?? null, undefined)),
    );
    if ('error' in connected) return session.#notOpened(connected.error);
    if (options.auth === null) return session;
    const login = { user: options.auth.user, pass: options.auth.password };
    const loggedIn = await session.#exchange<unknown>(
      ENVELOPE_REPLIES * commandMs,
      signal,
      (done) => connection.login(login, done),
    );
    return 'error' in loggedIn ? session.#notOpened(loggedIn.error) : session;
  }

  /** Whether the server has not closed it, as far as it is known here. */
  get isAlive(): boolean {
    return !this.#connection.destroyed;
  }

  /**
   * Hands one message over. The connection is destroyed when a body that was asked for was not handed over to its end.
   *
   * @throws What `dataStarted` rejects with; no byte of the body left then.
   * @returns After `dataStarted` settled; `marked` says whether it was called at all.
   */
  async transmit(
    message: OutboundMessage,
    dataStarted: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<Observed & { readonly marked: boolean }> {
    const mark: { promise: Promise<void> | null } = { promise: null };
    const open = async (): Promise<void> => {
      clearTimeout(this.#timer);
      await this.#checkInStep();
      mark.promise = new Promise((resolve) => resolve(dataStarted()));
      await mark.promise;
      this.#checkUnderWay();
    };
    const body = new GatedBody(message.bytes, open, (last) => this.#giving(last));
    const envelope = {
      from: message.from,
      to: message.to,
      size: message.bytes.length,
      use8BitMime: !isAscii(message.bytes),
      dsn: reportsFor(message),
    };
    const limitMs = ENVELOPE_REPLIES * this.#timeouts.commandMs;
    const ending = await this.#exchange<SMTPConnectionSendInfo>(limitMs, signal, (done) =>
      this.#connection.send(envelope, body, done),
    );
    this.#isDirty = 'error' in ending;
    const marked = mark.promise !== null;
    const how =
      'error' in ending ? observedError(ending.error) : observedReply(ending.result, this.#host);
    const seen = { ...how, bodyStarted: body.started, bodyEnded: body.ended, marked };
    // Nothing more of a body that was asked for may leave, and the server waits for the rest of it.
    if (marked && !body.ended) this.destroy();
    await mark.promise;
    return seen;
  }

  /** Makes the server forget an envelope it refused. The connection is destroyed when that fails. */
  async reset(): Promise<void> {
    if (!this.isAlive || !this.#isDirty) return;
    const ending = await this.#exchange(this.#timeouts.commandMs, null, (done) =>
      this.#connection.reset(done),
    );
    if ('error' in ending) this.destroy();
  }

  /** Says goodbye, and closes with or without an answer. */
  async quit(): Promise<void> {
    if (!this.isAlive) return;
    await this.#exchange(Math.min(this.#timeouts.commandMs, GOODBYE_MS), null, () =>
      this.#connection.quit(),
    );
    this.destroy();
  }

  destroy(): void {
    this.#connection.close();
  }

  /** Runs one exchange to its end: an answer, an error of the connection, the time limit or the signal, whichever comes first. */
  #exchange<T>(
    limitMs: number,
    signal: AbortSignal | null,
    start: (done: (error: ConnectionError | null, result: T) => void) => void,
  ): Promise<Ending<T>> {
    return new Promise((resolve) => {
      const onAbort = (): void => end({ error: new Error('the attempt was aborted') });
      let isOver = false;
      const end = (ending: Ending<T>): void => {
        // An error comes twice, and late answers must not end the next exchange.
        if (isOver) return;
        isOver = true;
        this.#end = null;
        clearTimeout(this.#timer);
        signal?.removeEventListener('abort', onAbort);
        resolve(ending);
      };
      this.#end = (error) => end({ error });
      this.#limit(limitMs);
      signal?.addEventListener('abort', onAbort);
      if (signal?.aborted === true) return onAbort();
      start((error, result) => end(error ? { error } : { result }));
    });
  }

  #limit(limitMs: number): void {
    clearTimeout(this.#timer);
    if (this.#end === null) return;
    this.#timer = setTimeout(
      () => this.#end?.(new Error(`the server did not answer within ${limitMs} ms`)),
      limitMs,
    );
  }

  /**
   * Any reply to DATA but 354, or another reply on its heels, means that question and answer are out of step: a later 250 would prove
   * nothing.
   */
  async #checkInStep(): Promise<void> {
    const reply = this.#connection.lastServerResponse || '';
    if (!/^354(?:[ -]|$)/.test(reply)) {
      this.#end?.(new Error(`DATA was answered with "${reply}", not 354`));
    }
    // nodemailer takes up what came with the 354 in the next turn; it ends the exchange.
    await setImmediate();
    this.#checkUnderWay();
  }

  /** Throws when the exchange ended meanwhile. */
  #checkUnderWay(): void {
    if (this.#end === null) throw new Error('the attempt is over');
  }

  #giving(last: boolean): void {
    this.#limit(this.#timeouts.finalReplyMs);
    const socket = this.#connection._socket;
    if (!last || !socket) return;
    // The slice and the dot that nodemailer writes after it become one packet.
    socket.cork();
    void setImmediate().then(() => socket.uncork());
  }

  #notOpened(error: ConnectionError): Observed {
    this.destroy();
    return { ...observedError(error), phase: 'open', bodyStarted: false, bodyEnded: false };
  }
}

/** RFC 3461. nodemailer says it only to servers that offer DSN; a token of ours has no character that xtext would encode. */
function reportsFor({ touchlineId }: OutboundMessage): SMTPEnvelopeDsn {
  return { envid: touchlineId, ret: 'HDRS', notify: ['FAILURE', 'DELAY'] };
}

function observedReply(info: SMTPConnectionSendInfo, host: string): HowItEnded {
  return {
    phase: 'data',
    trouble: 'none',
    reply: info.response,
    words: `the server answered the body with "${info.response}"`,
    serverMessageId: serverMessageIdIn(info.response, host),
  };
}

function observedError(error: ConnectionError): HowItEnded {
  return {
    phase: phaseOf(error),
    trouble: troubleOf(error),
    reply: error.response ?? null,
    words: error.message,
    serverMessageId: null,
  };
}

function phaseOf(error: ConnectionError): Observed['phase'] {
  switch (error.command) {
    case 'MAIL FROM':
      return 'mail';
    case 'RCPT TO':
      return 'rcpt';
    case 'DATA':
      return 'data';
    case undefined:
    default:
      return 'session';
  }
}

function troubleOf(error: ConnectionError): Observed['trouble'] {
  if (error.code === 'ETLS' || TLS_CODES.test(error.originalCode ?? '')) return 'tls';
  if (error.code === 'EAUTH') return 'login';
  if (error.response === undefined) {
    if (error.code === 'EMESSAGE' && error.command === 'MAIL FROM') return 'too_big';
    if (error.code === 'EENVELOPE' && error.message.startsWith('Invalid recipient'))
      return 'bad_address';
  }
  return 'network';
}
