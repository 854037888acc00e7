/** Opens the work that a step asks of a rep. */
import { addDuration } from '../time/calendar.ts';
import type { Enrollment } from '../enrollment.ts';
import {
  channelOf,
  NEW_THREAD,
  type Channel,
  type EmailStep,
  type ManualStep,
  type StartAnchor,
  type Step,
} from '../sequence.ts';
import type { NewTask } from '../task.ts';
import { placeToLook, touchIdOf } from '../touch.ts';
import { pickVariant } from '../variant.ts';
import { note, type DraftDecision } from './draft.ts';
import { hold } from './transitions.ts';

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
    reasons: because(draft, `step ${step.id} of ${draft.sequence.name}`),
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
    reasons: because(draft, `step ${step.id} of ${sequence.name} wants its draft approved`),
  });
  draft.next = {
    ...next,
    waiting: { for: 'task', taskId: id, deadlineMs: null, frozenMs: null },
  };
  note(draft, 'task_opened', 'a draft to approve', { step: step.id, channel: 'email' });
}

export type Lack =
  | { readonly cause: 'absent'; readonly missing: readonly string[] }
  | {
      readonly cause: 'too_long';
      readonly missing: readonly string[];
      readonly characters: number;
      /** What there is room for. */
      readonly words: string;
    };

/** Holds the person until a rep filled in what the step needs, or shortened what it has no room for. */
export function openMissingTask(draft: DraftDecision, step: Step, lack: Lack): void {
  const id = missingTaskId(draft.next, step);
  const isTooLong = lack.cause === 'too_long';
  const names = [...(isTooLong ? [lack.words] : []), ...lack.missing].join(', ');
  const { missing, cause } = lack;
  draft.openedTasks.push({
    ...taskBase(draft, id, step),
    kind: 'missing',
    text: `${howToMend(draft, step, lack, names)}\n${orWithout(id)}`,
    reasons: because(draft, `step ${step.id} of ${draft.sequence.name} needs ${names}`),
  });
  const more = isTooLong ? { characters: lack.characters } : {};
  hold(draft, 'missing_field', null, names, { cause, missing, ...more });
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
    reasons: because(draft, `step ${step.id} of ${name}: ${fault}`),
  });
  hold(draft, 'failed', null, fault, { cause: 'cannot_render' });
}

/** Holds who has not begun until the date by which they start is there. */
export function openDateTask(
  draft: DraftDecision,
  { field }: StartAnchor,
  why: 'no_start_date' | 'bad_start_date' | 'start_date_passed',
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
    reasons: because(draft, `the start of ${name}: ${faults[why]}`),
  });
  const missing = [`prospect.${field}`];
  hold(draft, 'missing_field', null, missing.join(', '), { cause: 'no_date', missing });
}

/** Of what the step at the cursor lacks, or of its fault. */
export function missingTaskId({ id, visit }: Pick<Enrollment, 'id' | 'visit'>, step: Step): string {
  return `${touchIdOf(id, step.id, visit)}.missing`;
}

function orWithout(taskId: string): string {
  return `Or go on without this step: touchline tasks skip ${taskId}`;
}

/** What a rep can write is named as `set` takes it; the rest is the template's or the workspace's. */
function howToMend(
  { next, sequence }: DraftDecision,
  step: Step,
  { cause, missing }: Lack,
  names: string,
): string {
  const { prospectId } = next;
  const fields = missing.flatMap((name) => {
    if (['email', 'phone', 'linkedin'].includes(name)) return [name];
    return name.startsWith('prospect.') ? [name.slice('prospect.'.length)] : [];
  });
  if (step.kind === 'email' && step.thread !== NEW_THREAD && missing.includes('subject')) {
    const file = `templates/${pickVariant(next.id, step)}.md`;
    return `Nothing was sent that this email could continue, and ${file} has no subject\nWrite one there, then: touchline plan ${sequence.name} --migrate move`;
  }
  if (fields.length === 0)
    return `Nobody can fill in ${names}: mend the template or the workspace, or stop the sequence for them`;
  return `${cause === 'too_long' ? 'Shorten' : 'Fill in'}: touchline set ${prospectId} ${fields.map((field) => `${field}=...`).join(' ')}`;
}

/** A rep finds out what became of a message whose outcome could not be known. */
export function openSettleTask(
  draft: DraftDecision,
  touchId: string,
  { step, channel }: { readonly step: string; readonly channel: Channel },
  detail: string,
): void {
  draft.openedTasks.push({
    ...taskBase(draft, `${touchId}.settle`, { id: step, priority: 10 }),
    kind: 'settle',
    touchId,
    channel,
    text: `Look in ${placeToLook(channel)}, then: touchline settle ${touchId} --sent (or --not-sent)`,
    reasons: because(draft, detail),
  });
}

/** Whoever covers for somebody is told so. */
function because({ context }: DraftDecision, reason: string): readonly string[] {
  const { awayRep } = context;
  return awayRep === null ? [reason] : [reason, `for ${awayRep}, who is away`];
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
