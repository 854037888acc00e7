/**
 * What decides a person's next touch, and when will it come? Plays forward, on copies, what a run would do: nothing is written. The forecast
 * assumes that nobody answers and that the mailboxes are heard.
 */
import type { DecideContext } from '../../core/decide/context.ts';
import { gatewayOf } from '../../core/decide/step.ts';
import type { Enrollment } from '../../core/enrollment.ts';
import { withNote, type Prospect } from '../../core/person/prospect.ts';
import { stepOf, type Sequence, type Step } from '../../core/sequence.ts';
import type { Check, WhyFacts, WhyOutcome } from '../../core/why/facts.ts';
import { why } from '../../core/why/why.ts';
import type { Due, History, TouchRecord } from '../../ports/engine-store.ts';
import { absenceWords } from '../../policy/cover.ts';
import type { EnrollmentStore } from '../../ports/enrollment-store.ts';
import type { HistoryStore } from '../../ports/history-store.ts';
import type { PeopleStore } from '../../ports/people-store.ts';
import type { RunnerState } from '../../ports/runner-state.ts';
import type { Task, TaskStore } from '../../ports/task-store.ts';
import type { Deciding } from '../../runner/engine.ts';
import { isBusy } from '../../runner/deciding/account-turn.ts';
import { beforeStart, prepare, type Moment } from '../../runner/deciding/context.ts';
import { lineOf, linesOf } from '../../runner/settings.ts';
import { silenceWords } from '../../runner/sending/lane-verdict.ts';
import { heardWords, hearingOf, standingOf, type Ears } from './mailbox-standing.ts';
import { spentIn } from './spent-budget.ts';
import { endingOf, holdingTask, type Ending } from './what-ended.ts';

/** A chain of skipped steps, or of deferrals, is followed so far. */
const STAGES_MOST = 60;

export interface ExplainNeeds extends Deciding {
  readonly state: RunnerState;
  readonly enrollments: EnrollmentStore;
  readonly tasks: TaskStore;
  readonly people: PeopleStore;
  readonly history: Pick<HistoryStore, 'timeline' | 'touch'>;
}

export interface ExplainedEnrollment {
  /** As it is stored. */
  readonly enrollment: Enrollment;
  readonly does: 'sends' | 'opens' | 'waits' | 'ends';
  readonly next: {
    /** `null`: no touch will come. */
    readonly step: Step | null;
    /** `null`: somebody must do something first. */
    readonly earliestMs: number | null;
    /** What stands in the way then and does not end by itself. */
    readonly until: Check | null;
  };
  readonly checks: readonly (Check & { readonly step: string | null })[];
  /** `null`: it has not ended. */
  readonly ended: Ending | null;
  /** The open task that must end before it goes on. */
  readonly task: Task | null;
}

/** Every enrollment of the person, unfinished ones first. */
export async function explainNext(
  needs: ExplainNeeds,
  prospectId: string,
  clockMs: number,
): Promise<readonly ExplainedEnrollment[]> {
  const enrollments = await needs.enrollments.ofPerson(prospectId);
  const ears = await earsAt(needs, prospectId, clockMs);
  const ordered = enrollments.toSorted(
    (a, b) => Number(a.status === 'finished') - Number(b.status === 'finished'),
  );
  const timeline = await needs.history.timeline(prospectId);
  // Plain data: what a step writes down about the person is played forward as well.
  const person = await needs.people.byId(prospectId);
  const explained: ExplainedEnrollment[] = [];
  for (const { id } of ordered) {
    const loaded = await needs.store.load(id);
    if (loaded === null) continue;
    const due = { ...loaded, prospect: person ?? loaded.prospect };
    const { enrollment } = due;
    explained.push({
      ...(await explainOne(needs, due, ears)),
      ended: endingOf(enrollment, timeline),
      task: enrollment.status === 'finished' ? null : await holdingTask(needs, enrollment),
    });
  }
  return explained;
}

async function explainOne(
  needs: ExplainNeeds,
  due: Due,
  ears: Ears,
): Promise<Omit<ExplainedEnrollment, 'ended' | 'task'>> {
  const now = await settle(needs, due, ears);
  let last = now;
  for (let stage = 0; stage < STAGES_MOST; stage++) {
    const { outcome } = last;
    if (outcome.does !== 'waits' || outcome.clearsAtMs === null) break;
    const later = { ...ears, nowMs: outcome.clearsAtMs, isForecast: true };
    const { prospect } = last;
    last = await settle(
      needs,
      { ...due, prospect, signals: [], enrollment: outcome.leaves },
      later,
    );
  }
  const { outcome } = last;
  const isOver = outcome.does === 'ends';
  const blocking = last.checks.find((check) => check.verdict === 'blocks') ?? null;
  return {
    enrollment: due.enrollment,
    does: now.outcome.does,
    next: {
      step: isOver ? null : last.step,
      earliestMs: outcome.does === 'sends' || outcome.does === 'opens' ? last.atMs : null,
      until: outcome.does === 'waits' ? blocking : null,
    },
    checks: now.checks,
  };
}

