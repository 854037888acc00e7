import { describe, expect, test } from 'vitest';
import { corporaRoot } from './corpora.ts';
import { measure } from './measure.ts';

const root = corporaRoot();
if (root === null) console.log('skipped: no folder of labelled mails (set TOUCHLINE_CORPORA)');

/** Least share of right answers per set and class, a little under what was measured. Classes of fewer than five cases are left out. */
const FLOORS: readonly (readonly [set: string, label: string, floor: number])[] = [];

describe.skipIf(root === null)('the hearing is right on labelled mails', async () => {
  const verdicts = root === null ? [] : await measure(root);
  test.each(FLOORS)('%s, %s: at least %d', (set, label, floor) => {
    const cases = verdicts.filter((verdict) => verdict.set === set && verdict.class === label);
    const right = cases.filter((verdict) => verdict.right).length;
    expect(right / cases.length).toBeGreaterThanOrEqual(floor);
  });
});
