/** A score of somebody who does much is told in as many lines as anybody reads. */
import { expect, test } from 'vitest';
import { DEFAULT_SCORE_RULES } from '../../../src/core/engagement.ts';
import { scoreText } from '../../../src/cli/documents/score.ts';
import { NO_PREFERENCE } from '../../../src/score/preferred-channel.ts';
import { scoreOf } from '../../../src/score/score.ts';
import { at, person } from '../../support/world/builders.ts';

const NOW = at('2026-03-02T10:00');

test('thousands of events are the latest of them, and what is left of the others together', () => {
  const heard = Array.from({ length: 3_000 }, (_, index) => ({
    id: `s${index + 1}`,
    prospectId: 'p1',
    kind: 'engagement' as const,
    atMs: NOW - index * 60_000,
    source: 'rep',
    externalId: `e${index}`,
    channel: null,
    details: { event: 'visited_us' },
    correction: null,
  }));
  const score = scoreOf(heard, DEFAULT_SCORE_RULES, NOW);
  const ada = { ...person('ada'), id: 'p1', revision: 1 };
  const read = { score, preference: NO_PREFERENCE, hour: null };
  const text = scoreText(ada, read, DEFAULT_SCORE_RULES, 'UTC', NOW);
  expect(text.split('\n').length).toBeLessThan(70);
  const sum = /half of an event is left: (.*) = ([\d.]+)\.$/m.exec(text)!;
  expect(sum[1]).toContain('(2950 earlier)');
  const parts = sum[1]!.split(' + ').map((part) => parseFloat(part) * 10);
  expect(Math.round(parts.reduce((a, b) => a + b))).toBe(score.tenths);
});
