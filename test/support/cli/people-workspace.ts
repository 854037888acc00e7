/** A workspace of files for tests of commands, and its store for what the command line can't set up. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, runCli, TEST_NOW_MS, type CliRun, type CliSettings } from './cli.ts';
import { World } from '../world/world.ts';

const CONFIG = `workspace: northwind
zone: Europe/Berlin
sender:
  company: Northwind Tools
  postal_address: 1 Quay Street, Leith
reps:
  anna: { name: Anna Martin, email: anna@northwind.example }
mailboxes:
  anna:
    rep: anna
    from: Anna Martin <anna@northwind.example>
    smtp: { url: "smtp://127.0.0.1:2525" }
    replies: none
`;

export class Workspace {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
    this.write('touchline.yaml', CONFIG);
  }

  path(file: string): string {
    return join(this.dir, file);
  }

  write(file: string, text: string | Uint8Array): string {
    writeFileSync(this.path(file), text);
    return this.path(file);
  }

  run(argv: readonly string[], settings: CliSettings = {}): Promise<CliRun> {
    return runCli(argv, { cwd: this.dir, ...settings });
  }

  /** Runs with `--json` and parses what stdout holds. */
  async json(...argv: readonly string[]) {
    const { exitCode, stdout } = await this.run([...argv, '--json']);
    return { exitCode, document: JSON.parse(stdout) };
  }

  /** The engine over the same store, as long as `use` takes. */
  async inWorld<T>(use: (world: World) => Promise<T>): Promise<T> {
    const world = new World({ nowMs: TEST_NOW_MS, path: this.path('touchline.db') });
    try {
      return await use(world);
    } finally {
      world.stores.close();
    }
  }
}

export function inWorkspace<T>(use: (workspace: Workspace) => Promise<T>): Promise<T> {
  return inTemporaryFolder((dir) => use(new Workspace(dir)));
}
