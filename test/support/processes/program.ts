/** The program as people start it, a process of its own: bin/touchline.js over dist/, which `npm test` builds first. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface Ended {
  /** `null`: it was killed. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** Resolves when the process is gone and its streams are read. */
  readonly ended: Promise<Ended>;
  /** What it has said on stderr so far. */
  readonly talk: () => string;
}

/** @throws When dist/ is not what the sources say: a test of an old build would prove nothing. */
export async function assertBuilt(): Promise<void> {
  const { sourceState } = (await import(join(ROOT, 'bin', 'source-state.js'))) as {
    readonly sourceState: (root: string) => string;
  };
  if (readFileSync(join(ROOT, 'dist', '.state'), 'utf8') === sourceState(ROOT)) return;
  throw new Error('dist/ is older than the sources: node bin/setup.js');
}

export function startTouchline(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'touchline.js'), ...argv], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], TZ: process.env['TZ'], ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return { child, ended, talk: () => stderr };
}
