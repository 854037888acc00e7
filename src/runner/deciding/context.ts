/** Joins facts, rules and the workspace into what `decide` needs. */
import type { Asset } from '../../core/asset.ts';
import { notYet, type NotYet } from '../../core/condition.ts';
import { asksStanding } from '../../core/condition-paths.ts';
import { freshSinceMs, wasHeardSince } from '../../core/freshness.ts';
import type { DecideContext, Handover, Past } from '../../core/decide/context.ts';
import { templatesOfStep } from '../../core/flow.ts';
import type { Standing } from '../../core/engagement.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { stepOf, type Sequence, type Step } from '../../core/sequence.ts';
import type { Due, History, StoredMessage } from '../../ports/engine-store.ts';
import { onDuty } from '../../policy/cover.ts';
import { consentChannelOf, maySend } from '../../policy/may-send.ts';
import { isInFlorida, loudHoursOf } from '../../policy/quiet-hours.ts';
import { handoverRefusalOf, mailboxFor, sendsEmail, type Home } from '../../policy/enroll-rules.ts';
import type { TickRecord } from '../../ports/runner-state.ts';
import { isBusy, turnAt } from './account-turn.ts';
import { reachOf } from './reach.ts';
import { budgetOf, countedSinceMs } from './touch-budget.ts';
import type { Deciding, Engine, Renderer } from '../engine.ts';
import {
  addressAt,
  gatewayFor,
  lineOf,
  mailboxOf,
  repIn,
  type RunnerSettings,
} from '../settings.ts';
import { standingsIn } from './standings.ts';
import type { LoadedVersion } from '../versions.ts';

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

/** Loaded for the first text (see `versions.ts`), and kept: asking for the module again costs as much as writing the message. */
let renderer: Promise<Renderer> | null = null;

/** Reads what the step at the cursor needs, and no more: a task without a template asks nothing of the past. */
export async function prepare(engine: Deciding, due: Due, moment: Moment): Promise<Prepared> {
  const version = await engine.versions.of(due.enrollment.version);
  return prepareAtOnce(engine, due, moment) ?? withHistory(engine, version, due, moment);
}

/** The same without a promise, which costs more than most decisions; `null`: something must be read first. */
export function prepareAtOnce(engine: Deciding, due: Due, moment: Moment): Prepared | null {
  const version = engine.versions.known(due.enrollment.version);
  if (version === null) return null;
  const { sequence } = version;
  const step = stepOf(sequence, due.enrollment.cursor);
  if (step?.kind === 'handover' || asksBeforeStart(due, sequence)) return null;
  if (needsHistory(engine.settings, due, step)) return null;
  const context = bareContextAtOnce(engine, sequence, due, moment);
  return context === null ? null : { sequence, context, message: null, history: null };
}

async function withHistory(
  engine: Deciding,
  version: LoadedVersion,
  due: Due,
  moment: Moment,
): Promise<Prepared> {
  const { sequence } = version;
  const { nowMs } = moment;
  const bare = await bareContext(engine, sequence, due, moment);
  if (asksBeforeStart(due, sequence)) {
    const asked = await beforeStart(engine, sequence, due, bare);
    return { sequence, context: { ...bare, ...asked }, message: null, history: null };
  }
  const step = stepOf(sequence, due.enrollment.cursor);
  const handover =
    step?.kind === 'handover' ? await handoverOf(engine, due, step.to, moment) : null;
  if (step?.kind === 'handover' && !asks(step)) {
    return { sequence, context: { ...bare, handover }, message: null, history: null };
  }
  const history = await readHistory(engine, due, moment);
  const accountBusy = isBusy(history.account, nowMs);
  // Who has not begun may be held for a colleague's answer as well.
  if (step === null) return { sequence, context: { ...bare, accountBusy }, message: null, history };
  const { draftOf, factsFor } =
    engine.renderer ?? (await (renderer ??= import('../composing/message.ts')));
  const enclosed = await enclosedIn(engine, step);
  const occasion = { version, due, history, step, zone: bare.zone, nowMs, enclosed };
  const { draft, message } = draftOf(engine, occasion);
  const context: DecideContext = {
    ...bare,
    draft,
    handover,
    facts: asks(step)
      ? factsFor(
          engine,
          { ...occasion, standing: await standingAt(engine, step, due, nowMs) },
          await unheard(engine, due, history, nowMs),
        )
      : {},
    past: step.kind === 'await' ? pastOf(history) : null,
    reach:
      step.kind === 'channel' ? await reachOf(engine, sequence, step, due, history, nowMs) : null,
    law: lawAt(engine.settings, step, due, history.rangAtMs, nowMs),
    personBudget: budgetOf(engine.settings, step, due.enrollment, history, bare),
    accountBusy,
  };
  return { sequence, context, message, history };
}

