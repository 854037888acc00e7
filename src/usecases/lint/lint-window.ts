/** Is there a moment at which an email may leave? */
import { WORK_WEEK } from '../../core/time/calendar.ts';
import { nextOpening, type SendWindow } from '../../core/time/window.ts';
import { problemAt, type Problem } from '../../definition/reading/problem.ts';

/** Public holidays are not asked: no country has 400 of them in a row. @param window  `null`: it binds nothing. */
export function windowProblems(window: SendWindow | null, nowMs: number): readonly Problem[] {
  if (window === null || nextOpening(window, 'UTC', WORK_WEEK, nowMs) !== null) return [];
  const message = 'the window never opens in the next 400 days, so no email ever leaves';
  const hint = 'let blackout leave out a day on which days and hours are open';
  return [problemAt(['window', 'blackout'], 'window_never_opens', message, hint)];
}
