/** A sequence as a file again: canonical, everything written out, its paths found from where they join. */
/* oxlint-disable unicorn/no-thenable -- `then` is a key of the language */
import { paceWords } from '../../../src/core/why/turn-words.ts';
import { stringify } from 'yaml';
import { civilFromDay } from '../../../src/core/time/civil-date.ts';
import type { Condition, Operand } from '../../../src/core/condition.ts';
import type { Duration } from '../../../src/core/time/duration.ts';
import {
  isTouch,
  stepOf,
  type ExitAction,
  type ManualStep,
  type OutcomeRule,
  type Sequence,
  type Step,
} from '../../../src/core/sequence.ts';
import type { SendWindow } from '../../../src/core/time/window.ts';
import type { Written } from './program-words.ts';

export function printSequence(sequence: Sequence): string {
  const { name, title, goals, mailboxes, rep, window, start, enroll, exits, steps } = sequence;
  return stringify({
    sequence: name,
    title,
    goals,
    ...(mailboxes.length === 0 ? {} : { mailboxes }),
    rep,
    ...(start === null
      ? {}
      : { start: `${durationText(start.distance)} ${start.side} prospect.${start.field}` }),
    window: windowOf(window),
    enroll: {
      duplicates: enroll.duplicates,
      exclusive: enroll.exclusive,
      untouched_for: enroll.untouchedFor === null ? 'none' : durationText(enroll.untouchedFor),
      per_day: enroll.perDay ?? 'none',
      per_account: enroll.perAccount?.map(paceWords) ?? 'none',
    },
    exits: {
      reply: exitOf(exits.reply),
      colleague_reply: exitOf(exits.colleagueReply),
      out_of_office: exitOf(exits.outOfOffice),
      bounce: exitOf(exits.bounce),
      meeting_booked: exitOf(exits.meetingBooked),
    },
    steps: listOf(sequence, steps[0]!.id, null),
  });
}

/** From a step to where its path joins. */
function listOf(sequence: Sequence, from: string | null, join: string | null): Written[] {
  const list: Written[] = [];
  for (let id = from; id !== join;) {
    const step = stepOf(sequence, id)!;
    const path = (to: string | null): Written[] | null =>
      to === step.next ? null : listOf(sequence, to, step.next);
    list.push({ ...commonOf(step), ...ownOf(step, path) });
    id = step.next;
  }
  return list;
}

function commonOf(step: Step): Written {
  return {
    id: step.id,
    ...(step.wait === null ? {} : { wait: durationText(step.wait) }),
    ...(step.atMinute === null ? {} : { at: minuteText(step.atMinute) }),
    ...(step.condition === null ? {} : { if: conditionText(step.condition) }),
    ...(step.note === null ? {} : { note: step.note }),
    ...(step.stage === null ? {} : { stage: step.stage }),
    priority: step.priority,
    enabled: step.enabled,
    missing: step.missing,
  };
}

type PathTo = (to: string | null) => Written[] | null;

function ownOf(step: Step, path: PathTo): Written {
  if (isTouch(step) && step.kind !== 'email') return manualOf(step, path);
  switch (step.kind) {
    case 'email':
      return {
        email: step.variants[0]!.template,
        variants: Object.fromEntries(step.variants.map((each) => [each.template, each.weight])),
        thread: step.thread,
        review: step.review,
      };
    case 'await':
      return {
        await: step.signal,
        of: step.of,
        within: durationText(step.within),
        ...present({ then: path(step.thenTo), else: path(step.elseTo) }),
      };
    case 'branch':
      return {
        if: conditionText(step.test),
        ...present({ then: path(step.thenTo), else: path(step.elseTo) }),
      };
    case 'split':
      return {
        split: Object.fromEntries(step.paths.map(({ name, weight }) => [name, weight])),
        paths: present(Object.fromEntries(step.paths.map(({ name, to }) => [name, path(to)]))),
      };
    case 'channel':
      return {
        channel: 'preferred',
        fallback: step.paths.map(({ channel }) => channel),
        paths: present(
          Object.fromEntries(step.paths.map(({ channel, to }) => [channel, path(to)])),
        ),
      };
    case 'set':
      return {
        set: {
          ...(step.tags.length === 0 ? {} : { tags: step.tags }),
          ...(Object.keys(step.fields).length === 0 ? {} : { fields: step.fields }),
        },
      };
    case 'handover':
      return { handover: step.to };
    case 'end':
      return { end: step.because };
  }
}

function manualOf(step: ManualStep, path: PathTo): Written {
  return {
    ...deedOf(step),
    due_within: step.dueWithin === null ? 'none' : durationText(step.dueWithin),
    on_overdue: step.onOverdue,
    ...(step.kind === 'call'
      ? {
          outcomes: Object.fromEntries(
            Object.entries(step.outcomes).map(([key, rule]) => [key, ruleOf(rule, path)]),
          ),
        }
      : {}),
  };
}

function deedOf({ kind, action, template, text }: ManualStep): Written {
  switch (kind) {
    case 'linkedin':
      return { linkedin: action, ...present({ template }) };
    case 'message':
      return { message: template, via: action };
    case 'task':
      return { task: text, ...present({ template }) };
    case 'call':
    case 'sms':
      return { [kind]: template };
  }
}

function ruleOf({ retry, thenTo }: OutcomeRule, path: PathTo): Written {
  return {
    ...(retry === null ? {} : { retry: retry.times, every: durationText(retry.every) }),
    ...(thenTo === undefined ? {} : { then: path(thenTo) }),
  };
}

function exitOf(exit: ExitAction): unknown {
  switch (exit.do) {
    case 'finish':
    case 'continue':
    case 'address_is_bad':
      return exit.do;
    case 'pause':
      return `pause ${durationText(exit.for)}`;
    case 'pause_until_return': {
      const plus = exit.plus === null ? null : durationText(exit.plus);
      return { pause: 'until_return', ...present({ plus }), else: durationText(exit.otherwise) };
    }
  }
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function windowOf({ days, hours, zone, holidays, blackout }: SendWindow): Written {
  return {
    days: days.map((day) => DAYS[day - 1]),
    hours: hours.map(([start, end]) => `${minuteText(start)}-${minuteText(end)}`),
    zone,
    holidays,
    blackout: blackout.map(([first, last]) => `${dayText(first)}/${dayText(last)}`),
  };
}

/** Groups from the right, as it is read. */
function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `${conditionText(condition.left)} ${condition.kind} ${conditionText(condition.right)}`;
    case 'compare':
      return `${operandText(condition.left)} ${condition.operator} ${operandText(condition.right)}`;
    case 'truthy':
      return operandText(condition.operand);
  }
}

function operandText(operand: Operand): string {
  if (operand.kind === 'path') return operand.path.join('.');
  if (typeof operand.value !== 'string') return operand.value === null ? 'nil' : `${operand.value}`;
  return operand.value.includes("'") ? `"${operand.value}"` : `'${operand.value}'`;
}

const durationText = ({ amount, unit }: Duration): string =>
  `${amount} ${unit.replace('_', ' ')}${amount === 1 ? '' : 's'}`;

const two = (number: number): string => String(number).padStart(2, '0');

const minuteText = (minute: number): string =>
  `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

function dayText(dayNumber: number): string {
  const { year, month, day } = civilFromDay(dayNumber);
  return `${year}-${two(month)}-${two(day)}`;
}

function present(values: Written): Written {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
