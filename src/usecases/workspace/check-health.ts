/** Is everything well now? Each check says what it found and what to do. Nothing is changed. */
import { placeToLook } from '../../core/touch.ts';
import { BREAKER_LEAST_SENT, breakerVerdict, mailboxVerdict } from '../../core/budget.ts';
import { counted } from '../../core/counted.ts';
import { lastHeardWords } from '../../core/time/ago.ts';
import { DAY_MS } from '../../core/time/duration.ts';
import { UserError } from '../../core/user-error.ts';
import { callListMostDays } from '../../policy/profiles.ts';
import type { ConsentStore } from '../../ports/consent-store.ts';
import type { HistoryStore } from '../../ports/history-store.ts';
import type { HolidayStore } from '../../ports/holiday-store.ts';
import type { Journal } from '../../ports/journal.ts';
import type { MailboxRecord, RunnerState, SourceRecord } from '../../ports/runner-state.ts';
import { dayOf, lastSeed } from '../../runner/sending/lane-verdict.ts';
import {
  linesOf,
  mailboxOf,
  type LineSettings,
  type RunnerSettings,
} from '../../runner/settings.ts';
import { BACKWARDS_MOST_MS, CLOCK_CURE } from '../../runner/tick.ts';
import { hearingOf, type Ears } from '../enrollments/mailbox-standing.ts';
import { heldPeople, type HeldPeople } from './held-people.ts';
import { holidayVerdict } from './holiday-verdict.ts';

/** So many are named. */
const NAMED_MOST = 10;

export interface HealthNeeds {
  readonly settings: RunnerSettings;
  readonly runner: RunnerState;
  readonly history: HistoryStore;
  readonly journal: Pick<Journal, 'last'>;
  readonly holidays: Pick<HolidayStore, 'years' | 'inUse'>;
  readonly consents: Pick<ConsentStore, 'callLists'>;
  readonly secrets: readonly MailboxSecret[];
}

/** A secret that a mailbox needs of one of its servers. */
export interface MailboxSecret {
  readonly mailbox: string;
  readonly host: string;
  /** `null`: it can be had. */
  readonly problem: { readonly message: string; readonly hint: string | null } | null;
}

export interface HealthCheck {
  /** Stable, `snake_case`. */
  readonly check: string;
  /** The mailbox, lane or touch it is about; `null`: the whole store. */
  readonly subject: string | null;
  readonly ok: boolean;
  readonly detail: string;
  /** The instant that the detail ends with; `null`: it names none. */
  readonly atMs: number | null;
  /** What to do; `null`: nothing. */
  readonly cure: string | null;
}

export interface Health {
  readonly checks: readonly HealthCheck[];
  readonly lastRunAtMs: number | null;
  readonly counts: Readonly<Record<string, number>>;
  /** That is no trouble by itself, so no check fails of it. */
  readonly held: HeldPeople;
}

export async function checkHealth(needs: HealthNeeds, nowMs: number): Promise<Health> {
  const { settings, runner, history } = needs;
  const { lastMs } = await runner.lastTick();
  const heard = await runner.heard();
  const ears = { nowMs, lastTickMs: lastMs, slept: null, heard, isForecast: false };
  const counts = await history.counts();
  const mailboxes: HealthCheck[] = [];
  for (const mailbox of linesOf(settings)) {
    mailboxes.push(hearingCheck(mailbox, ears, settings));
    mailboxes.push(...(await sendingChecks(runner, mailbox, nowMs)));
  }
  return {
    checks: [
      fine('store', null, 'opens'),
      runCheck(lastMs, nowMs),
      await journalCheck(needs),
      ...(await keyChecks(needs)),
      ...secretChecks(needs.secrets),
      ...mailboxes,
      ...(await laneChecks(needs, nowMs)),
      ...(await uncertainChecks(history)),
      ...(await parkedChecks(history)),
      ...mailChecks(counts),
      {
        check: 'holidays',
        subject: null,
        atMs: null,
        ...(await holidayVerdict(needs.holidays, nowMs)),
      },
      ...(await callListChecks(needs, nowMs)),
      fine('tasks', null, `${counts['open_tasks'] ?? 0} open`),
    ],
    lastRunAtMs: lastMs,
    counts,
    held: await heldPeople(history),
  };
}

/** Said only where it is needed: nothing leaves without it. */
async function keyChecks({ runner }: HealthNeeds): Promise<HealthCheck[]> {
  try {
    await runner.assertKey();
    return [];
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return [bad('suppression_key', null, cause.message, cause.hint ?? 'restore it from a backup')];
  }
}

