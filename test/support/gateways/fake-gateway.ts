/**
 * A company that carries messages, on loopback: it writes down on disk what it accepted before it answers, and misbehaves on demand. What it
 * says is said in the shapes of each public API by the `fake-*.ts` beside this file.
 */
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  createServer,
  get,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const REFUSALS = [
  'busy',
  'refuse_address',
  'refuse_opted_out',
  'refuse_message',
  'refuse_login',
] as const;
/** Nothing is accepted. */
const LOSSES = ['silent_lost', 'error_lost', 'reset_lost', 'redirect'] as const;

type Refusal = (typeof REFUSALS)[number];
type Loss = (typeof LOSSES)[number];
/** It is accepted, and the answer is not what it should be. */
type Muddle = 'silent' | 'error' | 'reset' | 'garbage' | 'half' | 'huge' | 'slow' | 'see_other';

/** What becomes of one request to send, beside being accepted and answered. */
export type Misbehaviour = Refusal | Loss | Muddle;

export interface Accepted {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
  /** Ours for it, where the gateway takes one. */
  readonly name: string | null;
  readonly key: string | null;
  readonly body: string;
  readonly at: string;
}

export interface FakeRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface FakeAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeDialect {
  /** An id in the gateway's own form. */
  id(count: number): string;
  isAllowed(request: FakeRequest): boolean;
  /** What a request to send asks for; `null`: it is another. */
  asked(request: FakeRequest): Omit<Accepted, 'id' | 'at' | 'body'> | null;
  accepted(entry: Accepted): FakeAnswer;
  /** The answer to a key that was accepted before; absent: keys mean nothing to it. */
  readonly repeated?: (entry: Accepted, request: FakeRequest) => FakeAnswer;
  refused(refusal: Refusal | 'error'): FakeAnswer;
  /** Any other question. */
  answer(request: FakeRequest, ledger: readonly Accepted[]): FakeAnswer;
}

export interface FakeGatewayOptions {
  /** What becomes of the n-th request to send, from 0. */
  readonly plan?: (count: number, request: FakeRequest) => Misbehaviour | null;
  /** Whether the n-th connection is cut before anything is read. */
  readonly cuts?: (count: number) => boolean;
  readonly tls?: { readonly key: string; readonly cert: string };
}

export class FakeGateway {
  readonly requests: FakeRequest[] = [];
  /** Resolves when a request that is never answered was taken. */
  readonly silentOne: Promise<void>;
  /** Most requests that were under way at one time. */
  peak = 0;
  readonly #dialect: FakeDialect;
  readonly #options: FakeGatewayOptions;
  readonly #directory = mkdtempSync(path.join(tmpdir(), 'fake-gateway-'));
  readonly #file = path.join(this.#directory, 'ledger.jsonl');
  /** What the ledger on the disk holds. */
  readonly accepted: Accepted[] = [];
  /** Of each connection that is open. */
  readonly #closings = new Set<Promise<unknown>>();
  readonly #keys = new Map<string, Accepted>();
  readonly #server: Server;
  #sends = 0;
  #connections = 0;
  #open = 0;
  #wasSilent = (): void => {};

