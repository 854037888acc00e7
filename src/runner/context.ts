/** Joins facts, rules and the workspace into what `decide` needs. */
import { personVerdict } from '../core/budget.ts';
import { WORK_WEEK } from '../core/calendar.ts';
import { notYet, type NotYet } from '../core/condition.ts';
import type { DecideContext, Handover, Past } from '../core/decide/context.ts';
import { templatesOfStep } from '../core/flow.ts';
import { stepOf, type Sequence, type Step } from '../core/sequence.ts';
import type { Prospect } from '../core/prospect.ts';
import type { Due, History, StoredMessage } from '../ports/engine-store.ts';
import { handoverRefusalOf, mailboxFor, sendsEmail } from '../policy/enroll-rules.ts';
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

type Needs = Pick<
  Engine,
  'settings' | 'store' | 'state' | 'enrollments' | 'versions' | 'instanceKey' | 'author'
>;

/** Reads what the step at the cursor needs, and no more: a task without a template asks nothing of the past. */
export async function prepare(engine: Needs, due: Due, moment: Moment): Promise<Prepared> {
  const version = await engine.versions.of(due.enrollment.version);
  const step = stepOf(version.sequence, due.enrollment.cursor);
  const history = needsHistory(due, step) ? await readHistory(engine, due, moment) : null;
  const bare = bareContext(engine.settings, version.sequence, due, moment);
  if (step?.kind === 'handover') {
    const handover = await handoverOf(engine, due, step.to);
    return {
      sequence: version.sequence,
      context: { ...bare, handover },
      message: null,
      history: null,
    };
  }
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
  const { draftOf, factsFor } = engine.author ?? (await import('./message.ts'));
  const { draft, message } = draftOf(engine, version, due, history, step, bare.nowMs);
  const budget = personVerdict(engine.settings.personLimits, history.countedAtMs, bare.nowMs);
  const context: DecideContext = {
    ...bare,
    draft,
    facts: asks(step)
      ? factsFor(
          engine,
          version,
          due,
          history,
          step,
          bare.nowMs,
          await unheard(engine, history, bare.nowMs),
        )
      : {},
    past: step.kind === 'await' ? pastOf(history) : null,
    personBudget: budget.open
      ? null
      : { clearsAtMs: budget.clearsAtMs, limit: `${budget.limit.most} touches` },
    accountBusy: history.accountBusy,
  };
  return { sequence: version.sequence, context, message, history };
}

/** The context of decisions that no rule about the step enters: signals, commands, settled touches. */
export function bareContext(
  settings: RunnerSettings,
  sequence: Sequence,
  due: Pick<Due, 'prospect' | 'suppressedBy'> & {
    readonly enrollment: Pick<Due['enrollment'], 'mailbox' | 'rep'>;
  },
  moment: Moment,
): DecideContext {
  const { enrollment, prospect } = due;
  const zone = zoneOf(prospect, settings);
  return {
    nowMs: moment.nowMs,
    prospect,
    zone,
    calendar: WORK_WEEK,
    windowZone: windowZoneOf(sequence, settings, enrollment.mailbox, zone),
    rep: enrollment.rep ?? repFor(settings, sequence.rep, prospect.owner, enrollment.mailbox),
    suppressedBy: due.suppressedBy,
    personBudget: null,
    facts: {},
    draft: null,
    past: null,
    handover: null,
    slept: moment.slept,
    maxLatenessMs: settings.maxLatenessMs,
    accountBusy: false,
  };
}

export function zoneOf(prospect: Prospect, settings: RunnerSettings): string {
  return prospect.zone ?? settings.zone;
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
  return asks(step) || step.kind === 'await' || templatesOfStep(step).length > 0;
}

function asks(step: Step): boolean {
  return step.condition !== null || step.kind === 'branch';
}

/** What was done, from when on it can be answered. */
function pastOf({ touches, signals }: History): Past {
  const done = touches.flatMap(({ step, status, atMs }) =>
    status === 'sent' && atMs !== null ? [{ step, settledAtMs: atMs }] : [],
  );
  return { touches: done, signals };
}

/** A marker for "did not answer" while a mailbox that wrote to the person was not read since our last touch. */
async function unheard(
  { settings, state }: Needs,
  { touches, mailboxes }: History,
  nowMs: number,
): Promise<NotYet | null> {
  const sinceMs = Math.max(...touches.map((touch) => touch.atMs ?? 0), 0);
  const heard = await state.heard();
  const isSilent = mailboxes.some((id) => {
    const source = mailboxOf(settings, id)?.source ?? null;
    return source !== null && (heard.get(source)?.heardAtMs ?? -1) < sinceMs;
  });
  return isSilent ? notYet(nowMs + settings.maxInboxAgeMs) : null;
}

/** How the person would stand in the sequence they are handed over to; `null`: it is not stored. */
async function handoverOf(engine: Needs, due: Due, to: string): Promise<Handover | null> {
  const { settings, enrollments } = engine;
  const { prospect } = due;
  const version = await engine.versions.current(to);
  if (version === null) return null;
  const { sequence } = version;
  const refusal = handoverRefusalOf(sequence, prospect, await enrollments.facts(prospect.id));
  const mailbox = await mailboxThere(engine, sequence, due);
  const isMute = mailbox === null && sendsEmail(sequence);
  return {
    sequence,
    mailbox,
    windowZone: windowZoneOf(sequence, settings, mailbox, zoneOf(prospect, settings)),
    refusal: refusal ?? (isMute ? 'no_mailbox' : null),
  };
}

/** The mailbox they know, where that sequence may use it. */
async function mailboxThere(
  { settings, enrollments }: Needs,
  sequence: Sequence,
  { enrollment, prospect }: Due,
): Promise<string | null> {
  const { mailboxes } = sequence;
  const known = enrollment.mailbox;
  if (known !== null && sendsEmail(sequence) && mailboxes.includes(known)) return known;
  const load = await enrollments.loadByMailbox();
  const reps = settings.reps.map((rep) => rep.id);
  return mailboxFor(sequence, prospect.owner, settings.mailboxes, reps, load);
}

function readHistory(engine: Needs, due: Due, moment: Moment): Promise<History> {
  const longestMs = Math.max(0, ...engine.settings.personLimits.map((limit) => limit.perMs));
  return engine.store.history(due.enrollment.id, moment.nowMs - longestMs);
}
