import { counted } from '../../core/counted.ts';
import type { Decision } from '../../core/decide/decision.ts';
import { dryRun } from '../../runner/dry-run.ts';
import { nextDue, type NextDue } from '../../runner/next-due.ts';
import { countDecision, emptyReport, type RunReport } from '../../runner/report.ts';
import { lanesOf, runDaemon, runOnce } from '../../runner/run.ts';
import { linesOf } from '../../runner/settings.ts';
import { defineCommand, type Context, type Result } from '../command.ts';
import { isoOf } from '../output/json.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { decidingIn, engineIn } from '../workspace/engine-session.ts';
import { upkeepIn } from '../workspace/privacy-desk.ts';
import { withSession, type Session } from '../workspace/session.ts';

/** What is on the wire when SIGTERM comes has so long to end. */
const GRACE_MS = 30_000;
/** So many whom nothing could be sent to are named. */
const NAMED_MOST = 3;

export const runCommand = defineCommand({
  description:
    'Carries every enrolled person forward: hears the mailboxes, stops who answered, opens tasks and sends what is due. ' +
    'Without --once it stays and does so until SIGTERM, which lets the touch on the wire end.',
  arguments: {},
  options: {
    once: { kind: 'flag', summary: 'do what is due and end, for cron' },
    dryRun: { kind: 'flag', summary: 'say what is due now and do nothing' },
    acceptClock: {
      kind: 'flag',
      summary: 'the clock is right: the last run was on one set ahead',
    },
  },
  examples: [
    { line: 'touchline run --once', says: 'everything that is due now, then end' },
    { line: 'touchline run', says: 'stay and work until SIGTERM' },
  ],
  writes: true,
  run: (context, _args, options) =>
    options.dryRun
      ? withSession(context, 'read', (session) => preview(session))
      : withSession(context, 'write', (session) => work(context, session, options)),
});

async function work(
  context: Context,
  session: Session,
  options: { readonly once: boolean; readonly acceptClock: boolean },
): Promise<Result> {
  const { engine, close } = await engineIn(context, session);
  const stop = context.adapters.stopSignals(GRACE_MS);
  stop.soon.addEventListener('abort', () =>
    context.talk('Ending: what is on the wire may end. Once more gives it up.'),
  );
  try {
    const lock = await context.adapters.lock(session.storePath);
    const runs = options.once ? runOnce : runDaemon;
    const report = await runs(engine, lock, stop, {
      acceptsClock: options.acceptClock,
      upkeep: upkeepIn(context, session),
    });
    const nowMs = context.clock.nowMs();
    report.nextDue = await withUnserved(session, report.nextDue, nowMs);
    return { data: documentOf(report), text: () => textOf(session, report, nowMs) };
  } finally {
    await close();
    stop.end();
  }
}

/** Where no mailbox of `touchline.yaml` has anything to do, others may have: somebody took theirs out of the file. */
async function withUnserved(
  { settings, stores }: Session,
  next: NextDue,
  nowMs: number,
): Promise<NextDue> {
  if (next.atMs !== null || next.held.length > 0) return next;
  const known = linesOf(settings).map(({ id }) => id);
  const unserved = await stores.history.lanesBeside(known, nowMs);
  return { ...next, held: unserved.map(({ lane }) => lane) };
}

async function preview(session: Session): Promise<Result> {
  const moment = { nowMs: session.nowMs, slept: null };
  const engine = await decidingIn(session);
  const { decisions, isAll } = await dryRun(engine, lanesOf(engine), moment);
  const report = emptyReport();
  for (const decision of decisions) countDecision(report, decision);
  report.nextDue = await nextDue({ ...engine, state: session.stores.runner }, session.nowMs, false);
  const rows = decisions.flatMap(rowsOf);
  return {
    data: {
      ...documentOf(report),
      dry_run: true,
      would: rows.map((row) => ({ ...row })),
      is_all: isAll,
    },
    text: () => previewText(rows, isAll),
  };
}