/** A register that is too old holds calls; where nothing is asked of the law, its age is only said. */
async function callListChecks(
  { consents, settings }: HealthNeeds,
  nowMs: number,
): Promise<HealthCheck[]> {
  const lists = await consents.callLists();
  return lists.map(({ source, country, atMs, numbers }) => {
    const days = Math.floor((nowMs - atMs) / DAY_MS);
    const mostDays = callListMostDays(country);
    const most = mostDays === null ? '' : ` of ${mostDays}`;
    const says = `${counted(numbers, 'number')}, ${days}${most} days old`;
    const isOld = mostDays !== null && nowMs - atMs > mostDays * DAY_MS;
    return isOld && settings.compliance !== 'off'
      ? bad(
          'call_list',
          source,
          `${says}: calls to ${country} are held`,
          `get a newer one: touchline dnc import FILE --source ${source}`,
        )
      : fine('call_list', source, says);
  });
}

function runCheck(lastMs: number | null, nowMs: number): HealthCheck {
  if (lastMs === null) return fine('last_run', null, 'nothing ran yet');
  if (lastMs - nowMs > BACKWARDS_MOST_MS) {
    return {
      ...bad('last_run', null, 'the clock is behind the last run', CLOCK_CURE),
      atMs: lastMs,
    };
  }
  return { ...fine('last_run', null, 'last ran'), atMs: lastMs };
}

async function journalCheck({ runner, journal }: HealthNeeds): Promise<HealthCheck> {
  const [stored, written] = [await runner.lastIntent(), await journal.last()];
  if (written <= stored) return fine('journal', null, `${written} sends written down`);
  return bad(
    'journal',
    null,
    `it knows ${written} sends, the store only ${stored}: the store was restored or copied, and nothing is sent from it`,
    'put the newer store back',
  );
}

/** Asked as a run asks, before anything is on its way: without one of them no run begins. */
export function secretChecks(secrets: readonly MailboxSecret[]): HealthCheck[] {
  return secrets.map(({ mailbox, host, problem }) =>
    problem === null
      ? fine('secret', mailbox, `the password for ${host} can be had`)
      : {
          ...fine('secret', mailbox, `the password for ${host}: ${problem.message}`),
          ok: false,
          cure: problem.hint,
        },
  );
}

function hearingCheck(mailbox: LineSettings, ears: Ears, settings: RunnerSettings): HealthCheck {
  const { id, source } = mailbox;
  if (source === null && mailboxOf(settings, id) === null)
    return fine('inbox', id, 'it can only call us (touchline serve): its age is not known');
  if (source === null)
    return fine('inbox', id, 'replies: none, by your own choice: answers stop nobody');
  const record: SourceRecord = ears.heard.get(source) ?? { heardAtMs: null, failure: null };
  const by = source === id ? '' : `answers come to ${source}; `;
  const atMs = record.heardAtMs;
  const heardWords = lastHeardWords(atMs, ears.nowMs);
  const last = atMs === null ? heardWords : `${heardWords}, at`;
  switch (hearingOf(source, ears, settings.maxInboxAgeMs)) {
    case 'fresh':
      return { ...fine('inbox', id, `${by}${last}`), atMs };
    case 'next_run':
      return { ...fine('inbox', id, `${by}the next run listens before it sends; ${last}`), atMs };
    case 'silent': {
      const because = record.failure ?? 'nothing newer was synced';
      const cure = `nothing is sent from ${id} until it is heard: mend the connection, then touchline run --once`;
      return { ...bad('inbox', id, `${by}${because}; ${last}`, cure), atMs };
    }
  }
}