interface Settled {
  readonly atMs: number;
  /** With all that was written down about them on the way. */
  readonly prospect: Prospect;
  readonly step: Step | null;
  readonly outcome: Exclude<WhyOutcome, { does: 'moves_on' }>;
  readonly checks: ExplainedEnrollment['checks'];
}

/** What a run at this instant comes to, past all that it does without a touch: signals, holds that end, skipped steps. */
async function settle(needs: ExplainNeeds, due: Due, ears: Ears): Promise<Settled> {
  const checks: (Check & { readonly step: string | null })[] = [];
  let current = due;
  for (let stage = 0; ; stage++) {
    const facts = await factsOf(needs, current, ears);
    const step = stepOf(facts.sequence, current.enrollment.cursor) ?? facts.sequence.steps[0]!;
    const looked = why(facts);
    checks.push(...looked.checks.map((check) => ({ ...check, step: step.id })));
    const { outcome } = looked;
    const { nowMs: atMs } = ears;
    if (outcome.does !== 'moves_on')
      return { atMs, prospect: current.prospect, step, outcome, checks };
    const prospect = outcome.noted.reduce(withNote, current.prospect);
    current = { ...current, prospect, enrollment: outcome.leaves, signals: [] };
    if (stage === STAGES_MOST) {
      const stuck = { does: 'waits', clearsAtMs: null, leaves: current.enrollment } as const;
      return { atMs, prospect, step, outcome: stuck, checks };
    }
  }
}

async function factsOf(needs: ExplainNeeds, due: Due, ears: Ears): Promise<WhyFacts> {
  const { enrollment } = due;
  const { sequence } = await needs.versions.of(enrollment.version);
  const moment: Moment = { nowMs: ears.nowMs, slept: ears.slept };
  const cursor = enrollment.cursor ?? sequence.steps[0]!.id;
  const asActive = { ...enrollment, status: 'active' as const, cursor };
  const { context, history } = await prepare(needs, { ...due, enrollment: asActive }, moment);
  const past = history ?? (await needs.store.history(enrollment.id, ears.nowMs));
  const task = enrollment.waiting.for === 'task' ? enrollment.waiting.taskId : null;
  const touch = awaited(enrollment, past);
  const opened = task === null ? null : await needs.tasks.task(task);
  return {
    sequence,
    enrollment,
    context: {
      ...context,
      accountBusy: isBusy(past.account, ears.nowMs),
      ...(enrollment.status === 'pending' ? await beforeStart(needs, sequence, due, context) : {}),
    },
    signals: due.signals,
    mailbox: await standingOf(needs, lineAt(sequence, enrollment, context, touch), ears),
    touch,
    task:
      opened?.status === 'open'
        ? { ...opened, absence: absenceWords(needs.settings, opened.rep, ears.nowMs) }
        : null,
    spent: await spentIn(needs, due.prospect, context),
    earlierSources: earlierSources(needs, enrollment, past, ears),
  };
}

/** What the next touch leaves from. */
function lineAt(
  sequence: Sequence,
  { mailbox, cursor }: Enrollment,
  context: DecideContext,
  touch: TouchRecord | null,
): string | null {
  if (touch !== null) return touch.mailbox;
  const step = stepOf(sequence, cursor);
  return (step === null ? null : gatewayOf(step, sequence, context)?.id) ?? mailbox;
}

function awaited({ waiting }: Enrollment, { touches }: History): TouchRecord | null {
  const touch = touches.find((each) => waiting.for === 'touch' && each.id === waiting.touchId);
  return touch ?? null;
}

/** The gate asks every source on which the person's answer may come, also those of mailboxes that wrote earlier. */
function earlierSources(
  { settings }: ExplainNeeds,
  { mailbox }: Enrollment,
  { mailboxes }: History,
  ears: Ears,
): WhyFacts['earlierSources'] {
  const own = lineOf(settings, mailbox)?.source ?? null;
  const earlier = linesOf(settings).filter((each) => mailboxes.includes(each.id));
  const sources = [...new Set(earlier.flatMap((each) => each.source ?? []))].filter(
    (source) => source !== own,
  );
  const isSilent = (source: string): boolean =>
    hearingOf(source, ears, settings.maxInboxAgeMs) === 'silent';
  const silence = (source: string): string =>
    `${source}: ${silenceWords(source, ears.heard.get(source) ?? null, ears.nowMs)}`;
  return {
    silent: sources.filter(isSilent).map(silence),
    heard: sources.filter((each) => !isSilent(each)).map((each) => heardWords(each, ears)),
  };
}

/** Decision time and what the runner knows, as the next run would find them. */
async function earsAt(
  { state, settings }: ExplainNeeds,
  prospectId: string,
  clockMs: number,
): Promise<Ears> {
  const { lastMs, slept } = await state.lastTick();
  const nowMs = Math.max(clockMs, lastMs ?? clockMs);
  const sleeps = lastMs !== null && nowMs - lastMs > settings.maxLatenessMs;
  return {
    nowMs,
    lastTickMs: lastMs,
    slept: sleeps ? { fromMs: lastMs, untilMs: nowMs } : slept,
    heard: await state.heard(prospectId),
    isForecast: false,
  };
}
