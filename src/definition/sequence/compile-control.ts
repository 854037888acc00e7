/** Written steps that touch nobody: they wait, choose, write down, end. */
import { PERSON_NAMES, STANDING_NAMES } from '../../core/facts.ts';
import {
  isTouch,
  type Awaitable,
  type AwaitStep,
  type BranchStep,
  type EndStep,
  type Exits,
  type HandoverStep,
  type SetStep,
  type SplitStep,
  type Step,
} from '../../core/sequence.ts';
import {
  common,
  conditionOf,
  hasUnread,
  isCertain,
  isUnread,
  reportMergeField,
  unconditional,
  UNREAD,
  type StepContext,
} from './compile-step.ts';
import { type Path, problemAt, problemAtKey, type Report } from '../reading/problem.ts';
import type { WrittenOf } from './step-format.ts';
import { suggestion } from '../reading/suggest.ts';

export function compileAwait({ values }: WrittenOf<'await'>, context: StepContext): AwaitStep {
  const signal = values.await ?? 'reply';
  if (values.await !== undefined) reportExit(values.await, context);
  return {
    ...common(values, context),
    kind: 'await',
    signal,
    of: causeOf(values, context),
    within: values.within ?? { amount: 0, unit: 'day' },
    thenTo: context.firstOf(values.then),
    elseTo: context.firstOf(values.else),
  };
}

export function compileBranch({ values }: WrittenOf<'branch'>, context: StepContext): BranchStep {
  const test = conditionOf(values, context);
  return {
    ...unconditional(values, context),
    kind: 'branch',
    test: test ?? UNREAD,
    thenTo: context.firstOf(values.then),
    elseTo: context.firstOf(values.else),
  };
}

