import { countedPeople } from '../../core/counted.ts';
import type { Sequence } from '../../core/sequence.ts';
import { UserError } from '../../core/user-error.ts';
import { Whereabouts } from '../../runner/whereabouts.ts';
import { enrollPeople, type EnrollReport } from '../../usecases/enrollments/enroll-people.ts';
import { loadSuccessors } from '../../usecases/files/load-sequence.ts';
import { selectPeople } from '../../usecases/people/select-people.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { instantIn, type WrittenInstant } from '../../core/time/written-instant.ts';
import { AUDIENCE_OPTIONS, writtenWhere } from '../input/audience.ts';
import { learnerIn } from '../workspace/learner.ts';
import { isoOf } from '../output/json.ts';
import { formatTime } from '../output/time.ts';
import { readSequence } from '../workspace/sequence-file.ts';
import { withSession, type Session } from '../workspace/session.ts';
import { livingIn } from '../workspace/surroundings.ts';
import { workspaceFiles } from '../files/workspace-files.ts';

interface Options {
  readonly list: string | null;
  readonly where: string | null;
  readonly segment: string | null;
  readonly prospect: readonly string[];
  readonly all: boolean;
  readonly limit: number | null;
  readonly start: WrittenInstant | null;
  readonly dryRun: boolean;
}

export const enrollCommand = defineCommand({
  description:
    'Puts people into a sequence, as its file is now: later edits of the file change nothing for them. Who may not be enrolled is ' +
    'named with the reason. Nothing is sent by this command; touchline run does that.',
  arguments: {
    sequence: { count: 'one', placeholder: 'SEQUENCE', summary: 'name of a file in sequences/' },
  },
  options: {
    list: { kind: 'text', placeholder: 'NAME', summary: 'the people of a list' },
    ...AUDIENCE_OPTIONS,
    prospect: { kind: 'texts', placeholder: 'KEY', summary: 'one person; may be repeated' },
    all: { kind: 'flag', summary: 'everybody' },
    limit: { kind: 'integer', placeholder: 'N', summary: 'enroll at most so many', min: 1 },
    start: { kind: 'instant', placeholder: 'ISO', summary: 'nobody starts before' },
    dryRun: { kind: 'flag', summary: 'say who would be enrolled and change nothing' },
  },
  examples: [
    { line: 'touchline enroll classic --list spring', says: 'everybody on the list "spring"' },
    {
      line: 'touchline enroll classic --prospect ada@kern.example --start 2026-03-09',
      says: 'one person, not before that Monday',
    },
  ],
  writes: true,
  run: (context, { sequence }, options) => {
    assertSelects(options);
    return withSession(context, options.dryRun ? 'read' : 'write', (session) =>
      enroll(context, session, sequence, options),
    );
  },
});

/** Everybody is explicit. */
function assertSelects({ list, where, segment, prospect, all }: Options): void {
  const isAsked = list !== null || where !== null || segment !== null || all;
  if (!isAsked && prospect.length === 0) {
    throw new UserError(
      'no_selector',
      'whom? nobody is enrolled without being named',
      '--list NAME, --segment NAME, --where EXPR, --prospect KEY, or --all',
      2,
    );
  }
  if (prospect.length > 0 && (list !== null || all)) {
    throw new UserError(
      'contradicting_selectors',
      `--prospect names people, ${all ? '--all' : '--list'} others`,
      'take one of them',
      2,
    );
  }
}

