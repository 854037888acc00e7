/** Does a condition, or the start of a sequence, ask for a column that nobody has? */
import { PERSON_NAMES } from '../../core/facts.ts';
import type { Sequence } from '../../core/sequence.ts';
import { tokensOf } from '../../definition/condition-tokens.ts';
import { problemAt, type Path, type Problem, type Stretch } from '../../definition/problem.ts';
import { isMapping } from '../../definition/shape.ts';
import { closest } from '../../core/closest.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import type { WrittenSequence } from './written-sequence.ts';

const PAGE = 500;

interface Columns {
  readonly people: number;
  readonly names: ReadonlySet<string>;
}

/** @param people  `null`: there is no store to ask. They are read once, and only when a column is not one of ours. */
export function columnProblems(
  people: Pick<PeopleStore, 'list'> | null,
): (written: WrittenSequence) => Promise<readonly Problem[]> {
  let reading: Promise<Columns> | null = null;
  return async (written) => {
    const uses = usesIn(written).filter(({ name }) => !isOurs(name, written.sequence));
    if (people === null || uses.length === 0) return [];
    reading ??= readColumns(people);
    const columns = await reading;
    if (columns.people === 0) return [];
    return uses.flatMap((use) => (columns.names.has(use.name) ? [] : [problemOf(use, columns)]));
  };
}

interface Use {
  readonly name: string;
  readonly path: Path;
  readonly within: Stretch;
}

function usesIn({ sequence, value, places }: WrittenSequence): readonly Use[] {
  const inConditions = sequence.steps.flatMap(({ id }) => {
    const path = [...(places.get(id) ?? []), 'if'];
    const text = textAt(value, path);
    return text === null ? [] : namesIn(text).map((use) => ({ ...use, path }));
  });
  const { start } = sequence;
  const text = textAt(value, ['start']);
  if (start === null || text === null) return inConditions;
  const within = { start: text.lastIndexOf(start.field), length: start.field.length };
  return [{ name: start.field, path: ['start'], within }, ...inConditions];
}

function textAt(value: unknown, path: Path): string | null {
  const found = path.reduce<unknown>((inside, key) => {
    if (Array.isArray(inside)) return inside[Number(key)];
    return isMapping(inside) ? inside[key] : undefined;
  }, value);
  return typeof found === 'string' ? found : null;
}

function namesIn(condition: string): readonly Pick<Use, 'name' | 'within'>[] {
  return tokensOf(condition).flatMap((token) => {
    if (token.kind !== 'path' || token.path[0] !== 'prospect') return [];
    const [, name] = token.path;
    const [, within] = token.parts;
    return name === undefined || within === undefined ? [] : [{ name, within }];
  });
}

/** A name of ours, or a field that the sequence writes down itself. */
function isOurs(name: string, { steps }: Sequence): boolean {
  if (PERSON_NAMES.some((own) => own === name)) return true;
  return steps.some((step) => step.kind === 'set' && Object.hasOwn(step.fields, name));
}

async function readColumns(people: Pick<PeopleStore, 'list'>): Promise<Columns> {
  const names = new Set<string>();
  let count = 0;
  for (let after: string | null = null; ;) {
    const page = await people.list({ list: null, after, limit: PAGE });
    for (const { fields } of page) for (const name of Object.keys(fields)) names.add(name);
    count += page.length;
    if (page.length < PAGE) return { people: count, names };
    after = page.at(-1)?.id ?? null;
  }
}

function problemOf({ name, path, within }: Use, { people, names }: Columns): Problem {
  const known = [...PERSON_NAMES, ...[...names].toSorted()];
  const near = closest(name, known);
  const of = people === 1 ? 'the one person' : `any of ${people} people`;
  const message = `no list has a column "${name}" for ${of} here`;
  const hint =
    near === null
      ? 'import it, or write it by hand: touchline set KEY field=value'
      : `did you mean "prospect.${near}"?`;
  return { ...problemAt(path, 'column_of_nobody', message, hint), within, severity: 'warning' };
}
