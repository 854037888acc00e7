/** How right is the hearing? Every set is asked what its labels can answer. */
import { casesOf } from './corpora.ts';
import type { Verdict } from './finding.ts';
import { SETS } from './sets.ts';

export async function measure(root: string): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { set, judge } of SETS) {
    for (const one of casesOf(root, set)) {
      for (const found of await judge(one)) {
        verdicts.push({ ...found, set, label: one.labels.class, name: one.name, half: one.half });
      }
    }
  }
  return verdicts;
}