/** The context of decisions that no rule about the step enters: signals, commands, settled touches. */
export async function bareContext(
  { settings, whereabouts }: Pick<Engine, 'settings' | 'whereabouts'>,
  sequence: Sequence,
  due: Subject,
  moment: Moment,
): Promise<DecideContext> {
  const home = await whereabouts.homeOf(due.prospect, sequence.window, moment.nowMs);
  return contextAt(settings, sequence, due, moment, home);
}

/** The same without a promise; `null`: something must be read first. */
export function bareContextAtOnce(
  { settings, whereabouts }: Pick<Engine, 'settings' | 'whereabouts'>,
  sequence: Sequence,
  due: Subject,
  moment: Moment,
): DecideContext | null {
  const home = whereabouts.homeAtOnce(due.prospect, sequence.window, moment.nowMs);
  return home === null ? null : contextAt(settings, sequence, due, moment, home);
}

/** Whom a decision is about. */
type Subject = Pick<Due, 'prospect' | 'suppressedBy' | 'ledger'> & {
  readonly enrollment: Pick<Due['enrollment'], 'mailbox' | 'rep' | 'cursor'>;
};

function contextAt(
  settings: RunnerSettings,
  sequence: Sequence,
  about: Subject,
  { nowMs, slept }: Moment,
  { zone, calendar }: Home,
): DecideContext {
  const { enrollment, prospect, suppressedBy } = about;
  const step = stepOf(sequence, enrollment.cursor);
  const rep = repIn(settings, sequence, enrollment, prospect);
  const standIn = onDuty(settings, rep, nowMs);
  return {
    nowMs,
    prospect,
    zone,
    calendar,
    windowZone: windowZoneOf(sequence, settings, enrollment.mailbox, zone),
    rep: standIn,
    awayRep: standIn === rep ? null : rep,
    gateway: gatewayAt(settings, step, rep, prospect),
    suppressedBy,
    loud: step?.kind === 'sms' || step?.kind === 'message' ? loudHoursOf(prospect, zone) : null,
    law: lawAt(settings, step, about, [], nowMs),
    personBudget: null,
    facts: {},
    draft: null,
    past: null,
    reach: null,
    handover: null,
    slept,
    maxLatenessMs: settings.maxLatenessMs,
    lastTouchedAtMs: null,
    turn: null,
    accountBusy: false,
  };
}

function lawAt(
  { compliance }: RunnerSettings,
  step: Step | null,
  { prospect, ledger }: Pick<Due, 'prospect' | 'ledger'>,
  rangAtMs: readonly number[],
  nowMs: number,
): DecideContext['law'] {
  const channel = step === null ? null : consentChannelOf(step);
  if (channel === null) return null;
  return maySend({ compliance, channel, prospect, ledger, rangAtMs, nowMs });
}