  private constructor(dialect: FakeDialect, options: FakeGatewayOptions) {
    this.#dialect = dialect;
    this.#options = options;
    this.silentOne = new Promise((resolve) => (this.#wasSilent = resolve));
    writeFileSync(this.#file, '');
    const take = (request: IncomingMessage, response: ServerResponse): void =>
      void this.#take(request, response);
    this.#server =
      options.tls === undefined ? createServer(take) : createTlsServer(options.tls, take);
    this.#server.on('connection', (socket) => {
      // A client that gave up resets its connection.
      socket.on('error', () => {});
      const closing = once(socket, 'close')
        .catch(() => {})
        .finally(() => this.#closings.delete(closing));
      this.#closings.add(closing);
      if (options.cuts?.(this.#connections++) === true) socket.destroy();
    });
  }

  static async start(dialect: FakeDialect, options: FakeGatewayOptions = {}): Promise<FakeGateway> {
    const fake = new FakeGateway(dialect, options);
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    const scheme = this.#options.tls === undefined ? 'http' : 'https';
    return `${scheme}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From the disk, in the order of acceptance. */
  ledger(): readonly Accepted[] {
    const lines = readFileSync(this.#file, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Accepted);
  }

  /** Whatever was begun before is read and written down. */
  async settled(): Promise<void> {
    // Connections are taken in their order: when this one was, those before it were.
    await new Promise<void>((resolve) => {
      get(this.url, { agent: false }, (response) => response.resume())
        .on('error', () => {})
        .on('close', resolve);
    });
    await Promise.all(this.#closings);
  }

  /** Stops listening; the ledger stays readable. */
  async hangUp(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async close(): Promise<void> {
    await this.hangUp();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#open += 1;
    this.peak = Math.max(this.peak, this.#open);
    // Handed over or cut: the client can't know before us.
    response.once('finish', () => (this.#open -= 1));
    response.once('close', () => (this.#open -= response.writableFinished ? 0 : 1));
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const request = {
      method: incoming.method ?? '',
      url: new URL(incoming.url ?? '/', this.url),
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    };
    this.requests.push(request);
    if (!this.#dialect.isAllowed(request)) return write(response, this.#refused('refuse_login'));
    const asked = this.#dialect.asked(request);
    if (asked === null) return write(response, this.#dialect.answer(request, this.accepted));
    const misbehaviour = this.#options.plan?.(this.#sends++, request) ?? null;
    this.#send(request, asked, misbehaviour, response);
  }

  #send(
    request: FakeRequest,
    asked: Omit<Accepted, 'id' | 'at' | 'body'>,
    misbehaviour: Misbehaviour | null,
    response: ServerResponse,
  ): void {
    if (isOf(REFUSALS, misbehaviour)) return write(response, this.#refused(misbehaviour));
    if (isOf(LOSSES, misbehaviour)) return this.#lose(misbehaviour, response);
    this.#answerAccepted(this.#accept(request, asked), misbehaviour, response);
  }

  #lose(loss: Loss, response: ServerResponse): void {
    switch (loss) {
      case 'silent_lost':
        return this.#wasSilent();
      case 'error_lost':
        return write(response, this.#refused('error'));
      case 'reset_lost':
        response.socket?.resetAndDestroy();
        return;
      case 'redirect':
        response.writeHead(307, { location: `${this.url}/elsewhere` }).end();
    }
  }

  /** Written down before it is answered. */
  #accept(request: FakeRequest, asked: Omit<Accepted, 'id' | 'at' | 'body'>): FakeAnswer {
    const { repeated } = this.#dialect;
    const before = asked.key === null ? undefined : this.#keys.get(asked.key);
    if (repeated !== undefined && before !== undefined) return repeated(before, request);
    const entry = {
      ...asked,
      id: this.#dialect.id(this.accepted.length),
      body: request.body,
      at: new Date().toISOString(),
    };
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
    this.accepted.push(entry);
    if (asked.key !== null) this.#keys.set(asked.key, entry);
    return this.#dialect.accepted(entry);
  }

  #answerAccepted(answer: FakeAnswer, muddle: Muddle | null, response: ServerResponse): void {
    const text = JSON.stringify(answer.json);
    switch (muddle) {
      case 'silent':
        return this.#wasSilent();
      case 'error':
        return write(response, this.#refused('error'));
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
      case 'garbage':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>{"sid":');
        return;
      case 'half':
        response.writeHead(answer.status, { 'content-length': String(text.length) });
        response.write(text.slice(0, text.length / 2), () => response.socket?.resetAndDestroy());
        return;
      case 'huge':
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(`${text}${' '.repeat(2 * 1_048_576)}`);
        return;
      case 'see_other':
        response.writeHead(303, { location: `${this.url}/elsewhere` }).end();
        return;
      case 'slow':
        setTimeout(() => write(response, answer), 5);
        return;
      case null:
        return write(response, answer);
    }
  }

  #refused(refusal: Refusal | 'error'): FakeAnswer {
    const answer = this.#dialect.refused(refusal);
    return refusal === 'busy' ? { headers: { 'retry-after': '7' }, ...answer } : answer;
  }
}

function isOf<Name extends Misbehaviour>(
  names: readonly Name[],
  misbehaviour: Misbehaviour | null,
): misbehaviour is Name {
  return names.some((name) => name === misbehaviour);
}

function write(response: ServerResponse, { status, json, headers }: FakeAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(json));
}

/** The n-th page of a list, from 0. */
export function pageOf<Entry>(
  entries: readonly Entry[],
  page: number,
  size: number,
): readonly Entry[] {
  return entries.slice(page * size, (page + 1) * size);
}
