/** Does anybody have the columns that a `--where` asks for? A slip of the pen behind `!=` would fit everybody. */
import { closest } from '../../core/closest.ts';
import { PERSON_NAMES, STANDING_NAMES } from '../../core/facts.ts';
import { CONSENT_FIELDS } from '../../core/person/consent.ts';
import { UserError } from '../../core/user-error.ts';
import type { SearchStore } from '../../ports/search-store.ts';
import { OWN_FIELDS } from './own-fields.ts';
import type { AskedColumn } from './where.ts';

/** Names that the program itself writes or reads, whoever has them. */
const OURS: ReadonlySet<string> = new Set([
  ...PERSON_NAMES,
  ...STANDING_NAMES,
  ...CONSENT_FIELDS,
  ...OWN_FIELDS,
]);

/**
 * Asked before anybody is looked at. Where there is nobody, nothing is asked.
 *
 * @throws {UserError} `unknown_column` (exit 2).
 */
export async function assertColumnsKnown(
  search: Pick<SearchStore, 'mayFit' | 'columns'>,
  asked: readonly AskedColumn[],
): Promise<void> {
  const sought = asked.filter(({ name }) => !OURS.has(name));
  if (sought.length === 0) return;
  const known = await search.columns();
  const strange = sought.find(({ name }) => !known.includes(name));
  if (strange === undefined) return;
  const [anybody] = await search.mayFit({ list: null, clues: [], after: null, limit: 1 });
  if (anybody !== undefined) throw unknownColumn(strange, known);
}

function unknownColumn({ place, name }: AskedColumn, columns: readonly string[]): UserError {
  const near = closest(name, [...OURS, ...columns]);
  const hint =
    near !== null
      ? `did you mean "prospect.${near}"?`
      : columns.length > 0
        ? `columns of lists are: ${columns.slice(0, NAMED_MOST).join(', ')}${columns.length > NAMED_MOST ? ', ...' : ''}`
        : 'import it, or write it by hand: touchline set KEY field=value';
  const message = `${place}: nobody has a column "${name}", so it says nothing`;
  return new UserError('unknown_column', message, hint, 2);
}

const NAMED_MOST = 20;
