/** What came of a list: for programs and for people. */
import type { ImportPlan } from '../../usecases/people/plan-import.ts';
import type { StartedAnew } from '../../usecases/people/start-anew.ts';
import type { Json } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';
import { startsText } from './starts.ts';

export interface Imported {
  readonly plan: ImportPlan;
  /** `null`: nothing was written. */
  readonly importId: string | null;
  /** Absolute. */
  readonly rejectsFile: string | null;
  /** Enrollments that go on, because what they were held for is there now. */
  readonly resumed: number;
  readonly starts: StartedAnew;
  readonly list: string | null;
  readonly dryRun: boolean;
}

const REJECTS_SHOWN = 5;

export function importJson(imported: Imported): Json {
  const { plan, importId, rejectsFile, resumed, starts, list, dryRun } = imported;
  const { counts } = plan;
  return {
    import_id: importId,
    dry_run: dryRun,
    rows: counts.rows,
    created: counts.created,
    updated: counts.updated,
    unchanged: counts.unchanged,
    merged: counts.merged,
    rejected: counts.rejected,
    rejects_file: rejectsFile,
    rejects: plan.rejected.map(({ row, code, words }) => ({
      line: row.line,
      code,
      message: words,
    })),
    resumed,
    starts_moved: starts.moved,
    starts_held: starts.held,
    list,
    encoding: plan.encoding,
    delimiter: plan.delimiter,
    columns: plan.columns.map(({ header, use }) => ({
      column: header,
      field: use.kind === 'known' ? use.field : use.kind === 'custom' ? use.key : null,
      custom: use.kind === 'custom',
    })),
    warnings: plan.warnings.map(({ line, field, code, words }) => ({
      line,
      field,
      code,
      message: words,
    })),
  };
}

/** @param rejectsFile  As it is to be shown. */
export function importText(imported: Imported, file: string, rejectsFile: string | null): string {
  const { plan, list, resumed, starts, dryRun } = imported;
  const { counts } = plan;
  const isUsed = plan.changes.length > 0;
  return [
    headline(imported, file),
    ...fieldsLine(plan),
    ...rejectLines(plan),
    ...(rejectsFile === null
      ? []
      : [
          `Rejected rows: ${rejectsFile}. Mend them there, then: touchline import ${rejectsFile}${list === null ? '' : ` --list ${list}`}`,
        ]),
    ...(dryRun ? ['Nothing was written (--dry-run).'] : []),
    ...(!dryRun && isUsed && list !== null
      ? [
          `On list ${list}: ${plan.changes.length} ${plan.changes.length === 1 ? 'person' : 'people'} of this file.`,
        ]
      : []),
    ...(resumed > 0
      ? [
          `${resumed} held ${resumed === 1 ? 'enrollment goes' : 'enrollments go'} on: what was missing is there now.`,
        ]
      : []),
    ...startsText(starts),
    ...(!dryRun && counts.created + counts.updated + counts.merged > 0
      ? [`Next: touchline enroll SEQUENCE ${list === null ? '--where EXPR' : `--list ${list}`}`]
      : []),
  ]
    .map(cleanLine)
    .join('\n');
}

function headline({ plan, dryRun }: Imported, file: string): string {
  const { counts } = plan;
  if (counts.rows === 0) return `${file} has a header and no rows.`;
  const rows = counts.rows === 1 ? '1 row' : `${counts.rows} rows`;
  const parts = [
    counts.created > 0 ? `${counts.created} new` : null,
    counts.updated > 0 ? `${counts.updated} updated` : null,
    counts.merged > 0 ? `${counts.merged} known under another address` : null,
    counts.unchanged > 0 ? `${counts.unchanged} unchanged` : null,
    counts.rejected > 0 ? `${counts.rejected} rejected` : null,
  ].filter((each) => each !== null);
  return `${dryRun ? 'Would import' : 'Imported'} ${rows} of ${file}: ${parts.join(', ')}.`;
}

function fieldsLine({ columns }: ImportPlan): readonly string[] {
  const names = columns.flatMap(({ use }) => (use.kind === 'custom' ? [use.key] : []));
  return names.length === 0 ? [] : [`Columns of no known name became fields: ${names.join(', ')}.`];
}

function rejectLines({ rejected }: ImportPlan): readonly string[] {
  const shown = rejected
    .slice(0, REJECTS_SHOWN)
    .map(({ row, code, words }) => `  line ${row.line}: ${code}: ${words}`);
  const more = rejected.length - shown.length;
  return more > 0 ? [...shown, `  ... and ${more} more`] : shown;
}
