import type { Enrollment } from '../../core/enrollment.ts';
import type { Prospect } from '../../core/person/prospect.ts';
import { channelOf } from '../../core/sequence.ts';
import { placeToLook } from '../../core/touch.ts';
import type { Task } from '../../ports/task-store.ts';
import { BACKWARDS_MOST_MS, CLOCK_CURE } from '../../runner/tick.ts';
import { explainNext, type ExplainedEnrollment } from '../../usecases/enrollments/explain-next.ts';
import type { Ending } from '../../usecases/enrollments/what-ended.ts';
import { boundsOf, type Bounds } from '../../usecases/people/bounds-of.ts';
import { findPerson } from '../../usecases/people/find-person.ts';
import { defineCommand } from '../command.ts';
import { boundLines, boundsJson, isBarred } from '../documents/bounds.ts';
import { statusText, waitingWord } from '../documents/enrollment.ts';
import { isoOf, type Json } from '../output/json.ts';
import { personName } from '../documents/person.ts';
import { cleanLine } from '../output/sanitize.ts';
import { renderTable } from '../output/table.ts';
import { formatTime } from '../output/time.ts';
import { decidingIn } from '../workspace/engine-session.ts';
import { withSession } from '../workspace/session.ts';

export const why = defineCommand({
  description:
    'Says what decides the next touch of one person: what comes next and when at the earliest, then each rule in the order in which a ' +
    'run asks it. It plays a run forward without writing anything; the forecast assumes that nobody answers meanwhile.',
  arguments: {
    key: {
      count: 'one',
      placeholder: 'KEY',
      summary: 'an id, an address, a phone number or a LinkedIn URL',
    },
  },
  options: {},
  examples: [
    { line: 'touchline why ada@kern.example', says: 'why Ada gets what, when' },
    {
      line: `touchline why p12 --json | jq '.enrollments[].next'`,
      says: 'only what comes next',
    },
  ],
  writes: false,
  run: (context, { key }) =>
    withSession(context, 'read', async (session) => {
      const { stores } = session;
      const person = await findPerson(stores.people, key, null);
      const deciding = await decidingIn(session);
      const needs = {
        ...deciding,
        state: stores.runner,
        enrollments: stores.enrollments,
        tasks: stores.tasks,
        people: stores.people,
        history: stores.history,
      };
      const { nowMs } = session;
      if (nowMs - context.clock.nowMs() > BACKWARDS_MOST_MS)
        context.talk(`The clock is behind the last run, so a run sends nothing: ${CLOCK_CURE}`);
      const explained = await explainNext(needs, person.id, nowMs);
      const { zone } = await deciding.whereabouts.zoneOf(person, nowMs);
      const bounds = await boundsOf(stores.enrollments, person, nowMs);
      return {
        data: {
          id: person.id,
          zone,
          ...boundsJson(bounds),
          enrollments: explained.map(documentOf),
        },
        text: () => textOf({ person, bounds, explained }, zone, nowMs),
      };
    }),
});

function documentOf({ enrollment, does, next, checks, ended, task }: ExplainedEnrollment): Json {
  return {
    id: enrollment.id,
    sequence: enrollment.sequence,
    status: enrollment.status,
    reason: enrollment.reason,
    waiting: waitingWord(enrollment),
    ended:
      ended === null
        ? null
        : { at: isoOf(ended.atMs), channel: ended.channel, because: ended.because },
    task: task?.id ?? null,
    a_run_now: does,
    next: {
      step: next.step?.id ?? null,
      channel: next.step?.kind ?? null,
      earliest: isoOf(next.earliestMs),
    },
    checks: checks.map((check) => ({
      step: check.step,
      rule: check.rule,
      verdict: check.verdict,
      detail: check.detail,
      clears_at: isoOf(check.clearsAtMs),
      clears_with: check.clearsWith ?? null,
    })),
  };
}

interface Explained {
  readonly person: Prospect;
  readonly bounds: Bounds;
  readonly explained: readonly ExplainedEnrollment[];
}

function textOf({ person, bounds, explained }: Explained, zone: string, nowMs: number): string {
  const bound = boundLines(bounds, person.id);
  if (explained.length === 0) {
    const next = isBarred(bounds)
      ? []
      : [`Next: touchline enroll SEQUENCE --prospect ${person.id}`];
    return [`${personName(person)} is in no sequence, so no touch comes.`, ...bound, ...next].join(
      '\n',
    );
  }
  const when = (atMs: number): string => formatTime(atMs, zone, nowMs);
  const head = [personName(person), ...bound].join('\n');
  return [head, ...explained.map((each) => enrollmentText(person, each, when))].join('\n\n');
}