function gatewayAt(
  settings: RunnerSettings,
  step: Step | null,
  rep: string | null,
  prospect: Prospect,
): DecideContext['gateway'] {
  const gateway = gatewayFor(settings, step, rep);
  if (gateway === null) return null;
  return { id: gateway.id, to: addressAt(gateway, prospect) };
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

function asksBeforeStart({ enrollment }: Due, { enroll }: Sequence): boolean {
  const isAsked = enroll.untouchedFor !== null || enroll.perAccount !== undefined;
  return enrollment.status === 'pending' && isAsked;
}

/** What is asked of somebody who is to start, and of nobody else. */
export async function beforeStart(
  engine: Pick<Deciding, 'enrollments' | 'store'>,
  sequence: Sequence,
  due: Due,
  place: Pick<DecideContext, 'nowMs' | 'zone' | 'calendar'>,
): Promise<Pick<DecideContext, 'lastTouchedAtMs' | 'turn'>> {
  const { untouchedFor } = sequence.enroll;
  const facts = untouchedFor === null ? null : await engine.enrollments.facts(due.prospect.id);
  const turn = await turnAt(engine, sequence, due, place);
  return { lastTouchedAtMs: facts?.lastTouchedAtMs ?? null, turn };
}

function needsHistory({ compliance }: RunnerSettings, due: Due, step: Step | null): boolean {
  const { status, holds } = due.enrollment;
  if (status === 'paused') return holds.some((hold) => hold.reason === 'colleague');
  if (status !== 'active' || step === null) return false;
  if (
    asks(step) ||
    step.kind === 'await' ||
    step.kind === 'channel' ||
    templatesOfStep(step).length > 0
  )
    return true;
  // Where the law counts calls, a call without a script asks for those before it.
  return compliance !== 'off' && step.kind === 'call' && isInFlorida(due.prospect);
}

/** The files that the step's email carries, as the version has them. */
async function enclosedIn({ versions }: Deciding, step: Step): Promise<readonly Asset[]> {
  if (step.kind !== 'email') return [];
  const found: Asset[] = [];
  for (const { hash } of step.attachments) found.push(await versions.asset(hash));
  return found;
}

function asks(step: Step): boolean {
  return step.condition !== null || step.kind === 'branch';
}

/** How engaged they are; `null`: the step's question does not ask it. */
async function standingAt(
  { engagement, settings }: Deciding,
  step: Step,
  { prospect }: Due,
  nowMs: number,
): Promise<Standing | null> {
  const asked = step.kind === 'branch' ? step.test : step.condition;
  if (asked === null || !asksStanding(asked)) return null;
  const standings = await standingsIn(engagement, settings.score, nowMs)([prospect.id]);
  return standings.get(prospect.id) ?? null;
}

/** What was done, from when on it can be answered. */
function pastOf({ touches, signals }: History): Past {
  const done = touches.flatMap(({ step, status, atMs: settledAtMs }): Past['touches'] => {
    if (settledAtMs === null) return [];
    if (status === 'refused') return [{ step, settledAtMs, wasRefused: true }];
    return status === 'sent' ? [{ step, settledAtMs }] : [];
  });
  return { touches: done, signals };
}

/** A marker for "did not answer" while a mailbox that wrote to the person was not read since our last touch, or not lately. */
async function unheard(
  { settings, state }: Deciding,
  { prospect }: Due,
  { touches, mailboxes }: History,
  nowMs: number,
): Promise<NotYet | null> {
  const touchedAtMs = Math.max(...touches.map((touch) => touch.atMs ?? 0), 0);
  const sinceMs = Math.max(touchedAtMs, freshSinceMs(nowMs, settings.maxInboxAgeMs));
  const heard = await state.heard(prospect.id);
  const isSilent = mailboxes.some((id) => {
    const source = lineOf(settings, id)?.source ?? null;
    return source !== null && !wasHeardSince(heard.get(source)?.heardAtMs, sinceMs);
  });
  return isSilent ? notYet(nowMs + settings.maxInboxAgeMs) : null;
}

/** How the person would stand in the sequence they are handed over to; `null`: it is not stored. */
async function handoverOf(
  engine: Deciding,
  due: Due,
  to: string,
  { nowMs }: Moment,
): Promise<Handover | null> {
  const { settings, enrollments } = engine;
  const { prospect } = due;
  const version = await engine.versions.current(to);
  if (version === null) return null;
  const { sequence } = version;
  const facts = await enrollments.facts(prospect.id);
  const refusal = handoverRefusalOf(sequence, prospect, facts, nowMs, settings.compliance);
  const mailbox = await mailboxThere(engine, sequence, due);
  const { zone, calendar } = await engine.whereabouts.homeOf(prospect, sequence.window, nowMs);
  const isMute = mailbox === null && sendsEmail(sequence);
  return {
    sequence,
    mailbox,
    calendar,
    windowZone: windowZoneOf(sequence, settings, mailbox, zone),
    refusal: refusal ?? (isMute ? 'no_mailbox' : null),
  };
}

/** The mailbox they know, where that sequence may use it. */
async function mailboxThere(
  { settings, enrollments }: Deciding,
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

function readHistory(engine: Deciding, due: Due, moment: Moment): Promise<History> {
  const { settings, store } = engine;
  const sinceMs = countedSinceMs(settings, moment.nowMs);
  return store.history(due.enrollment.id, sinceMs, settings.accountLimits.length > 0);
}
