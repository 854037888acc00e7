/** Is a condition true of a person, as far as that can be said before anything has happened? */
import { pathsIn } from '../../core/condition-paths.ts';
import { evaluate, type Condition } from '../../core/condition.ts';
import type { Standing } from '../../core/engagement.ts';
import { factsOf } from '../../core/facts.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { localNow } from '../../core/time/local-time.ts';
import type { RunnerSettings } from '../../runner/settings.ts';

/** `null`: it asks for something that happens on the way. */
export function holdsFor(
  condition: Condition,
  prospect: Prospect,
  settings: Pick<RunnerSettings, 'zone'>,
  nowMs: number,
  standing: Standing | null,
): boolean | null {
  if (!pathsIn(condition).every(([root = '']) => ROOTS.includes(root))) return null;
  const now = localNow(prospect.zone ?? settings.zone, nowMs);
  const extras = { sender: {}, unsubscribeUrl: null, now };
  const facts = factsOf(prospect, standing === null ? extras : { ...extras, standing });
  return evaluate(condition, facts).value;
}

/** `now` is another one when the step is due. */
const ROOTS = ['prospect', 'account'];
