/** Written steps that touch the person: email, and what a rep does. */
import { answerOf, dispositionIn } from '../../core/call-outcome.ts';
import { writtenTime } from '../../core/time/civil-date.ts';
import {
  CHANNELS,
  NEW_THREAD,
  type EmailStep,
  type ManualStep,
  type OutcomeRule,
  type Variant,
} from '../../core/sequence.ts';
import type { Template } from '../../core/template.ts';
import { attachedFiles } from './attached-files.ts';
import {
  common,
  hasUnread,
  isCertain,
  isUnread,
  reportMergeField,
  type StepContext,
} from './compile-step.ts';
import { type Path, problemAt, type Report } from '../reading/problem.ts';
import { type WrittenOf, type WrittenOutcomes } from './step-format.ts';
import { suggestion } from '../reading/suggest.ts';

type WrittenEmail = WrittenOf<'email'>;
export type WrittenManual = {
  readonly [K in ManualStep['kind']]: WrittenOf<K>;
}[ManualStep['kind']];

export function compileEmail(step: WrittenEmail, context: StepContext): EmailStep {
  const thread = threadOf(step, context);
  const { values } = step;
  // The thread may be one of a step that can't be read.
  const isUnsure =
    isUnread(values, 'thread') || (values.thread === undefined && hasUnread(context.unread));
  if (values.at !== undefined) reportClosed(values.at, context);
  return {
    ...common(values, context),
    kind: 'email',
    variants: variantsOf(step, thread === NEW_THREAD && !isUnsure, context),
    thread,
    review: values.review ?? false,
    attachments: attachedFiles(
      values.attachments ?? [],
      [...context.path, 'attachments'],
      context.assets,
      context.report,
    ),
  };
}

export function compileManual(step: WrittenManual, context: StepContext): ManualStep {
  const { values } = step;
  const { path, report } = context;
  const hint = 'write it in a template, and name that: template: NAME';
  if (step.kind === 'task') reportMergeField(step.values.task, [...path, 'task'], hint, report);
  reportMergeField(values.note, [...path, 'note'], hint, report);
  reportOverdue(values, context);
  if (step.kind === 'message') reportOwnChannel(step.values.via, context);
  return {
    ...common(values, context),
    kind: step.kind,
    action: actionOf(step),
    template: manualTemplate(step, context),
    text: step.kind === 'task' ? (step.values.task ?? null) : null,
    dueWithin: values.due_within ?? null,
    onOverdue: values.on_overdue ?? 'wait',
    outcomes: step.kind === 'call' ? outcomesOf(step.values.outcomes, context) : {},
  };
}

function reportOverdue(values: WrittenManual['values'], { path, report }: StepContext): void {
  const { on_overdue: onOverdue, due_within: dueWithin = null } = values;
  if (onOverdue === undefined || onOverdue === 'wait') return;
  if (dueWithin !== null || isUnread(values, 'due_within')) return;
  const message = `"on_overdue: ${onOverdue}" has no effect, because the task has no deadline`;
  const hint = 'give it one: due_within: 2 days';
  const problem = problemAt([...path, 'on_overdue'], 'without_effect', message, hint);
  report({ ...problem, severity: 'warning' });
}

function reportOwnChannel(via: string | undefined, { path, report }: StepContext): void {
  const own = CHANNELS.find((channel) => channel === via);
  if (own === undefined) return;
  const message = `"via" is for channels of your own, and "${own}" is one of ours`;
  const hint =
    own === 'message' ? 'name it: via: line' : `make it a step of that kind: ${own}: ...`;
  report(problemAt([...path, 'via'], 'unknown_value', message, hint));
}

function actionOf(step: WrittenManual): string | null {
  if (step.kind === 'linkedin') return step.values.linkedin ?? null;
  return step.kind === 'message' ? (step.values.via ?? null) : null;
}

function threadOf({ values }: WrittenEmail, context: StepContext): string {
  const { path, earlier, unread, report } = context;
  const emails = earlier.filter((step) => step.kind === 'email').map((step) => step.id);
  const thread = values.thread ?? emails.at(-1) ?? NEW_THREAD;
  if (thread !== NEW_THREAD && !emails.includes(thread) && isCertain(thread, context)) {
    const hint =
      emails.length + unread.ids.length === 0
        ? 'no email comes before this one: leave "thread" out'
        : suggestion(thread, [NEW_THREAD, ...emails, ...unread.ids]);
    report(
      problemAt([...path, 'thread'], 'unknown_step', `"${thread}" is no earlier email step`, hint),
    );
  }
  return thread;
}

