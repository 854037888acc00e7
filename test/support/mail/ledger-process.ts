/** The ledger server as a process of its own: it outlives whoever is killed, and its file is the only witness. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { LedgerEntry } from './smtp-ledger-server.ts';

export type LedgerLine = LedgerEntry | { readonly mark: string };

export interface LedgerProcess {
  readonly port: number;
  /** What is on the disk, in order. */
  read(): LedgerLine[];
  messages(): LedgerEntry[];
  /** Resolves when every client is gone and the words stand in the file behind all that they sent. */
  mark(words: string): Promise<void>;
  stop(): Promise<void>;
}

/** @param latencyMs  Between a message's dot and its reply. */
export async function startLedgerProcess(file: string, latencyMs = 0): Promise<LedgerProcess> {
  const main = fileURLToPath(new URL('smtp-ledger-main.ts', import.meta.url));
  const argv = ['--import', 'tsx', main, file, String(latencyMs)];
  const child = spawn(process.execPath, argv, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [port] = (await once(lines, 'line')) as [string];
  const read = (): LedgerLine[] =>
    readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LedgerLine);
  return {
    port: Number(port),
    read,
    messages: () => read().filter((line): line is LedgerEntry => !('mark' in line)),
    async mark(words) {
      const marked = once(lines, 'line');
      child.stdin.write(`${words}\n`);
      await marked;
    },
    async stop() {
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
    },
  };
}
