/** Postfix's `smtp-sink`: a server that takes messages at ten times our speed, so that it is not what is measured. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { startLedgerServer } from '../support/mail/smtp-ledger-server.ts';
import { until } from '../support/until.ts';

const SINK = '/usr/sbin/smtp-sink';

/** Calls `use` with the port. Without Postfix a server of ours stands in, and the ratio is worth less. */
export async function withSink<Result>(use: (port: number) => Promise<Result>): Promise<Result> {
  if (!existsSync(SINK)) {
    console.log(`  no ${SINK}: a slower server stands in, which flatters whoever is slower`);
    const server = await startLedgerServer();
    try {
      return await use(server.port);
    } finally {
      await server.close();
    }
  }
  const port = 20_000 + (process.pid % 20_000);
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const sink = spawn(SINK, [...user, `127.0.0.1:${port}`, '200'], { stdio: 'ignore' });
  try {
    await until('smtp-sink listens', () => answers(port));
    return await use(port);
  } finally {
    const exited = once(sink, 'exit');
    sink.kill('SIGTERM');
    await exited;
  }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'data');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
