/** Whom does a `--where` mean? The language of `if:`, asked outside of a sequence. */
import { asksStanding, pathsIn } from '../../core/condition-paths.ts';
import { evaluate, type Condition } from '../../core/condition.ts';
import type { Standing } from '../../core/engagement.ts';
import { factsOf } from '../../core/facts.ts';
import { invariant } from '../../core/invariant.ts';
import type { Prospect } from '../../core/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import { parseCondition } from '../../definition/condition/condition-text.ts';
import { localNow } from '../../core/local-time.ts';
import type { RunnerSettings } from '../../runner/settings.ts';
import type { Standings } from '../../runner/standings.ts';

/** What is known of a person outside of a sequence. */
const ROOTS = ['prospect', 'now'];

export interface WhereContext extends Pick<RunnerSettings, 'zone'> {
  readonly nowMs: number;
  /** `null`: no condition comes from outside, so none asks for a score. */
  readonly standings: Standings | null;
}

/** Those of some people who fit, in their order. */
export type Fitting = (people: readonly Prospect[]) => Promise<readonly Prospect[]>;

/**
 * `null` fits everybody; who is not known to fit does not.
 *
 * @throws {UserError} `bad_condition` (exit 2).
 */
export function whereOf(text: string | null, context: WhereContext): Fitting {
  if (text === null) return async (people) => people;
  const condition = readWhere(text);
  const { zone, nowMs, standings } = context;
  const fits = (person: Prospect, standing: Standing | undefined): boolean => {
    const now = localNow(person.zone ?? zone, nowMs);
    const extras = { sender: {}, unsubscribeUrl: null, now };
    const facts = factsOf(person, standing === undefined ? extras : { ...extras, standing });
    return evaluate(condition, facts).value === true;
  };
  if (!asksStanding(condition))
    return async (people) => people.filter((person) => fits(person, undefined));
  invariant(standings !== null, 'scores can be read where a condition may ask for them');
  return async (people) => {
    const standing = await standings(people.map(({ id }) => id));
    return people.filter((person) => fits(person, standing.get(person.id)));
  };
}

function readWhere(text: string): Condition {
  const read = parseCondition(text, null);
  if (!read.ok) {
    const { start, length, message, hint } = read.problem;
    const caret = `${' '.repeat(start)}${'^'.repeat(Math.max(1, length))}`;
    throw new UserError('bad_condition', `--where: ${message}\n  ${text}\n  ${caret}`, hint, 2);
  }
  const roots = pathsIn(read.condition).flatMap((path) => path.slice(0, 1));
  const stranger = roots.find((root) => !ROOTS.includes(root));
  if (stranger === undefined) return read.condition;
  throw new UserError(
    'bad_condition',
    `--where: "${stranger}" is known in a sequence only`,
    `ask about ${ROOTS.join(' and ')}: prospect.company == "Kern GmbH"`,
    2,
  );
}