/** Sorted by name: the order of keys has no meaning. */
function variantsOf(
  { values }: WrittenEmail,
  needsSubject: boolean,
  context: StepContext,
): readonly Variant[] {
  const at: readonly (readonly [Path, string, number])[] =
    values.variants === undefined
      ? values.email === undefined || isUnread(values, 'variants')
        ? []
        : [[[...context.path, 'email'], values.email, 1]]
      : [...values.variants].map(([template, weight]) => [
          [...context.path, 'variants', template],
          template,
          weight ?? 1,
        ]);
  if (values.variants?.size === 0) {
    const hint = 'templates and their weights: variants: { intro: 50, intro-question: 50 }';
    context.report(
      problemAt([...context.path, 'variants'], 'out_of_range', '"variants" is empty', hint),
    );
  }
  const part = values.variants === undefined ? 'value' : 'key';
  for (const [path, name] of at) {
    const template = knownTemplate(name, path, part, context);
    if (template === null || !needsSubject || template.subject !== null) continue;
    const message = `template "${name}" has no subject, and the email begins a thread`;
    const hint = `begin templates/${name}.md with:\n---\nsubject: ...\n---`;
    context.report({ ...problemAt(path, 'missing_subject', message, hint), part });
  }
  return at
    .map(([, template, weight]) => ({ template, weight }))
    .toSorted((a, b) => (a.template < b.template ? -1 : 1));
}

function manualTemplate(step: WrittenManual, context: StepContext): string | null {
  const [key, name] = writtenTemplate(step);
  if (name === undefined) return null;
  knownTemplate(name, [...context.path, key], 'value', context);
  return name;
}

function writtenTemplate(step: WrittenManual): readonly [key: string, name: string | undefined] {
  switch (step.kind) {
    case 'call':
      return ['call', step.values.call];
    case 'sms':
      return ['sms', step.values.sms];
    case 'message':
      return ['message', step.values.message];
    case 'linkedin':
    case 'task':
      return ['template', step.values.template];
  }
}

function knownTemplate(
  name: string,
  path: Path,
  part: 'key' | 'value',
  { templates, unreadableTemplates, report }: StepContext,
): Template | null {
  const template = templates.get(name);
  if (template !== undefined) return template;
  if (unreadableTemplates.has(name)) return null;
  const bare = name.replace(/^(?:\.\/)?templates\//, '').replace(/\.md$/, '');
  const message = `there is no template "${name}" (templates/${bare}.md)`;
  const hint =
    bare !== name && templates.has(bare)
      ? `without folder and ending: ${bare}`
      : suggestion(bare, [...templates.keys()].toSorted(), 'templates');
  report({ ...problemAt(path, 'unknown_template', message, hint), part });
  return null;
}

function outcomesOf(
  outcomes: WrittenOutcomes | undefined,
  context: StepContext,
): ManualStep['outcomes'] {
  const rules: Record<string, OutcomeRule> = {};
  for (const [disposition, rule] of outcomes ?? []) {
    if (rule === undefined) continue;
    const at = [...context.path, 'outcomes', disposition];
    reportRule(disposition, rule, at, context.report);
    const { retry: times, every } = rule;
    rules[disposition] = {
      retry: times === undefined || every === undefined ? null : { times, every },
      ...(rule.then === undefined ? {} : { thenTo: context.firstOf(rule.then) }),
    };
  }
  return rules;
}

function reportRule(
  disposition: string,
  rule: NonNullable<ReturnType<WrittenOutcomes['get']>>,
  at: Path,
  report: Report,
): void {
  // A key that is written and can't be read was told of there.
  const [retry, every, then] = (['retry', 'every', 'then'] as const).map((key) =>
    Object.hasOwn(rule, key),
  );
  if (retry !== every) {
    const absent = retry === true ? 'every' : 'retry';
    const hint = 'a retry says how often and how far apart: { retry: 2, every: 1 business day }';
    report(problemAt(at, 'missing_key', `"${absent}" is missing in "${disposition}"`, hint));
  }
  if (retry === false && every === false && then === false) {
    const hint = 'write retry and every, or then';
    report(problemAt(at, 'missing_key', `the rule for "${disposition}" says nothing`, hint));
  }
  // What a person says on the phone ends a sequence; a path of its own lets machines go on.
  if (answerOf(dispositionIn(disposition)) === null || (then === false && retry === false)) return;
  const [key, message] =
    then === true
      ? ['then', `a call that ends with "${disposition}" does not stop the sequence`]
      : ['retry', `a call that ends with "${disposition}" stops nothing before the last try`];
  const hint = 'without a rule of its own it is an answer, and exits decide';
  report({ ...problemAt([...at, key], 'stop_softened', message, hint), severity: 'warning' });
}

function reportClosed(atMinute: number, { hours, path, report }: StepContext): void {
  if (hours === null || hours.some(([start, end]) => start <= atMinute && atMinute < end)) return;
  const message =
    'the window is never open at this time: the email waits for it, and then until the window opens';
  const open = hours.map(([start, end]) => `${writtenTime(start)}-${writtenTime(end)}`);
  const hint = `open: ${open.join(', ')}`;
  report({
    ...problemAt([...path, 'at'], 'at_outside_window', message, hint),
    severity: 'warning',
  });
}