function previewText(rows: readonly Row[], isAll: boolean): string {
  const more = 'and more: only what is due first is listed.';
  if (rows.length === 0) return isAll ? 'Nothing is due.' : more;
  const table = renderTable(
    [{ title: 'PROSPECT' }, { title: 'STEP' }, { title: 'CHANNEL' }, { title: 'WOULD' }],
    rows.map((row) => [row.prospect, row.step, row.channel, row.would]),
  );
  return isAll ? table : `${table}\n${more}`;
}

interface Row {
  readonly prospect: string;
  readonly step: string;
  readonly channel: string;
  readonly would: string;
}

function rowsOf(decision: Decision): Row[] {
  const prospect = decision.next.prospectId;
  const sends = decision.plannedTouches.map((touch) => ({
    prospect,
    step: touch.step,
    channel: touch.channel as string,
    would: 'send',
  }));
  const tasks = decision.openedTasks.map((task) => ({
    prospect,
    step: task.step ?? '',
    channel: (task.channel ?? '') as string,
    would: `open a ${task.kind} task`,
  }));
  const others = decision.activities
    .filter(() => sends.length + tasks.length === 0)
    .map((each) => ({
      prospect,
      step: each.step ?? '',
      channel: each.channel ?? '',
      would: `${each.type.replaceAll('_', ' ')}: ${each.summary}`,
    }));
  return [...sends, ...tasks, ...others];
}

function documentOf(report: RunReport) {
  return {
    sent: { ...report.sent },
    tasks_opened: report.tasksOpened,
    signals: report.signals,
    stopped: report.stopped,
    deferred: report.deferred,
    uncertain: report.uncertain,
    failed: report.failed,
    next_due: isoOf(report.nextDue.atMs),
    held_mailboxes: [...report.nextDue.held],
    touches: report.touches.map((touch) => ({ ...touch })),
  };
}

function textOf(session: Session, report: RunReport, nowMs: number): string {
  const said = [
    `Sent ${sentText(report)}`,
    report.tasksOpened > 0 ? `opened ${counted(report.tasksOpened, 'task')}` : null,
    report.messages > 0
      ? `heard ${counted(report.messages, 'answer or report', 'answers and reports')}`
      : null,
    report.stopped > 0 ? `stopped ${counted(report.stopped, 'sequence')}` : null,
    report.deferred > 0 ? `${report.deferred} to be tried again` : null,
    report.uncertain > 0
      ? `${report.uncertain} uncertain: touchline tasks shows what to settle`
      : null,
    failedText(report),
  ].filter((each) => each !== null);
  return `${said.join(', ')}.\n${nextLine(session, report.nextDue, nowMs)}`;
}

/** Of those whom it could not be sent to only their timelines tell. */
function failedText({ failed, unreached }: RunReport): string | null {
  if (failed === 0) return null;
  const [first] = unreached;
  const others = failed - unreached.length;
  const said = [
    first === undefined
      ? null
      : `${unreached.length} could not be sent (${namesOf(unreached)}): touchline timeline ${first}`,
    others > 0 ? `${others} failed: touchline status says more` : null,
  ];
  return said.filter((each) => each !== null).join(', ');
}

function namesOf(ids: readonly string[]): string {
  const named = ids.slice(0, NAMED_MOST).join(', ');
  return ids.length > NAMED_MOST ? `${named} ...` : named;
}

function sentText({ sent }: RunReport): string {
  const said = [
    sent.sms > 0 ? counted(sent.sms, 'text') : null,
    sent.message > 0 ? counted(sent.message, 'message') : null,
  ].filter((each) => each !== null);
  const emails = sent.email > 0 || said.length === 0 ? [counted(sent.email, 'email')] : [];
  return [...emails, ...said].join(', ');
}

function nextLine({ settings }: Session, { atMs, held }: NextDue, nowMs: number): string {
  const next = atMs === null ? null : formatTime(atMs, settings.zone, nowMs);
  if (held.length > 0) {
    const more = `More waits for ${held.join(', ')}: touchline status says for what.`;
    return next === null ? more : `${more}\nNext: ${next}.`;
  }
  return next === null ? 'Nothing is planned.' : `Next: ${next}.`;
}
