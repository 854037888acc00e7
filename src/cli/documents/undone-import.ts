/** What came of undoing an import: for programs and for people. */
import { countedPeople } from '../../core/counted.ts';
import type { KeptCode, UndoneImport } from '../../usecases/imports/undo-import.ts';
import { isoOf, type Json } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';

const WORDS: Readonly<Record<KeptCode, string>> = {
  has_history: 'in a sequence, touched or heard',
  changed_since: 'changed since',
  on_another_list: 'on another list',
  merged_since: 'merged with somebody since',
};

const SHOWN_MOST = 10;

/** `first_name` of `firstName`; a list's own column, a tag and an address as they are. */
function written(field: string): string {
  return /[.:]/.test(field)
    ? field
    : field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function undoneJson(undone: UndoneImport, dryRun: boolean): Json {
  const { record, isNew, removed, restored, unmerged, held, leftList, kept, examples } = undone;
  return {
    import_id: record.id,
    file: record.file,
    dry_run: dryRun,
    undone: isNew && !dryRun,
    undone_at: record.undoneAtMs === null ? null : isoOf(record.undoneAtMs),
    removed,
    restored,
    unmerged,
    held,
    left_list: leftList,
    kept,
    kept_people: examples.map(({ prospectId, name, code, fields }) => ({
      prospect: prospectId,
      name,
      code,
      fields: fields.map(written),
    })),
  };
}

export function undoneText(undone: UndoneImport, dryRun: boolean): string {
  const { record, isNew, removed, restored, unmerged, held, leftList, kept, examples } = undone;
  if (!isNew) return cleanLine(`${record.id} (${record.file}) was undone before; nothing changed.`);
  const parts = [
    `${countedPeople(removed)} removed`,
    ...(restored > 0 ? [`${restored} as before`] : []),
    ...(unmerged > 0 ? [`${unmerged} parted again`] : []),
    ...(leftList > 0 ? [`${leftList} off its list`] : []),
    ...(kept > 0 ? [`${kept} kept`] : []),
  ];
  const shown = examples.slice(0, SHOWN_MOST);
  return [
    `${dryRun ? 'Would undo' : 'Undid'} ${record.id} (${record.file}): ${parts.join(', ')}.`,
    ...shown.map(({ prospectId, name, code, fields }) => {
      const what = fields.length === 0 ? '' : `: ${fields.map(written).join(', ')}`;
      return `  ${[prospectId, name].filter((each) => each !== null).join('  ')}: ${WORDS[code]}${what}`;
    }),
    ...(kept > shown.length ? [`  ... and ${kept - shown.length} more: --json`] : []),
    ...(held > 0
      ? [
          `${held} of those who ${dryRun ? 'would be' : 'were'} parted ${held === 1 ? 'was' : 'were'} touched or heard since: nothing goes to either until you resume: touchline resume --prospect KEY`,
        ]
      : []),
    ...(dryRun ? ['Nothing was changed (--dry-run).'] : []),
    ...(kept > 0 && !dryRun ? ['Next: touchline show KEY'] : []),
  ]
    .map(cleanLine)
    .join('\n');
}
