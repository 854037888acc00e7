import { corporaRoot } from './corpora.ts';
import { measure } from './measure.ts';
const root = corporaRoot()!;
const v = await measure(root);
const rows = new Map<
  string,
  { n: number; r: number; un: number; ur: number; d: number; got: Map<string, number> }
>();
for (const x of v)
  for (const key of [`~ALL ${x.question}`, `${x.set} ${x.question}`]) {
    const row = rows.get(key) ?? { n: 0, r: 0, un: 0, ur: 0, d: 0, got: new Map() };
    if (x.half === 'seen') {
      row.n++;
      if (x.right) row.r++;
    } else {
      row.un++;
      if (x.right) row.ur++;
    }
    if (x.disagrees) row.d++;
    if (!x.right)
      row.got.set(
        `${x.wanted}->${x.got}`.slice(0, 40),
        (row.got.get(`${x.wanted}->${x.got}`.slice(0, 40)) ?? 0) + 1,
      );
    rows.set(key, row);
  }
for (const [k, r] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(
    k.padEnd(44),
    `seen ${r.r}/${r.n} unseen ${r.ur}/${r.un} all ${((100 * (r.r + r.ur)) / (r.n + r.un)).toFixed(1)}% disagrees ${r.d}`,
    k.startsWith('~')
      ? ''
      : [...r.got]
          .slice(0, 4)
          .map(([a, b]) => `${a}:${b}`)
          .join(' | '),
  );
if (process.argv.includes('--misses'))
  for (const x of v)
    if (!x.right && x.half === 'seen')
      console.log('MISS', x.set, x.question, x.label, x.name, `${x.wanted} -> ${x.got}`);
