/** `score:` of the workspace file: what engagement is worth. */
import { editDistance } from '../core/closest.ts';
import { elapsedMs } from '../core/time/duration.ts';
import { DEFAULT_POINTS, DEFAULT_SCORE_RULES, type ScoreRules } from '../core/engagement.ts';
import { name } from '../definition/reading/name-shapes.ts';
import { problemAt, problemAtKey, type Report } from '../definition/reading/problem.ts';
import { mapOf, mapping, type Of, optional, wholeNumber } from '../definition/reading/shape.ts';
import { lastingDuration } from '../definition/reading/time-shapes.ts';

const POINTS_MOST = 1_000;
const points = wholeNumber(0, POINTS_MOST);
const threshold = wholeNumber(1, 100_000);

export const SCORE_EXAMPLE = {
  half_life: '30 days',
  points: { reply: 20, webinar_attended: 15 },
  levels: { warm: 10, engaged: 30, hot: 60 },
};

export const scoreShape = mapping('{ half_life, points, levels }', {
  half_life: optional(lastingDuration, 'After so long an event is worth half; 30 days by default', [
    '30 days',
  ]),
  points: optional(
    mapOf(name('an event'), points, 'events and points: { reply: 20, webinar_attended: 15 }'),
    'What an event is worth on its day; the others keep their default, and events of your own are added by hand',
    [SCORE_EXAMPLE.points],
  ),
  levels: optional(
    mapping('{ warm: 10, engaged: 30, hot: 60 }', {
      warm: optional(threshold, 'Fewer points are cold', [10]),
      engaged: optional(threshold, 'Above warm', [30]),
      hot: optional(threshold, 'Above engaged', [60]),
    }),
    'The least points of each level',
    [SCORE_EXAMPLE.levels],
  ),
});

/** With the defaults for what is not written. */
export function scoreRulesOf(
  written: Of<typeof scoreShape> | undefined,
  report: Report,
): ScoreRules {
  const own = [...(written?.points ?? [])].flatMap(([event, worth]) => {
    reportSlip(event, report);
    return worth === undefined ? [] : [[event, worth] as const];
  });
  const { warm, engaged, hot } = DEFAULT_SCORE_RULES.from;
  const from = {
    warm: written?.levels?.warm ?? warm,
    engaged: written?.levels?.engaged ?? engaged,
    hot: written?.levels?.hot ?? hot,
  };
  if (from.warm >= from.engaged || from.engaged >= from.hot) {
    const message = `levels do not rise: warm ${from.warm}, engaged ${from.engaged}, hot ${from.hot}`;
    const hint =
      'each begins at more points than the one before: { warm: 10, engaged: 30, hot: 60 }';
    report(problemAt(['score', 'levels'], 'out_of_range', message, hint));
  }
  const halfLife = written?.half_life;
  return {
    points: { ...DEFAULT_POINTS, ...Object.fromEntries(own) },
    halfLifeMs: halfLife === undefined ? DEFAULT_SCORE_RULES.halfLifeMs : elapsedMs(halfLife),
    from,
  };
}

/** An event of the workspace's own is fine; one that is two letters from ours is a slip, and would never be counted. */
function reportSlip(event: string, report: Report): void {
  if (Object.hasOwn(DEFAULT_POINTS, event)) return;
  const meant = Object.keys(DEFAULT_POINTS).find(
    (known) => editDistance(event, known) <= SLIP_MOST,
  );
  if (meant === undefined) return;
  const message = `"${event}" is an event of your own, and nearly "${meant}"`;
  const hint = `write ${meant}, or a name that can't be taken for it`;
  report(problemAtKey(['score', 'points', event], 'unknown_value', message, hint));
}

const SLIP_MOST = 2;
