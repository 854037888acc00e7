/** The steps of a sequence file, by kind. */
/* oxlint-disable unicorn/no-thenable -- `then` is a key of the language */
import { AWAITABLE, LINKEDIN_ACTIONS, REACHING } from '../../core/sequence.ts';
import { DISPOSITIONS } from '../../core/task.ts';
import { attachmentsShape } from './attached-files.ts';
import { CONDITION_LENGTH_MAX } from '../condition/condition-text.ts';
import { name } from '../reading/name-shapes.ts';
import { type Path, problemAt, problemAtKey, type Report } from '../reading/problem.ts';
import {
  choice,
  flag,
  isMapping,
  type JsonSchema,
  listOf,
  mapOf,
  mapping,
  named,
  nameOf,
  type Of,
  optional,
  orNone,
  required,
  type Shape,
  shown,
  text,
  wholeNumber,
} from '../reading/shape.ts';
import { closest } from '../../core/closest.ts';
import { keySuggestion } from '../reading/suggest.ts';
import { idsIn, respelt, unread, type UnreadStep, type Written } from './written-step.ts';
import { duration, lastingDuration, timeOfDay } from '../reading/time-shapes.ts';

const template = text('the name of a template: intro for templates/intro.md');

const STEP_EXPECTED = 'a step such as { id: intro, email: intro }';

/** The steps of a path; an interface, because paths hold steps that hold paths. */
export interface WrittenSteps extends ReadonlyArray<WrittenStep | UnreadStep | undefined> {}

const list = listOf(
  named('step', STEP_EXPECTED, () => step),
  1,
);

/** Read anew at each depth: a step holds paths, and a path holds steps. */
export const steps: Shape<WrittenSteps> = {
  ...list,
  read: (value, at, report) => {
    const read = list.read(value, at, report);
    if (read !== undefined) return read;
    // The only one, without its list.
    const isOne = isMapping(value) && STEP_MARKS.some((key) => Object.hasOwn(value, key));
    return [isOne ? step.read(value, at, report) : unread(value, undefined)];
  },
};

const condition = text('a condition such as "prospect.country == \'FR\'"', {
  max: CONDITION_LENGTH_MAX,
  lines: true,
});

const commonFields = {
  id: required(name('a name'), 'Names the step; unique in the sequence', ['intro']),
  wait: optional(duration, 'Since the previous step settled, or since enrollment'),
  at: optional(timeOfDay, 'Local time of day: the first at or after the wait'),
  if: optional(condition, 'Do this step only if; judged after the wait', [
    "prospect.country == 'FR'",
    'prospect.title',
  ]),
  note: optional(text('a note', { max: 2000, lines: true }), 'For people who read the sequence', [
    'Two days after the fair',
  ]),
  stage: optional(text('a stage'), 'Where the person stands once this step is done', ['contacted']),
  priority: optional(
    wholeNumber(-1000, 1000),
    'Higher comes first among tasks; 0 by default',
    [10],
  ),
  enabled: optional(flag(), 'false: skip this step'),
  missing: optional(choice(['skip', 'ask']), 'When the person has no address on this channel'),
};

const common = mapping('a step', commonFields);

const emailFields = {
  ...commonFields,
  email: required(template, 'Sends this template by email', ['intro']),
  variants: optional(
    mapOf(
      template,
      wholeNumber(1, 10_000),
      'templates and weights: { intro: 50, intro-question: 50 }',
    ),
    'Templates and their weights, instead of the one above',
    [{ intro: 50, 'intro-question': 50 }],
  ),
  thread: optional(
    text('new, or the id of an earlier email step'),
    'Continue that thread, or begin one',
    ['intro', 'new'],
  ),
  review: optional(flag(), 'A rep edits and approves the draft before it may leave'),
  attachments: optional(attachmentsShape, 'Files of the folder attachments/ that it carries', [
    ['price-list.pdf'],
  ]),
};

const taskFields = {
  due_within: optional(orNone(lastingDuration), 'Deadline of the task', ['2 days', 'none']),
  on_overdue: optional(
    choice(['skip', 'wait', 'continue']),
    'skip: expire the task and go on; continue: go on, the task stays open; wait: stay',
  ),
};

const outcome = mapping('a rule such as { retry: 2, every: 1 business day }', {
  retry: optional(wholeNumber(1, 20), 'How often the call is tried again', [2]),
  every: optional(lastingDuration, 'The wait before each new try'),
  then: optional(steps, 'Where it goes on then, after the tries', [
    [{ id: 'missed', sms: 'missed-you' }],
  ]),
});

const linkedinFields = {
  ...commonFields,
  ...taskFields,
  linkedin: required(choice(LINKEDIN_ACTIONS), 'What to do on LinkedIn: a task for a rep'),
  template: optional(template, 'The note or message to send there', ['connect-note']),
};

