/** Takes connections, with limits on all that a stranger can make last or grow, and ends without dropping what is in hand. */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { shownListenAddress, type ListenAddress } from '../../core/listen-address.ts';
import { UserError } from '../../core/user-error.ts';
import type { publicApp } from './app.ts';
import { clientNetwork } from './client-address.ts';

export interface Listening {
  readonly address: ListenAddress;
  /** Takes no more requests and resolves when those in hand are answered; what is open at `now` is cut. */
  close(now: AbortSignal): Promise<void>;
}

export interface Patience {
  /** From the first byte of a connection, or of its next request, to the end of the headers. */
  readonly headersMs: number;
  /** To the end of the body. */
  readonly requestMs: number;
  /** Nothing moves. */
  readonly idleMs: number;
  /** After an answer, to the next request. */
  readonly keepAliveMs: number;
}

const PATIENCE: Patience = {
  headersMs: 10_000,
  requestMs: 15_000,
  idleMs: 20_000,
  keepAliveMs: 5_000,
};
const HEADERS_MOST_BYTES = 16 * 1_024;
const CONNECTIONS_MOST = 1_000;
/** Nobody shuts everybody else out alone. */
const CONNECTIONS_OF_ONE = CONNECTIONS_MOST / 2;

export interface ListenLimits {
  readonly patience?: Patience;
  /** Open at a time from one network. Where a proxy of ours stands in front all are its own: `Infinity`. 500 when absent. */
  readonly connectionsOfOne?: number;
}

/** @throws {UserError} `port_in_use`, `cannot_listen`. */
export async function listen(
  { app }: ReturnType<typeof publicApp>,
  wanted: ListenAddress,
  { patience = PATIENCE, connectionsOfOne = CONNECTIONS_OF_ONE }: ListenLimits = {},
): Promise<Listening> {
  const { headersMs, requestMs, idleMs, keepAliveMs } = patience;
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout: keepAliveMs,
      // How late a limit may be: by half a minute, were it left out.
      connectionsCheckingInterval: Math.min(1_000, headersMs),
      maxHeaderSize: HEADERS_MOST_BYTES,
    },
    (request, response) => {
      // Once we end, a connection that is kept alive would hold that up after its answer.
      response.once('close', () => {
        if (!server.listening) setImmediate(() => server.closeIdleConnections());
      });
      void answer(request, response);
    },
  );
  server.maxConnections = CONNECTIONS_MOST;
  server.setTimeout(idleMs);
  shareOut(server, connectionsOfOne);
  const port = await opened(server, wanted);
  return { address: { ...wanted, port }, close: (now) => closed(server, now) };
}

function shareOut(server: Server, mostOfOne: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const network = clientNetwork(socket.remoteAddress, undefined, 0);
    const count = (open.get(network) ?? 0) + 1;
    if (count > mostOfOne) {
      socket.destroy();
      return;
    }
    open.set(network, count);
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1;
      if (left === 0) open.delete(network);
      else open.set(network, left);
    });
  });
}

function opened(server: Server, wanted: ListenAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    // Also later: a connection that can't be accepted is no reason to end.
    server.on('error', (error: NodeJS.ErrnoException) => reject(inWords(error, wanted)));
    server.listen(wanted.port, wanted.host, () => {
      const address = server.address();
      resolve(address === null || typeof address === 'string' ? wanted.port : address.port);
    });
  });
}

function inWords(error: NodeJS.ErrnoException, wanted: ListenAddress): unknown {
  const where = shownListenAddress(wanted);
  if (error.code === 'EADDRINUSE') {
    const hint = 'end it, or take another port: touchline serve --listen 127.0.0.1:8026';
    return new UserError('port_in_use', `something else listens on ${where} already`, hint);
  }
  const hint = 'name an address of this machine, and a port above 1023';
  return new UserError('cannot_listen', `cannot listen on ${where}: ${error.message}`, hint, 1, {
    cause: error,
  });
}

function closed(server: Server, now: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cut = (): void => server.closeAllConnections();
    now.addEventListener('abort', cut, { once: true });
    server.close(() => {
      now.removeEventListener('abort', cut);
      resolve();
    });
    if (now.aborted) cut();
  });
}
