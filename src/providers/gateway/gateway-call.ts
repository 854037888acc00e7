/**
 * One HTTP request to a gateway, and what is surely known of its end. `fetch` can't be asked whether a byte had left when it failed, and
 * repeats requests over kept connections by itself; so each request has a connection of its own, which is open before the request is begun.
 */
import { setMaxListeners } from 'node:events';
import { request as begin, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

import { invariant } from '../../core/invariant.ts';
import { isLoopback } from '../../core/loopback.ts';

export interface GatewayRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface GatewayReach {
  /** For opening the connection, and again from the first byte of the request to the last of the answer. */
  readonly timeoutMs: number;
  /** PEM certificates to trust instead of the system's. */
  readonly ca?: string;
  /** A longer answer is cut off. 1 MiB when absent. */
  readonly answerBytesMax?: number;
}

export interface GatewayAnswer {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** UTF-8; `null`: it did not come whole, or is longer than anybody needs. */
  readonly body: string | null;
}

export type CallEnd =
  | GatewayAnswer
  /** Not one byte of the request left. */
  | { readonly kind: 'not_begun'; readonly words: string }
  /** Bytes left and no answer came. */
  | { readonly kind: 'unanswered'; readonly words: string };

const ANSWER_BYTES_MAX = 1_048_576;

/** The URL of a gateway: https, or plain http on loopback. */
export function gatewayUrl(written: string): URL {
  const url = new URL(written);
  const isSafe =
    url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  invariant(isSafe, `a gateway off loopback is asked by https: ${url.origin}`);
  return url;
}

/**
 * Follows no redirect. Never rejects for what the network or the gateway does.
 *
 * @param beforeFirstByte  Awaited when the connection is open; its rejection is passed on, and nothing leaves.
 */
export async function callGateway(
  request: GatewayRequest,
  reach: GatewayReach,
  beforeFirstByte: () => Promise<void>,
  signal: AbortSignal,
): Promise<CallEnd> {
  // All attempts of a run listen to one signal; ten of them are no leak.
  setMaxListeners(0, signal);
  const opened = await openSocket(request.url, reach, signal);
  if (typeof opened === 'string') return { kind: 'not_begun', words: opened };
  try {
    await beforeFirstByte();
    if (signal.aborted) return { kind: 'not_begun', words: 'aborted before the request' };
    if (opened.destroyed) return { kind: 'not_begun', words: 'the connection was closed' };
    return await exchange(opened, request, reach, signal);
  } finally {
    opened.destroy();
  }
}

/** The open connection, or why there is none. */
function openSocket(
  url: URL,
  { timeoutMs, ca }: GatewayReach,
  signal: AbortSignal,
): Promise<Socket | string> {
  if (signal.aborted) return Promise.resolve('aborted before the request');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isTls = url.protocol === 'https:';
  const port = Number(url.port) || (isTls ? 443 : 80);
  const socket = isTls
    ? connectTls({
        host,
        port,
        ALPNProtocols: ['http/1.1'],
        ...(isIP(host) === 0 ? { servername: host } : {}),
        ...(ca === undefined ? {} : { ca }),
      })
    : connect({ host, port });
  return new Promise((resolve) => {
    const settle = (end: Socket | string): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      if (typeof end === 'string') socket.destroy();
      resolve(end);
    };
    const onAbort = (): void => settle('aborted before the request');
    const timer = setTimeout(() => settle(`no connection within ${timeoutMs} ms`), timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    // Stays: a connection that is lost while the mark is made must not end the program.
    socket.on('error', (error) => settle(wordsOf(error)));
    socket.once('close', () => settle('the connection was closed'));
    socket.once(isTls ? 'secureConnect' : 'connect', () => settle(socket));
  });
}

/** From here on bytes may leave, so no end is `not_begun`. */
function exchange(
  socket: Socket,
  { method, url, headers, body }: GatewayRequest,
  { timeoutMs, answerBytesMax = ANSWER_BYTES_MAX }: GatewayReach,
  signal: AbortSignal,
): Promise<CallEnd> {
  return new Promise((resolve) => {
    const settle = (end: CallEnd): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(end);
      socket.destroy();
    };
    let answer: GatewayAnswer | null = null;
    const lose = (words: string): void => settle(answer ?? { kind: 'unanswered', words });
    const onAbort = (): void => lose('aborted after the request');
    const timer = setTimeout(() => lose(`no answer within ${timeoutMs} ms`), timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    const outgoing = begin({
      createConnection: () => socket,
      method,
      path: `${url.pathname}${url.search}`,
      headers: {
        ...headers,
        host: url.host,
        connection: 'close',
        ...(method === 'GET' ? {} : { 'content-length': body.length }),
      },
    });
    outgoing.on('response', (response) => {
      const status = response.statusCode ?? 0;
      answer = { kind: 'answered', status, headers: response.headers, body: null };
      void bodyOf(response, answerBytesMax).then((text) =>
        settle({ kind: 'answered', status, headers: response.headers, body: text }),
      );
    });
    outgoing.on('error', (error) => lose(wordsOf(error)));
    outgoing.on('close', () => {
      if (answer === null) lose('the connection was closed');
    });
    outgoing.end(method === 'GET' ? undefined : body);
  });
}

/** `null`: it did not come whole, is too long, or is no UTF-8. */
async function bodyOf(response: IncomingMessage, bytesMax: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  try {
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) return null;
      byteCount += chunk.length;
      if (byteCount > bytesMax) return null;
      chunks.push(chunk);
    }
    if (!response.complete) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return null;
  }
}

/** An attempt at several addresses of a host fails with an error without words of its own. */
function wordsOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return error.message === '' ? (code ?? error.name) : error.message;
}
