/** How long does `simulate` take for 10,000 people and 60 days with the shipped sequence? */
import { adapters } from '../../src/start.ts';
import { settingsFrom } from '../../src/cli/workspace/settings-from.ts';
import { workspaceFiles } from '../../src/cli/files/workspace-files.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { RunnerSettings } from '../../src/runner/settings.ts';
import { loadSequence } from '../../src/usecases/files/load-sequence.ts';
import { simulateSequence } from '../../src/rehearsal/simulate/simulate-sequence.ts';
import { syntheticPeople } from '../../src/rehearsal/simulate/synthetic-people.ts';
import { join } from 'node:path';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import type { Part } from './part.ts';
import { median, short } from './rounds.ts';

const PEOPLE = 10_000;
const DAYS = 60;
const START_MS = Date.UTC(2026, 2, 2, 8);

export const simulatePart: Part = {
  name: 'simulate',
  title: `the classic sequence for ${DAYS} days, everybody enrolled at once and as \`per_day\` says, with one and four mailboxes`,
  run: ({ size, rounds }) =>
    inTemporaryFolder(async (cwd) => {
      await runCli(['init'], { cwd });
      const config = await loadConfig(join(cwd, 'touchline.yaml'), {});
      if (!config.ok) throw new Error('the workspace of init is valid');
      const one = settingsFrom(config.value);
      const four = {
        ...one,
        mailboxes: [1, 2, 3, 4].map((id) => ({ ...one.mailboxes[0]!, id: `anna${id}` })),
      };
      const people = size ?? PEOPLE;
      const lines = [];
      for (const [name, settings, isAtOnce] of [
        ['per_day, one mailbox', one, false],
        ['at once, one mailbox', one, true],
        ['at once, four mailboxes', four, true],
      ] as const) {
        const seconds: number[] = [];
        let touches = 0;
        for (let round = 0; round < (rounds ?? 3); round++) {
          const startedMs = performance.now();
          touches = await simulated(cwd, settings, people, isAtOnce);
          seconds.push((performance.now() - startedMs) / 1_000);
        }
        const taken = median(seconds);
        const isMet = taken <= 10;
        lines.push(
          { what: `${name}: touches`, value: short(touches), goal: null },
          { what: `${name}: seconds`, value: short(taken), goal: { words: 'at most 10', isMet } },
        );
      }
      return lines;
    }),
};

async function simulated(
  cwd: string,
  settings: RunnerSettings,
  people: number,
  isAtOnce: boolean,
): Promise<number> {
  const mailboxes = settings.mailboxes.map(({ id }) => id);
  const workspace = { mailboxes, reps: ['anna'], defaultWindow: null };
  const loaded = await loadSequence(workspaceFiles(cwd), 'classic', workspace);
  const { enroll } = loaded.sequence;
  const sequence = { ...loaded.sequence, enroll: { ...enroll, perDay: null } };
  const version = isAtOnce ? { ...loaded, sequence } : loaded;
  const stores = await adapters.memoryStore(START_MS);
  const request = {
    version,
    successors: [],
    people: syntheticPeople(people),
    suppressions: [],
    startMs: START_MS,
    days: DAYS,
    seed: 1,
    replyRate: 0.05,
    almanac: () => adapters.almanac(),
  };
  const { touches } = await simulateSequence(stores, settings, request);
  stores.close();
  return touches.length;
}
