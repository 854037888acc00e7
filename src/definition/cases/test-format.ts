/** The format of a file of sequence tests, `sequences/NAME.test.yaml`: a list of cases. */
import type { Duration } from '../../core/time/duration.ts';
import { CHANNELS } from '../../core/sequence.ts';
import { DISPOSITIONS } from '../../core/task.ts';
import type { WrittenInstant } from '../../core/time/written-instant.ts';
import { otherWeekday, readTime, startTime, time, timeOrDate } from '../reading/instant-shape.ts';
import { name } from '../reading/name-shapes.ts';
import { type Path, problemAt, type Report } from '../reading/problem.ts';
import {
  choice,
  flag,
  isMapping,
  listOf,
  mapOf,
  mapping,
  mappingOr,
  nameOf,
  type Of,
  optional,
  orNone,
  type Parsed,
  parsed,
  required,
  type Shape,
  text,
} from '../reading/shape.ts';
import { duration, readDuration } from '../reading/time-shapes.ts';

/** What a person or the world does by itself. */
export const REHEARSED_SIGNALS = [
  'reply',
  'colleague_reply',
  'out_of_office',
  'auto_reply',
  'bounce',
  'complaint',
  'opt_out',
  'meeting_booked',
  'connection_accepted',
  'manual_touch',
] as const;

/** At an instant, or so long after a step was done. */
export type When =
  | { readonly kind: 'at'; readonly time: WrittenInstant }
  | { readonly kind: 'after'; readonly wait: Duration; readonly step: string };

const AFTER = /^(.+?) +after +([a-z0-9_-]+)$/;

const when: Shape<When> = parsed(
  '"2 hours after intro", or a time such as 2026-03-02T09:00',
  { examples: ['2 hours after intro', '2026-03-02T09:00'] },
  (value): Parsed<When> => {
    const [, wait, step = ''] = AFTER.exec(value.trim()) ?? [];
    if (wait === undefined) {
      const read = readTime(value);
      if (read === null) return { hint: otherWeekday(value) };
      return { value: { kind: 'at', time: read } };
    }
    const length = readDuration(wait);
    return 'value' in length ? { value: { kind: 'after', wait: length.value, step } } : length;
  },
);

const signalAct = mapping('what is heard: { signal: reply, at: 2 hours after intro }', {
  signal: required(choice(REHEARSED_SIGNALS), 'What is heard of the person'),
  at: required(when, 'When: a time, or so long after a step was done'),
  channel: optional(choice(CHANNELS), 'Where; email when left out'),
  text: optional(text('what they wrote', { max: 4000, lines: true }), 'What they wrote', [
    'Sounds good, call me on Friday',
  ]),
  intent: optional(text('an intent such as positive_interest'), 'What an answer means', [
    'positive_interest',
  ]),
  returns: optional(timeOrDate, 'out_of_office: when they are back', ['2026-03-16T09:00']),
  bounce: optional(choice(['hard', 'soft', 'blocked']), 'bounce: hard when left out'),
});

const taskAct = mapping(
  'what a rep does: { task: ring, at: 1 hour after ring, outcome: connected }',
  {
    task: required(name('the id of a step'), 'The step whose open task is ended', ['ring']),
    at: required(when, 'When: a time, or so long after the step opened it'),
    outcome: optional(choice(DISPOSITIONS), 'Calls: what came of it'),
    until: optional(time, 'callback: when they want to be called', ['2026-03-05T14:00']),
    skip: optional(flag(), 'true: the rep skips it'),
  },
);

type Act =
  | { readonly kind: 'signal'; readonly values: Of<typeof signalAct> }
  | { readonly kind: 'task'; readonly values: Of<typeof taskAct> };

const act: Shape<Act> = {
  schema: { anyOf: [signalAct.schema, taskAct.schema] },
  expected: signalAct.expected,
  read: (value: unknown, path: Path, report: Report): Act | undefined => {
    if (isMapping(value) && Object.hasOwn(value, 'task')) {
      const values = taskAct.read(value, path, report);
      return values === undefined ? undefined : { kind: 'task', values };
    }
    const values = signalAct.read(value, path, report);
    return values === undefined ? undefined : { kind: 'signal', values };
  },
};

