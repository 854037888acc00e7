/** Written steps that touch the person: email, and what a rep does. */
import type { EmailStep, ManualStep, OutcomeRule, Variant } from '../core/sequence.ts';
import type { Template } from '../core/template.ts';
import { attachedFiles } from './attached-files.ts';
import { common, type StepContext } from './compile-step.ts';
import { type Path, problemAt, type Report } from './problem.ts';
import { NEW_THREAD, type WrittenOf, type WrittenOutcomes } from './step-format.ts';
import { suggestion } from './suggest.ts';
import { writtenTime } from './written.ts';

type WrittenEmail = WrittenOf<'email'>;
export type WrittenManual = {
  readonly [K in ManualStep['kind']]: WrittenOf<K>;
}[ManualStep['kind']];

export function compileEmail(step: WrittenEmail, context: StepContext): EmailStep {
  const thread = threadOf(step, context);
  if (step.values.at !== undefined) reportClosed(step.values.at, context);
  return {
    ...common(step.values, context),
    kind: 'email',
    variants: variantsOf(step, thread === NEW_THREAD && context.allEarlierAreKnown, context),
    thread,
    review: step.values.review ?? false,
    attachments: attachedFiles(
      step.values.attachments ?? [],
      [...context.path, 'attachments'],
      context.assets,
      context.report,
    ),
  };
}

export function compileManual(step: WrittenManual, context: StepContext): ManualStep {
  const { values } = step;
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

function actionOf(step: WrittenManual): string | null {
  if (step.kind === 'linkedin') return step.values.linkedin ?? null;
  return step.kind === 'message' ? (step.values.via ?? null) : null;
}

function threadOf(
  { values }: WrittenEmail,
  { path, earlier, allEarlierAreKnown, report }: StepContext,
): string {
  const emails = earlier.filter((step) => step.kind === 'email').map((step) => step.id);
  const thread = values.thread ?? emails.at(-1) ?? NEW_THREAD;
  if (thread !== NEW_THREAD && !emails.includes(thread) && allEarlierAreKnown) {
    const hint =
      emails.length === 0
        ? 'no email comes before this one: leave "thread" out'
        : suggestion(thread, [NEW_THREAD, ...emails]);
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
      ? values.email === undefined
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
  { templates, report }: StepContext,
): Template | null {
  const template = templates.get(name);
  if (template !== undefined) return template;
  const message = `there is no template "${name}" (templates/${name}.md)`;
  const hint = suggestion(name, [...templates.keys()].toSorted(), 'templates');
  report({ ...problemAt(path, 'unknown_template', message, hint), part });
  return null;
}

/** What a person says on the phone ends a sequence; a path of its own lets machines go on. */
const ANSWERS = ['connected', 'not_interested', 'meeting_booked'];

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
  { retry, every, then }: NonNullable<ReturnType<WrittenOutcomes['get']>>,
  at: Path,
  report: Report,
): void {
  if ((retry === undefined) !== (every === undefined)) {
    const absent = retry === undefined ? 'retry' : 'every';
    const hint = 'a retry says how often and how far apart: { retry: 2, every: 1 business day }';
    report(problemAt(at, 'missing_key', `"${absent}" is missing in "${disposition}"`, hint));
  }
  if (retry === undefined && every === undefined && then === undefined) {
    const hint = 'write retry and every, or then';
    report(problemAt(at, 'missing_key', `the rule for "${disposition}" says nothing`, hint));
  }
  if (then === undefined || !ANSWERS.includes(disposition)) return;
  const message = `a call that ends with "${disposition}" does not stop the sequence`;
  const hint = 'without a rule of its own it is an answer, and exits decide';
  report({ ...problemAt([...at, 'then'], 'stop_softened', message, hint), severity: 'warning' });
}

function reportClosed(atMinute: number, { window, path, report }: StepContext): void {
  if (window.hours.some(([start, end]) => start <= atMinute && atMinute < end)) return;
  const message =
    'the window is never open at this time: the email waits for it, and then until the window opens';
  const open = window.hours.map(([start, end]) => `${writtenTime(start)}-${writtenTime(end)}`);
  const hint = `open: ${open.join(', ')}`;
  report({
    ...problemAt([...path, 'at'], 'at_outside_window', message, hint),
    severity: 'warning',
  });
}
