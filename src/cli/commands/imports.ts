import type { ImportRecord } from '../../ports/import-store.ts';
import { defineCommand, type CommandFamily } from '../command.ts';
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
        })),
        text: () => textOf(imports, settings.zone, context.clock.nowMs()),
      };
    }),
});

export const importsFamily: CommandFamily = {
  description: 'The lists that were imported.',
  members: [
    { name: 'list', summary: 'Show imports, newest first', isDefault: true, definition: list },
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
    ],
    imports.map((each) => [
      each.id,
      formatTime(each.atMs, zone, nowMs),
      each.file,
      ...names.map((name) => countOf(each, name)),
    ]),
  );
}
