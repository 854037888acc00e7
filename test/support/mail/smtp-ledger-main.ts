/**
 * The ledger server as a process of its own, which outlives a client that is killed.
 *
 * `smtp-ledger-main.ts FILE [LATENCY_MS] [PORT]` prints its port and serves until SIGTERM or the end of stdin. Each line
 * on stdin becomes a mark in the file (see `mark`) and is printed when it is there.
 */
import { createInterface } from 'node:readline';
import { startLedgerServer } from './smtp-ledger-server.ts';

const [file, latencyMs = '0', port = '0'] = process.argv.slice(2);
const server = await startLedgerServer({
  ...(file === undefined ? {} : { file }),
  latencyMs: Number(latencyMs),
  port: Number(port),
});
process.stdout.write(`${server.port}\n`);
const lines = createInterface({ input: process.stdin });
lines.on('line', (words) => void server.mark(words).then(() => process.stdout.write(`${words}\n`)));
lines.once('close', () => void server.close().then(() => process.exit(0)));
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