const line = mapping('a line such as { step: intro, at: 2026-03-02T09:00 }', {
  step: optional(text('the id of a step'), 'It was done: sent, or its task ended as done', [
    'intro',
  ]),
  skipped: optional(text('the id of a step'), 'It was skipped', ['connect']),
  open: optional(text('the id of a step'), 'Its task is still open at the end', ['ring']),
  at: optional(time, 'When, to the minute', ['2026-03-02T09:00']),
  channel: optional(choice(CHANNELS), 'Over which channel'),
  mailbox: optional(text('a mailbox'), 'From which mailbox', ['anna']),
  outcome: optional(text('an outcome'), 'What came of the task', ['no_answer']),
  because: optional(text('a reason'), 'Part of the reason of a skip', ['condition is false']),
});

/** What was done, skipped or left open, of which step. */
export interface ExpectedLine {
  readonly did: 'step' | 'skipped' | 'open';
  /** `ring`; of another sequence, `reactivation/hello`. */
  readonly step: string;
  readonly at: WrittenInstant | null;
  readonly channel: string | null;
  readonly mailbox: string | null;
  readonly outcome: string | null;
  readonly because: string | null;
}

const justStep = text('the id of a step');

const expectedLine: Shape<ExpectedLine> = {
  schema: { anyOf: [justStep.schema, line.schema] },
  expected: `the id of a step, or ${line.expected}`,
  read: (value, path, report) => {
    const read = mappingOr(line, justStep).read(value, path, report);
    if (read === undefined) return undefined;
    if (typeof read === 'string') return lineOf('step', read, {});
    const did = (['step', 'skipped', 'open'] as const).filter((key) => read[key] !== undefined);
    const [first] = did;
    if (first !== undefined && did.length === 1) return lineOf(first, read[first] ?? '', read);
    const message = `${nameOf(path)} says of no step, or of several, what became of it`;
    report(problemAt(path, 'missing_key', message, 'one of: step, skipped, open'));
    return undefined;
  },
};

function lineOf(
  did: ExpectedLine['did'],
  step: string,
  more: Partial<Of<typeof line>>,
): ExpectedLine {
  return {
    did,
    step,
    at: more.at ?? null,
    channel: more.channel ?? null,
    mailbox: more.mailbox ?? null,
    outcome: more.outcome ?? null,
    because: more.because ?? null,
  };
}

const testCase = mapping('a case: { case, prospect, start, does, expect }', {
  case: required(text('what the case shows, in words'), 'What it shows, in words', [
    'an answer stops it',
  ]),
  prospect: required(
    mapOf(text('a column such as email'), text('a value', { max: 2000, lines: true })),
    'Who it is, by the columns of a list: the persona',
    [{ first_name: 'Ada', email: 'ada@kern.example', country: 'DE' }],
  ),
  start: required(startTime, 'When the person is enrolled', ['2026-03-02T09:00']),
  tasks: optional(
    orNone(duration),
    'So long after it was opened a rep does a task; none: nobody does it; 1 hour when left out',
    ['1 hour', 'none'],
  ),
  outcomes: optional(
    mapOf(name('the id of a step'), listOf(choice(DISPOSITIONS), 1)),
    'Calls: what comes of each visit; the last one repeats; no_answer when left out',
    [{ ring: ['no_answer', 'connected'] }],
  ),
  does: optional(listOf(act), 'What the person and the rep do', [
    [{ signal: 'reply', at: '2 hours after intro' }],
  ]),
  expect: required(
    mapping('what is expected: { steps, status, reason }', {
      steps: optional(listOf(expectedLine), 'All that was done and skipped, in order', [
        ['intro', { step: 'connect', at: '2026-03-03T09:00' }, { skipped: 'bump' }],
      ]),
      status: optional(
        choice(['pending', 'active', 'paused', 'finished']),
        'Where they stand at the end',
      ),
      reason: optional(text('a reason such as replied'), 'Why it is finished or paused', [
        'replied',
      ]),
    }),
    'What must have happened when nothing more does',
    [{ steps: ['intro', 'connect'], status: 'finished', reason: 'replied' }],
  ),
});

export const testShape = listOf(testCase, 1);
export type WrittenCase = Of<typeof testCase>;