/** Sorted by name: the order of keys has no meaning. */
export function compileSplit({ values }: WrittenOf<'split'>, context: StepContext): SplitStep {
  const { path, report } = context;
  const names = [...(values.split?.keys() ?? [])];
  if (values.split !== undefined && names.length < 2) {
    const hint = 'split: { a: 50, b: 50 }';
    report(problemAt([...path, 'split'], 'out_of_range', '"split" has fewer than two paths', hint));
  }
  const strangers = [...(values.paths?.keys() ?? [])].filter((name) => !names.includes(name));
  for (const name of values.split === undefined ? [] : strangers) {
    const message = `"split" has no path "${name}"`;
    const problem = problemAt(
      [...path, 'paths', name],
      'unknown_name',
      message,
      suggestion(name, names),
    );
    report({ ...problem, part: 'key' });
  }
  // Of one that has another name there nobody can say that no one comes to its steps.
  const paths = [...names, ...strangers].map((name) => ({
    name,
    weight: values.split?.get(name) ?? 1,
    // A path that nothing is written for just goes on: a control group.
    to: context.firstOf(values.paths?.get(name)),
  }));
  return {
    ...common(values, context),
    kind: 'split',
    paths: paths.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

export function compileSet({ values }: WrittenOf<'set'>, context: StepContext): SetStep {
  const { tags, fields } = values.set ?? { tags: undefined, fields: undefined };
  const written = [...(fields ?? [])].flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  for (const [name, value] of written) {
    if (OUR_COLUMNS.some((own) => own === name)) reportOurs(name, context);
    const hint = 'everybody gets the same text; a template can ask for the field itself';
    reportMergeField(value, [...context.path, 'set', 'fields', name], hint, context.report);
  }
  return {
    ...common(values, context),
    kind: 'set',
    tags: (tags ?? []).filter((tag) => tag !== undefined),
    fields: Object.fromEntries(written),
  };
}

/** Also those that only a list has. */
const OUR_COLUMNS = [
  ...PERSON_NAMES,
  ...STANDING_NAMES,
  'zone',
  'mobile',
  'email_2',
  'external_id',
] as const;

/** Known by our own names, which no field of a person hides: it would be written, and nobody would ever read it. */
function reportOurs(name: string, { path, report }: StepContext): void {
  const message = `"set" can't write "${name}", which is no field of your own`;
  const hint =
    name === 'tags'
      ? 'tags stand beside fields: set: { tags: [asked] }'
      : `it writes tags, and fields under names of your own; a rep writes this one: touchline set KEY ${name}=...`;
  report(problemAtKey([...path, 'set', 'fields', name], 'field_not_settable', message, hint));
}

export function compileHandover(
  { values }: WrittenOf<'handover'>,
  context: StepContext,
): HandoverStep {
  const { name, path, sequences, report } = context;
  const to = values.handover ?? '';
  const at: Path = [...path, 'handover'];
  if (to !== '' && to === name) {
    const message = `"handover" leads to "${to}", the sequence that it stands in`;
    const hint = 'name another sequence; who is to stop here: end: REASON';
    report(problemAt(at, 'handover_to_itself', message, hint));
  } else if (to !== '' && sequences !== null && !sequences.includes(to)) {
    const message = `there is no sequence "${to}" (sequences/${to}.yaml)`;
    const others = sequences.filter((each) => each !== name);
    const hint = suggestion(to, others, 'sequences') ?? `write one: sequences/${to}.yaml`;
    report(problemAt(at, 'unknown_sequence', message, hint));
  }
  return { ...common(values, context), kind: 'handover', to };
}

export function compileEnd({ values }: WrittenOf<'end'>, context: StepContext): EndStep {
  return { ...common(values, context), kind: 'end', because: values.end ?? null };
}

/** Whether a touch of the step may bring this about. */
const CAUSES: Readonly<Record<Awaitable, (step: Step) => boolean>> = {
  // An action that can't be read may be this one.
  connection_accepted: (step) =>
    step.kind === 'linkedin' && (step.action === 'connect' || step.action === null),
  reply: isTouch,
  colleague_reply: isTouch,
  meeting_booked: isTouch,
  out_of_office: (step) => step.kind === 'email',
  bounce: (step) => step.kind === 'email',
};

function causeOf(values: WrittenOf<'await'>['values'], context: StepContext): string {
  const { earlier, path, unread, report } = context;
  const { await: signal, of } = values;
  const able = signal === undefined ? earlier : earlier.filter(CAUSES[signal]);
  const causes = able.map((step) => step.id);
  if (of !== undefined) {
    reportOff(of, able, [...path, 'of'], report);
    if (!causes.includes(of) && isCertain(of, context)) reportCause(of, signal, causes, context);
    return of;
  }
  const nearest = able.findLast((step) => step.enabled)?.id ?? causes.at(-1);
  if (signal === undefined || isUnread(values, 'of')) return '';
  if (nearest !== undefined) reportOff(nearest, able, [...path, 'await'], report);
  if (nearest === undefined && !hasUnread(unread)) {
    const message = `no earlier step can bring about "${signal.replaceAll('_', ' ')}"`;
    report(problemAt([...path, 'await'], 'await_without_cause', message, CAUSE_HINTS[signal]));
  }
  return nearest ?? '';
}

function reportCause(
  of: string,
  signal: Awaitable | undefined,
  causes: readonly string[],
  { earlier, path, unread, report }: StepContext,
): void {
  const meant = suggestion(of, [...causes, ...unread.ids], 'earlier steps that can');
  const hint = meant ?? (signal === undefined ? TOUCH_FIRST : CAUSE_HINTS[signal]);
  const at: Path = [...path, 'of'];
  if (signal !== undefined && earlier.some((step) => step.id === of)) {
    const message = `step "${of}" can't bring about "${signal.replaceAll('_', ' ')}"`;
    report(problemAt(at, 'await_without_cause', message, hint));
  } else {
    report(problemAt(at, 'unknown_step', `no earlier step is called "${of}"`, hint));
  }
}

/** Allowed, so that a step can be switched off for a while. */
function reportOff(id: string, able: readonly Step[], at: Path, report: Report): void {
  if (able.find((step) => step.id === id)?.enabled !== false) return;
  const message = `step "${id}" is switched off, so nothing comes of it and everybody takes "else"`;
  const hint = `take "enabled: false" from step "${id}", or leave this step out as well`;
  report({ ...problemAt(at, 'await_without_cause', message, hint), severity: 'warning' });
}

const TOUCH_FIRST = 'write a step that touches the person before it';
const EMAIL_FIRST = 'write a step that sends an email before it';
const CAUSE_HINTS: Readonly<Record<Awaitable, string>> = {
  connection_accepted: 'write a step with linkedin: connect before it',
  reply: TOUCH_FIRST,
  colleague_reply: TOUCH_FIRST,
  meeting_booked: TOUCH_FIRST,
  out_of_office: EMAIL_FIRST,
  bounce: EMAIL_FIRST,
};

/** Which exit a signal meets first. */
const EXIT_KEYS: Readonly<Partial<Record<Awaitable, readonly [key: string, exit: keyof Exits]>>> = {
  reply: ['reply', 'reply'],
  colleague_reply: ['colleague_reply', 'colleagueReply'],
  meeting_booked: ['meeting_booked', 'meetingBooked'],
  out_of_office: ['out_of_office', 'outOfOffice'],
  bounce: ['bounce', 'bounce'],
};

/** Others are only recorded. */
const ENDING_GOALS: readonly Awaitable[] = ['reply', 'meeting_booked'];

/** Exits win over await: what finishes the sequence is never awaited. */
function reportExit(signal: Awaitable, { path, exits, goals, report }: StepContext): void {
  const at: Path = [...path, 'await'];
  if (ENDING_GOALS.includes(signal) && goals.includes(signal)) {
    const message = `"${signal}" is a goal, so it ends the sequence and nothing can wait for it`;
    const hint = `wait for something else, or take "${signal}" out of goals and soften exits`;
    report(problemAt(at, 'await_after_exit', message, hint));
    return;
  }
  const [key, exit] = EXIT_KEYS[signal] ?? [null, null];
  if (exit === null || exits[exit].do !== 'finish') return;
  const message = `exits finish the sequence on "${signal}", so nothing can wait for it`;
  report(problemAt(at, 'await_after_exit', message, `soften it with exits: { ${key}: continue }`));
}
