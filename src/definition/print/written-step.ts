/** A compiled step under the keys of a sequence file; what has its default is left out. */
import { writtenTime } from '../../core/time/civil-date.ts';
import { writtenDuration } from '../../core/time/duration.ts';
import {
  type ControlStep,
  isTouch,
  type ManualStep,
  type OutcomeRule,
  type Step,
} from '../../core/sequence.ts';
import { writtenCondition } from '../reading/written.ts';

type Entry = readonly [key: string, value: string | null];

/** In the order in which people write them. Paths are named by their first step. */
export function writtenStep(step: Step): ReadonlyMap<string, string> {
  const entries: readonly Entry[] = [
    ['wait', step.wait === null ? null : writtenDuration(step.wait)],
    ['at', step.atMinute === null ? null : writtenTime(step.atMinute)],
    ['if', step.condition === null ? null : writtenCondition(step.condition)],
    ...ownKeys(step),
    ['missing', unless(step.missing, 'skip')],
    ['priority', step.priority === 0 ? null : String(step.priority)],
    ['stage', step.stage],
    ['note', step.note],
    ['enabled', step.enabled ? null : 'false'],
  ];
  return mapOf(entries);
}

export function mapOf(entries: readonly Entry[]): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])),
  );
}

function ownKeys(step: Step): readonly Entry[] {
  if (!isTouch(step)) return controlKeys(step);
  if (step.kind !== 'email') return manualKeys(step);
  const [only, ...others] = step.variants;
  const weights = step.variants.map(({ template, weight }) => `${template} ${weight}`).join(', ');
  return [
    others.length === 0 ? ['email', only?.template ?? null] : ['variants', weights],
    ['thread', step.thread],
    ['review', step.review ? 'true' : null],
    ['attachments', attachedWords(step.attachments)],
  ];
}

/** The same name with other bytes is another file: the start of its hash says so. */
function attachedWords(files: Extract<Step, { kind: 'email' }>['attachments']): string | null {
  if (files.length === 0) return null;
  return files.map(({ name, hash }) => `${name} (${hash.slice(0, 8)})`).join(', ');
}

function manualKeys(step: ManualStep): readonly Entry[] {
  return [
    ...manualKind(step),
    ['due_within', step.dueWithin === null ? null : writtenDuration(step.dueWithin)],
    ['on_overdue', unless(step.onOverdue, 'wait')],
    ...Object.entries(step.outcomes)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([disposition, rule]): Entry => [
        `outcomes.${disposition}`,
        outcomeText(rule, step.next),
      ]),
  ];
}

function manualKind(step: ManualStep): readonly Entry[] {
  switch (step.kind) {
    case 'linkedin':
      return [
        ['linkedin', step.action],
        ['template', step.template],
      ];
    case 'message':
      return [
        ['message', step.template],
        ['via', step.action],
      ];
    case 'call':
    case 'sms':
      return [[step.kind, step.template]];
    case 'task':
      return [
        ['task', step.text],
        ['template', step.template],
      ];
  }
}

function outcomeText({ retry, thenTo }: OutcomeRule, next: string | null): string {
  const tries =
    retry === null ? [] : [`retry ${retry.times}, every ${writtenDuration(retry.every)}`];
  const path = thenTo === undefined ? null : pathText(thenTo, next);
  return [...tries, ...(path === null ? [] : [`then ${path}`])].join(', ') || 'goes on';
}

function controlKeys(step: ControlStep): readonly Entry[] {
  switch (step.kind) {
    case 'await':
      return [
        ['await', step.signal],
        ['of', step.of],
        ['within', writtenDuration(step.within)],
        ['then', pathText(step.thenTo, step.next)],
        ['else', pathText(step.elseTo, step.next)],
      ];
    case 'branch':
      return [
        ['if', writtenCondition(step.test)],
        ['then', pathText(step.thenTo, step.next)],
        ['else', pathText(step.elseTo, step.next)],
      ];
    case 'split':
      return [
        ['split', step.paths.map(({ name, weight }) => `${name} ${weight}`).join(', ')],
        ...step.paths.map(({ name, to }): Entry => [`paths.${name}`, pathText(to, step.next)]),
      ];
    case 'channel':
      return [
        ['channel', 'preferred'],
        ['fallback', step.paths.map(({ channel }) => channel).join(', ')],
        ...step.paths.map(({ channel, to }): Entry => [
          `paths.${channel}`,
          pathText(to, step.next),
        ]),
      ];
    case 'set':
      return [
        ['set.tags', step.tags.length === 0 ? null : step.tags.join(', ')],
        ...Object.entries(step.fields).map(([name, value]): Entry => [`set.fields.${name}`, value]),
      ];
    case 'handover':
      return [['handover', step.to]];
    case 'end':
      return [['end', step.because]];
  }
}

/** A path that leads where it goes on anyway is none. */
function pathText(to: string | null, next: string | null): string | null {
  return to === next ? null : (to ?? 'the end');
}

function unless(value: string, usual: string): string | null {
  return value === usual ? null : value;
}
