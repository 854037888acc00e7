/** A task as a document and as lines of text. */
import type { Prospect } from '../../core/person/prospect.ts';
import type { Task } from '../../ports/task-store.ts';
import { isoOf, type Json } from '../output/json.ts';
import { cleanLines } from '../output/sanitize.ts';
import { formatTime } from '../output/time.ts';
import { personName } from './person-name.ts';

export function taskDocument(
  task: Task,
  prospect: Prospect | null,
  reasons: readonly string[],
): { readonly [key: string]: Json } {
  return {
    id: task.id,
    kind: task.kind,
    status: task.status,
    channel: task.channel,
    action: task.action,
    prospect: {
      id: task.prospectId,
      name: prospect?.name ?? null,
      company: prospect?.company ?? null,
    },
    rep: task.rep,
    sequence: task.sequence,
    step: task.step,
    touch: task.touchId,
    due: isoOf(task.dueAtMs),
    snoozed_until: isoOf(task.snoozedUntilMs),
    opened_at: isoOf(task.openedAtMs),
    closed_at: isoOf(task.closedAtMs),
    priority: task.priority,
    text: task.text,
    url: task.url,
    outcome: task.outcome,
    note: task.note,
    reasons: [...reasons],
  };
}

/** `call`, `linkedin connect`. */
export function taskKind(task: Task): string {
  return task.action === null ? task.kind : `${task.kind} ${task.action}`;
}

/** All of one task, for somebody who is about to do it. */
export function taskText(
  task: Task,
  prospect: Prospect | null,
  reasons: readonly string[],
  zone: string,
  nowMs: number,
): string {
  const who = prospect === null ? task.prospectId : personName(prospect);
  const when = (atMs: number | null): string | null =>
    atMs === null ? null : formatTime(atMs, zone, nowMs);
  const facts = [
    ['status', task.status],
    ['rep', task.rep],
    ['due', when(task.dueAtMs)],
    ['snoozed until', when(task.snoozedUntilMs)],
    ['where', task.url],
    ['outcome', task.outcome],
    ['note', task.note],
    ['because', reasons.length === 0 ? null : reasons.join('; ')],
  ] as const;
  const lines = facts.flatMap(([name, value]) => (value === null ? [] : [`  ${name}: ${value}`]));
  const text = task.text === null ? [] : ['', ...task.text.split('\n').map((each) => `  ${each}`)];
  return cleanLines([`${task.id}  ${taskKind(task)}  ${who}`, ...lines, ...text].join('\n'));
}
