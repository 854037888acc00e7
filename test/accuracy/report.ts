/** `npm run accuracy`: prints what the hearing gets right on the labelled mails, set by set. Writes nothing. `--misses` names the cases. */
import { corporaRoot } from './corpora.ts';
import { measure, type Verdict } from './measure.ts';

const root = corporaRoot();
if (root === null) {
  console.log('skipped: no folder of labelled mails (set TOUCHLINE_CORPORA)');
} else {
  const verdicts = await measure(root);
  printTable(verdicts);
  if (process.argv.includes('--misses')) printMisses(verdicts);
}

function printTable(verdicts: readonly Verdict[]): void {
  const rows = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const key = `${verdict.set.padEnd(26)}${verdict.class.padEnd(24)}`;
    rows.set(key, [...(rows.get(key) ?? []), verdict]);
  }
  console.log(`${'set'.padEnd(26)}${'class'.padEnd(24)}cases right   rate  taken for`);
  for (const [key, row] of [...rows].toSorted(([a], [b]) => a.localeCompare(b))) {
    const right = row.filter((verdict) => verdict.right).length;
    const rate = `${((100 * right) / row.length).toFixed(1)}%`;
    console.log(
      `${key}${String(row.length).padStart(5)}${String(right).padStart(6)}${rate.padStart(7)}  ${confusions(row)}`,
    );
  }
}

function confusions(row: readonly Verdict[]): string {
  const counts = new Map<string, number>();
  for (const { right, got } of row) if (!right) counts.set(got, (counts.get(got) ?? 0) + 1);
  const sorted = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 5);
  return sorted
    .map(([got, count]) => `${got} ${count}`)
    .join(', ')
    .slice(0, 100);
}

function printMisses(verdicts: readonly Verdict[]): void {
  for (const { set, class: label, name, right, got } of verdicts)
    if (!right) console.log(`${set} ${label} ${name}: ${got}`);
}
