/** How long does a person wait for a command, above what Node itself takes? */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inTemporaryFolder } from '../support/cli/cli.ts';
import { task, sequence } from '../support/world/builders.ts';
import { assertBuilt } from '../support/processes/program.ts';
import { makeWorkspace } from '../support/cli/workspace.ts';
import { addCrowd } from './crowd.ts';
import { openStores } from './engine.ts';
import type { Line, Part } from './part.ts';
import { inTurns, short } from './rounds.ts';

const BIN = fileURLToPath(new URL('../../bin/touchline.js', import.meta.url));
const YEAR_MS = 365 * 86_400_000;

export const startPart: Part = {
  name: 'start',
  title: 'milliseconds above `node -e 0`; the store has 1,000,000 enrollments and nothing due',
  run: async ({ size, rounds }) => {
    await assertBuilt();
    return inTemporaryFolder(async (dir) => {
      await fill(dir, size ?? 1_000_000);
      const commands: readonly (readonly [
        name: string,
        argv: readonly string[],
        goalMs: number | null,
      ])[] = [
        ['touchline --version', [BIN, '--version'], 20],
        ['touchline --help', [BIN, '--help'], 20],
        ['touchline run --once', [BIN, 'run', '--once'], 150],
        ...(exits0(dir, [BIN, 'show', 'p2'])
          ? [['touchline show', [BIN, 'show', 'p2'], 70] as const]
          : []),
      ];
      const [, ...measured] = await inTurns(
        [
          { name: 'node -e 0', measure: () => tookMs(dir, ['-e', '0']) },
          ...commands.map(([name, argv]) => ({ name, measure: () => tookMs(dir, argv) })),
        ],
        rounds ?? 15,
      );
      return measured.map((each, index): Line => {
        const goalMs = commands[index]![2]!;
        return {
          what: each.name,
          value: `+${short(each.above)}`,
          goal: { words: `at most +${goalMs}`, isMet: each.above <= goalMs },
        };
      });
    });
  },
};

/** A workspace without a mailbox that is read, whose people are all due in a year. */
async function fill(dir: string, people: number): Promise<void> {
  const steps = sequence([task('letter')]);
  const { storePath } = await makeWorkspace(dir, {
    smtpPort: 1,
    people: 0,
    sequence: steps,
    nowMs: Date.now(),
    replies: 'replies: none',
  });
  const stores = openStores(storePath);
  await addCrowd(stores, { sequence: steps, people, nowMs: Date.now() + YEAR_MS });
  stores.close();
}

async function tookMs(dir: string, argv: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  if (!exits0(dir, argv)) throw new Error(`${argv.join(' ')} failed`);
  return performance.now() - startedMs;
}

function exits0(dir: string, argv: readonly string[]): boolean {
  return spawnSync(process.execPath, [...argv], { cwd: dir, stdio: 'ignore' }).status === 0;
}
