import type { ImportRecord } from '../../ports/import-store.ts';
import { UserError } from '../../core/user-error.ts';
import { undoImport } from '../../usecases/imports/undo-import.ts';
import { defineCommand, type CommandFamily } from '../command.ts';
import { undoneJson, undoneText } from '../documents/undone-import.ts';
import { confirm } from '../input/confirm.ts';
import { isoOf } from '../output/json.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { withSession } from '../workspace/session.ts';

const list = defineCommand({
  description: 'Shows the lists that were imported, newest first, and what came of their rows.',
  arguments: {},
  options: {},
  examples: [{ line: 'touchline imports', says: 'every import of this workspace' }],
  writes: false,
  run: (context) =>
    withSession(context, 'read', async ({ settings, stores }) => {
      const imports = await stores.imports.imports();
      return {
        data: imports.map((each) => ({
          import_id: each.id,
          file: each.file,
          at: isoOf(each.atMs),
          rows: countOf(each, 'rows'),
          created: countOf(each, 'created'),
          updated: countOf(each, 'updated'),
          unchanged: countOf(each, 'unchanged'),
          merged: countOf(each, 'merged'),
          rejected: countOf(each, 'rejected'),
          undone_at: each.undoneAtMs === null ? null : isoOf(each.undoneAtMs),
        })),
        text: () => textOf(imports, settings.zone, context.clock.nowMs()),
      };
    }),
});

const undo = defineCommand({
  description:
    'Takes an import back: people whom it made are gone, fields that it changed are as they were, people whom it merged are two again. ' +
    'Who is in a sequence, was touched or heard, or has changed since stays, and is named. All of it in one commit.',
  arguments: { id: { count: 'one', placeholder: 'ID', summary: 'as imports shows it: i7' } },
  options: {
    dryRun: { kind: 'flag', summary: 'say what would be taken back and change nothing' },
    yes: { kind: 'flag', summary: 'do not ask' },
  },
  examples: [{ line: 'touchline imports undo i7 --dry-run', says: 'what would go, and who stays' }],
  writes: true,
  run: (context, args, options) =>
    withSession(context, 'write', async ({ stores, nowMs }) => {
      const id = importIdOf(args.id);
      const record = (await stores.imports.imports()).find((each) => each.id === id);
      if (record?.undoneAtMs === null && !options.dryRun)
        await confirm(context.io, `Take back what ${record.file} (${id}) brought?`, options.yes);
      const stop = context.adapters.stopSignals(GRACE_MS);
      try {
        const how = { dryRun: options.dryRun, stop: stop.soon };
        const undone = await undoImport(stores.imports, id, how, nowMs);
        const { dryRun } = options;
        return { data: undoneJson(undone, dryRun), text: () => undoneText(undone, dryRun) };
      } finally {
        stop.end();
      }
    }),
});

/** After the first signal a portion is finished, and all of it is taken back. */
const GRACE_MS = 60_000;

function importIdOf(text: string): string {
  if (/^i[1-9]\d{0,14}$/.test(text.trim())) return text.trim();
  throw new UserError(
    'unknown_import',
    `"${text}" is no import`,
    'see them all: touchline imports',
  );
}

export const importsFamily: CommandFamily = {
  description: 'The lists that were imported.',
  members: [
    { name: 'list', summary: 'Show imports, newest first', isDefault: true, definition: list },
    { name: 'undo', summary: 'Take an import back', definition: undo },
  ],
};

function countOf({ counts }: ImportRecord, name: string): number {
  return counts[name] ?? 0;
}

function textOf(imports: readonly ImportRecord[], zone: string, nowMs: number): string {
  if (imports.length === 0) return 'Nothing was imported yet.\nNext: touchline import FILE';
  const names = ['rows', 'created', 'updated', 'unchanged', 'merged', 'rejected'];
  return renderTable(
    [
      { title: 'IMPORT' },
      { title: 'AT' },
      { title: 'FILE', maxWidth: 40 },
      ...names.map((name) => ({ title: name.toUpperCase() })),
      { title: 'UNDONE' },
    ],
    imports.map((each) => [
      each.id,
      formatTime(each.atMs, zone, nowMs),
      each.file,
      ...names.map((name) => countOf(each, name)),
      each.undoneAtMs === null ? '' : formatTime(each.undoneAtMs, zone, nowMs),
    ]),
  );
}
