/**
 * The ledger server as a process of its own, which outlives a client that is killed.
 *
 * `smtp-ledger-main.ts FILE [LATENCY_MS] [PORT]` prints its port and serves until SIGTERM or the end of stdin.
 */
import { startLedgerServer } from './smtp-ledger-server.ts';

const [file, latencyMs = '0', port = '0'] = process.argv.slice(2);
const server = await startLedgerServer({
  ...(file === undefined ? {} : { file }),
  latencyMs: Number(latencyMs),
  port: Number(port),
});
process.stdout.write(`${server.port}\n`);
process.stdin.resume();
process.stdin.once('end', () => void server.close().then(() => process.exit(0)));
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
