import { counted } from '../../core/counted.ts';
import { extname, resolve } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { EXPORTED_KINDS, type ExportedKind } from '../../ports/export-store.ts';
import {
  assertAboutPeople,
  exportedPeople,
  exportedRows,
  fieldsOf,
} from '../../usecases/export/export-rows.ts';
import type { PeopleSelector } from '../../usecases/people/select-people.ts';
import { writeRemembered } from '../../usecases/privacy/write-remembered.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import {
  asLines,
  peopleAsCsv,
  peopleAsDocuments,
  rowsAsCsv,
  rowsAsDocuments,
} from '../documents/exported.ts';
import { writeParts } from '../files/written-parts.ts';
import { AUDIENCE_OPTIONS, selectorOf } from '../input/audience.ts';
import type { Json } from '../output/json.ts';
import { stripUnsafe } from '../output/sanitize.ts';
import { withSession, type Session } from '../workspace/session.ts';

const KINDS = ['people', ...EXPORTED_KINDS] as const;
type Kind = (typeof KINDS)[number];

export const exportCommand = defineCommand({
  description:
    'Writes people, or what happened with them, as CSV or as a JSON document a line. CSV is safe to open: what a spreadsheet would run as ' +
    'a formula stands behind an apostrophe, and an import takes it off again. People that are exported and imported again are as they ' +
    'were, also in an empty workspace: what the columns can not say stands in touchline_rest. JSON lines are imported as well. Without --out it goes to stdout.',
  arguments: {
    what: {
      count: 'optional',
      placeholder: 'WHAT',
      summary: 'people when left out; all: everything, as JSON lines',
      choices: [...KINDS, 'all'],
    },
  },
  options: {
    list: { kind: 'text', placeholder: 'NAME', summary: 'the people of a list' },
    ...AUDIENCE_OPTIONS,
    format: {
      kind: 'choice',
      placeholder: 'FORMAT',
      choices: ['csv', 'jsonl'],
      summary: 'csv, unless --out ends with .jsonl',
    },
    out: { kind: 'text', placeholder: 'FILE', summary: 'a new file that only you may read' },
    force: { kind: 'flag', summary: 'write over the file' },
  },
  examples: [
    { line: 'touchline export --list spring --out spring.csv', says: 'people of a list' },
    { line: 'touchline export touches --segment ctos', says: 'what we did with some' },
    { line: 'touchline export all --out backup.jsonl', says: 'everything' },
  ],
  writes: false,
  run: (context, { what }, options) =>
    withSession(context, 'read', async (session) => {
      const kinds = what === 'all' ? KINDS : [what ?? 'people'];
      const { list, where, segment, out, force } = options;
      const isChosen = list !== null || where !== null || segment !== null;
      const selector = isChosen ? selectorOf(session.config, [], options) : null;
      const format = options.format ?? formatOf(out, what === 'all' || context.json);
      if (what === 'all' && format === 'csv') throw oneTable();
      if (selector !== null) await refuseNobodys(session, kinds, what === 'all');
      const about = what === 'all' && selector !== null ? await aboutPeople(session, kinds) : kinds;
      return write(context, { session, kinds: about, selector, format, out, force });
    }),
});

interface Order {
  readonly session: Session;
  readonly kinds: readonly Kind[];
  readonly selector: PeopleSelector | null;
  readonly format: 'csv' | 'jsonl';
  readonly out: string | null;
  readonly force: boolean;
}

function formatOf(out: string | null, isDocuments: boolean): Order['format'] {
  const ending = out === null ? '' : extname(out).toLowerCase();
  return ending === '.jsonl' || (ending === '' && isDocuments) ? 'jsonl' : 'csv';
}

function oneTable(): UserError {
  return new UserError(
    'one_table_only',
    'a CSV file holds one table, and "all" is many',
    'touchline export all --out FILE.jsonl, or one after the other as CSV',
    2,
  );
}

async function refuseNobodys(
  { stores }: Session,
  kinds: readonly Kind[],
  isAll: boolean,
): Promise<void> {
  for (const kind of kinds) if (kind !== 'people' && !isAll) await assertAboutPeople(stores, kind);
}

/** Of everything, what is about the people who are asked for. */
async function aboutPeople({ stores }: Session, kinds: readonly Kind[]): Promise<readonly Kind[]> {
  const about: Kind[] = [];
  for (const kind of kinds)
    if (kind === 'people' || (await stores.exports.rowsOf(kind, [])) !== null) about.push(kind);
  return about;
}

async function write(context: Context, order: Order): Promise<Result> {
  const { out, force } = order;
  const progress = context.progress('rows written');
  let rows = 0;
  const count = (more: number): void => {
    rows += more;
    progress.count(rows, null);
  };
  try {
    if (out !== null) {
      const path = resolve(context.io.cwd, out);
      const { stores, nowMs } = order.session;
      const writing = (): Promise<void> => writeParts(path, force, textOf(order, count));
      await writeRemembered(stores.privacy, { path, kind: 'list' }, writing, nowMs);
      return {
        data: { file: path, format: order.format, rows },
        text: () => `Wrote ${counted(rows, 'row')} to ${out}.`,
      };
    }
    if (context.json) {
      const all: Json[] = [];
      for await (const portion of documentsOf(order, count)) all.push(...portion);
      return { data: all, text: () => '' };
    }
    const { stdout, isTty } = context.io;
    for await (const part of textOf(order, count))
      stdout.write(isTty.stdout ? stripUnsafe(part) : part);
    return { data: null, text: () => '' };
  } finally {
    progress.end();
  }
}

async function* textOf(order: Order, count: (more: number) => void): AsyncGenerator<string> {
  if (order.format === 'jsonl') {
    yield* asLines(documentsOf(order, count));
    return;
  }
  for (const kind of order.kinds) {
    if (kind === 'people')
      yield* peopleAsCsv(counting(peopleOf(order), count), await fieldsOf(peopleOf(order)));
    else
      yield* rowsAsCsv(
        counting(rowsOf(order, kind), count),
        order.session.stores.exports.columnsOf(kind),
      );
  }
}

async function* documentsOf(
  order: Order,
  count: (more: number) => void,
): AsyncGenerator<readonly Json[]> {
  const { stores } = order.session;
  for (const kind of order.kinds) {
    const documents =
      kind === 'people'
        ? peopleAsDocuments(peopleOf(order))
        : rowsAsDocuments(rowsOf(order, kind), kind, stores.exports.columnsOf(kind));
    yield* counting(documents, count);
  }
}

function peopleOf({ session, selector }: Order): ReturnType<typeof exportedPeople> {
  const { stores, settings, nowMs } = session;
  return exportedPeople(stores, selector, settings, nowMs);
}

function rowsOf({ session, selector }: Order, kind: ExportedKind): ReturnType<typeof exportedRows> {
  const { stores, settings, nowMs } = session;
  return exportedRows(stores, kind, selector, settings, nowMs);
}

async function* counting<Each>(
  portions: AsyncIterable<readonly Each[]>,
  count: (more: number) => void,
): AsyncGenerator<readonly Each[]> {
  for await (const portion of portions) {
    count(portion.length);
    yield portion;
  }
}
