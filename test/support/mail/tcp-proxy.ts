/** A loopback TCP proxy that can cut, silence and slow what goes through it. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** How many connections were opened through it. */
  connectionCount(): number;
  /** Ends every open connection. */
  cut(): void;
  /** Ends the connection that brings the n-th byte from the server, counted from now. Once. */
  cutAfterBytes(count: number): void;
  /** Open connections stay open and nothing passes, as after a NAT forgot them. `all`: also those yet to come. */
  silence(which: 'open' | 'all'): void;
  /** New connections pass again. */
  heal(): void;
  /** Each piece from the server comes this much later. */
  delay(ms: number): void;
  stop(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  silent: boolean;
}

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let count = 0;
  let silentFromStart = false;
  let bytesLeft = Infinity;
  let delayMs = 0;

  const listener = createServer((client) => {
    count += 1;
    const pair = { client, server: connect(targetPort, '127.0.0.1'), silent: silentFromStart };
    pairs.add(pair);
    client.on('data', (chunk) => {
      if (!pair.silent) pair.server.write(chunk);
    });
    pair.server.on('data', (chunk) => {
      if (pair.silent) return;
      bytesLeft -= chunk.length;
      if (bytesLeft <= 0) {
        bytesLeft = Infinity;
        return end(pair);
      }
      if (delayMs === 0) client.write(chunk);
      else setTimeout(() => client.write(chunk), delayMs);
    });
    for (const socket of [client, pair.server]) {
      socket.on('error', () => {});
      socket.on('close', () => end(pair));
    }
  });
  const end = (pair: Pair) => {
    pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
  };

  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    connectionCount: () => count,
    cut: () => pairs.forEach(end),
    cutAfterBytes: (bytes) => (bytesLeft = bytes),
    silence(which) {
      silentFromStart = which === 'all';
      for (const pair of pairs) pair.silent = true;
    },
    heal: () => (silentFromStart = false),
    delay: (ms) => (delayMs = ms),
    async stop() {
      pairs.forEach(end);
      listener.close();
      await once(listener, 'close');
    },
  };
}
