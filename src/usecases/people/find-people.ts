/** Who fits a text and a condition? */
import { evaluate, type Condition, type Operand } from '../../core/condition.ts';
import { factsOf } from '../../core/facts.ts';
import { addressOn, type Prospect } from '../../core/prospect.ts';
import { UserError } from '../../core/user-error.ts';
import { parseCondition } from '../../definition/condition-text.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import { localNow } from '../../runner/message.ts';
import type { RunnerSettings } from '../../runner/settings.ts';

export interface Sought {
  /** Every word must stand in name, title, addresses, company or tags, whatever its case and accents; `null`: anybody. */
  readonly query: string | null;
  /** In the language of `if:`; `null`: anybody. */
  readonly where: string | null;
  readonly list: string | null;
  /** `null`: all. */
  readonly limit: number | null;
}

const PAGE = 1_000;
/** What is known of a person outside of a sequence. */
const ROOTS = ['prospect', 'now'];

/**
 * By id.
 *
 * @throws {UserError} `bad_condition` (exit 2).
 */
export async function findPeople(
  people: Pick<PeopleStore, 'list'>,
  settings: RunnerSettings,
  { query, where, list, limit }: Sought,
  nowMs: number,
): Promise<readonly Prospect[]> {
  const words = wordsOf(query ?? '');
  const condition = where === null ? null : readWhere(where);
  const most = limit ?? Infinity;
  const found: Prospect[] = [];
  for (let after: string | null = null; ;) {
    const page: readonly Prospect[] = await people.list({ list, after, limit: PAGE });
    for (const person of page) {
      if (found.length === most) return found;
      if (!mentions(person, words)) continue;
      if (condition !== null && !fits(condition, person, settings, nowMs)) continue;
      found.push(person);
    }
    if (page.length < PAGE) return found;
    after = page.at(-1)?.id ?? null;
  }
}

function readWhere(text: string): Condition {
  const read = parseCondition(text, null);
  if (!read.ok) {
    const { start, message, hint } = read.problem;
    throw new UserError('bad_condition', `--where: at ${start + 1}: ${message}`, hint, 2);
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

function fits(
  condition: Condition,
  person: Prospect,
  settings: RunnerSettings,
  nowMs: number,
): boolean {
  const now = localNow(person, settings, nowMs);
  return (
    evaluate(condition, factsOf(person, { sender: {}, unsubscribeUrl: null, now })).value === true
  );
}

function mentions(person: Prospect, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const values = person.identities.map(({ value }) => value);
  const text = folded(
    [person.id, person.name, person.firstName, person.lastName, person.title, person.company]
      .concat(values, person.tags)
      .filter((each) => each !== null)
      .join('\n'),
  );
  const phone = addressOn(person, 'phone');
  return words.every(
    (word) => text.includes(word) || (phone !== null && isPartOfPhone(word, phone)),
  );
}

/** `030/123` finds +4930123: separators and a leading 0 count for nothing. */
function isPartOfPhone(word: string, phone: string): boolean {
  const digits = /^[+\d][\d()./-]+$/.test(word) ? word.replace(/\D/g, '').replace(/^0+/, '') : '';
  return digits.length >= 4 && phone.includes(digits);
}

function wordsOf(query: string): readonly string[] {
  return folded(query)
    .split(/\s+/)
    .filter((word) => word !== '');
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
