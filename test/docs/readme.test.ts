/** The README shows what the commands print. `npm run docs` writes down what they print now; read the diff. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/cli/cli.ts';
import { parseTranscript, renderStep, wordsOf } from '../support/cli/transcript.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILE = join(ROOT, 'README.md');
const README = readFileSync(FILE, 'utf8');
/** Stands for the folder that the reader is in. */
const SHOWN_DIR = '/home/anna/outbound';

test('every session of the README runs, one after the other, and prints what it shows', async () => {
  const lead = /^```csv leads\.csv\n([^]*?)^```$/m.exec(README)?.[1] ?? '';
  const rewritten = await inTemporaryFolder(async (cwd) => {
    writeFileSync(join(cwd, 'leads.csv'), lead);
    let text = README;
    for (const [block, session] of README.matchAll(/^```console run\n([^]*?)^```$/gm)) {
      const steps: string[] = [];
      for (const command of parseTranscript(session ?? '').commands) {
        const seen = await runCli(wordsOf(command), { cwd });
        steps.push(renderStep(command, seen).replaceAll(cwd, SHOWN_DIR));
        if (command === 'touchline init') moveToBerlin(join(cwd, 'touchline.yaml'));
      }
      text = text.replace(block, () => `\`\`\`console run\n${steps.join('\n\n')}\n\`\`\``);
    }
    return text;
  });
  await expect(rewritten).toMatchFileSnapshot(FILE);
});

/** `init` takes the zone of the machine, which is a strange one in tests. */
function moveToBerlin(file: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^zone: .*$/m, 'zone: Europe/Berlin'));
}

test('what the README shows of the demo is what the demo prints, in its order', () => {
  const played = readFileSync(join(ROOT, 'test/cli/golden/demo.txt'), 'utf8').split('\n');
  const [, block = ''] = /^```console demo\n([^]*?)^```$/m.exec(README) ?? [];
  const shown = block.split('\n').filter((line) => line !== '' && !/^(?:\$ .*|\.\.\.)$/.test(line));
  expect(shown.length).toBeGreaterThan(10);
  let at = 0;
  for (const line of shown) {
    const found = played.indexOf(line, at);
    expect([line, found >= 0]).toEqual([line, true]);
    at = found + 1;
  }
});
