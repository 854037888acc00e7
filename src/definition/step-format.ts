/** The steps of a sequence file, by kind. */
import type { Duration } from '../core/duration.ts';
import { LINKEDIN_ACTIONS } from '../core/sequence.ts';
import { DISPOSITIONS } from '../core/task.ts';
import { CONDITION_LENGTH_MAX } from './condition-text.ts';
import { name } from './name-shapes.ts';
import { type Path, problemAt, problemAtKey, type Report } from './problem.ts';
import {
  choice,
  flag,
  isMapping,
  type JsonSchema,
  mapOf,
  mapping,
  nameOf,
  optional,
  orNone,
  required,
  type Shape,
  shown,
  text,
  type Values,
  wholeNumber,
} from './shape.ts';
import { suggestion } from './suggest.ts';
import { duration, timeOfDay } from './time-shapes.ts';

/** `new` is what `thread:` calls a thread of its own. */
export const NEW_THREAD = 'new';

const template = text('the name of a template: intro for templates/intro.md');

const commonFields = {
  id: required(name('a name'), 'Names the step; unique in the sequence'),
  wait: optional(duration, 'Since the previous step settled, or since enrollment'),
  at: optional(timeOfDay, 'Local time of day: the first at or after the wait'),
  if: optional(
    text('a condition such as "prospect.country == \'FR\'"', {
      max: CONDITION_LENGTH_MAX,
      lines: true,
    }),
    'Do this step only if; judged after the wait',
  ),
  note: optional(text('a note', { max: 2000, lines: true }), 'For people who read the sequence'),
  stage: optional(text('a stage'), 'Where the person stands once this step is done'),
  priority: optional(wholeNumber(-1000, 1000), 'Higher comes first among tasks; 0 by default'),
  enabled: optional(flag(), 'false: skip this step'),
  missing: optional(choice(['skip', 'ask']), 'When the person has no address on this channel'),
};

const emailFields = {
  ...commonFields,
  email: required(template, 'Sends this template by email'),
  variants: optional(
    mapOf(template, wholeNumber(1, 10_000)),
    'Templates and their weights, instead of the one above',
  ),
  thread: optional(
    text('new, or the id of an earlier email step'),
    'Continue that thread, or begin one',
  ),
  review: optional(flag(), 'A rep edits and approves the draft before it may leave'),
};

const taskFields = {
  due_within: optional(orNone(duration), 'Deadline of the task'),
  on_overdue: optional(
    choice(['skip', 'wait', 'continue']),
    'skip: expire the task and go on; continue: go on, the task stays open; wait: stay',
  ),
};

const outcome = mapping(
  'a rule such as { retry: 2, every: 1 business day }',
  {
    retry: required(wholeNumber(1, 20), 'How often the call is tried again'),
    every: required(duration, 'The wait before each new try'),
  },
  ['then'],
);

const linkedinFields = {
  ...commonFields,
  ...taskFields,
  linkedin: required(choice(LINKEDIN_ACTIONS), 'What to do on LinkedIn: a task for a rep'),
  template: optional(template, 'The note or message to send there'),
};

const callFields = {
  ...commonFields,
  ...taskFields,
  call: required(template, 'The script: a task for a rep'),
  outcomes: optional(mapOf(choice(DISPOSITIONS), outcome), 'What a disposition of the rep does'),
};

const smsFields = {
  ...commonFields,
  ...taskFields,
  sms: required(template, 'Sends this template as a text message'),
};

const todoFields = {
  ...commonFields,
  ...taskFields,
  task: required(
    text('what to do, in words', { max: 2000, lines: true }),
    'What a rep should do, in words',
  ),
  template: optional(template, 'More text for the task'),
};

const LATER_IN_STEPS = ['then', 'else', 'attachments'];

