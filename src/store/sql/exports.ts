/** The rows of the views, in portions: for files. */
import type { ExportedKind, ExportedRow, ExportStore } from '../../ports/export-store.ts';
import { rowId } from './rows.ts';
import { all, sql, type Command } from './statement.ts';
import {
  CONSENTS,
  ENROLLMENTS,
  IMPORTS,
  LISTS,
  selected,
  SIGNALS,
  SUPPRESSIONS,
  TASKS,
  TIMELINE,
  TOUCHES,
  type View,
} from './views.ts';

const AT_ONCE = 30;
const THESE = Array<string>(AT_ONCE).fill('?').join(', ');

interface Exported {
  readonly columns: readonly string[];
  readonly portion: string;
  /** `null`: about nobody. */
  readonly ofPeople: string | null;
}

function exported(view: View): Exported {
  const rows = `SELECT ${view.key} AS row_key, ${selected(view)} FROM ${view.from} WHERE`;
  return {
    columns: Object.keys(view.columns),
    portion: sql(`${rows} ${view.key} > ? ORDER BY ${view.key} LIMIT ?`),
    ofPeople:
      view.person === null
        ? null
        : sql(`${rows} ${view.person} IN (${THESE}) ORDER BY ${view.key}`),
  };
}

const KINDS: Readonly<Record<ExportedKind, Exported>> = {
  enrollments: exported(ENROLLMENTS),
  touches: exported(TOUCHES),
  tasks: exported(TASKS),
  signals: exported(SIGNALS),
  activities: exported(TIMELINE),
  lists: exported(LISTS),
  imports: exported(IMPORTS),
  consents: exported(CONSENTS),
  suppressions: exported(SUPPRESSIONS),
};

type KeyedRow = ExportedRow & { readonly row_key: number };

export function columnsOf(kind: ExportedKind): readonly string[] {
  return KINDS[kind].columns;
}

export function* rowsAfter(
  kind: ExportedKind,
  after: number,
  limit: number,
): Command<Awaited<ReturnType<ExportStore['rowsAfter']>>> {
  const rows = yield* all<KeyedRow>(KINDS[kind].portion, after, limit);
  return { rows, last: rows.at(-1)?.row_key ?? after };
}

export function* rowsOf(
  kind: ExportedKind,
  people: readonly string[],
): Command<readonly ExportedRow[] | null> {
  const { ofPeople } = KINDS[kind];
  if (ofPeople === null) return null;
  const found: ExportedRow[] = [];
  for (let at = 0; at < people.length; at += AT_ONCE) {
    const ids = people.slice(at, at + AT_ONCE).map(rowId);
    while (ids.length < AT_ONCE) ids.push(ids[0]!);
    found.push(...(yield* all<KeyedRow>(ofPeople, ...ids)));
  }
  return found;
}
