/**
 * Each `golden/NAME.txt` is a session; `golden/NAME/`, where it exists, is the folder it starts in. `npm run test:update` writes down what
 * the commands say now.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import { parseTranscript, renderStep, wordsOf } from '../support/cli/transcript.ts';

const GOLDEN = fileURLToPath(new URL('golden', import.meta.url));
const names = readdirSync(GOLDEN)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -'.txt'.length));
/** What a program says where it forgot that something can be absent; an update would write it down as right. */
const ABSENT = /\(null\)|\bundefined\b|\bNaN\b|\[object /;

test.each(names)('%s', async (name) => {
  const file = join(GOLDEN, `${name}.txt`);
  const { preamble, commands } = parseTranscript(readFileSync(file, 'utf8'));
  const steps = await inTemporaryFolder(
    async (dir) => {
      const done: string[] = [];
      for (const command of commands) {
        const seen = await runCli(wordsOf(command), { cwd: dir });
        done.push(renderStep(command, seen).replaceAll(dir, '/workspace'));
      }
      return done;
    },
    join(GOLDEN, name),
  );
  for (const step of steps) expect(step).not.toMatch(ABSENT);
  await expect(`${preamble}${steps.join('\n\n')}\n`).toMatchFileSnapshot(file);
});
