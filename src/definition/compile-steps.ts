/** Written steps to the flat program the engine runs. */
import type { Condition } from '../core/condition.ts';
import type { EmailStep, ManualStep, Step, Variant } from '../core/sequence.ts';
import type { Template } from '../core/template.ts';
import type { SendWindow } from '../core/window.ts';
import { parseCondition } from './condition-text.ts';
import { type Path, problemAt, type Report } from './problem.ts';
import { NEW_THREAD, type WrittenOutcomes, type WrittenStep } from './step-format.ts';
import { suggestion } from './suggest.ts';

export interface StepSurroundings {
  readonly window: SendWindow;
  readonly templates: ReadonlyMap<string, Template>;
  readonly report: Report;
}

/** The steps that could be read, in order. Reports what is wrong between steps, and between a step and its templates. */
export function compileSteps(
  written: readonly (WrittenStep | undefined)[],
  surroundings: StepSurroundings,
): readonly Step[] {
  const ids = written.map((step) => step?.values.id);
  const steps: Step[] = [];
  for (const [index, step] of written.entries()) {
    if (step === undefined) continue;
    const path = ['steps', index];
    reportId(ids, index, path, surroundings.report);
    const allEarlierAreKnown = ids.slice(0, index).every((id) => id !== undefined);
    const context = { ...surroundings, path, earlier: steps, allEarlierAreKnown };
    steps.push(step.kind === 'email' ? compileEmail(step, context) : compileManual(step, context));
  }
  return steps.map((step, index) => ({ ...step, next: steps[index + 1]?.id ?? null }));
}

interface StepContext extends StepSurroundings {
  readonly path: Path;
  readonly earlier: readonly Step[];
  /** A step that can't be read may be the one that is named: no second error then. */
  readonly allEarlierAreKnown: boolean;
}

function reportId(
  ids: readonly (string | undefined)[],
  index: number,
  path: Path,
  report: Report,
): void {
  const id = ids[index];
  if (id === undefined) return;
  const at = [...path, 'id'];
  if (id === NEW_THREAD) {
    report(
      problemAt(at, 'bad_name', '"new" is what "thread" calls a new thread; choose another id'),
    );
  }
  const first = ids.indexOf(id);
  if (first < index) {
    report(
      problemAt(at, 'duplicate_id', `step ${first + 1} is called "${id}" too; ids are unique`),
    );
  }
}

type WrittenEmail = WrittenStep & { readonly kind: 'email' };
type WrittenManual = Exclude<WrittenStep, WrittenEmail>;

function compileEmail(step: WrittenEmail, context: StepContext): EmailStep {
  const thread = threadOf(step, context);
  if (step.values.review === true) {
    const at = [...context.path, 'review'];
    context.report(problemAt(at, 'not_supported_yet', '"review" is not in this version'));
  }
  return {
    ...common(step, context),
    kind: 'email',
    variants: variantsOf(step, thread === NEW_THREAD && context.allEarlierAreKnown, context),
    thread,
    review: step.values.review ?? false,
  };
}

function compileManual(step: WrittenManual, context: StepContext): ManualStep {
  const { values } = step;
  return {
    ...common(step, context),
    kind: step.kind,
    action: step.kind === 'linkedin' ? (step.values.linkedin ?? null) : null,
    template: manualTemplate(step, context),
    text: step.kind === 'task' ? (step.values.task ?? null) : null,
    dueWithin: values.due_within ?? null,
    onOverdue: values.on_overdue ?? 'wait',
    retries: step.kind === 'call' ? retriesOf(step.values.outcomes) : {},
  };
}

function common(
  { kind, values }: WrittenStep,
  context: StepContext,
): Omit<EmailStep, 'kind' | 'variants' | 'thread' | 'review'> {
  if (kind === 'email' && values.at !== undefined) reportClosed(values.at, context);
  return {
    id: values.id ?? '',
    wait: values.wait ?? null,
    atMinute: values.at ?? null,
    condition: conditionOf(values.if, context),
    enabled: values.enabled ?? true,
    note: values.note ?? null,
    stage: values.stage ?? null,
    priority: values.priority ?? 0,
    missing: values.missing ?? 'skip',
    next: null,
  };
}

function reportClosed(atMinute: number, { window, path, report }: StepContext): void {
  if (window.hours.some(([start, end]) => start <= atMinute && atMinute < end)) return;
  const message = 'the window is never open at this time, so the email waits until it opens';
  report({ ...problemAt([...path, 'at'], 'at_outside_window', message), severity: 'warning' });
}

function conditionOf(
  written: string | undefined,
  { path, earlier, allEarlierAreKnown, report }: StepContext,
): Condition | null {
  if (written === undefined) return null;
  const result = parseCondition(
    written,
    allEarlierAreKnown ? earlier.map((step) => step.id) : null,
  );
  if (result.ok) return result.condition;
  const { start, length, code, message, hint } = result.problem;
  report({ ...problemAt([...path, 'if'], code, message, hint), within: { start, length } });
  return null;
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
    context.report(problemAt([...context.path, 'variants'], 'out_of_range', '"variants" is empty'));
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

function retriesOf(outcomes: WrittenOutcomes | undefined): ManualStep['retries'] {
  const retries: Record<
    string,
    { readonly times: number; readonly every: NonNullable<Step['wait']> }
  > = {};
  for (const [disposition, rule] of outcomes ?? []) {
    if (rule?.retry === undefined || rule.every === undefined) continue;
    retries[disposition] = { times: rule.retry, every: rule.every };
  }
  return retries;
}