const callFields = {
  ...commonFields,
  ...taskFields,
  call: required(template, 'The script: a task for a rep', ['discovery']),
  outcomes: optional(
    mapOf(
      choice(DISPOSITIONS),
      outcome,
      'rules by outcome: { voicemail: { retry: 1, every: 1 day } }',
    ),
    'What a disposition of the rep does',
    [{ no_answer: { retry: 2, every: '1 business day' } }],
  ),
};

const smsFields = {
  ...commonFields,
  ...taskFields,
  sms: required(template, 'Sends this template as a text message', ['missed-you']),
};

const messageFields = {
  ...commonFields,
  ...taskFields,
  message: required(template, 'Sends this template over another channel', ['hello-line']),
  via: required(name('a channel such as line'), 'The channel of the workspace', ['line']),
};

const todoFields = {
  ...commonFields,
  ...taskFields,
  task: required(
    text('what to do, in words', { max: 2000, lines: true }),
    'What a rep should do, in words',
    ['Send the book'],
  ),
  template: optional(template, 'More text for the task', ['letter']),
};

const awaitFields = {
  ...commonFields,
  await: required(
    choice(AWAITABLE),
    'Waits until this is heard of the person; bounce: their address is dead',
  ),
  of: optional(name('the id of an earlier step'), 'The step it answers; the nearest by default', [
    'connect',
  ]),
  within: required(lastingDuration, 'How long it is waited for'),
  then: optional(steps, 'When it came', [[{ id: 'hello', wait: '4 hours', linkedin: 'message' }]]),
  else: optional(steps, 'When it did not come in time', [
    [{ id: 'bump', email: 'bump', thread: 'intro' }],
  ]),
};

const branchFields = {
  ...commonFields,
  if: required(condition, 'Which way it goes on', ["prospect.level == 'hot'"]),
  then: optional(steps, 'When the condition is true', [[{ id: 'gift', task: 'Send the book' }]]),
  else: optional(steps, 'When it is false', [[{ id: 'nudge', email: 'bump' }]]),
};

const splitFields = {
  ...commonFields,
  split: required(
    mapOf(
      name('the name of a path'),
      wholeNumber(1, 10_000),
      'paths and weights: { a: 50, b: 50 }',
    ),
    'Paths and their weights; a person takes one, always the same',
    [{ short: 50, long: 50 }],
  ),
  paths: required(
    mapOf(
      name('the name of a path'),
      steps,
      'the steps of each path: { a: [{ id: once, email: bump }] }',
    ),
    'The steps of each path',
    [{ short: [{ id: 'brief', email: 'bump' }] }],
  ),
};

const channelFields = {
  ...commonFields,
  channel: required(
    choice(['preferred']),
    'Goes on where the person is best reached: as they said, else as they and others like them answered',
  ),
  fallback: required(
    listOf(choice(REACHING), 2),
    'The channels it may take, in the order that counts where too little is known',
    [['email', 'linkedin', 'call']],
  ),
  paths: required(
    mapOf(
      choice(REACHING),
      steps,
      'the steps of each channel: { email: [{ id: write, email: bump }] }',
    ),
    'What is done on each channel; a path begins with a step of its channel',
    [{ email: [{ id: 'write', email: 'bump' }], call: [{ id: 'ring', call: 'discovery' }] }],
  ),
};

const writes = mapping('what to write down: { tags: [done-classic] }', {
  tags: optional(listOf(text('a tag'), 1), 'Tags to add', [['done-classic']]),
  fields: optional(
    mapOf(name('a field of your own'), text('a value')),
    'Fields of your own to write; a value that stands there is replaced',
    [{ round: 'first' }],
  ),
});

const setFields = {
  ...commonFields,
  set: required(
    {
      ...writes,
      read: (value: unknown, at: Path, report: Report) => {
        if (isMapping(value) && Object.keys(value).length === 0) {
          const hint = 'set: { tags: [done] }';
          report(problemAt(at, 'missing_key', '"set" writes nothing', hint));
        }
        return writes.read(value, at, report);
      },
    },
    'Writes something down about the person',
    [{ tags: ['done-classic'] }],
  ),
};

const handoverFields = {
  ...commonFields,
  handover: required(name('the name of a sequence'), 'Ends here and begins in that sequence', [
    'reactivation',
  ]),
};

const endFields = {
  ...commonFields,
  end: required(text('why it ends, in words'), 'Ends the sequence for this person', [
    'too small for us',
  ]),
};

const kinds = {
  email: stepOf('email', mapping('an email step', emailFields)),
  linkedin: stepOf('linkedin', mapping('a LinkedIn step', linkedinFields)),
  call: stepOf('call', mapping('a call step', callFields)),
  sms: stepOf('sms', mapping('an SMS step', smsFields)),
  message: stepOf('message', mapping('a message step', messageFields)),
  task: stepOf('task', mapping('a task step', todoFields)),
  await: stepOf('await', mapping('an await step', awaitFields)),
  branch: stepOf('branch', mapping('a branch', branchFields)),
  split: stepOf('split', mapping('a split', splitFields)),
  channel: stepOf('channel', mapping('a channel step', channelFields)),
  set: stepOf('set', mapping('a set step', setFields)),
  handover: stepOf('handover', mapping('a handover', handoverFields)),
  end: stepOf('end', mapping('an end', endFields)),
};

