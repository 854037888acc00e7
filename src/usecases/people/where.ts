/** Whom does a `--where`, or a segment, mean? The language of `if:`, asked of people outside of a sequence. */
import { closest } from '../../core/closest.ts';
import { evaluate, type Condition, type Operand } from '../../core/condition.ts';
import { asksStanding, pathsIn } from '../../core/condition-paths.ts';
import type { Standing } from '../../core/engagement.ts';
import { factsOf, PERSON_NAMES } from '../../core/facts.ts';
import { localNow } from '../../core/time/local-time.ts';
import { NO_PAST, pastFactsOf, type PersonPast } from '../../core/person-past.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { impliedBy, type Atom } from '../../core/satisfiable.ts';
import { clueOfValue, type Clues } from '../../core/person/search-text.ts';
import { UserError } from '../../core/user-error.ts';
import { parseCondition } from '../../definition/condition/condition-text.ts';

/** A condition as somebody wrote it. */
export interface WrittenWhere {
  /** Where it is written: `--where`, `segment "ctos"`. */
  readonly place: string;
  readonly text: string;
}

/** A column of lists that somebody asks for. */
export interface AskedColumn {
  readonly place: string;
  readonly name: string;
}

/** What an audience asks, compiled. */
export interface Where {
  /** What is to be read of people's past before it can be said who fits. */
  readonly parts: ReadonlySet<keyof PersonPast>;
  /** Whether it is to be read as well how engaged they are. */
  readonly asksStanding: boolean;
  /**
   * Columns that `--where` asks for, ours as well. A segment may be written before anybody has what it asks for, so of its columns only those
   * that nearly have one of our names.
   */
  readonly columns: readonly AskedColumn[];
  /** Of everybody who fits. */
  readonly clues: Clues;
  /** A list that everybody who fits is on; `null`: none is certain. */
  readonly list: string | null;
  /** A rule by which everybody who fits is held; `null`: none is certain. */
  readonly heldBy: string | null;
  /**
   * What is not known does not fit.
   *
   * @param standing  `null`: not read.
   */
  fits(person: Prospect, past: PersonPast, standing: Standing | null): boolean;
}

/**
 * All of them must hold; none: everybody fits.
 *
 * @param zone  Of whom no zone is known.
 * @throws {UserError} `bad_condition` (exit 2).
 */
export function whereOf(written: readonly WrittenWhere[], zone: string, nowMs: number): Where {
  const conditions = written.map(readWhere);
  const [first, ...others] = conditions;
  if (first === undefined) return EVERYBODY;
  const condition = others.reduce((left, right) => ({ kind: 'and', left, right }), first);
  const roots = new Set(pathsIn(condition).map(([root = '']) => root));
  const isTimed = ['now', 'enrollments', 'last_touch', 'touches', 'last_reply'].some((root) =>
    roots.has(root),
  );
  const atoms = impliedBy(condition, true).map(({ atom }) => atom);
  return {
    parts: new Set([...roots].flatMap((root) => PARTS_OF[root] ?? [])),
    asksStanding: asksStanding(condition),
    columns: written.flatMap(({ place }, at) =>
      columnsIn(conditions[at]!)
        .filter((name) => place === WHERE || closest(name, PERSON_NAMES) !== null)
        .map((name) => ({ place, name })),
    ),
    clues: atoms.flatMap((atom) => {
      const clue = clueOf(atom);
      return clue === null ? [] : [[clue]];
    }),
    list: atoms.map((atom) => partOf(atom, 'lists')).find((list) => list !== null) ?? null,
    heldBy: atoms.map((atom) => partOf(atom, 'held_by')).find((rule) => rule !== null) ?? null,
    fits: (person, past, standing) => {
      const localOf = (atMs: number): string => localNow(person.zone ?? zone, atMs);
      const now = isTimed ? localOf(nowMs) : '';
      const extras = { sender: {}, unsubscribeUrl: null, now };
      const own = factsOf(person, standing === null ? extras : { ...extras, standing });
      const facts = past === NO_PAST ? own : { ...own, ...pastFactsOf(past, localOf) };
      return evaluate(condition, facts).value === true;
    },
  };
}

/** The place of what is typed, and not written into a file. */
export const WHERE = '--where';

function columnsIn(condition: Condition): readonly string[] {
  return pathsIn(condition).flatMap(([root, name]) =>
    root === 'prospect' && name !== undefined ? [name] : [],
  );
}

const EVERYBODY: Where = {
  parts: new Set(),
  asksStanding: false,
  columns: [],
  clues: [],
  list: null,
  heldBy: null,
  fits: () => true,
};

const PARTS_OF: Readonly<Record<string, readonly (keyof PersonPast)[]>> = {
  lists: ['lists'],
  enrollments: ['enrollments'],
  held_by: ['heldBy'],
  touches: ['touches'],
  // A touch by hand is told by a signal.
  last_touch: ['touches', 'signals'],
  signals: ['signals'],
  last_reply: ['signals'],
};

function readWhere({ place, text }: WrittenWhere): Condition {
  const read = parseCondition(text, { kind: 'people' });
  if (read.ok && pathsIn(read.condition).length > 0) return read.condition;
  if (read.ok)
    throw new UserError(
      'bad_condition',
      `${place}: "${text}" asks nothing about a person, so it is the same for everybody`,
      'name what is asked, such as prospect.title contains "Sales"',
      2,
    );
  const { start, length, message, hint } = read.problem;
  const caret = `${' '.repeat(start)}${'^'.repeat(Math.max(1, length))}`;
  throw new UserError('bad_condition', `${place}: ${message}\n  ${text}\n  ${caret}`, hint, 2);
}

/** How the value of each of these names stands in the indexed text. */
const INDEXED: Readonly<Record<string, 'whole' | 'country' | 'owner'>> = {
  'prospect.first_name': 'whole',
  'prospect.last_name': 'whole',
  'prospect.name': 'whole',
  'prospect.title': 'whole',
  'prospect.company': 'whole',
  'prospect.city': 'whole',
  'prospect.state': 'whole',
  'prospect.email': 'whole',
  'prospect.phone': 'whole',
  'prospect.tags': 'whole',
  'prospect.country': 'country',
  'prospect.owner': 'owner',
  'account.id': 'whole',
  'account.name': 'whole',
};

function clueOf(atom: Atom): string | null {
  const { operator, path, value } = comparisonOf(atom);
  const how = INDEXED[path];
  if (how === undefined) return null;
  if (operator === '==') return path === 'prospect.tags' ? null : clueOfValue(value, how);
  if (operator !== 'contains' || how !== 'whole') return null;
  return clueOfValue(value, path === 'prospect.tags' ? 'whole' : 'part');
}

/** What a list of that name must contain. */
function partOf(atom: Atom, name: string): string | null {
  const { operator, path, value } = comparisonOf(atom);
  return operator === 'contains' && path === name ? value : null;
}

/** A name against a text; anything else compares nothing that an index knows. */
function comparisonOf(atom: Atom): {
  readonly operator: string | null;
  readonly path: string;
  readonly value: string;
} {
  const none = { operator: null, path: '', value: '' };
  if (atom.kind !== 'compare') return none;
  const [name, literal]: readonly Operand[] =
    atom.operator === '==' && atom.left.kind === 'literal'
      ? [atom.right, atom.left]
      : [atom.left, atom.right];
  if (name?.kind !== 'path' || literal?.kind !== 'literal') return none;
  if (typeof literal.value !== 'string') return none;
  return { operator: atom.operator, path: name.path.join('.'), value: literal.value };
}
