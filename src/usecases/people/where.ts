/** Whom does a `--where` mean? The language of `if:`, asked outside of a sequence. */
import { evaluate, type Condition, type Operand } from '../../core/condition.ts';
import { factsOf } from '../../core/facts.ts';
import type { Prospect } from '../../core/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import { parseCondition } from '../../definition/condition/condition-text.ts';
import { localNow } from '../../core/local-time.ts';
import type { RunnerSettings } from '../../runner/settings.ts';

/** What is known of a person outside of a sequence. */
const ROOTS = ['prospect', 'now'];

/**
 * Whether a person fits. `null` fits everybody; what is not known does not fit.
 *
 * @throws {UserError} `bad_condition` (exit 2).
 */
export function whereOf(
  text: string | null,
  settings: Pick<RunnerSettings, 'zone'>,
  nowMs: number,
): (person: Prospect) => boolean {
  if (text === null) return () => true;
  const condition = readWhere(text);
  return (person) => {
    const now = localNow(person.zone ?? settings.zone, nowMs);
    const facts = factsOf(person, { sender: {}, unsubscribeUrl: null, now });
    return evaluate(condition, facts).value === true;
  };
}

function readWhere(text: string): Condition {
  const read = parseCondition(text, null);
  if (!read.ok) {
    const { start, length, message, hint } = read.problem;
    const caret = `${' '.repeat(start)}${'^'.repeat(Math.max(1, length))}`;
    throw new UserError('bad_condition', `--where: ${message}\n  ${text}\n  ${caret}`, hint, 2);
  }
  const stranger = rootsOf(read.condition).find((root) => !ROOTS.includes(root));
  if (stranger === undefined) return read.condition;
  throw new UserError(
    'bad_condition',
    `--where: "${stranger}" is known in a sequence only`,
    `ask about ${ROOTS.join(' and ')}: prospect.company == "Kern GmbH"`,
    2,
  );
}

function rootsOf(condition: Condition): readonly string[] {
  const rootOf = (operand: Operand): string[] =>
    operand.kind === 'path' ? operand.path.slice(0, 1) : [];
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...rootsOf(condition.left), ...rootsOf(condition.right)];
    case 'compare':
      return [...rootOf(condition.left), ...rootOf(condition.right)];
    case 'truthy':
      return rootOf(condition.operand);
  }
}
