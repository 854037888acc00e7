/** Opens the work that a step asks of a rep. */
import { addDuration } from '../calendar.ts';
import type { Enrollment } from '../enrollment.ts';
import {
  channelOf,
  type EmailStep,
  type ManualStep,
  type StartAnchor,
  type Step,
} from '../sequence.ts';
import type { NewTask } from '../task.ts';
import { touchIdOf } from '../touch.ts';
import { note, type DraftDecision } from './draft.ts';
import { hold } from './moves.ts';

export function openTask(draft: DraftDecision, step: ManualStep, address: string | null): void {
  const { context, next } = draft;
  const id = touchIdOf(next.id, step.id, next.visit);
  const dueAtMs =
    step.dueWithin === null
      ? null
      : addDuration(context.nowMs, step.dueWithin, context.zone, context.calendar);
  const written = context.draft?.ok === true ? context.draft.text : null;
  draft.openedTasks.push({
    ...taskBase(draft, id, step),
    kind: step.kind === 'message' ? 'task' : step.kind,
    touchId: id,
    action: step.action,
    text: taskText(step, written),
    url: urlOf(step, address),
    dueAtMs,
    reasons: [`step ${step.id} of ${draft.sequence.name}`],
  });
  draft.next = {
    ...next,
    waiting: { for: 'task', taskId: id, deadlineMs: dueAtMs, frozenMs: null },
  };
  note(draft, 'task_opened', step.text ?? `${step.kind} ${step.action ?? ''}`.trim(), {
    step: step.id,
    touchId: id,
    channel: step.kind,
  });
}

/** What to do and the text for it; the note where a step has neither. @param written  Its template, rendered; `null`: it has none. */
export function taskText(
  step: Pick<ManualStep, 'text' | 'note'>,
  written: string | null,
): string | null {
  if (step.text === null || written === null) return written ?? step.text ?? step.note;
  return `${step.text}\n\n${written}`;
}

/** A rep edits and approves the draft; nothing leaves before. */
export function openReviewTask(draft: DraftDecision, step: EmailStep, text: string): void {
  const { next, sequence } = draft;
  const id = `${touchIdOf(next.id, step.id, next.visit)}.review`;
  draft.openedTasks.push({
    ...taskBase(draft, id, step),
    kind: 'review',
    text,
    reasons: [`step ${step.id} of ${sequence.name} wants its draft approved`],
  });
  draft.next = {
    ...next,
    waiting: { for: 'task', taskId: id, deadlineMs: null, frozenMs: null },
  };
  note(draft, 'task_opened', 'a draft to approve', { step: step.id, channel: 'email' });
}

/** Holds the person until a rep filled in what the step needs. */
export function openMissingTask(
  draft: DraftDecision,
  step: Step,
  missing: readonly string[],
): void {
  const id = missingTaskId(draft.next, step);
  const names = missing.join(', ');
  draft.openedTasks.push({
    ...taskBase(draft, id, step),
    kind: 'missing',
    text: `${howToFill(draft.next.prospectId, missing)}\n${orWithout(id)}`,
    reasons: [`step ${step.id} of ${draft.sequence.name} needs ${names}`],
  });
  hold(draft, 'missing_field', null, names);
}

/** Holds the person until somebody mended what the step is made of. */
export function openMendTask(draft: DraftDecision, step: Step, fault: string): void {
  const id = missingTaskId(draft.next, step);
  const { name } = draft.sequence;
  draft.openedTasks.push({
    ...taskBase(draft, id, step),
    kind: 'missing',
    text:
      `Mend it: ${fault}\nLet them have the mended text: touchline plan ${name} --migrate move\n` +
      `Or try again with what is known of them now: touchline resume --prospect ${draft.next.prospectId}\n${orWithout(id)}`,
    reasons: [`step ${step.id} of ${name}: ${fault}`],
  });
  hold(draft, 'failed', null, fault);
}

/** Holds who has not begun until the date by which they start is there. */
export function openDateTask(
  draft: DraftDecision,
  { field }: StartAnchor,
  because: 'no_start_date' | 'bad_start_date' | 'start_date_passed',
): void {
  const { name, steps } = draft.sequence;
  const { prospectId } = draft.next;
  const first = steps[0]!;
  const faults = {
    no_start_date: `${field} is not there`,
    bad_start_date: `${field} is no date`,
    start_date_passed: `${field} has passed`,
  };
  draft.openedTasks.push({
    ...taskBase(draft, missingTaskId(draft.next, first), first),
    kind: 'missing',
    text: `Fill in: touchline set ${prospectId} ${field}=2026-03-31 (year, month, day)\nOr leave them out: touchline stop --prospect ${prospectId}`,
    reasons: [`the start of ${name}: ${faults[because]}`],
  });
  hold(draft, 'missing_field', null, `prospect.${field}`);
}

/** Of what the step at the cursor lacks, or of its fault. */
export function missingTaskId({ id, visit }: Pick<Enrollment, 'id' | 'visit'>, step: Step): string {
  return `${touchIdOf(id, step.id, visit)}.missing`;
}

function orWithout(taskId: string): string {
  return `Or go on without this step: touchline tasks skip ${taskId}`;
}

/** What a rep can fill in is named as `set` takes it; the rest is the template's or the workspace's. */
function howToFill(prospectId: string, missing: readonly string[]): string {
  const fields = missing.flatMap((name) => {
    if (['email', 'phone', 'linkedin'].includes(name)) return [name];
    return name.startsWith('prospect.') ? [name.slice('prospect.'.length)] : [];
  });
  if (fields.length === 0)
    return `Nobody can fill in ${missing.join(', ')}: mend the template or the workspace, or stop the sequence for them`;
  return `Fill in: touchline set ${prospectId} ${fields.map((field) => `${field}=...`).join(' ')}`;
}

/** A rep finds out what became of a message whose outcome could not be known. */
export function openSettleTask(
  draft: DraftDecision,
  touchId: string,
  step: string,
  detail: string,
): void {
  draft.openedTasks.push({
    ...taskBase(draft, `${touchId}.settle`, { id: step, priority: 10 }),
    kind: 'settle',
    touchId,
    channel: 'email',
    text: `Look in the Sent folder, then: touchline settle ${touchId} --sent (or --not-sent)`,
    reasons: [detail],
  });
}

function taskBase(
  draft: DraftDecision,
  id: string,
  step: Step | { readonly id: string; readonly priority: number },
): NewTask {
  return {
    id,
    kind: 'task',
    prospectId: draft.next.prospectId,
    enrollmentId: draft.next.id,
    sequence: draft.sequence.name,
    step: step.id,
    touchId: null,
    channel: 'kind' in step ? channelOf(step) : null,
    action: null,
    rep: draft.context.rep,
    text: null,
    url: null,
    priority: step.priority,
    openedAtMs: draft.context.nowMs,
    dueAtMs: null,
    reasons: [],
  };
}

function urlOf(step: ManualStep, address: string | null): string | null {
  if (address === null) return null;
  switch (step.kind) {
    case 'linkedin':
      return `https://www.linkedin.com/${address}`;
    case 'call':
      return `tel:${address}`;
    case 'sms':
      return `sms:${address}`;
    case 'task':
    case 'message':
      return null;
  }
}