async function sendingChecks(
  runner: RunnerState,
  mailbox: LineSettings,
  nowMs: number,
): Promise<HealthCheck[]> {
  const { id } = mailbox;
  const record = await runner.mailbox(id, dayOf(mailbox, nowMs));
  const { sent, bounced, complained } = record.week;
  const resume = `find out why, then: touchline resume --mailbox ${id}`;
  const rests = record.restReason !== null && (record.restUntilMs ?? Infinity) > nowMs;
  const rest = !rests
    ? budgetCheck(mailbox, record, nowMs)
    : record.restUntilMs === null
      ? bad('mailbox', id, `at rest: ${record.restReason}`, resume)
      : {
          ...bad('mailbox', id, `at rest: ${record.restReason}; until`, 'it tries again by itself'),
          atMs: record.restUntilMs,
        };
  const week =
    sent < BREAKER_LEAST_SENT
      ? `${counted(sent, 'message')} in 7 days: too few to judge`
      : `${bounced} bounces and ${complained} complaints on ${sent} messages in 7 days`;
  switch (breakerVerdict(record.week)) {
    case 'ok':
      return [rest, fine('breaker', id, week)];
    case 'warn':
      return [rest, bad('breaker', id, week, 'clean the list before it stops the mailbox')];
    case 'pause':
      return [rest, bad('breaker', id, `${week}: nothing is sent`, 'clean the list and wait')];
  }
}

/** A cap or a gap is no trouble, but what more is due waits for it. */
function budgetCheck(mailbox: LineSettings, record: MailboxRecord, nowMs: number): HealthCheck {
  const { id, limits } = mailbox;
  const sent = `${record.openedToday} sent today`;
  const verdict = mailboxVerdict(limits, record, nowMs, lastSeed(mailbox, record));
  if (verdict.open) return fine('mailbox', id, sent);
  const detail =
    verdict.rule === 'cap' ? `${sent}, its cap: more from` : `${sent}; the gap lasts until`;
  return { ...fine('mailbox', id, detail), atMs: verdict.clearsAtMs };
}

/** Work that waits for a mailbox which nobody works. */
async function laneChecks(
  { settings, history }: HealthNeeds,
  nowMs: number,
): Promise<HealthCheck[]> {
  const known = linesOf(settings).map((line) => line.id);
  const unserved = await history.lanesBeside(known, nowMs);
  if (unserved.length === 0) return [fine('lanes', null, 'every mailbox that is needed is there')];
  return unserved.map(({ lane, waiting, due }) =>
    bad(
      'lanes',
      lane,
      `${counted(waiting, 'waits', 'wait')} for mailbox ${lane}, which is not in touchline.yaml; due now: ${due}`,
      `configure ${lane} again, or end them with: touchline stop --mailbox ${lane}`,
    ),
  );
}

async function uncertainChecks(history: HistoryStore): Promise<HealthCheck[]> {
  const touches = await history.uncertain();
  if (touches.length === 0) return [fine('uncertain', null, 'no touch is uncertain')];
  return touches
    .slice(0, NAMED_MOST)
    .map((touch) =>
      bad(
        'uncertain',
        touch.id,
        `nobody knows whether it was accepted: ${touch.detail ?? 'no answer'}`,
        `look in ${placeToLook(touch.channel)} of ${touch.mailbox ?? 'the mailbox'}, then: touchline settle ${touch.id} --sent (or --not-sent)`,
      ),
    );
}

async function parkedChecks(history: HistoryStore): Promise<HealthCheck[]> {
  const parked = await history.parked();
  if (parked.length === 0) return [fine('failed', null, 'nobody is held because a step failed')];
  return parked
    .slice(0, NAMED_MOST)
    .map(({ sequence, fault, people, prospectId }) =>
      bad(
        'failed',
        sequence,
        `${people === 1 ? `${prospectId} is` : `${people} people are`} held: ${fault}`,
        `touchline why ${prospectId} says how; once it is mended: touchline resume --sequence ${sequence}`,
      ),
    );
}

function mailChecks(counts: Readonly<Record<string, number>>): HealthCheck[] {
  const { quarantined = 0, unmatched = 0, unapplied_signals: unapplied = 0 } = counts;
  return [
    quarantined === 0
      ? fine('quarantine', null, 'every message could be read')
      : bad(
          'quarantine',
          null,
          `${counted(quarantined, 'message')} cannot be read`,
          'touchline inbox',
        ),
    unmatched === 0
      ? fine('unmatched', null, 'every message found its person')
      : bad(
          'unmatched',
          null,
          `${counted(unmatched, 'message')} that may be an answer, and nobody knows whose`,
          'look at them: touchline inbox; then touchline inbox assign ID KEY (or resolve ID)',
        ),
    fine('signals', null, `${unapplied} wait for the next run`),
  ];
}

function fine(check: string, subject: string | null, detail: string): HealthCheck {
  return { check, subject, ok: true, detail, atMs: null, cure: null };
}

function bad(check: string, subject: string | null, detail: string, cure: string): HealthCheck {
  return { check, subject, ok: false, detail, atMs: null, cure };
}