type StepKind = keyof typeof kinds;
export type WrittenOf<K extends StepKind> = NonNullable<Of<(typeof kinds)[K]>>;
export type WrittenStep = WrittenOf<StepKind>;
export type WrittenOutcomes = NonNullable<WrittenOf<'call'>['values']['outcomes']>;

function stepOf<K extends string, V>(kind: K, shape: Shape<V>): Shape<Written<K, V>> {
  const { schema, expected } = shape;
  const read = (value: unknown, at: Path, report: Report) => {
    const values = shape.read(value, at, report);
    if (values === undefined) return undefined;
    return { kind, values, ids: idsIn(value), isUnsure: false, misspelt: null };
  };
  return { schema, expected, read };
}

/** Keys that say what a step does; a branch has none of them. */
const KIND_KEYS: readonly Exclude<StepKind, 'branch'>[] = [
  'email',
  'linkedin',
  'call',
  'sms',
  'message',
  'task',
  'await',
  'split',
  'channel',
  'set',
  'handover',
  'end',
];
const BRANCH_KEYS = ['then', 'else'];
const STEP_MARKS = ['id', ...KIND_KEYS, ...BRANCH_KEYS];

/** A step is of the kind whose key it has; one with a path and no such key is a branch. */
export const step: Shape<WrittenStep | UnreadStep> = {
  schema: {
    anyOf: [...KIND_KEYS, 'branch' as const].map((kind): JsonSchema => kinds[kind].schema),
  },
  expected: STEP_EXPECTED,
  read: (value, at, report) => {
    if (!isMapping(value)) {
      const message = `${nameOf(at)} is ${shown(value)}, expected ${step.expected}`;
      report(problemAt(at, 'wrong_type', message));
      return unread(value, undefined);
    }
    const [kind, ...others] = kindsOf(value);
    if (kind === undefined) return readOther(value, at, report);
    for (const other of others) {
      const message = `a step does one thing, this one has "${kind}" and "${other}"`;
      report(problemAtKey([...at, other], 'several_step_kinds', message, 'make two steps of it'));
    }
    const keys = Object.keys(value).filter((key) => !others.some((other) => other === key));
    const read = kinds[kind].read(only(value, keys), at, report);
    return read === undefined || others.length === 0 ? read : { ...read, isUnsure: true };
  },
};

type Raw = Readonly<Record<string, unknown>>;

function kindsOf(value: Raw): readonly (typeof KIND_KEYS)[number][] {
  return KIND_KEYS.filter((candidate) => Object.hasOwn(value, candidate));
}

function isBranch(value: Raw): boolean {
  return BRANCH_KEYS.some((key) => Object.hasOwn(value, key));
}

/** A branch, or a step whose kind has a slip: it is read as what was meant, so that all else that is wrong in it is told with it. */
function readOther(value: Raw, at: Path, report: Report): WrittenStep | UnreadStep | undefined {
  if (isBranch(value) && Object.hasOwn(value, 'if')) return kinds.branch.read(value, at, report);
  const strangers = Object.keys(value).filter((key) => !KNOWN_KEYS.includes(key));
  const meant = strangers.map((key) => closest(key, KIND_KEYS));
  const near = Math.max(
    meant.findIndex((each) => each !== null),
    0,
  );
  const [stranger, kind] = [strangers[near], KIND_KEYS.find((each) => each === meant[near])];
  if (kind === undefined && isBranch(value)) return kinds.branch.read(value, at, report);
  if (stranger === undefined) {
    const hint = `a step has one of: ${KIND_KEYS.join(', ')}; or then and else`;
    report(problemAt(at, 'unknown_step_kind', 'the step does nothing', hint));
  } else {
    const hint = keySuggestion(stranger, KIND_KEYS);
    const message = `unknown step kind "${stranger}"`;
    report(problemAtKey([...at, stranger], 'unknown_step_kind', message, hint));
  }
  if (stranger === undefined || kind === undefined)
    return unread(value, common.read(only(value, Object.keys(commonFields)), at, report)?.id);
  const { [stranger]: does, ...rest } = value;
  const renamed = respelt(report, at, kind, stranger);
  const read = kinds[kind].read({ ...rest, [kind]: does }, at, renamed);
  return read === undefined ? undefined : { ...read, misspelt: stranger };
}

function only(value: Raw, keys: readonly string[]): Raw {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
}

const KNOWN_KEYS: readonly string[] = Object.keys({
  ...emailFields,
  ...linkedinFields,
  ...callFields,
  ...awaitFields,
  ...splitFields,
  ...channelFields,
});
