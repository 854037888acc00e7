/** What came of a list: for programs and for people. */
import { counted } from '../../core/counted.ts';
import { isAboutConsent } from '../../core/person/consent.ts';
import { PRESETS } from '../../people/columns/presets.ts';
import type { ImportOrder, ImportReport } from '../../usecases/imports/import-leads.ts';
import type { StartedAnew } from '../../runner/deciding/start-anew.ts';
import { OWN_FIELDS } from '../../usecases/people/own-fields.ts';
import { isoOf, type Json } from '../output/json.ts';
import { cleanLine } from '../output/sanitize.ts';
import { startsText } from './starts.ts';

export interface Imported {
  readonly order: Pick<ImportOrder, 'file' | 'list' | 'dryRun' | 'asOfMs'>;
  readonly report: ImportReport;
  /** Absolute. */
  readonly rejectsFile: string | null;
  /** Enrollments that go on, because what they were held for is there now. */
  readonly resumed: number;
  readonly starts: StartedAnew;
}

const REJECTS_SHOWN = 5;
const JOINED_SHOWN = 5;

export function importJson(imported: Imported): Json {
  const { report, rejectsFile, resumed, starts } = imported;
  const { list, dryRun, asOfMs } = imported.order;
  const { counts, head } = report;
  return {
    import_id: report.importId,
    dry_run: dryRun,
    rows: counts.rows,
    created: counts.created,
    updated: counts.updated,
    unchanged: counts.unchanged,
    merged: counts.merged,
    rejected: counts.rejected,
    suppressed: report.suppressed,
    opted_out: report.optedOut,
    role_addresses: report.marked.role,
    free_mail_addresses: report.marked.free_mail,
    rejects_file: rejectsFile,
    rejects: report.rejected.map(({ row, code, words }) => ({
      line: row.line,
      code,
      message: words,
    })),
    resumed,
    starts_moved: starts.moved,
    starts_held: starts.held,
    list,
    as_of: asOfMs === null ? null : isoOf(asOfMs),
    format: head.format,
    encoding: head.encoding,
    delimiter: head.delimiter,
    preset: head.preset,
    columns: head.columns.map(({ header, use }) => ({
      column: header,
      field: use.kind === 'known' ? use.field : use.kind === 'custom' ? use.key : null,
      custom: use.kind === 'custom',
    })),
    joined: report.joined.map(({ line, survivorId, absorbedId }) => ({
      line,
      prospect: survivorId,
      absorbed: absorbedId,
    })),
    warnings: [
      ...head.warnings.map(({ line, code, message, hint }) => ({
        line,
        field: null,
        code,
        message,
        hint,
      })),
      ...report.warnings.map(({ line, field, code, words }) => ({
        line,
        field,
        code,
        message: words,
        hint: null,
      })),
    ],
  };
}

/** @param rejectsFile  As it is to be shown. */
export function importText(
  imported: Imported,
  rejectsFile: string | null,
  mapping: string | null,
): string {
  const { report, resumed, starts } = imported;
  const { list, dryRun } = imported.order;
  const { counts } = report;
  const used = counts.rows - counts.rejected;
  return [
    headline(imported),
    ...presetLine(report),
    ...fieldsLine(report),
    ...joinedLines(report, dryRun),
    ...rejectLines(report),
    ...suppressedLine(report),
    ...optedOutLine(report),
    ...markedLine(report),
    ...(rejectsFile === null
      ? []
      : [
          `Rejected rows: ${rejectsFile}. Mend them there, then: touchline import ${rejectsFile}${list === null ? '' : ` --list ${list}`}`,
        ]),
    ...(mapping === null
      ? []
      : [`How its columns were read: ${mapping}, for the next list: --mapping ${mapping}`]),
    ...(dryRun
      ? [`Nothing ${mapping === null ? '' : `but ${mapping} `}was written (--dry-run).`]
      : []),
    ...(!dryRun && used > 0 && list !== null
      ? [`On list ${list}: ${used === 1 ? 'the person of 1 row' : `the people of ${used} rows`}.`]
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

function headline({ report, order }: Imported): string {
  const { counts } = report;
  const { file, dryRun } = order;
  if (counts.rows === 0) return `${file} has a header and no rows.`;
  const rows = counted(counts.rows, 'row');
  const parts = [
    counts.created > 0 ? `${counts.created} new` : null,
    counts.updated > 0 ? `${counts.updated} updated` : null,
    counts.merged > 0 ? `${counts.merged} known by something else` : null,
    counts.unchanged > 0 ? `${counts.unchanged} unchanged` : null,
    counts.rejected > 0 ? `${counts.rejected} rejected` : null,
  ].filter((each) => each !== null);
  return `${dryRun ? 'Would import' : 'Imported'} ${rows} of ${file}: ${parts.join(', ')}.`;
}

function presetLine({ head }: ImportReport): readonly string[] {
  const preset = PRESETS.find(({ name }) => name === head.preset);
  return preset === undefined ? [] : [`Its columns are those of ${preset.title}.`];
}

function fieldsLine({ head: { columns } }: ImportReport): readonly string[] {
  const names = columns.flatMap(({ use }) =>
    use.kind === 'custom' && !isAboutConsent(use.key) && !OWN_FIELDS.has(use.key) ? [use.key] : [],
  );
  return names.length === 0 ? [] : [`Columns of no known name became fields: ${names.join(', ')}.`];
}

function suppressedLine({ suppressed }: ImportReport): readonly string[] {
  if (suppressed === 0) return [];
  const rows = counted(suppressed, 'row is', 'rows are');
  return [
    `${rows} about people who must not be touched: nothing goes to them (touchline suppress list).`,
  ];
}

function optedOutLine({ optedOut }: ImportReport): readonly string[] {
  if (optedOut === 0) return [];
  const rows = counted(optedOut, 'row says', 'rows say');
  return [
    `${rows} that they opted out, on a channel or everywhere: it is on record, and holds those steps (touchline consent list KEY).`,
  ];
}

function markedLine({ marked }: ImportReport): readonly string[] {
  const marks = [
    marked.role > 0 ? `${marked.role} of a role (info@ and the like)` : null,
    marked.free_mail > 0 ? `${marked.free_mail} at free mail providers` : null,
  ].filter((each) => each !== null);
  return marks.length === 0 ? [] : [`Addresses among them: ${marks.join(', ')}.`];
}

function joinedLines({ joined, joinedCount }: ImportReport, dryRun: boolean): readonly string[] {
  if (joinedCount === 0) return [];
  const shown = joined
    .slice(0, JOINED_SHOWN)
    .map(
      ({ line, survivorId, absorbedId }) =>
        `  line ${line}: ${absorbedId} is ${survivorId}${dryRun ? '' : `; to part them: touchline unmerge ${absorbedId}`}`,
    );
  const more = joinedCount - shown.length;
  return [
    dryRun
      ? `Known twice, and would be one: ${counted(joinedCount, 'person', 'people')}.`
      : joinedCount === 1
        ? '1 person who was known twice is one now:'
        : `${joinedCount} people who were known twice are one now:`,
    ...shown,
    ...(more > 0 ? [`  ... and ${more} more`] : []),
  ];
}

function rejectLines({ rejected, counts }: ImportReport): readonly string[] {
  const shown = rejected
    .slice(0, REJECTS_SHOWN)
    .map(({ row, code, words }) => `  line ${row.line}: ${code}: ${words}`);
  const more = counts.rejected - shown.length;
  return more > 0 ? [...shown, `  ... and ${more} more`] : shown;
}
