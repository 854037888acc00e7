/**
 * `npm run accuracy`: what the hearing gets right on the labelled mails, goal by goal and set by set; writes the generated part of
 * docs/accuracy.md. `--misses` names the cases of the half that may be looked at.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { corporaRoot } from './corpora.ts';
import type { Verdict } from './finding.ts';
import { measureLists, type ListVerdict } from './list-sets.ts';
import { generatedLists, LISTS_END, LISTS_START } from './list-table.ts';
import { measure } from './measure.ts';
import { END, generatedPart, START } from './table.ts';

const PAGE = fileURLToPath(new URL('../../docs/accuracy.md', import.meta.url));

const root = corporaRoot();
if (root === null) {
  console.log('skipped: no folder of labelled mails (set TOUCHLINE_CORPORA)');
} else {
  const verdicts = await measure(root);
  const part = await formatted(generatedPart(verdicts));
  console.log(part);
  writePage(part, START, END);
  const lists = await measureLists(root);
  const listPart = await formatted(generatedLists(lists));
  console.log(listPart);
  writePage(listPart, LISTS_START, LISTS_END);
  if (process.argv.includes('--misses')) {
    printMisses(verdicts);
    printListMisses(lists);
  }
}

async function formatted(part: string): Promise<string> {
  const options = await resolveConfig(PAGE);
  return (await format(part, { ...options, filepath: PAGE })).trim();
}

function writePage(part: string, start: string, end: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const before = page.slice(0, page.indexOf(start));
  const after = page.slice(page.indexOf(end) + end.length);
  writeFileSync(PAGE, `${before}${part}${after}`);
}

function printMisses(verdicts: readonly Verdict[]): void {
  for (const { set, question, label, name, half, right, wanted, got } of verdicts)
    if (!right && half === 'seen')
      console.log(`${set} ${question} ${label} ${name}: ${wanted}, read as ${got}`);
}

function printListMisses(verdicts: readonly ListVerdict[]): void {
  for (const { set, question, name, half, right, wanted, got } of verdicts)
    if (!right && half === 'seen')
      console.log(`${set} ${question} ${name}: ${wanted}, read as ${got}`.slice(0, 400));
}
