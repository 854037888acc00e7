/** Does a condition, a template, or the start of a sequence ask for a column that nobody has? */
import type { Diagnostic } from '../../core/diagnostic.ts';
import { PERSON_NAMES, STANDING_NAMES } from '../../core/facts.ts';
import type { Sequence } from '../../core/sequence.ts';
import { tokensOf } from '../../definition/condition/condition-tokens.ts';
import {
  problemAt,
  type Path,
  type Problem,
  type Stretch,
} from '../../definition/reading/problem.ts';
import { isMapping } from '../../definition/reading/shape.ts';
import { closest } from '../../core/closest.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import type { FieldPlace } from './lint-template.ts';
import type { WrittenSequence } from './written-sequence.ts';

const PAGE = 500;

interface Columns {
  readonly people: number;
  readonly names: ReadonlySet<string>;
}

/** Reads everybody once, however often it is asked. `null`: there is no store, or nobody in it. */
export type ColumnReader = () => Promise<Columns | null>;

/** @param people  `null`: there is no store to ask. */
export function columnReader(people: Pick<PeopleStore, 'list'> | null): ColumnReader {
  let reading: Promise<Columns | null> | null = null;
  return () => (reading ??= people === null ? Promise.resolve(null) : readColumns(people));
}

export async function columnProblems(
  written: WrittenSequence,
  read: ColumnReader,
): Promise<readonly Problem[]> {
  const uses = usesIn(written).filter(
    ({ name }) => !isOurs(name, [written.sequence]) && !STANDING_NAMES.some((own) => own === name),
  );
  const columns = uses.length === 0 ? null : await read();
  if (columns === null) return [];
  return uses.flatMap(({ name, path, within }) => {
    if (columns.names.has(name)) return [];
    const { code, message, hint } = strange(name, columns, STANDING_NAMES);
    return [{ ...problemAt(path, code, message, hint), within, severity: 'warning' as const }];
  });
}

/** The same of the fields of templates. @param sequences  That may write some down. */
export async function strangeFields(
  fields: readonly FieldPlace[],
  sequences: readonly Sequence[],
  read: ColumnReader,
): Promise<readonly Diagnostic[]> {
  const columnOf = ({ name }: FieldPlace): string => name.split('.')[1] ?? '';
  const uses = fields.filter((field) => !isOurs(columnOf(field), sequences));
  const columns = uses.length === 0 ? null : await read();
  if (columns === null) return [];
  return uses.flatMap((field): Diagnostic[] => {
    const { file, line, column, name } = field;
    if (columns.names.has(columnOf(field))) return [];
    const place = { file, line, column, length: name.length };
    return [{ ...place, severity: 'warning', ...strange(columnOf(field), columns) }];
  });
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
function isOurs(name: string, sequences: readonly Sequence[]): boolean {
  if (PERSON_NAMES.some((own) => own === name)) return true;
  return sequences.some(({ steps }) =>
    steps.some((step) => step.kind === 'set' && Object.hasOwn(step.fields, name)),
  );
}

async function readColumns(people: Pick<PeopleStore, 'list'>): Promise<Columns | null> {
  const names = new Set<string>();
  let count = 0;
  for (let after: string | null = null; ;) {
    const page = await people.list({ list: null, after, limit: PAGE });
    for (const { fields } of page) for (const name of Object.keys(fields)) names.add(name);
    count += page.length;
    if (page.length < PAGE) return count === 0 ? null : { people: count, names };
    after = page.at(-1)?.id ?? null;
  }
}

function strange(
  name: string,
  { people, names }: Columns,
  alsoOurs: readonly string[] = [],
): Pick<Problem, 'code' | 'message' | 'hint'> {
  const known = [...PERSON_NAMES, ...alsoOurs, ...[...names].toSorted()];
  const near = closest(name, known);
  const of = people === 1 ? 'the one person' : `any of ${people} people`;
  const message = `no list has a column "${name}" for ${of} here`;
  const hint =
    near === null
      ? 'import it, or write it by hand: touchline set KEY field=value'
      : `did you mean "prospect.${near}"?`;
  return { code: 'column_of_nobody', message, hint };
}