async function enroll(
  context: Context,
  session: Session,
  name: string,
  options: Options,
): Promise<Result> {
  const { config, settings, stores, dir } = session;
  const { nowMs } = session;
  const files = workspaceFiles(dir);
  const workspace = livingIn(session);
  const version = await readSequence(context, session, name, workspace);
  const successors = await loadSuccessors(files, version, workspace);
  const where = writtenWhere(config, options);
  const selector = { list: options.list, where, keys: options.prospect };
  const report = await enrollPeople(
    {
      settings,
      enrollments: stores.enrollments,
      whereabouts: new Whereabouts(stores, settings.zone),
      learn: learnerIn(context, session),
    },
    {
      version,
      successors,
      people: selectPeople(stores, selector, settings, nowMs),
      limit: options.limit,
      startMs: options.start === null ? null : instantIn(options.start, settings.zone),
      dryRun: options.dryRun,
      nowMs,
    },
  );
  const { sequence } = version;
  const counts = countsOf(report);
  return {
    data: {
      sequence: sequence.name,
      version: sequence.version,
      enrolled: counts.enrolled,
      pending: counts.pending,
      refused: counts.refused,
      first_due: isoOf(report.firstDueAtMs),
      dry_run: options.dryRun,
      results: report.results.map(({ prospect, code }) => ({ prospect: prospect.id, code })),
    },
    text: () => {
      return enrollText(sequence, report, counts, options.dryRun, settings.zone, nowMs);
    },
  };
}

interface Counts {
  /** Those who start later included. */
  readonly enrolled: number;
  readonly pending: number;
  readonly refused: Readonly<Record<string, number>>;
}

function countsOf({ results }: EnrollReport): Counts {
  const refused: Record<string, number> = {};
  let enrolled = 0;
  let pending = 0;
  for (const { code } of results) {
    if (code === 'pending') pending += 1;
    if (code === 'enrolled' || code === 'pending') enrolled += 1;
    else refused[code] = (refused[code] ?? 0) + 1;
  }
  return { enrolled, pending, refused };
}

const BECAUSE: Readonly<Record<string, string>> = {
  already_enrolled: 'already in it',
  exclusive_elsewhere: 'in another exclusive sequence',
  touched_recently: 'touched recently',
  finished_before: 'finished it before',
  suppressed: 'suppressed',
  opted_out: 'opted out',
  no_address: 'without an address for any of its steps',
  no_consent: 'for want of consent: touchline consent list KEY says what would do',
  no_mailbox: 'whose owner has no mailbox',
  account_limit: 'whose account has as many people in it as per_account allows',
  no_start_date: 'without the date that the sequence starts by',
  bad_start_date: 'whose date to start by is none: one is written 2026-03-31',
  start_date_passed: 'whose date to start by has passed',
};

function enrollText(
  sequence: Sequence,
  report: EnrollReport,
  { enrolled, pending, refused }: Counts,
  isDryRun: boolean,
  zone: string,
  nowMs: number,
): string {
  const would = isDryRun ? 'Would enroll' : 'Enrolled';
  const title = `${sequence.name} (version ${sequence.version})`;
  const people = countedPeople(enrolled);
  const later = pending === 0 ? '' : `, ${pending} of them to start later`;
  const reasons = Object.entries(refused).map(
    ([code, count]) => `${count} ${BECAUSE[code] ?? code}`,
  );
  const total = Object.values(refused).reduce((sum, count) => sum + count, 0);
  const first = report.firstDueAtMs;
  const nobody = report.results.length === 0 ? 'Nobody fits.' : null;
  return [
    nobody ?? `${would} ${people} in ${title}${later}.`,
    total === 0 ? null : `Left out ${total}: ${reasons.join(', ')}.`,
    howToDate(sequence, report),
    pending > 0 && sequence.enroll.perAccount !== undefined
      ? 'People of one company start one after the other: touchline why KEY says who is before them.'
      : null,
    first === null ? null : `First step: ${formatTime(first, zone, nowMs)}.`,
    first === null || isDryRun ? null : 'Next: touchline run',
  ]
    .filter((line) => line !== null)
    .join('\n');
}

/** `null`: nobody is left out for want of a date. */
function howToDate({ start }: Sequence, { results }: EnrollReport): string | null {
  const undated = results.filter(
    ({ code }) => code === 'no_start_date' || code === 'start_date_passed',
  );
  const [first] = undated;
  if (start === null || first === undefined) return null;
  const key = undated.length === 1 ? first.prospect.id : 'KEY';
  return `It begins at ${start.field}: touchline set ${key} ${start.field}=YYYY-MM-DD, then enroll again.`;
}