const kinds = {
  email: mapping('an email step', emailFields, LATER_IN_STEPS),
  linkedin: mapping('a LinkedIn step', linkedinFields, LATER_IN_STEPS),
  call: mapping('a call step', callFields, LATER_IN_STEPS),
  sms: mapping('an SMS step', smsFields, LATER_IN_STEPS),
  task: mapping('a task step', todoFields, LATER_IN_STEPS),
};

export type WrittenStep =
  | { readonly kind: 'email'; readonly values: Values<typeof emailFields> }
  | { readonly kind: 'linkedin'; readonly values: Values<typeof linkedinFields> }
  | { readonly kind: 'call'; readonly values: Values<typeof callFields> }
  | { readonly kind: 'sms'; readonly values: Values<typeof smsFields> }
  | { readonly kind: 'task'; readonly values: Values<typeof todoFields> };
export type WrittenOutcomes = ReadonlyMap<
  string,
  { readonly retry: number | undefined; readonly every: Duration | undefined } | undefined
>;

type StepKind = WrittenStep['kind'];
const STEP_KINDS: readonly StepKind[] = ['email', 'linkedin', 'call', 'sms', 'task'];
/** Kinds of the language that this version can't do, most telling key first. */
const LATER_KINDS = ['await', 'split', 'message', 'handover', 'set', 'end', 'then', 'else'];

/** A step is of the kind whose key it has. */
export const step: Shape<WrittenStep> = {
  schema: { anyOf: STEP_KINDS.map((kind): JsonSchema => kinds[kind].schema) },
  expected: 'a step such as { id: intro, email: intro }',
  read: (value, path, report) => {
    if (!isMapping(value)) {
      report(
        problemAt(
          path,
          'wrong_type',
          `${nameOf(path)} is ${shown(value)}, expected ${step.expected}`,
        ),
      );
      return undefined;
    }
    const [kind, ...others] = STEP_KINDS.filter((candidate) => Object.hasOwn(value, candidate));
    if (kind === undefined) {
      reportKind(value, path, report);
      return undefined;
    }
    for (const other of others) {
      const message = `a step does one thing, this one has "${kind}" and "${other}"`;
      report(problemAtKey([...path, other], 'several_step_kinds', message, 'make two steps of it'));
    }
    const own = Object.fromEntries(
      Object.entries(value).filter(([key]) => !others.some((other) => other === key)),
    );
    return readKind(kind, own, path, report);
  },
};

function readKind(
  kind: StepKind,
  value: unknown,
  path: Path,
  report: Report,
): WrittenStep | undefined {
  switch (kind) {
    case 'email':
      return withKind(kind, kinds.email.read(value, path, report));
    case 'linkedin':
      return withKind(kind, kinds.linkedin.read(value, path, report));
    case 'call':
      return withKind(kind, kinds.call.read(value, path, report));
    case 'sms':
      return withKind(kind, kinds.sms.read(value, path, report));
    case 'task':
      return withKind(kind, kinds.task.read(value, path, report));
  }
}

function withKind<K extends StepKind, V>(kind: K, values: V | undefined) {
  return values === undefined ? undefined : { kind, values };
}

function reportKind(value: Readonly<Record<string, unknown>>, path: Path, report: Report): void {
  const later = LATER_KINDS.find((kind) => Object.hasOwn(value, kind));
  if (later !== undefined) {
    const what =
      later === 'then' || later === 'else'
        ? 'branches with then and else are'
        : `"${later}" steps are`;
    report(problemAtKey([...path, later], 'not_supported_yet', `${what} not in this version`));
    return;
  }
  const known = Object.keys({ ...emailFields, ...linkedinFields, ...callFields });
  const stranger = Object.keys(value).find((key) => !known.includes(key));
  if (stranger === undefined) {
    const message = 'the step does nothing';
    report(
      problemAt(path, 'unknown_step_kind', message, `a step has one of: ${STEP_KINDS.join(', ')}`),
    );
    return;
  }
  const hint = suggestion(stranger, STEP_KINDS);
  report(
    problemAtKey([...path, stranger], 'unknown_step_kind', `unknown step kind "${stranger}"`, hint),
  );
}
