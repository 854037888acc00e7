/**
 * `npm run bench -- [PART ...] [--size N] [--rounds N]`: what we claim about speed, against the best that is available, measured in turns.
 * Ratios of one run on one machine; absolute numbers are this machine's.
 */
import { parseArgs } from 'node:util';
import { emailPart } from './email.ts';
import { followUpsPart } from './follow-ups.ts';
import { importPart } from './import.ts';
import { findPart } from './find.ts';
import { killsPart } from './kills.ts';
import type { Part } from './part.ts';
import { repliesPart } from './replies.ts';
import { simulatePart } from './simulate.ts';
import { startPart } from './start.ts';
import { stepsPart } from './steps.ts';
import { webhooksPart } from './webhooks.ts';
import { zonesPart } from './zones.ts';

const PARTS: readonly Part[] = [
  emailPart,
  followUpsPart,
  stepsPart,
  startPart,
  zonesPart,
  killsPart,
  simulatePart,
  webhooksPart,
  repliesPart,
  importPart,
  findPart,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string' }, rounds: { type: 'string' } },
});
const numberOf = (text: string | undefined): number | null =>
  text === undefined ? null : Number(text.replaceAll('_', ''));
const options = { size: numberOf(values.size), rounds: numberOf(values.rounds) };
const unknown = positionals.filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(
    `no part ${unknown.join(', ')}; there are: ${PARTS.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}

for (const part of PARTS) {
  if (positionals.length > 0 && !positionals.includes(part.name)) continue;
  console.log(`\n${part.name}: ${part.title}`);
  for (const { what, value, goal } of await part.run(options)) {
    const verdict = goal === null ? '' : `  ${goal.isMet ? 'met' : 'MISSED'}: ${goal.words}`;
    console.log(`  ${what.padEnd(44)} ${value.padStart(14)}${verdict}`);
  }
}
