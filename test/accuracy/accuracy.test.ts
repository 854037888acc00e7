import { describe, expect, test } from 'vitest';
import { corporaRoot } from './corpora.ts';
import { GOALS, isMet, macroF1 } from './goals.ts';
import { measure } from './measure.ts';
import type { Verdict } from './finding.ts';

const root = corporaRoot();
if (root === null) console.log('skipped: no folder of labelled mails (set TOUCHLINE_CORPORA)');

describe.skipIf(root === null)('the hearing reaches its goals on labelled mails', async () => {
  const verdicts = root === null ? [] : await measure(root);

  test.each(GOALS)('$name: $relation $bound', (goal) => {
    const counted = verdicts.filter(goal.counts);
    const figure = goal.figure(counted);
    expect(counted.length).toBeGreaterThan(0);
    expect(isMet(goal, goal.bound, figure), goal.shown(figure)).toBe(true);
  });
});

describe('macro-F1', () => {
  const verdict = (wanted: string, got: string): Verdict => ({
    set: 'x',
    label: 'x',
    name: 'x',
    half: 'seen',
    question: 'intent',
    right: wanted === got,
    disagrees: wanted !== got,
    wanted,
    got,
  });

  test('is the mean over intents, however many cases each has', () => {
    const cases = [verdict('a', 'a'), verdict('a', 'a'), verdict('a', 'a'), verdict('b', 'a')];
    expect(macroF1(cases)).toBeCloseTo((6 / 7 + 0) / 2);
  });

  test('counts an abstention as a miss of the wanted intent alone', () => {
    expect(macroF1([verdict('a', 'a'), verdict('a', 'none')])).toBeCloseTo(2 / 3);
  });
});
