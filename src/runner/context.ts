/** Joins facts, rules and the workspace into what `decide` needs. */
import { personVerdict } from '../core/budget.ts';
import { HOUR_MS } from '../core/duration.ts';
import type { DecideContext } from '../core/decide/context.ts';
import { stepOf, type Sequence, type Step } from '../core/sequence.ts';
import type { Due, History, StoredMessage } from '../ports/engine-store.ts';
import type { TickRecord } from '../ports/runner-state.ts';
import type { Engine } from './engine.ts';
import { mailboxOf, repFor, type RunnerSettings } from './settings.ts';
import type { LoadedVersion } from './versions.ts';

/** What a tick knows before it looks at anybody. */
export interface Moment {
  /** Decision time. */
  readonly nowMs: number;
  readonly slept: TickRecord['slept'];
}

export interface Prepared {
  readonly sequence: Sequence;
  readonly context: DecideContext;
  /** For an email step whose template rendered. */
  readonly message: StoredMessage | null;
  readonly history: History | null;
}

/** The next day's window, whenever in today's the other touch left. */
const OVERDUE_APART_MS = 16 * HOUR_MS;

type Needs = Pick<Engine, 'settings' | 'store' | 'versions' | 'whereabouts' | 'instanceKey'>;

/** Reads what the step at the cursor needs, and no more: a task without a template asks nothing of the past. */
export async function prepare(engine: Needs, due: Due, moment: Moment): Promise<Prepared> {
  const version = await engine.versions.of(due.enrollment.version);
  const step = stepOf(version.sequence, due.enrollment.cursor);
  const history = needsHistory(due, step) ? await readHistory(engine, due, moment) : null;
  const bare = await bareContext(engine, version.sequence, due, moment);
  if (history === null || step === null) {
    return { sequence: version.sequence, context: bare, message: null, history };
  }
  return withHistory(engine, version, due, history, step, bare);
}

async function withHistory(
  engine: Needs,
  version: LoadedVersion,
  due: Due,
  history: History,
  step: Step,
  bare: DecideContext,
): Promise<Prepared> {
  // Only now, as for templates (see `versions.ts`).
  const { draftOf, factsFor } = await import('./message.ts');
  const { draft, message } = draftOf(engine, version, due, history, step, bare);
  const context: DecideContext = {
    ...bare,
    draft,
    facts: step.condition === null ? {} : factsFor(engine, version, due, history, step, bare),
    personBudget: personBudgetOf(engine.settings, due, history, bare),
    accountBusy: history.accountBusy,
  };
  return { sequence: version.sequence, context, message, history };
}

/** What came due during a sleep does not come on top of another touch: nobody gets two at once. */
function personBudgetOf(
  { personLimits }: RunnerSettings,
  { enrollment: { waiting } }: Due,
  { countedAtMs }: History,
  { nowMs, slept }: Moment,
): DecideContext['personBudget'] {
  const budget = personVerdict(personLimits, countedAtMs, nowMs);
  if (!budget.open) {
    return { clearsAtMs: budget.clearsAtMs, limit: `${budget.limit.most} touches` };
  }
  const clearsAtMs = Math.max(...countedAtMs, -Infinity) + OVERDUE_APART_MS;
  const isOverdue = slept !== null && waiting.for === 'time' && waiting.untilMs < slept.untilMs;
  return isOverdue && clearsAtMs > nowMs ? { clearsAtMs, limit: 'one overdue touch' } : null;
}

/** The context of decisions that no rule about the step enters: signals, commands, settled touches. */
export async function bareContext(
  { settings, whereabouts }: Pick<Engine, 'settings' | 'whereabouts'>,
  sequence: Sequence,
  due: Pick<Due, 'prospect' | 'suppressedBy'> & {
    readonly enrollment: Pick<Due['enrollment'], 'mailbox' | 'rep'>;
  },
  moment: Moment,
): Promise<DecideContext> {
  const { enrollment, prospect } = due;
  const { nowMs } = moment;
  const { zone } = await whereabouts.zoneOf(prospect, nowMs);
  return {
    nowMs,
    prospect,
    zone,
    calendar: await whereabouts.calendarOf(prospect, sequence.window, nowMs),
    windowZone: windowZoneOf(sequence, settings, enrollment.mailbox, zone),
    rep: enrollment.rep ?? repFor(settings, sequence.rep, prospect.owner, enrollment.mailbox),
    suppressedBy: due.suppressedBy,
    personBudget: null,
    facts: {},
    draft: null,
    slept: moment.slept,
    maxLatenessMs: settings.maxLatenessMs,
    accountBusy: false,
  };
}

function windowZoneOf(
  sequence: Sequence,
  settings: RunnerSettings,
  mailbox: string | null,
  personZone: string,
): string {
  const { zone } = sequence.window;
  if (zone === 'prospect') return personZone;
  if (zone === 'mailbox') return mailboxOf(settings, mailbox)?.limits.zone ?? settings.zone;
  return zone;
}

function needsHistory(due: Due, step: Step | null): boolean {
  const { status, holds } = due.enrollment;
  if (status === 'paused') return holds.some((hold) => hold.reason === 'colleague');
  if (status !== 'active' || step === null) return false;
  return step.kind === 'email' || step.template !== null || step.condition !== null;
}

function readHistory(engine: Needs, due: Due, moment: Moment): Promise<History> {
  const longestMs = Math.max(
    OVERDUE_APART_MS,
    ...engine.settings.personLimits.map((limit) => limit.perMs),
  );
  return engine.store.history(due.enrollment.id, moment.nowMs - longestMs);
}
