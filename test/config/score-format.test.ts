import { describe, expect, test } from 'vitest';
import { readWorkspace } from '../../src/config/workspace-file.ts';
import { DEFAULT_SCORE_RULES } from '../../src/core/engagement.ts';

function read(score: string) {
  const text = `workspace: northwind\nzone: Europe/Berlin\n${score}`;
  return readWorkspace(text, 'touchline.yaml', '/workspace');
}
function told(score: string): readonly string[] {
  return read(score).diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe('what a workspace says engagement is worth', () => {
  test('is the usual where it says nothing', () => {
    const checked = read('');
    expect(checked.ok && checked.value.score).toEqual(DEFAULT_SCORE_RULES);
  });

  test('stands beside the usual, with events of its own', () => {
    const checked = read(
      'score: { half_life: 2 weeks, points: { reply: 1, webinar_attended: 15 }, levels: { warm: 5 } }',
    );
    expect(checked.diagnostics).toEqual([]);
    expect(checked.ok && checked.value.score).toEqual({
      halfLifeMs: 14 * 86_400_000,
      points: { ...DEFAULT_SCORE_RULES.points, reply: 1, webinar_attended: 15 },
      from: { ...DEFAULT_SCORE_RULES.from, warm: 5 },
    });
  });

  test.each([
    ['levels: { warm: 30 }', 'out_of_range: levels do not rise: warm 30, engaged 30, hot 60'],
    [
      'points: { positve_reply: 5 }',
      'unknown_value: "positve_reply" is an event of your own, and nearly "positive_reply"',
    ],
    ['points: { reply: -1 }', 'out_of_range: '],
    ['half_life: 0 days', 'out_of_range: "half_life" is no time at all, expected a duration'],
  ])('%s is an error', (score, message) => {
    const [first] = told(`score: { ${score} }`);
    expect(first?.startsWith(message)).toBe(true);
  });
});
