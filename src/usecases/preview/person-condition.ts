/** Is a condition true of a person, as far as that can be said before anything has happened? */
import { pathsIn } from '../../core/condition-paths.ts';
import { evaluate, type Condition } from '../../core/condition.ts';
import { factsOf } from '../../core/facts.ts';
import type { Prospect } from '../../core/prospect.ts';
import { localNow } from '../../core/local-time.ts';
import type { RunnerSettings } from '../../runner/settings.ts';

/** `null`: it asks for something that happens on the way. */
export function holdsFor(
  condition: Condition,
  prospect: Prospect,
  settings: Pick<RunnerSettings, 'zone'>,
  nowMs: number,
): boolean | null {
  if (!pathsIn(condition).every(([root = '']) => ROOTS.includes(root))) return null;
  const now = localNow(prospect.zone ?? settings.zone, nowMs);
  return evaluate(condition, factsOf(prospect, { sender: {}, unsubscribeUrl: null, now })).value;
}

/** `now` is another one when the step is due. */
const ROOTS = ['prospect', 'account'];