function enrollmentText(
  person: Prospect,
  each: ExplainedEnrollment,
  when: (atMs: number) => string,
): string {
  const { enrollment, checks } = each;
  // Of a step that is skipped only the reason is of interest, and of one that takes a channel why it is this one.
  const told = checks.filter(
    ({ step, verdict, rule }) =>
      step === checks.at(-1)?.step || verdict === 'blocks' || rule === 'channel',
  );
  const asked = told.filter((check) => check.verdict !== 'not_asked' || check.detail !== null);
  const unasked = told.filter((check) => !asked.includes(check)).map((check) => check.rule);
  const cure = cureOf(person, each);
  return [
    cleanLine(`${enrollment.sequence}: ${headline(each, when)}`),
    ...(cure === null ? [] : [cleanLine(`Next: ${cure}`)]),
    renderTable(
      [{ title: '  RULE' }, { title: 'VERDICT' }, { title: 'WHY' }, { title: 'CLEARS' }],
      asked.map((check) => [
        `  ${words(check.rule)}`,
        words(check.verdict),
        check.detail,
        check.clearsAtMs === null ? null : when(check.clearsAtMs),
      ]),
    ),
    ...(unasked.length === 0 ? [] : [`  not asked yet: ${unasked.map(words).join(', ')}`]),
  ].join('\n');
}

function headline(
  { enrollment, does, next, checks, ended }: ExplainedEnrollment,
  when: (atMs: number) => string,
): string {
  const step = next.step === null ? '' : `${next.step.id} (${next.step.kind})`;
  const first = checks.findLast((check) => check.verdict === 'blocks');
  switch (does) {
    case 'ends':
      return enrollment.status === 'finished'
        ? `${endedText(enrollment, ended)}${ended === null ? '' : endText(ended, when)}. No touch comes.`
        : `no touch comes: ${first?.detail ?? 'the sequence is at its end'}.`;
    case 'sends':
      return `${step} leaves with the next run.`;
    case 'opens':
      return `${step} becomes a task for the rep with the next run.`;
    case 'waits':
      break;
  }
  const { waiting } = enrollment;
  const isAsked = enrollment.status === 'active' && next.earliestMs !== null && first !== undefined;
  if (isAsked && (waiting.for === 'task' || waiting.for === 'signal')) {
    const what = waiting.for === 'task' ? first.detail : `waits for ${words(waiting.kind)}`;
    return `${first.step} ${what}; without it ${step} comes at the earliest ${when(next.earliestMs)}.`;
  }
  if (next.step === null)
    return 'no further touch comes: what is left of the sequence touches nobody.';
  if (next.earliestMs !== null) return `${step} comes at the earliest ${when(next.earliestMs)}.`;
  const until = next.until?.detail ?? first?.detail ?? 'something happens';
  return `${step} does not come by itself: ${until}.`;
}

/** `finished: replied`; with the words of an `end`, or of what failed: `finished: completed: too small for us`. */
function endedText(enrollment: Enrollment, ended: Ending | null): string {
  return ended !== null && /^(?:completed|failed): /.test(ended.because)
    ? `finished: ${ended.because}`
    : statusText(enrollment);
}

/** ` on Tue 3 Mar 10:00 Europe/Berlin, by email`. */
function endText({ atMs, channel }: Ending, when: (atMs: number) => string): string {
  return ` on ${when(atMs)}${channel === null ? '' : `, by ${channel}`}`;
}

/** What a person can do about it; `null`: nothing needs doing. */
function cureOf(person: Prospect, { enrollment, next, task }: ExplainedEnrollment): string | null {
  const { waiting } = enrollment;
  if (next.until === null) {
    return task !== null && waiting.for === 'task' && task.id === waiting.taskId
      ? doneLine(task)
      : null;
  }
  switch (next.until.rule) {
    case 'task':
    case 'callback':
      return task === null ? 'touchline tasks' : doneLine(task);
    case 'uncertain':
      return waiting.for === 'touch'
        ? `look in ${placeToLook(next.step === null ? 'email' : (channelOf(next.step) ?? 'email'))}, then: touchline settle ${waiting.touchId} --sent (or --not-sent)`
        : null;
    case 'colleague':
      return task?.kind === 'reply' ? doneLine(task) : `touchline resume --prospect ${person.id}`;
    case 'failed':
      return task?.kind === 'missing'
        ? `touchline tasks show ${task.id}`
        : `touchline resume --prospect ${person.id}`;
    case 'by_rep':
    case 'by_exit':
    case 'out_of_office':
      return `touchline resume --prospect ${person.id}`;
    case 'suspect':
      return 'touchline inbox';
    case 'missing_field':
      return task === null
        ? `touchline set ${person.id} FIELD=VALUE`
        : `task ${task.id}: ${task.text?.split('\n')[0] ?? `touchline set ${person.id} FIELD=VALUE`}`;
    case 'address':
      return `touchline set ${person.id} FIELD=VALUE`;
    case 'template':
      return next.until.clearsWith === undefined
        ? `mend it, then: touchline plan ${enrollment.sequence} --migrate move`
        : `touchline set ${person.id} FIELD=VALUE`;
    case 'mailbox':
    case 'stale_inbox':
    case 'earlier_inbox':
    case 'breaker':
      return 'touchline status';
    case 'on_the_wire':
      return 'touchline run --once';
    default:
      return next.until.clearsWith ?? null;
  }
}

/** How the task is closed. */
function doneLine({ id, kind }: Task): string {
  return kind === 'call'
    ? `touchline tasks done ${id} --outcome connected (or no_answer, voicemail ...)`
    : `touchline tasks done ${id}`;
}

function words(code: string): string {
  return code.replaceAll('_', ' ');
}
